"""What changed between two days: one bar a part, from where the one before left off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.scale import known
from csplanner.drawing.canvas import Align, Box, Style, type_style

if TYPE_CHECKING:
    from csplanner.charts.series import Waterfall
    from csplanner.drawing.canvas import Canvas

ROW = 20.0
LEFT, RIGHT = 106.0, 52.0
_RULE = Style(stroke="grid")
_LINK = Style(stroke="text3", dash=(2.0, 2.0))
_LEVEL = Style(stroke="ink", width=2.0)
_ROOM = 2.0
_SEEN = 0.05


def waterfall_height(told: Waterfall) -> float:
    """Return the height that a waterfall needs."""
    return ROW * (len(told.steps) + 2)


def draw_waterfall(canvas: Canvas, box: Box, told: Waterfall) -> None:
    """Draw the first level, a bar a step, and the last level, on one scale, in rows."""
    levels = [told.before]
    for _, change in told.steps:
        levels.append(levels[-1] + (change or 0.0))
    least, most = min(levels) - _ROOM, max(levels) + _ROOM
    area = Box(box.x + LEFT, box.y, box.w - LEFT - RIGHT, box.h)

    def at(value: float) -> float:
        return area.x + area.w * (value - least) / (most - least)

    _level(canvas, box, 0, (told.before_label, told.before), at(told.before))
    for i, (name, change) in enumerate(told.steps):
        top = box.y + ROW * (i + 1)
        canvas.lines(((box.x, top, box.x + box.w, top),), _RULE)
        canvas.lines(((at(levels[i]), top - 4, at(levels[i]), top + 4),), _LINK)
        canvas.text((box.x, top + 14), name, type_style("label", "text", 500))
        _step(canvas, Box(box.x, top, box.w, ROW), (at(levels[i]), at(levels[i + 1])), change)
    last = len(told.steps) + 1
    top = box.y + ROW * last
    canvas.lines(((box.x, top, box.x + box.w, top),), _RULE)
    _level(canvas, box, last, (told.now_label, told.now), at(told.now))


def _level(canvas: Canvas, box: Box, row: int, told: tuple[str, float], x: float) -> None:
    top = box.y + ROW * row
    canvas.text((box.x, top + 14), told[0], type_style("label", "text2"))
    canvas.lines(((x, top + 3, x, top + ROW - 3),), _LEVEL)
    words = f"{told[1]:.0f}"
    canvas.text((box.x + box.w, top + 14), words, type_style("label", "text", 600), Align.RIGHT)


def _step(canvas: Canvas, row: Box, ends: tuple[float, float], change: float | None) -> None:
    style = type_style("label", "text2")
    right = (row.x + row.w, row.y + 14)
    if change is None or not known([change]):
        canvas.text(right, "left out", style, Align.RIGHT)
        return
    x1, x2 = sorted(ends)
    colour = "goodfill" if change >= 0 else "watchfill"
    canvas.rect(Box(x1, row.y + 5, max(1.5, x2 - x1), ROW - 10), Style(colour), 2)
    words = f"{change:+.1f}".replace("-", "\N{MINUS SIGN}") if abs(change) >= _SEEN else "0"
    tone = "watch" if change < 0 else "text2"
    canvas.text(right, words, type_style("label", tone, 600 if change < 0 else 400), Align.RIGHT)
