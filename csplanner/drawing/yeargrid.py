"""The year grid of the annual plan and the wall planner, part by part, on any canvas.

Each function paints one part at a given place, so that a page repaints only what is visible and
paints frozen parts last. Order: ground, row grounds, trip lines, group rows, row marks, today line,
ruler and trip lane, row heads.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from csplanner.drawing.axis import MONTHS, Zoom
from csplanner.drawing.canvas import (
    Align,
    Box,
    Style,
    elide,
    hatch,
    polygon,
    type_style,
)
from csplanner.drawing.glyphs import cross, dot, flag, glyph, plate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csplanner.drawing.axis import YearAxis
    from csplanner.drawing.canvas import Canvas, Point, Segment, TextStyle
    from csplanner.drawing.grid_values import (
        GridGroup,
        GridMark,
        GridRow,
        GridTrip,
        MoreRow,
        QuarterCount,
        Ruler,
    )

RULER_HEIGHT = 49.0
TRIPS_HEIGHT = 25.0

_GRID = Style(stroke="grid")
_EDGE = Style(stroke="border2")
_BORDER = Style(stroke="border")
_DOTTED = Style(stroke="border2", dash=(1.2, 3.2))
_PAST = Style("past")
_INSET = Style("inset")
_GROUP = Style("inset", opacity=0.92)
_SURFACE = Style("surface")
_CHOSEN = Style("accentsoft", opacity=0.75)
_WINDOW = Style("watchsoft", opacity=0.75)
_HATCH = Style(stroke="hatch", width=1.3, opacity=0.5)
_BLACK = Style("black", opacity=0.75)
_TRIP_PAST = Style(stroke="border2", width=1.5)
_TRIP_NEXT = Style(stroke="accentline", width=1.5)
_CELL_PAST = Style("donesoft", "border2", 1.0)
_CELL_NEXT = Style("accentsoft", "accentline", 1.0)
_CELL_CHOSEN = Style("surface", "accent", 2.0)
_REQUIRED = Style("donesoft")
_PLACED = Style("accentline")
_DONE = Style("done")
_TODAY = Style(stroke="ink", width=1.4)
_INK = Style("ink")
_TRIANGLE = polygon(((-2.8, -4.2), (2.8, -4.2), (0, 0)))


class Strip(NamedTuple):
    """Where a row stands: its top and height in pixels."""

    y: float
    h: float

    @property
    def middle(self) -> float:
        """The y of its middle."""
        return self.y + self.h / 2


def baseline(middle: float, style: TextStyle) -> float:
    """Return the baseline that centres capitals on a y."""
    return middle + 0.364 * style.size


def draw_ground(canvas: Canvas, axis: YearAxis, ruler: Ruler, strip: Strip) -> None:
    """Paint what lies behind all rows: past, company blackouts, months, quarters, holidays."""
    y, h = strip
    if axis.today:
        past = min(axis.x(axis.today), axis.right) - axis.left
        canvas.rect(Box(axis.left, y, max(0.0, past), h), _PAST)
    for span in ruler.company:
        x1, x2 = axis.x(span.start), axis.x(span.end) + axis.week / 7
        canvas.rect(Box(x1, y, x2 - x1, h), _INSET)
    months = axis.months()
    canvas.lines([_upright(x, y, h) for month, x in months if month % 3 != 1], _GRID)
    canvas.lines([_upright(x, y, h) for month, x in months if month in {4, 7, 10}], _EDGE)
    canvas.lines([_upright(axis.x(day), y, h) for day in ruler.holidays], _DOTTED)


def _upright(x: float, y: float, h: float) -> tuple[float, float, float, float]:
    x = round(x - 0.5) + 0.5
    return (x, y, x, y + h)


def draw_row_ground(
    canvas: Canvas, axis: YearAxis, row: GridRow, strip: Strip, *, selected: bool = False
) -> None:
    """Paint a row's windows, blackouts, renewal flag and separator; the trip lines come over it."""
    y, h = strip
    if selected:
        x1, x2 = axis.view
        canvas.rect(Box(x1, y, x2 - x1, h), _CHOSEN)
    for span in row.windows:
        box = _stretch(axis, span.start, span.end, Strip(y + 4, h - 8))
        if box.w > 0:
            canvas.rect(box, _WINDOW, 2)
            hatch(canvas, box, _HATCH)
    for span in row.blackouts:
        _draw_blackout(canvas, axis, _stretch(axis, span.start, span.end, Strip(y + 1.5, h - 3)))
    if row.renewal and axis.start.year <= row.renewal.year <= axis.year:
        x = axis.x(row.renewal) + axis.week / 14
        canvas.stamp(flag(h - 4, flipped=x > axis.right - 8), x, strip.middle)
    canvas.lines(((axis.view[0], y + h - 0.5, axis.view[1], y + h - 0.5),), _GRID)


def _stretch(axis: YearAxis, start: date, end: date, strip: Strip) -> Box:
    x1 = max(axis.x(start), axis.view[0] - 20)
    x2 = min(axis.x(end) + axis.week / 7, axis.right, axis.view[1] + 20)
    return Box(x1, strip.y, x2 - x1, strip.h)


