"""The year of one account as one line, and the year ruler of the customer pack's cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from csplanner.drawing.axis import MONTHS
from csplanner.drawing.canvas import Align, Box, Style, hatch, type_style
from csplanner.drawing.glyphs import glyph, shape_path
from csplanner.drawing.marks import State

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas, TextStyle
    from csplanner.drawing.grid_values import DaySpan
    from csplanner.drawing.marks import Shape

_AXIS = Style(stroke="border2", width=1.5)
_TICK = Style(stroke="border2", width=1.0)
_TODAY = Style(stroke="ink", width=1.5)
_WINDOW = Style("watchsoft", opacity=0.75)
_HATCH = Style(stroke="hatch", width=1.3, opacity=0.5)
_LABEL_GAP = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMark:
    """One engagement of the line; `label` stands over it."""

    on: date
    shape: Shape
    state: State
    locked: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One account's time from `start` to `end`; the customer's pages leave `windows` empty."""

    start: date
    end: date
    marks: tuple[LineMark, ...] = ()
    today: date | None = None
    windows: tuple[DaySpan, ...] = ()

    def x(self, day: date, box: Box) -> float:
        """Return the x of a day in a box, kept inside it."""
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return box.x + box.w * min(max(share, 0.0), 1.0)

    def months(self) -> list[date]:
        """Return the first days of the months inside the line."""
        day = self.start.replace(day=1)
        firsts = []
        while day <= self.end:
            if day >= self.start:
                firsts.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        return firsts


def draw_account_line(
    canvas: Canvas, box: Box, line: AccountLine, *, size: float = 14.0, months: float = 38.0
) -> None:
    """Draw the line 28 px under the top of a box; month names stand `months` px under the line."""
    middle = box.y + 28
    for span in line.windows:
        _draw_window(canvas, box, line, span)
    canvas.lines(((box.x, middle, box.x + box.w, middle),), _AXIS)
    style = type_style("dense", "text3")
    for first in line.months():
        x = line.x(first, box)
        canvas.lines(((x, middle - 3, x, middle + 3),), _TICK)
        if x + 26 <= box.x + box.w:
            canvas.text((x + 2, middle + months), MONTHS[first.month - 1], style)
    if line.today and line.start <= line.today <= line.end:
        x = line.x(line.today, box)
        canvas.lines(((x, middle - 26, x, middle + 13),), _TODAY)
        at = (_inside(canvas, "Today", type_style("dense_strong"), x, box), middle + 24)
        canvas.text(at, "Today", type_style("dense_strong"))
    for mark in line.marks:
        sign = glyph(mark.shape, mark.state, size, locked=mark.locked)
        canvas.stamp(sign, line.x(mark.on, box), middle)
    _draw_labels(canvas, box, line, middle - 13)


def nearest_day(line: AccountLine, box: Box, x: float, reach: float = 10.0) -> date | None:
    """Return the day of the mark nearest to an x of the box, None where none is within reach."""
    apart = [(abs(line.x(mark.on, box) - x), mark.on) for mark in line.marks]
    nearest = min(apart, default=None)
    return nearest[1] if nearest is not None and nearest[0] <= reach else None


def _draw_window(canvas: Canvas, box: Box, line: AccountLine, span: DaySpan) -> None:
    x1, x2 = line.x(span.start, box), line.x(span.end, box)
    if x2 - x1 < 1:
        return
    band = Box(x1, box.y + 28 - 11, x2 - x1, 22)
    canvas.rect(band, _WINDOW, 2)
    hatch(canvas, band, _HATCH)
    if not span.label:
        return
    style = type_style("dense", "watch", 500)
    x = min(x1 + 4, box.x + box.w - canvas.text_width(span.label, style))
    if line.today and line.start <= line.today <= line.end:
        clear = line.x(line.today, box) + 22
        if clear - 44 < x + canvas.text_width(span.label, style) and x < clear:
            x = clear
    canvas.text((max(box.x, x), box.y + 28 + 24), span.label, style)


def _inside(canvas: Canvas, words: str, style: TextStyle, x: float, box: Box) -> float:
    w = canvas.text_width(words, style)
    return min(max(x - w / 2, box.x), box.x + box.w - w)


def _draw_labels(canvas: Canvas, box: Box, line: AccountLine, y: float) -> None:
    style = type_style("dense", "text2")
    end = box.x - _LABEL_GAP
    today = line.x(line.today, box) if line.today else -1e9
    for mark in sorted(line.marks, key=lambda item: item.on):
        if not mark.label:
            continue
        w = canvas.text_width(mark.label, style)
        x = _inside(canvas, mark.label, style, line.x(mark.on, box), box)
        if x - 4 < today < x + w + 4:
            after = line.x(mark.on, box) >= today and today + 5 + w <= box.x + box.w
            x = today + 5 if after else today - 5 - w
        if x >= end + _LABEL_GAP:
            canvas.text((x, y), mark.label, style)
            end = x + w


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRuler:
    """The year on the cover: marks, of which the one on `focus` is large and labelled."""

    year: int
    marks: tuple[LineMark, ...] = ()
    focus: date | None = None
    focus_label: str = ""


def draw_cover_ruler(canvas: Canvas, box: Box, ruler: CoverRuler) -> None:
    """Draw week ticks 52 px under the top of a box 84 px high, for the cover's dark ground."""
    top = box.y + 52
    first, days = date(ruler.year, 1, 1), 365.0
    starts = [(date(ruler.year, month, 1) - first).days // 7 * 7 for month in (1, 4, 7, 10)]
    short = [box.x + box.w * day / days for day in range(0, 365, 7) if day not in starts]
    canvas.lines([(x, top, x, top + 7) for x in short], Style(stroke="coverline", width=1.0))
    for day, month in zip(starts, (1, 4, 7, 10), strict=True):
        x = box.x + box.w * day / days
        canvas.lines(((x, top, x, top + 14),), Style(stroke="coverline", width=1.2))
        canvas.text((x, top + 31), MONTHS[month - 1], type_style("print_body", "coversoft"))
    for mark in ruler.marks:
        x = box.x + box.w * min(max((mark.on - first).days, 0), 364) / days
        focus = mark.on == ruler.focus
        canvas.path(
            shape_path(mark.shape, 21.0 if focus else 16.0),
            _cover_style(mark.state, focus=focus),
            x,
            top - 18,
        )
        if focus:
            style = type_style("table_strong", "coverfg")
            canvas.text((x, top - 37), ruler.focus_label, style, Align.CENTRE)


def _cover_style(state: State, *, focus: bool) -> Style:
    if focus:
        return Style("coverfg", "coverfg", 1.4)
    if state is State.DONE:
        return Style("coverdone", "coverdone", 1.0)
    return Style(None, "coverdone", 1.4, round=True)
