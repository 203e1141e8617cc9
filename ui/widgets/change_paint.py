"""Paints the rows of a plan's review: tick, account, weeks, strip of the year, reason, effect."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.drawing.axis import MONTHS
from csplanner.drawing.canvas import Align, Box, Style, elide, hatch, open_path, type_style
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.marks import State, shape_of
from csplanner.drawing.yeargrid import baseline
from ui import formats
from ui.models.plan_sentences import told
from ui.widgets.engagement_words import type_words

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas, TextStyle
    from csplanner.services.review_run import ReviewRow

ROW, HEAD = 29.0, 26.0
TICK, OWNER, NAME, TYPE, OLD, NEW, STRIP = 19.0, 47.0, 62.0, 188.0, 296.0, 329.0, 362.0
_REASON_ROOM, _EFFECT_ROOM = 220.0, 78.0
TITLES = {
    "added": ("Added", "+", "goodsoft", "good"),
    "moved": ("Moved", "\N{LEFT RIGHT ARROW}", "accentsoft", "accenttext"),
    "removed": ("Removed", "\N{MINUS SIGN}", "inset", "text2"),
    "unplaced": ("Cannot be placed", "!", "risksoft", "risk"),
}
_GRID = Style(stroke="grid")
_TICK_MARK = open_path(((-3.4, 0.2), (-1.0, 2.6), (3.6, -2.4)))
_ARROW = open_path(((-3.0, -2.6), (0, 0), (-3.0, 2.6)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one row is shown."""

    ticked: bool
    locked: bool = False
    selected: bool = False
    focused: bool = False
    today: dt.date


def strip_of(width: float) -> tuple[float, float]:
    """Return where the strip of the year begins and ends in a list so wide."""
    return STRIP, max(STRIP + 80, width - _REASON_ROOM - _EFFECT_ROOM - 24)


def day_x(day: dt.date, today: dt.date, width: float) -> float:
    """Return the x of a day on the strip, which runs from the month of today to December."""
    left, right = strip_of(width)
    start = _start(day.year, today)
    days = (dt.date(start.year, 12, 31) - start).days + 1
    return left + min(max((day - start).days, 0), days) / days * (right - left)


def _start(year: int, today: dt.date) -> dt.date:
    return today.replace(day=1) if today.year == year else dt.date(year, 1, 1)


def draw_head(canvas: Canvas, box: Box, words: tuple[str, str, str], group: str) -> None:
    """Paint the head of a group: sign, title and count at left, a note at right."""
    title, count, note = words
    canvas.rect(box, Style("inset"))
    middle = box.y + box.h / 2
    sign = TITLES.get(group)
    if sign is not None:
        canvas.rect(Box(TICK - 7, middle - 7, 14, 14), Style(sign[2]), 3)
        canvas.text(
            (TICK, baseline(middle, type_style("table_strong"))),
            sign[1],
            type_style("table_strong", sign[3]),
            Align.CENTRE,
        )
    style = type_style("table_strong")
    canvas.text((TICK + 14, baseline(middle, style)), title, style)
    x = TICK + 20 + canvas.text_width(title, style)
    plain = type_style("table", "text2")
    canvas.text((x, baseline(middle, plain)), count, plain)
    quiet = type_style("note", "text2")
    canvas.text((box.x + box.w - 12, baseline(middle, quiet)), note, quiet, Align.RIGHT)
    bottom = box.y + box.h - 0.5
    canvas.lines(((box.x, bottom, box.x + box.w, bottom),), Style(stroke="border"))


def draw_months(canvas: Canvas, box: Box, year: int, today: dt.date) -> None:
    """Write the months over the strip."""
    style = type_style("dense", "text3")
    line = baseline(box.y + box.h / 2, style)
    for month in range(_start(year, today).month, 13):
        first = dt.date(year, month, 1)
        canvas.text((day_x(first, today, box.w) + 3, line), MONTHS[month - 1], style)


def draw_row(canvas: Canvas, box: Box, row: ReviewRow, look: Look) -> None:
    """Paint one change."""
    middle = box.y + box.h / 2
    if look.selected:
        canvas.rect(box, Style("accentsoft"))
        canvas.rect(Box(box.x, box.y, 3, box.h), Style("accent"))
    _draw_tick(canvas, middle, row, look)
    _draw_names(canvas, box, row)
    _draw_weeks(canvas, middle, row)
    _draw_strip(canvas, box, row, look)
    _draw_reason(canvas, box, row)
    bottom = box.y + box.h - 0.5
    canvas.lines(((box.x, bottom, box.x + box.w, bottom),), _GRID)
    if look.selected and look.focused:
        ring = Box(box.x + 1, box.y + 1, box.w - 2, box.h - 2)
        canvas.rect(ring, Style(stroke="accent", width=2.0), 3)


def _draw_tick(canvas: Canvas, middle: float, row: ReviewRow, look: Look) -> None:
    if row.group == "unplaced":
        line = Style(stroke="risk", width=1.5, round=True)
        canvas.disc(TICK, middle, 6, line)
        canvas.lines(((TICK - 4, middle - 4, TICK + 4, middle + 4),), line)
        return
    box = Box(TICK - 7, middle - 7, 14, 14)
    if look.ticked:
        canvas.rect(box, Style("accent"), 3)
        canvas.path(_TICK_MARK, Style(stroke="accentfg", width=1.8, round=True), TICK, middle)
    else:
        canvas.rect(box, Style("surface", "text3", 1.2), 3)


