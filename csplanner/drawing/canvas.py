"""What a drawing may ask of its back end: a handful of primitives in a y-down pixel space.

Two back ends keep the `Canvas` protocol: `ui.widgets.painter.PainterCanvas` (QPainter) and
`csplanner.reports.canvas.PaperCanvas` (ReportLab), so paper and screen cannot differ. Lengths are
pixels at 96 dpi. Colours are token names, resolved by the canvas's theme.
"""

from __future__ import annotations

import math
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from csplanner.drawing.tokens import theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from csplanner.drawing.tokens import Theme

Point = tuple[float, float]
Segment = tuple[float, float, float, float]


class Box(NamedTuple):
    """A rectangle: left, top, width and height in pixels."""

    x: float
    y: float
    w: float
    h: float


class Align(Enum):
    """Which point of a text stands at the given x."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


class Style(NamedTuple):
    """How a shape is filled and stroked, by token names; None leaves that part out.

    `dash` is in pixels, `round` asks for round caps and joins instead of flat and mitred ones.
    """

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    round: bool = False


class TextStyle(NamedTuple):
    """How words are set: size in pixels, weight 400 to 600, colour token, tracking per size."""

    size: float
    weight: int = 400
    colour: str = "text"
    tracking: float = -0.008
    title: bool = False


@cache
def type_style(role: str, colour: str = "text", weight: int = 0) -> TextStyle:
    """Return the text style of a type role of tokens.toml; a weight other than 0 overrides it."""
    found = theme().type[role]
    title = found.size >= 20
    return TextStyle(found.size, weight or found.weight, colour, found.tracking, title)


class Move(NamedTuple):
    """Start a new figure of a path."""

    x: float
    y: float


class Line(NamedTuple):
    """A straight line to a point."""

    x: float
    y: float


class Curve(NamedTuple):
    """A cubic curve to (x, y) by two control points."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float


class Path:
    """A shape round (0, 0); compared by identity, so make each once and keep it."""

    __slots__ = ("closed", "parts")

    def __init__(self, parts: tuple[Move | Line | Curve, ...], *, closed: bool = True) -> None:
        self.parts = parts
        self.closed = closed


class Stamp(Protocol):
    """A small drawing round (0, 0), the same every time, so that its image may be kept."""

    @property
    def extent(self) -> float:
        """Half the side of the square that holds all of it."""

    def draw(self, canvas: Canvas) -> None:
        """Paint it round (0, 0)."""


class Canvas(Protocol):
    """The primitives of a drawing; y grows downward."""

    @property
    def theme(self) -> Theme:
        """The colours in use."""

    def path(self, path: Path, style: Style, x: float = 0.0, y: float = 0.0) -> None:
        """Paint a path with its origin at (x, y)."""

    def lines(self, segments: Sequence[Segment], style: Style) -> None:
        """Stroke separate straight lines."""

    def polyline(self, points: Sequence[Point], style: Style) -> None:
        """Stroke a line through points; a fill closes it to an area."""

    def rect(self, box: Box, style: Style, radius: float = 0.0) -> None:
        """Paint a rectangle with equal corners."""

    def disc(self, x: float, y: float, radius: float, style: Style) -> None:
        """Paint a circle."""

    def text(self, at: Point, words: str, style: TextStyle, align: Align = Align.LEFT) -> None:
        """Set words on one line; `at` is a point on the baseline."""

    def text_width(self, words: str, style: TextStyle) -> float:
        """Return the width of words in pixels."""

    def clip(self, box: Box) -> AbstractContextManager[None]:
        """Keep what is painted inside the `with` within a box."""

    def shift(self, x: float, y: float, turn: float = 0.0) -> AbstractContextManager[None]:
        """Move the origin to (x, y) inside the `with`, then turn it clockwise by degrees."""

    def stamp(self, stamp: Stamp, x: float, y: float) -> None:
        """Paint a stamp with its origin at (x, y), from a kept image where the back end can."""


def polygon(points: Sequence[Point]) -> Path:
    """Return the closed path through points."""
    (x, y), *rest = points
    return Path((Move(x, y), *(Line(*point) for point in rest)))


def open_path(points: Sequence[Point]) -> Path:
    """Return the open path through points."""
    return Path(polygon(points).parts, closed=False)


_KAPPA = 4 / 3 * (math.sqrt(2) - 1)


def rounded(box: Box, radius: float) -> Path:
    """Return a rectangle with round corners as a path."""
    x, y, w, h = box
    r = min(radius, w / 2, h / 2)
    k = r * (1 - _KAPPA)
    right, bottom = x + w, y + h
    return Path(
        (
            Move(x + r, y),
            Line(right - r, y),
            Curve(right - k, y, right, y + k, right, y + r),
            Line(right, bottom - r),
            Curve(right, bottom - k, right - k, bottom, right - r, bottom),
            Line(x + r, bottom),
            Curve(x + k, bottom, x, bottom - k, x, bottom - r),
            Line(x, y + r),
            Curve(x, y + k, x + k, y, x + r, y),
        )
    )


@lru_cache(maxsize=4096)
def _hatch(width: float, height: float, pitch: float, phase: float) -> tuple[Segment, ...]:
    segments = []
    total = phase
    while total < width + height:
        if total > 0:
            left, right = max(0.0, total - height), min(width, total)
            segments.append((left, total - left, right, total - right))
        total += pitch
    return tuple(segments)


def hatch(canvas: Canvas, box: Box, style: Style, pitch: float = 7.0) -> None:
    """Stroke rising 45 degree lines inside a box; pitch is measured along the x axis."""
    x, y, w, h = box
    if w <= 0 or h <= 0:
        return
    segments = _hatch(w, h, pitch, pitch / 2)
    canvas.lines([(x + a, y + b, x + c, y + d) for a, b, c, d in segments], style)


def elide(canvas: Canvas, words: str, style: TextStyle, width: float) -> str:
    """Return words, cut with an ellipsis where they would pass a width in pixels."""
    if canvas.text_width(words, style) <= width:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if canvas.text_width(words[:middle].rstrip() + "…", style) <= width:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + "…" if low else ""
