"""Months as grids of days: one large with words, three with signs, twelve with counts.

Weeks begin on the weekday that the user's setting says; ISO week numbers stand at the left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from csplanner.drawing.axis import MONTHS
from csplanner.drawing.canvas import Align, Box, Style, elide, type_style
from csplanner.drawing.glyphs import glyph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplanner.drawing.canvas import Canvas
    from csplanner.drawing.marks import Shape, State

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LINE = Style(stroke="grid")
_EDGE = Style(stroke="border")
_OUTSIDE = Style("window")
_WEEKEND = Style("past")
_CLOSED = Style("inset")
_TODAY = Style("ink")
_CHOSEN = Style(stroke="accent", width=2.0)
_TARGET = Style("goodsoft", opacity=0.7)
_HEAT = tuple(Style(token) for token in ("b5", "b4", "b3", "b2", "b1"))
_DARK_FROM = 3
ITEM = 18.0


class Detail(Enum):
    """How much a month shows of each day."""

    WORDS = "words"
    SIGNS = "signs"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayItem:
    """One engagement of a day."""

    key: str
    shape: Shape
    state: State
    words: str
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Month:
    """A month with what lies on its days; `first_weekday` is 0 for Monday.

    `notes` name holidays and closed days, `closed` are days on which nobody works.
    """

    year: int
    month: int
    first_weekday: int = 0
    items: Mapping[date, tuple[DayItem, ...]] = field(default_factory=dict)
    notes: Mapping[date, str] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    today: date | None = None
    chosen: date | None = None
    target: date | None = None

    def weeks(self) -> Iterator[tuple[date, ...]]:
        """Yield the weeks that meet the month, seven days each."""
        first = date(self.year, self.month, 1)
        day = first - timedelta(days=(first.weekday() - self.first_weekday) % 7)
        while day.month == self.month or day < first:
            yield tuple(day + timedelta(days=n) for n in range(7))
            day += timedelta(days=7)

    def is_inside(self, day: date) -> bool:
        """Whether a day is one of the month."""
        return (day.year, day.month) == (self.year, self.month)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the parts of a month stand in its box."""

    head: float
    side: float
    title: bool


_FRAMES = {
    Detail.WORDS: _Frame(24, 30, title=False),
    Detail.SIGNS: _Frame(44, 24, title=True),
    Detail.COUNTS: _Frame(40, 0, title=True),
}


def place_days(month: Month, box: Box, detail: Detail) -> Iterator[tuple[date, Box]]:
    """Yield where each day of a month's weeks stands in a box."""
    frame = _FRAMES[detail]
    weeks = list(month.weeks())
    rows = len(weeks) if detail is Detail.WORDS else 6
    wide, high = (box.w - frame.side) / 7, (box.h - frame.head) / rows
    for i, week in enumerate(weeks):
        for j, day in enumerate(week):
            yield (
                day,
                Box(box.x + frame.side + j * wide, box.y + frame.head + i * high, wide, high),
            )


def day_at(month: Month, box: Box, detail: Detail, x: float, y: float) -> date | None:
    """Return the day of the month at a point, None outside of its days."""
    for day, at in place_days(month, box, detail):
        inside = at.x <= x < at.x + at.w and at.y <= y < at.y + at.h
        if inside and (month.is_inside(day) or detail is Detail.WORDS):
            return day
    return None