def _draw_names(canvas: Canvas, box: Box, row: ReviewRow) -> None:
    middle = box.y + box.h / 2
    tag = type_style("owner", "text2")
    canvas.rect(Box(OWNER - 9, middle - 8, 18, 15), Style("inset", "border", 1.0), 3)
    canvas.text(
        (OWNER, baseline(middle - 0.5, tag)), formats.initials(row.owner)[:3], tag, Align.CENTRE
    )
    name = type_style("table_first")
    words = elide(canvas, row.account, name, TYPE - NAME - 12)
    canvas.text((NAME, baseline(middle, name)), words, name)
    state = State.REMOVED if row.group == "removed" else State.PLANNED
    canvas.stamp(glyph(shape_of(row.type), state, 11), TYPE, middle)
    kind = type_style("table", "text2")
    words = elide(canvas, type_words(row.type), kind, OLD - TYPE - 18)
    canvas.text((TYPE + 12, baseline(middle, kind)), words, kind)


def _draw_weeks(canvas: Canvas, middle: float, row: ReviewRow) -> None:
    plain, old = type_style("table_first"), type_style("table", "text3")
    line = baseline(middle, plain)
    if row.group == "unplaced":
        end = row.last or row.first
        words = f"Q{(end.month - 1) // 3 + 1}" if end is not None else ""
        canvas.text((OLD, line), words, plain)
        return
    moved = row.before is not None and row.after is not None
    if row.before is not None:
        words = formats.week(row.before)
        canvas.text((OLD, line), words, old)
        right = OLD + canvas.text_width(words, old)
        canvas.lines(((OLD, middle + 0.5, right, middle + 0.5),), Style(stroke="text3"))
    if row.after is not None:
        canvas.text((NEW if moved else OLD, line), formats.week(row.after), plain)


def _draw_strip(canvas: Canvas, box: Box, row: ReviewRow, look: Look) -> None:
    left, right = strip_of(box.w)
    middle, width = box.y + box.h / 2, box.w
    canvas.lines(((left, middle, right, middle),), _GRID)
    year = (row.after or row.before or row.last or look.today).year
    for month in (4, 7, 10):
        x = day_x(dt.date(year, month, 1), look.today, width)
        if x > left:
            canvas.lines(((x, box.y, x, box.y + box.h),), _GRID)
    shape = shape_of(row.type)
    if row.group == "unplaced":
        _draw_tried(canvas, box, row, look)
    elif row.after is None and row.before is not None:
        x = day_x(row.before, look.today, width)
        canvas.stamp(glyph(shape, State.REMOVED, 11), x, middle)
    elif row.after is not None:
        new = day_x(row.after, look.today, width)
        if row.before is not None:
            _draw_way(canvas, day_x(row.before, look.today, width), new, middle)
            old = day_x(row.before, look.today, width)
            canvas.stamp(glyph(shape, State.MOVED_FROM, 11), old, middle)
        state = State.ADDED if row.group == "added" else State.PLANNED
        canvas.stamp(glyph(shape, state, 11, locked=look.locked), new, middle)


def _draw_way(canvas: Canvas, old: float, new: float, middle: float) -> None:
    if abs(new - old) < 24:
        return
    step = 1 if new > old else -1
    head = new - 9 * step
    line = Style(stroke="accentline", width=1.3, round=True)
    canvas.lines(((old + 8 * step, middle, head, middle),), line)
    if step > 0:
        canvas.path(_ARROW, line, head, middle)


def _draw_tried(canvas: Canvas, box: Box, row: ReviewRow, look: Look) -> None:
    if row.first is None or row.last is None:
        return
    x1, x2 = (day_x(day, look.today, box.w) for day in (row.first, row.last))
    area = Box(x1, box.y + 4, max(14.0, x2 - x1), box.h - 8)
    canvas.rect(area, Style("risksoft"), 2)
    hatch(canvas, area, Style(stroke="done", width=1.0, opacity=0.45), 5)
    middle = box.y + box.h / 2
    canvas.stamp(glyph(shape_of(row.type), State.UNPLACED, 11), area.x + area.w / 2, middle)


def _draw_reason(canvas: Canvas, box: Box, row: ReviewRow) -> None:
    style = type_style("note", "text2")
    left = strip_of(box.w)[1] + 16
    room = box.w - _EFFECT_ROOM - left
    lines = wrapped(canvas, told(row.reason), style, room)
    middle = box.y + box.h / 2
    for number, words in enumerate(lines):
        offset = 0.0 if len(lines) == 1 else -6.5 + 13 * number
        canvas.text((left, baseline(middle + offset, style)), words, style)
    words, colour = effect_of(row)
    strong = type_style("table_first", colour)
    canvas.text((box.w - 12, baseline(middle, strong)), words, strong, Align.RIGHT)


def effect_of(row: ReviewRow) -> tuple[str, str]:
    """Return what a change does, and its ink: hours of the CSM, or weeks for a move."""
    if row.group == "unplaced":
        return "Waive…", "accenttext"
    if row.before is not None and row.after is not None:
        weeks = round((row.after - row.before).days / 7)
        return (f"{'+' if weeks > 0 else ''}{formats.number(weeks)} wk" if weeks else "0"), "text"
    hours = round(row.hours * 2) / 2
    words = formats.number(hours, 0 if hours == int(hours) else 1)
    return f"{'+' if hours > 0 else ''}{words} h", "good" if hours < 0 else "text"


def wrapped(
    canvas: Canvas, text: str, style: TextStyle, room: float, most: int = 2
) -> tuple[str, ...]:
    """Return a sentence on at most so many lines, the last one cut where it would not fit."""
    words, lines = text.split(), [""]
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if canvas.text_width(longer, style) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = elide(canvas, " ".join([lines[-1], *words[place:]]), style, room)
            break
    return tuple(lines)
