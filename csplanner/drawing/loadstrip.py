"""The load strip under the year grid: weekly hours per person and the executive rota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Align, Box, Style, TextStyle, type_style
from csplanner.drawing.grid_values import SCREEN
from csplanner.drawing.yeargrid import baseline

if TYPE_CHECKING:
    from csplanner.drawing.axis import YearAxis
    from csplanner.drawing.canvas import Canvas
    from csplanner.drawing.grid_values import Columns, LoadRow, RotaRow
    from csplanner.drawing.yeargrid import Strip

_GROUND = Style("surface2")
_GRID = Style(stroke="grid")
_PAST = Style("done", opacity=0.8)
_NEXT = Style("c1", opacity=0.8)
_CAP = Style("riskfill")
_LIMIT = Style(stroke="done", dash=(2.0, 2.4))
_AWAY = Style(stroke="border2", width=1.0)
_SLOT_PAST = Style("donesoft")
_SLOT_NEXT = Style("accentsoft")
LEAST_CAP = 2.5


def draw_load(
    canvas: Canvas, axis: YearAxis, row: LoadRow, strip: Strip, *, ground: bool = True
) -> None:
    """Paint a person's weeks as bars; over capacity has a red cap, leave is hatched.

    Without `ground` what lies under the strip stays in sight.
    """
    x1, x2 = axis.view
    if ground:
        canvas.rect(Box(x1, strip.y, x2 - x1, strip.h), _GROUND)
    foot, full = strip.y + strip.h - 1.5, strip.h * 0.64
    inset = max(1.5, axis.week * 0.15)
    now = axis.week_at(axis.x(axis.today)) if axis.today else 0
    for number, hours in enumerate(row.hours, start=1):
        left, width = axis.week_left(number) + inset, axis.week - 2 * inset
        if not axis.seen(left, left + width):
            continue
        if number in row.away:
            _draw_away(canvas, Box(left - 0.5, foot - full, width + 1, full))
        tall = full * min(hours, row.capacity) / row.capacity if row.capacity else 0.0
        canvas.rect(Box(left, foot - tall, width, tall), _PAST if number < now else _NEXT, 1)
        if hours > row.capacity:
            cap = max(LEAST_CAP, full * (hours / row.capacity - 1) if row.capacity else 0.0)
            cap = min(cap, strip.h - full - 1.5)
            canvas.rect(Box(left, foot - full - cap, width, cap), _CAP, 0.5)
    limit = foot - full
    canvas.lines(((x1, limit, x2, limit),), _LIMIT)
    canvas.lines(((x1, strip.y + strip.h - 0.5, x2, strip.y + strip.h - 0.5),), _GRID)


def _draw_away(canvas: Canvas, box: Box) -> None:
    x, y, w, h = box
    segments = []
    start = -h + 2.0
    while start < w:
        near, far = max(0.0, start), min(w, start + h)
        if far > near:
            segments.append((x + near, y + near - start, x + far, y + far - start))
        start += 4.5
    canvas.lines(segments, _AWAY)


def draw_load_head(
    canvas: Canvas, row: LoadRow, left: float, strip: Strip, columns: Columns = SCREEN
) -> None:
    """Paint a person's name, share of the year and weeks over."""
    _draw_ground(canvas, left, strip, columns)
    style = type_style("note", "text2")
    line = baseline(strip.middle, style)
    canvas.text((left + 24, line), row.name, style)
    canvas.text((left + columns.arr, line), row.share, style, Align.RIGHT)
    over = type_style("note", "risk") if row.over_weeks else type_style("note", "text3")
    canvas.text((left + columns.width - 10, line), row.over, over, Align.RIGHT)


def _draw_ground(canvas: Canvas, left: float, strip: Strip, columns: Columns) -> None:
    canvas.rect(Box(left, strip.y, columns.width, strip.h), _GROUND)
    bottom = strip.y + strip.h - 0.5
    canvas.lines(((left, bottom, left + columns.width, bottom),), _GRID)


def draw_rota(canvas: Canvas, axis: YearAxis, row: RotaRow, strip: Strip) -> None:
    """Paint the letters of the executives who travel, one tag a week."""
    x1, x2 = axis.view
    canvas.rect(Box(x1, strip.y, x2 - x1, strip.h), _GROUND)
    now = axis.week_at(axis.x(axis.today)) if axis.today else 0
    for slot in row.slots:
        x = axis.week_left(slot.week) + axis.week / 2
        if not axis.seen(x - 8, x + 8):
            continue
        past = slot.week < now
        box = Box(x - 5.5, strip.y + 3.5, 11, strip.h - 7)
        canvas.rect(box, _SLOT_PAST if past else _SLOT_NEXT, 2)
        size = 9.0 if len(slot.letters) == 1 else 7.5
        style = TextStyle(size, 600, "text2" if past else "accenttext", 0.0)
        canvas.text((x, baseline(strip.middle, style)), slot.letters, style, Align.CENTRE)


def draw_rota_head(
    canvas: Canvas, row: RotaRow, left: float, strip: Strip, columns: Columns = SCREEN
) -> None:
    """Paint the name of the rota and its count."""
    canvas.rect(Box(left, strip.y, columns.width, strip.h), _GROUND)
    style = type_style("note", "text2")
    line = baseline(strip.middle, style)
    canvas.text((left + 24, line), row.name, style)
    note = type_style("note", "text3")
    canvas.text((left + columns.width - 10, line), row.note, note, Align.RIGHT)
