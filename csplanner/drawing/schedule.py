"""The days of a trip side by side, an hour's height the same in each: visits, legs, open days.

Times are local to each day's city. What has only a day stands over the hours, under "any time".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Align, Box, Style, elide, type_style
from csplanner.drawing.glyphs import glyph

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas
    from csplanner.drawing.marks import Shape, State

HEAD, UNTIMED, AXIS = 26.0, 40.0, 46.0
_FIRST, _LAST = 8 * 60, 18 * 60
_GRID, _EDGE = Style(stroke="grid"), Style(stroke="border")
_VISIT, _BAR = Style("accentsoft"), Style("accent")
_LEG = Style("inset")
_WRONG = Style(stroke="riskfill", width=2.0)
_CHOSEN = Style(stroke="accent", width=2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleDay:
    """One day: its name and the city it is spent in."""

    name: str
    city: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleBlock:
    """Something on a day; minutes from midnight, None for a time that is not known.

    With a `shape` it is a visit and bears its glyph; without one it is a leg. `wrong` draws a red
    edge: it overlaps, or there is too little time before or after it.
    """

    key: str
    day: int
    start: int | None
    minutes: int
    title: str
    note: str = ""
    shape: Shape | None = None
    state: State | None = None
    wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schedule:
    """All days of a trip."""

    days: tuple[ScheduleDay, ...]
    blocks: tuple[ScheduleBlock, ...]

    @property
    def hours(self) -> tuple[int, int]:
        """The first and last minute shown: eight to six, and more where something is outside."""
        timed = [b for b in self.blocks if b.start is not None]
        first = min((b.start or 0 for b in timed), default=_FIRST)
        last = max(((b.start or 0) + b.minutes for b in timed), default=_LAST)
        return min(_FIRST, first // 60 * 60), max(_LAST, math.ceil(min(last, 1440) / 60) * 60)

    @property
    def untimed(self) -> int:
        """The most blocks of one day that have no time."""
        days = [b.day for b in self.blocks if b.start is None]
        return max((days.count(day) for day in set(days)), default=0)


def schedule_height(schedule: Schedule, hour: float = 26.0) -> float:
    """Return the height that a schedule wants at so many pixels an hour."""
    first, last = schedule.hours
    return HEAD + schedule.untimed * UNTIMED + (last - first) / 60 * hour + 8


def place_blocks(schedule: Schedule, box: Box) -> tuple[tuple[ScheduleBlock, Box], ...]:
    """Return where each block stands in a box."""
    first, last = schedule.hours
    wide = (box.w - AXIS) / max(1, len(schedule.days))
    top = box.y + HEAD + schedule.untimed * UNTIMED
    per_minute = (box.y + box.h - 8 - top) / max(60, last - first)
    seen: dict[int, int] = {}
    placed = []
    for block in schedule.blocks:
        x = box.x + AXIS + block.day * wide + 4
        if block.start is None:
            row = seen.get(block.day, 0)
            seen[block.day] = row + 1
            y, high = box.y + HEAD + row * UNTIMED + 2, UNTIMED - 4
        else:
            y = top + (block.start - first) * per_minute
            high = max(18.0, block.minutes * per_minute)
        placed.append((block, Box(x, y, wide - 8, high)))
    return tuple(placed)


def draw_schedule(canvas: Canvas, box: Box, schedule: Schedule, chosen: str = "") -> None:
    """Draw a schedule in a box; `chosen` is the key of the block that is selected."""
    _draw_frame(canvas, box, schedule)
    for block, at in place_blocks(schedule, box):
        canvas.rect(at, _VISIT if block.shape else _LEG, 4)
        if block.shape:
            canvas.rect(Box(at.x, at.y, 3, at.h), _BAR)
        _draw_words(canvas, block, at)
        if block.wrong or block.key == chosen:
            canvas.rect(at, _CHOSEN if block.key == chosen else _WRONG, 4)


def _draw_frame(canvas: Canvas, box: Box, schedule: Schedule) -> None:
    first, last = schedule.hours
    wide = (box.w - AXIS) / max(1, len(schedule.days))
    top = box.y + HEAD + schedule.untimed * UNTIMED
    bottom = box.y + box.h - 8
    label = type_style("dense", "text3")
    per_minute = (bottom - top) / max(60, last - first)
    if schedule.untimed:
        canvas.text((box.x, box.y + HEAD + 16), "any time", label)
    for minute in range(first, last + 1, 60):
        y = top + (minute - first) * per_minute
        canvas.lines(((box.x + AXIS, y, box.x + box.w, y),), _GRID)
        if (minute - first) % 120 == 0:
            canvas.text((box.x + AXIS - 8, y + 3.5), f"{minute // 60:02d}:00", label, Align.RIGHT)
    strong, city = type_style("table_strong"), type_style("note", "text2")
    for number, day in enumerate(schedule.days):
        x = box.x + AXIS + number * wide
        canvas.lines(((x, box.y, x, bottom),), _EDGE)
        canvas.text((x + 6, box.y + 15), day.name, strong)
        room = wide - 18 - canvas.text_width(day.name, strong)
        words = elide(canvas, day.city, city, room)
        canvas.text((x + wide - 6, box.y + 15), words, city, Align.RIGHT)


def _draw_words(canvas: Canvas, block: ScheduleBlock, at: Box) -> None:
    left = at.x + 9
    if block.shape and block.state:
        canvas.stamp(glyph(block.shape, block.state, 11), at.x + 14, at.y + 11)
        left = at.x + 25
    room = at.x + at.w - 5 - left
    title = type_style("table_strong") if block.shape else type_style("table", "text2")
    canvas.text((left, at.y + 15), elide(canvas, block.title, title, room), title)
    note = type_style("note", "text2")
    if at.h >= 30 and block.note:
        canvas.text((left, at.y + 28), elide(canvas, block.note, note, room), note)