def shown_items(at: Box, count: int) -> int:
    """Return how many of a day's engagements a cell has room for, the rest being counted."""
    room = max(0, int((at.h - 24) // ITEM))
    return count if count <= room else max(0, room - 1)


def draw_month(canvas: Canvas, box: Box, month: Month, detail: Detail) -> None:
    """Draw a month."""
    _draw_head(canvas, box, month, detail)
    placed = list(place_days(month, box, detail))
    for day, at in placed:
        if detail is Detail.WORDS or month.is_inside(day):
            _draw_day(canvas, at, month, day, detail)
    for day, at in placed:
        if day == month.chosen and (detail is Detail.WORDS or month.is_inside(day)):
            canvas.rect(Box(at.x + 1, at.y + 1, at.w - 2, at.h - 2), _CHOSEN, 3)


def _draw_head(canvas: Canvas, box: Box, month: Month, detail: Detail) -> None:
    frame = _FRAMES[detail]
    label = type_style("label", "text2") if detail is Detail.WORDS else type_style("dense", "text3")
    wide = (box.w - frame.side) / 7
    if frame.title:
        words = f"{MONTHS[month.month - 1]} {month.year}"
        canvas.text((box.x + frame.side, box.y + 14), words, type_style("table_strong"))
    for j in range(7):
        name = WEEKDAYS[(month.first_weekday + j) % 7]
        words = name if wide > 36 else name[0]
        x = box.x + frame.side + (j + 0.5) * wide
        canvas.text((x, box.y + frame.head - 8), words, label, Align.CENTRE)
    if frame.side:
        style = type_style("dense", "text3")
        for day, at in place_days(month, box, detail):
            if at.x <= box.x + frame.side + 0.5:
                week = (day + timedelta(days=(3 - day.weekday()) % 7)).isocalendar().week
                y = at.y + (16 if detail is Detail.WORDS else at.h / 2 + 4)
                canvas.text((box.x + frame.side - 6, y), str(week), style, Align.RIGHT)


def _draw_day(canvas: Canvas, at: Box, month: Month, day: date, detail: Detail) -> None:
    items = month.items.get(day, ())
    ground = _ground(month, day, detail)
    if ground is not None:
        canvas.rect(at, ground)
    if detail is Detail.COUNTS:
        _draw_count(canvas, at, month, day, len(items))
        return
    if day == month.target:
        canvas.rect(at, _TARGET)
    _draw_lines(canvas, at)
    number = type_style("table_strong" if day == month.today else "table")
    _draw_number(canvas, (at.x + 14, at.y + 16), month, day, number.size)
    if detail is Detail.SIGNS:
        _draw_signs(canvas, at, items)
        return
    note = month.notes.get(day, "")
    if note:
        style = type_style("note", "text3")
        words = elide(canvas, note, style, at.w - 34)
        canvas.text((at.x + at.w - 6, at.y + 16), words, style, Align.RIGHT)
    _draw_items(canvas, at, items)


def _ground(month: Month, day: date, detail: Detail) -> Style | None:
    if not month.is_inside(day):
        return _OUTSIDE if detail is Detail.WORDS else None
    if day in month.closed:
        return _CLOSED
    return _WEEKEND if day.weekday() >= 5 else None


def _draw_lines(canvas: Canvas, at: Box) -> None:
    right, bottom = at.x + at.w, at.y + at.h
    canvas.lines(((at.x, at.y + 0.5, right, at.y + 0.5),), _EDGE)
    canvas.lines(((at.x + 0.5, at.y, at.x + 0.5, bottom),), _LINE)


def _draw_number(
    canvas: Canvas, at: tuple[float, float], month: Month, day: date, size: float
) -> None:
    x, y = at
    if day == month.today:
        canvas.rect(Box(x - 10, y - size + 0.5, 20, size + 5), _TODAY, 4)
        canvas.text(at, str(day.day), type_style("table_strong", "surface"), Align.CENTRE)
        return
    ink = "text" if month.is_inside(day) else "text3"
    canvas.text(at, str(day.day), type_style("table", ink), Align.CENTRE)


def _draw_items(canvas: Canvas, at: Box, items: tuple[DayItem, ...]) -> None:
    shown = shown_items(at, len(items))
    style = type_style("note", "text")
    y = at.y + 24
    for item in items[:shown]:
        middle = y + ITEM / 2
        canvas.stamp(glyph(item.shape, item.state, 11, locked=item.locked), at.x + 13, middle)
        words = elide(canvas, item.words, style, at.w - 28)
        canvas.text((at.x + 23, middle + 4), words, style)
        y += ITEM
    if shown < len(items):
        words = f"{len(items) - shown} more" if shown else str(len(items))
        canvas.text((at.x + 23, y + 12), words, type_style("note", "accenttext", 500))


def _draw_signs(canvas: Canvas, at: Box, items: tuple[DayItem, ...]) -> None:
    a_row = max(1, int((at.w - 6) // 15))
    rows = max(1, int((at.h - 22) // 15))
    room = a_row * rows
    shown = items if len(items) <= room else items[: room - 1]
    for i, item in enumerate(shown):
        x, y = at.x + 11 + i % a_row * 15, at.y + 30 + i // a_row * 15
        canvas.stamp(glyph(item.shape, item.state, 11, locked=item.locked), x, y)
    if len(shown) < len(items):
        x, y = at.x + 4 + len(shown) % a_row * 15, at.y + 34 + len(shown) // a_row * 15
        words = f"+{len(items) - len(shown)}"
        canvas.text((x, y), words, type_style("dense", "accenttext", 500))


def _draw_count(canvas: Canvas, at: Box, month: Month, day: date, count: int) -> None:
    """Tint a day by how much is on it; the day's number stays readable on every tint."""
    inner = Box(at.x + 1, at.y + 1, at.w - 2, at.h - 2)
    ink = "text2"
    if count:
        step = min(count, len(_HEAT)) - 1
        canvas.rect(inner, _HEAT[step], 3)
        ink = "surface" if step >= _DARK_FROM else "text"
    if day == month.today:
        canvas.rect(inner, Style(stroke="ink", width=1.4), 3)
    y = at.y + at.h / 2 + 4
    canvas.text((at.x + at.w / 2, y), str(day.day), type_style("dense", ink), Align.CENTRE)
