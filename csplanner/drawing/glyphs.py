"""Every small sign of the program: engagement glyphs, health moons, flags, blackout crosses.

Type is shape, state is fill (design/tokens.md). Each sign is a stamp: its paths are made once for
a size and each back end may keep its image.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import (
    Box,
    Curve,
    Move,
    Path,
    Style,
    open_path,
    polygon,
    rounded,
)
from csplanner.drawing.marks import Health, Shape, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.drawing.canvas import Canvas, Point


def _ring(count: int, radius: float, inner: float = 0.0) -> list[Point]:
    radii = (radius, inner) if inner else (radius,)
    steps = count * len(radii)
    return [
        (
            radii[i % len(radii)] * math.sin(2 * math.pi * i / steps),
            -radii[i % len(radii)] * math.cos(2 * math.pi * i / steps),
        )
        for i in range(steps)
    ]


def _cross(arm: float, half: float) -> list[Point]:
    corner = [(-half, -arm), (half, -arm), (half, -half)]
    points: list[Point] = []
    for _ in range(4):
        points += corner
        corner = [(-y, x) for x, y in corner]
    return points


@cache
def circle_path(radius: float) -> Path:
    """Return a circle as four curves."""
    k = radius * 4 / 3 * (math.sqrt(2) - 1)
    r = radius
    return Path(
        (
            Move(0, -r),
            Curve(k, -r, r, -k, r, 0),
            Curve(r, k, k, r, 0, r),
            Curve(-k, r, -r, k, -r, 0),
            Curve(-r, -k, -k, -r, 0, -r),
        )
    )


_OUTLINES: dict[Shape, Callable[[float], Path]] = {
    Shape.EXECUTIVE_QBR: lambda r: polygon(_ring(4, 1.06 * r)),
    Shape.CEO_VISIT: lambda r: polygon(_ring(5, 1.20 * r, 0.54 * r)),
    Shape.QBR: lambda r: rounded(Box(-0.8 * r, -0.8 * r, 1.6 * r, 1.6 * r), 0.26 * r),
    Shape.VALUE_REVIEW: lambda r: polygon(_ring(6, r)),
    Shape.TRAINING: lambda r: polygon(_ring(3, 0.98 * r)),
    Shape.PILOT_REVIEW: lambda r: polygon(_cross(0.95 * r, 0.36 * r)),
    Shape.CHECK_IN: lambda r: circle_path(0.64 * r),
}


@cache
def shape_path(shape: Shape, size: float) -> Path:
    """Return the outline of an engagement type round (0, 0) for a nominal size in pixels."""
    return _OUTLINES[shape](size / 2)


@cache
def _tick_path(size: float) -> Path:
    return open_path(
        ((-0.21 * size, 0.01 * size), (-0.06 * size, 0.16 * size), (0.22 * size, -0.15 * size))
    )


_GROUNDS = {
    State.PLANNED: ("surface", "glyph", 1.4, ()),
    State.ADDED: ("surface", "glyph", 1.4, ()),
    State.CONFIRMED: ("glyph", "glyph", 1.4, ()),
    State.DONE: ("done", "done", 1.0, ()),
    State.MISSED: ("surface", "riskfill", 1.4, ()),
    State.REMOVED: (None, "text3", 1.1, (2.0, 1.6)),
    State.MOVED_FROM: (None, "text3", 1.1, (2.0, 1.6)),
    State.UNPLACED: ("risksoft", "riskfill", 1.2, (2.0, 1.6)),
}


def _weight(width: float, size: float) -> float:
    return width * max(1.0, size / 14)


@cache
def _glyph_style(state: State, size: float) -> Style:
    fill, stroke, width, dash = _GROUNDS[state]
    return Style(fill, stroke, _weight(width, size), dash, round=not dash)


@cache
def _stroke(colour: str, width: float) -> Style:
    return Style(stroke=colour, width=width, round=True)


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """The stamp of one engagement; get it from `glyph`, which keeps one of each."""

    shape: Shape
    state: State
    size: float
    locked: bool

    @property
    def extent(self) -> float:
        """Half the side of the square that holds the glyph with its bar or disc."""
        return 0.95 * self.size + 2

    def draw(self, canvas: Canvas) -> None:
        """Paint the glyph round (0, 0)."""
        size = self.size
        lift = -size / 11 if self.locked else 0.0
        if self.state is State.ADDED:
            canvas.disc(0, 0, 9.5 * size / 11, _ADDED)
        canvas.path(shape_path(self.shape, size), _glyph_style(self.state, size), 0, lift)
        if self.state is State.DONE and (self.shape is not Shape.CHECK_IN or size >= 15):
            canvas.path(_tick_path(size), _stroke("surface", _weight(1.25, size)), 0, lift)
        if self.state is State.MISSED:
            reach = 0.56 * size
            segment = (-reach, reach + lift, reach, -reach + lift)
            canvas.lines((segment,), _stroke("riskfill", _weight(1.4, size)))
        if self.state is State.REMOVED:
            reach = 0.64 * size
            canvas.lines(((-reach, 0, reach, 0),), _stroke("text3", _weight(1.1, size)))
        if self.locked:
            scale = size / 11
            top = 0.53 * size + lift + 1.3 * scale
            bar = Box(-4.2 * scale, top, 8.4 * scale, 2 * scale)
            canvas.rect(bar, _INK, scale)


_ADDED = Style("goodsoft")
_INK = Style("ink")


@cache
def glyph(shape: Shape, state: State, size: float = 11.0, *, locked: bool = False) -> Glyph:
    """Return the stamp of an engagement type in a state at a nominal size in pixels."""
    return Glyph(shape, state, size, locked)


@dataclass(frozen=True, slots=True, eq=False)
class Moon:
    """The stamp of a health band; get it from `moon`."""

    health: Health
    size: float

    @property
    def extent(self) -> float:
        """Half the side of the square that holds the moon."""
        return self.size / 2 + 1.5

    def draw(self, canvas: Canvas) -> None:
        """Paint the moon round (0, 0): full, half, barred or dashed."""
        radius = self.size / 2
        line = _weight(1.5, self.size)
        ring = radius - line / 2
        match self.health:
            case Health.HEALTHY:
                canvas.disc(0, 0, radius, Style("goodfill"))
            case Health.WATCH:
                canvas.path(_half_path(ring), Style("watchfill"))
                canvas.disc(0, 0, ring, Style(stroke="watchfill", width=line))
            case Health.AT_RISK:
                canvas.disc(0, 0, ring, Style(stroke="riskfill", width=line))
                reach = radius * 0.42
                canvas.lines(((-reach, 0, reach, 0),), Style(stroke="riskfill", width=line))
            case Health.NO_DATA:
                dashed = Style(stroke="text3", width=_weight(1.1, self.size), dash=(2.0, 1.6))
                canvas.disc(0, 0, ring, dashed)


@cache
def _half_path(radius: float) -> Path:
    k = radius * 4 / 3 * (math.sqrt(2) - 1)
    left = Curve(-k, radius, -radius, k, -radius, 0), Curve(-radius, -k, -k, -radius, 0, -radius)
    return Path((Move(0, radius), *left))


@cache
def moon(health: Health, size: float = 9.0) -> Moon:
    """Return the stamp of a health band at a diameter in pixels."""
    return Moon(health, size)


@dataclass(frozen=True, slots=True, eq=False)
class Flag:
    """The stamp of a renewal: pole and small flag, the pole's foot at (0, height / 2)."""

    height: float
    flipped: bool

    @property
    def extent(self) -> float:
        """Half the side of the square that holds the flag."""
        return self.height / 2 + 8

    def draw(self, canvas: Canvas) -> None:
        """Paint the flag with the middle of its pole at (0, 0)."""
        top = -self.height / 2
        canvas.lines(((0, top, 0, -top),), Style(stroke="watch", width=1.6))
        canvas.path(_flag_path(-1 if self.flipped else 1), Style("watch"), 0, top)