def _draw_blackout(canvas: Canvas, axis: YearAxis, box: Box) -> None:
    if box.w <= 0:
        return
    canvas.rect(box, _BLACK)
    middle = box.y + box.h / 2
    first, last = axis.week_at(box.x + 0.5), axis.week_at(box.x + box.w - 0.5)
    for number in range(first, last + 1):
        x = axis.week_left(number) + axis.week / 2
        if box.x <= x <= box.x + box.w:
            canvas.stamp(cross(), x, middle)


def draw_trip_lines(
    canvas: Canvas, axis: YearAxis, lines: Sequence[tuple[GridTrip, float]], top: float
) -> None:
    """Paint trips as uprights from `top` to the given y (the middle of the last row visited)."""
    past: list[Segment] = []
    coming: list[Segment] = []
    for trip, bottom in lines:
        x = axis.middle(trip.on)
        if bottom > top and axis.seen(x - 2, x + 2):
            held = axis.today is not None and trip.on < axis.today
            (past if held else coming).append((x, top, x, bottom))
    canvas.lines(past, _TRIP_PAST)
    canvas.lines(coming, _TRIP_NEXT)


@lru_cache(maxsize=16384)
def place_marks(row: GridRow, axis: YearAxis) -> tuple[tuple[float, GridMark], ...]:
    """Return (x, mark) for a row's marks in order; marks that share a place stand side by side."""
    places: dict[float, list[GridMark]] = {}
    for mark in row.marks:
        places.setdefault(axis.middle(mark.on), []).append(mark)
    placed = []
    step = axis.glyph * 0.62
    for x, marks in sorted(places.items()):
        first = x - step * (len(marks) - 1) / 2
        placed += [(first + step * i, mark) for i, mark in enumerate(marks)]
    return tuple(placed)


def draw_row_marks(
    canvas: Canvas, axis: YearAxis, row: GridRow, strip: Strip, *, chosen: str = ""
) -> None:
    """Paint a row's trip cells and glyphs; `chosen` is the key of the selected mark."""
    middle, size = strip.middle, axis.glyph
    placed = place_marks(row, axis)
    for number, (x, mark) in enumerate(placed):
        if not axis.seen(x - 20, x + 20):
            continue
        if mark.key == chosen:
            canvas.rect(
                Box(x - size + 2, strip.y + 0.5, 2 * size - 4, strip.h - 1), _CELL_CHOSEN, 4
            )
        elif mark.trip:
            _draw_cell(canvas, axis, x, mark, strip)
        canvas.stamp(glyph(mark.shape, mark.state, size, locked=mark.locked), x, middle)
        if mark.label and axis.by_day:
            after = placed[number + 1][0] if number + 1 < len(placed) else axis.right
            left, aside = x + size * 0.75 + 4, size * 0.75 + 6
            _draw_label(canvas, mark.label, (left, middle), after - aside - left)


def _draw_label(canvas: Canvas, label: str, at: Point, room: float) -> None:
    """Write a label beside a glyph, as far as the room before the next one goes."""
    style = type_style("dense", "text2")
    words = elide(canvas, label, style, room)
    if len(words) > 2:
        canvas.text((at[0], baseline(at[1], style)), words, style)


def _draw_cell(canvas: Canvas, axis: YearAxis, x: float, mark: GridMark, strip: Strip) -> None:
    held = axis.today is not None and mark.on < axis.today
    w = axis.week - 1 if axis.zoom is Zoom.YEAR else axis.glyph + 10
    style = _CELL_PAST if held else _CELL_NEXT
    canvas.stamp(plate(w, strip.h - 4.5, 3, style), x, strip.middle)


def draw_group(canvas: Canvas, axis: YearAxis, group: GridGroup, strip: Strip) -> None:
    """Paint the timeline of a group row: "placed/required" and a bar in each quarter."""
    x1, x2 = axis.view
    draw_group_ground(canvas, Box(x1, strip.y, x2 - x1, strip.h), _GROUP)
    months = dict(axis.months())
    edges = [months[1], months[4], months[7], months[10], axis.right]
    for start, end, count in zip(edges, edges[1:], group.quarters, strict=False):
        x = max(start, x1)
        if not count.required or not axis.seen(start, end) or end - x < 96:
            continue
        short = count.placed < count.required
        style = type_style("dense", "risk", 600) if short else type_style("dense", "text2")
        words = f"{count.placed}/{count.required}"
        canvas.text((x + 6, baseline(strip.middle, style)), words, style)
        aside = max(40.0, 12 + canvas.text_width(words, style))
        _draw_count(canvas, Box(x + aside, strip.middle - 2, 52, 4), count)


def _draw_count(canvas: Canvas, box: Box, count: QuarterCount) -> None:
    canvas.rect(box, _REQUIRED, 2)
    for part, style in ((count.placed, _PLACED), (count.done, _DONE)):
        w = box.w * min(part, count.required) / count.required
        if w > 0:
            canvas.rect(Box(box.x, box.y, w, box.h), style, 2)


