"""Scales and axes shared by the charts: nice steps, number words, level lines, runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from csplanner.drawing.canvas import Align, Style, type_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.drawing.canvas import Box, Canvas, Point

LEVEL = Style(stroke="grid")
FOOT = Style(stroke="text3", width=1.2)
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Scale(NamedTuple):
    """A linear map of values to the y of a box."""

    box: Box
    least: float
    most: float

    def y(self, value: float) -> float:
        """Return the y of a value, kept inside the box."""
        share = (value - self.least) / (self.most - self.least)
        return self.box.y + self.box.h * (1 - min(max(share, 0.0), 1.0))

    def x(self, at: float, count: int) -> float:
        """Return the x of step `at` of `count` steps that reach from edge to edge."""
        return self.box.x + self.box.w * at / max(1, count - 1)


def known(values: Iterable[float | None]) -> list[float]:
    """Return the values that are there."""
    return [value for value in values if value is not None]


def nice_step(span: float, parts: int = 4) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that cuts a span into about `parts`."""
    if span <= 0:
        return 1.0
    rough = span / parts
    power = 10.0 ** math.floor(math.log10(rough))
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if rough <= m * power * 1.0001)


def levels(least: float, most: float, parts: int = 4) -> list[float]:
    """Return round levels that cover a span, the first at or under it, the last at or over it."""
    step = nice_step(most - least, parts)
    first, last = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    return [i * step for i in range(first, max(last, first + 1) + 1)]


def number(value: float) -> str:
    """Return a level in words: thousands with a comma, no needless digits, a true minus."""
    words = f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.2f}".rstrip("0")
    return words.replace("-", "−")  # noqa: RUF001 - print a minus, not a hyphen


def runs(scale: Scale, values: Sequence[float | None]) -> list[list[Point]]:
    """Return the line of values as runs of points; a gap in the data is a gap in the line."""
    found: list[list[Point]] = [[]]
    for i, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append((scale.x(i, len(values)), scale.y(value)))
    return [run for run in found if run]


def draw_levels(canvas: Canvas, scale: Scale, values: Sequence[float]) -> None:
    """Draw level lines with their numbers to the left of the box."""
    style = type_style("dense", "text3")
    box = scale.box
    for value in values:
        y = scale.y(value)
        canvas.lines(((box.x, y, box.x + box.w, y),), LEVEL)
        canvas.text((box.x - 8, y + 3.6), number(value), style, Align.RIGHT)


def draw_line(canvas: Canvas, line: Sequence[Sequence[Point]], style: Style) -> None:
    """Draw runs of points; a run of one point is a dot."""
    for run in line:
        if len(run) > 1:
            canvas.polyline(run, style)
        else:
            canvas.disc(*run[0], style.width, Style(style.stroke))