@cache
def _flag_path(side: int) -> Path:
    outline = ((-0.8, 0), (6.4, 0), (4.6, 2.6), (6.4, 5.2), (-0.8, 5.2))
    return polygon([(x * side, y) for x, y in outline])


@cache
def flag(height: float = 18.0, *, flipped: bool = False) -> Flag:
    """Return the stamp of a renewal flag `height` pixels tall, cloth to the left if flipped."""
    return Flag(height, flipped)


@dataclass(frozen=True, slots=True, eq=False)
class Cross:
    """The stamp of a week that is blacked out."""

    size: float

    @property
    def extent(self) -> float:
        """Half the side of the square that holds the cross."""
        return self.size / 2 + 1

    def draw(self, canvas: Canvas) -> None:
        """Paint the cross round (0, 0)."""
        r = self.size / 2
        canvas.lines(((-r, -r, r, r), (-r, r, r, -r)), Style(stroke="text3", width=1.0))


@cache
def cross(size: float = 4.0) -> Cross:
    """Return the stamp of a blackout cross."""
    return Cross(size)


@dataclass(frozen=True, slots=True, eq=False)
class Dot:
    """A small full dot: digital touches, ends of lines."""

    colour: str
    radius: float

    @property
    def extent(self) -> float:
        """Half the side of the square that holds the dot."""
        return self.radius + 1

    def draw(self, canvas: Canvas) -> None:
        """Paint the dot round (0, 0)."""
        canvas.disc(0, 0, self.radius, Style(self.colour))


@cache
def dot(colour: str, radius: float = 1.2) -> Dot:
    """Return the stamp of a dot in a token's colour."""
    return Dot(colour, radius)


@dataclass(frozen=True, slots=True, eq=False)
class Plate:
    """A small rounded rectangle: trip cells, owner tags."""

    w: float
    h: float
    radius: float
    style: Style

    @property
    def extent(self) -> float:
        """Half the side of the square that holds the plate."""
        return max(self.w, self.h) / 2 + 1

    def draw(self, canvas: Canvas) -> None:
        """Paint the plate round (0, 0)."""
        canvas.rect(Box(-self.w / 2, -self.h / 2, self.w, self.h), self.style, self.radius)


@cache
def plate(w: float, h: float, radius: float, style: Style) -> Plate:
    """Return the stamp of a plate; even sides keep its edges sharp on screen."""
    return Plate(2 * round(w / 2), 2 * round(h / 2), radius, style)