def draw_group_ground(canvas: Canvas, box: Box, ground: Style) -> None:
    """Paint the ground and the two lines of a group row."""
    canvas.rect(box, ground)
    right, bottom = box.x + box.w, box.y + box.h
    ends = ((box.x, box.y + 0.5, right, box.y + 0.5), (box.x, bottom - 0.5, right, bottom - 0.5))
    canvas.lines(ends, _BORDER)


def draw_more(canvas: Canvas, axis: YearAxis, row: MoreRow, strip: Strip) -> None:
    """Paint the small dots of a folded row."""
    for day in row.touches:
        x = axis.middle(day) if axis.by_day else axis.x(day) + axis.week / 14
        if axis.seen(x - 2, x + 2):
            held = axis.today is not None and day < axis.today
            canvas.stamp(dot("done" if held else "accentline", 1.4), x, strip.middle)
    y = strip.y + strip.h - 0.5
    canvas.lines(((axis.view[0], y, axis.view[1], y),), _GRID)


def draw_today(canvas: Canvas, axis: YearAxis, top: float, bottom: float) -> None:
    """Paint the line of today."""
    if axis.today:
        x = axis.x(axis.today) + axis.week / 14
        canvas.lines(((x, top, x, bottom),), _TODAY)


def draw_ruler(canvas: Canvas, axis: YearAxis, ruler: Ruler, top: float) -> None:
    """Paint quarters, months, week numbers and holiday triangles, 49 px high."""
    x1, x2 = axis.view
    bottom = top + RULER_HEIGHT
    canvas.rect(Box(x1, top, x2 - x1, RULER_HEIGHT), _SURFACE)
    months = axis.months()
    quarter, month_style = type_style("label", "text", 600), type_style("note", "text2")
    canvas.lines([_upright(x, top + 18, 31) for month, x in months if month % 3 != 1], _GRID)
    canvas.lines([_upright(x, top, 49) for month, x in months if month in {4, 7, 10}], _EDGE)
    ends = [*(x for _, x in months[1:]), axis.right]
    for (month, start), end in zip(months, ends, strict=True):
        x, last = max(start, x1), ends[(month - 1) // 3 * 3 + 2]
        if month % 3 == 1 and last - x >= 24:
            canvas.text((x + 6, top + 13), f"Q{month // 3 + 1}", quarter)
        if end - x >= 24:
            canvas.text((x + 6, top + 29), MONTHS[month - 1], month_style)
    _draw_weeks(canvas, axis, top + 41)
    for day in ruler.holidays:
        canvas.path(_TRIANGLE, Style("text3"), axis.x(day), bottom - 1)
    canvas.lines(((x1, bottom - 0.5, x2, bottom - 0.5),), _BORDER)


def _draw_weeks(canvas: Canvas, axis: YearAxis, line: float) -> None:
    plain, tagged = type_style("week", "text3"), type_style("dense_strong", "surface")
    now = axis.week_at(axis.x(axis.today)) if axis.today else 0
    step = 1 if axis.week >= 20 else 2
    for number in range(1, axis.weeks + 1):
        x = axis.week_left(number) + axis.week / 2
        if number == now:
            canvas.rect(Box(x - 7.5, line - 9, 15, 11.5), _INK, 3)
            canvas.text((x, line + 0.3), str(number), tagged, Align.CENTRE)
        elif number % step == step - 1 and abs(number - now) * axis.week > 17:
            canvas.text((x, line), str(number), plain, Align.CENTRE)
        if axis.zoom is Zoom.MONTH:
            days = [axis.week_left(number) + axis.week * i / 7 for i in range(7)]
            canvas.lines([(x, line + 3, x, line + 7) for x in days], _EDGE)


def draw_trips(canvas: Canvas, axis: YearAxis, trips: Sequence[GridTrip], top: float) -> None:
    """Paint the city codes of trips in two lanes, 25 px high; lines start under them."""
    style_past, style = type_style("trip", "text2"), type_style("trip", "accenttext")
    for trip in trips:
        x = axis.middle(trip.on)
        w = canvas.text_width(trip.code, style) + 9
        if not axis.seen(x - w, x + w):
            continue
        held = axis.today is not None and trip.on < axis.today
        y = top + 2 + 12 * trip.lane
        if trip.lane == 0:
            line = _TRIP_PAST if held else _TRIP_NEXT
            canvas.lines(((x, y + 10, x, top + TRIPS_HEIGHT),), line)
        box = Box(x - w / 2, y, w, 10.5)
        canvas.rect(box, _CELL_PAST if held else _CELL_NEXT, 3)
        words = style_past if held else style
        canvas.text((x, baseline(y + 5.2, words)), trip.code, words, Align.CENTRE)
    bottom = top + TRIPS_HEIGHT - 0.5
    canvas.lines(((axis.view[0], bottom, axis.view[1], bottom),), _BORDER)
