"""Small lines without axes: the twelve-month line of a row, the nine-month line of a driver."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Style
from csplanner.drawing.glyphs import dot
from csplanner.drawing.marks import Health

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Box, Canvas, Point

LINE_OF = {
    Health.HEALTHY: "text3",
    Health.WATCH: "watchfill",
    Health.AT_RISK: "riskfill",
    Health.NO_DATA: "text3",
}
_STYLES = {name: Style(stroke=name, width=1.3) for name in (*LINE_OF.values(), "text3", "c1")}


@lru_cache(maxsize=8192)
def spark_points(
    values: tuple[float | None, ...], w: float, h: float, least: float, most: float
) -> tuple[tuple[Point, ...], ...]:
    """Return the line as runs of points in a box at (0, 0); a None is a gap."""
    step = w / max(1, len(values) - 1)
    scale = h / (most - least) if most > least else 0.0
    runs: list[list[Point]] = [[]]
    for i, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((i * step, h - (min(max(value, least), most) - least) * scale))
    return tuple(tuple(run) for run in runs if run)


def draw_sparkline(
    canvas: Canvas,
    box: Box,
    values: tuple[float | None, ...],
    *,
    colour: str = "text3",
    bounds: tuple[float, float] | None = None,
    end: bool = False,
) -> None:
    """Draw values as a line in a box; `bounds` fixes the scale, `end` dots the last value."""
    known = [value for value in values if value is not None]
    if not known:
        return
    least, most = bounds or _bounds(min(known), max(known))
    style = _STYLES.get(colour) or Style(stroke=colour, width=1.3)
    runs = spark_points(values, box.w, box.h, least, most)
    for run in runs:
        placed = [(box.x + x, box.y + y) for x, y in run]
        if len(placed) > 1:
            canvas.polyline(placed, style)
    if end and values[-1] is not None:
        x, y = runs[-1][-1]
        canvas.stamp(dot(colour, 1.9), box.x + x, box.y + y)


def _bounds(least: float, most: float) -> tuple[float, float]:
    """Widen a range to a third of its size at least, so that a small change looks small."""
    span = max(most - least, 0.35 * max(abs(least), abs(most)), 1e-9)
    middle = (least + most) / 2
    return middle - span / 2, middle + span / 2
