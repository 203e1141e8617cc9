"""The look in numbers: colours, type, spaces and sizes, read once from resources/theme/tokens.toml.

Nothing else in the program knows a colour. A colour is asked for by its token name, so that one
style works in the light theme, in the dark theme and on paper. Values that are made before the
first frame are named tuples: a frozen dataclass takes seven times as long to come into being.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from csplanner.base.resource import resource_text

if TYPE_CHECKING:
    from collections.abc import Mapping

THEMES = ("light", "dark", "print")


class TypeRole(NamedTuple):
    """One role of text: size and line in pixels at 100 %, weight 400 to 600, tracking per size."""

    size: float
    line: float
    weight: int = 400
    tracking: float = 0.0


class Space(NamedTuple):
    """The steps of the 4 px grid."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741 - the step's name in tokens.toml
    xl: int


class Radius(NamedTuple):
    """Corner radii in pixels."""

    tag: int
    pill: int
    button: int
    card: int
    palette: int


class Size(NamedTuple):
    """Fixed sizes in pixels at 100 %."""

    sidebar: int
    sidebar_collapsed: int
    header: int
    tool_row: int
    inspector: int
    status: int
    frozen: int
    button: int
    button_small: int
    pill: int
    row_small: int
    row_medium: int
    row_large: int
    group_row: int
    group_row_print: int
    load_row: int
    nav_row: int
    card_row: int
    table_comfortable: int
    table_normal: int
    table_compact: int
    week_min: int
    focus: int


class FontNames(NamedTuple):
    """Family names of the shipped fonts."""

    text: str
    title: str
    fallback: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Theme:
    """One look: ask it for colours by token name; two calls of `theme` give the same object."""

    name: str
    colours: Mapping[str, str]
    type: Mapping[str, TypeRole]
    font: FontNames
    space: Space
    radius: Radius
    size: Size
    icon: Mapping[str, int]

    def colour(self, name: str) -> str:
        """Return a token's colour as "#RRGGBB"; an unknown token is a KeyError that names it."""
        return self.colours[name]

    def rgb(self, name: str) -> tuple[float, float, float]:
        """Return the colour of a token as three floats from 0 to 1."""
        value = self.colours[name]
        return (
            int(value[1:3], 16) / 255,
            int(value[3:5], 16) / 255,
            int(value[5:7], 16) / 255,
        )

    def contrast(self, fore: str, ground: str) -> float:
        """Return the WCAG 2 contrast of two tokens, 1 to 21."""
        one, two = sorted((self._luminance(fore), self._luminance(ground)))
        return (two + 0.05) / (one + 0.05)

    def _luminance(self, name: str) -> float:
        linear = [
            v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in self.rgb(name)
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(resource_text("theme/tokens.toml"))


@cache
def theme(name: str = "light") -> Theme:
    """Return the theme "light", "dark" or "print" (the light colours, for paper)."""
    document = _document()
    base = document["print"]["base"] if name == "print" else name
    return Theme(
        name=name,
        colours=MappingProxyType(dict(document["colour"][base])),
        type=MappingProxyType({k: TypeRole(**v) for k, v in document["type"].items()}),
        font=FontNames(**document["font"]),
        space=Space(**document["space"]),
        radius=Radius(**document["radius"]),
        size=Size(**document["size"]),
        icon=MappingProxyType(dict(document["icon"])),
    )
