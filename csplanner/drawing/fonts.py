"""Where the fonts lie, shipped and of packages; each back end loads them its own way."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
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


class PackagedFont(NamedTuple):
    """A TrueType file of an installed package, for scripts that the shipped fonts do not hold."""

    family: str
    package: str
    file: str


# In the order in which they are asked: Hebrew and Arabic, then Japanese.
PACKAGED_FONTS = (
    PackagedFont("DejaVu Sans", "matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf"),
    PackagedFont("IPAex Gothic", "matplotlib_fontja", "fonts/ipaexg.ttf"),
)


@cache
def packaged_font_bytes(font: PackagedFont) -> bytes | None:
    """Return the bytes of a font in PACKAGED_FONTS, None where its package lacks it.

    The package itself is not imported: it would change how charts are drawn.
    """
    found = find_spec(font.package)
    folders = (found and found.submodule_search_locations) or ()
    paths = [path for folder in folders if (path := Path(folder) / font.file).is_file()]
    return paths[0].read_bytes() if paths else None
