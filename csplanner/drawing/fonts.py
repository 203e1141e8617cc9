"""Where the shipped fonts lie; each back end loads them its own way."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from csplanner.base.resource import resource_bytes


class FontFile(NamedTuple):
    """One shipped TrueType file: the family it belongs to, its weight and its file name."""

    family: str
    weight: int
    file: str


FONT_FILES = (
    FontFile("Inter Tabular", 400, "InterTabular-Regular.ttf"),
    FontFile("Inter Tabular", 500, "InterTabular-Medium.ttf"),
    FontFile("Inter Tabular", 600, "InterTabular-SemiBold.ttf"),
    FontFile("Inter Title", 600, "InterTitle-SemiBold.ttf"),
    FontFile("Noto Sans", 400, "NotoSans-Regular.ttf"),
)


@cache
def font_bytes(file: str) -> bytes:
    """Return the bytes of a font file named in FONT_FILES."""
    return resource_bytes(f"fonts/{file}")


@cache
def font_file(family: str, weight: int) -> FontFile:
    """Return the file of a family that is nearest in weight."""
    members = [entry for entry in FONT_FILES if entry.family == family]
    return min(members, key=lambda entry: abs(entry.weight - weight))
