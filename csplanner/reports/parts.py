"""Parts that both packs use: title, strip of facts, columns of sentences, year line, signs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from csplanner.domain.days import short_day
from csplanner.drawing.canvas import Box, Style, type_style
from csplanner.drawing.glyphs import moon
from csplanner.drawing.grid_values import DaySpan
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.drawing.timeline import AccountLine, LineMark, draw_account_line
from csplanner.reports.blocks import HAIR, RULE, Picture, Space, Whole, Words
from csplanner.reports.stacks import Columns, Stack
from csplanner.reports.text import elided, wrapped
from csplanner.reports.words import DASH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.drawing.canvas import Canvas
    from csplanner.drawing.marks import Health
    from csplanner.reports.blocks import Block

    Sign = Callable[[Canvas, float, float], None]


def title_block(title: str, message: str, period: str = "") -> Stack:
    """Return a page's title, its one message, and the period and age of its data."""
    blocks: list[Block] = [
        Words(text=title, style=type_style("print_title"), line=30, role="H1"),
        Space(size=1),
        Words(text=message, style=type_style("body", "text2"), line=18, after=2 if period else 10),
    ]
    if period:
        style = type_style("print_note", "text3")
        blocks.append(Words(text=period, style=style, line=15, after=10))
    return Stack(blocks=tuple(blocks))


class Fact(NamedTuple):
    """One cell of the strip of facts; `health` puts a moon before the figure."""

    label: str
    figure: str
    note: str
    health: Health | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactStrip(Whole):
    """Facts side by side between two rules."""

    facts: tuple[Fact, ...]
    keep: bool = False

    def height(self, width: float) -> float:
        """Return its height: notes may take two lines."""
        note = type_style("print_note")
        lines = [
            len(wrapped(fact.note, note, self._room(width, i))) for i, fact in enumerate(self.facts)
        ]
        return 50 + 13 * min(max(lines), 2)

    def _room(self, width: float, at: int) -> float:
        return width / len(self.facts) - (6 if at == 0 else 17)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint the cells and their separators."""
        high, wide = self.height(box.w), box.w / len(self.facts)
        canvas.lines(((box.x, box.y, box.x + box.w, box.y),), RULE)
        canvas.lines(((box.x, box.y + high, box.x + box.w, box.y + high),), RULE)
        for i, fact in enumerate(self.facts):
            x = box.x + i * wide + (0 if i == 0 else 11)
            if i:
                line = box.x + i * wide
                canvas.lines(((line, box.y, line, box.y + high),), HAIR)
            _draw_fact(canvas, Box(x, box.y, self._room(box.w, i), high), fact)


def _draw_fact(canvas: Canvas, box: Box, fact: Fact) -> None:
    note = type_style("print_note", "text2")
    canvas.text((box.x, box.y + 18), fact.label, note)
    x = box.x
    if fact.health is not None:
        canvas.stamp(moon(fact.health, 12), x + 6, box.y + 32)
        x += 20
    known = any(letter.isdigit() for letter in fact.figure)
    figure = type_style("figure") if known else type_style("print_head", "text3", 400)
    canvas.text((x, box.y + 38), elided(fact.figure, figure, box.w + 4 - (x - box.x)), figure)
    lines = wrapped(fact.note, note, box.w)
    if len(lines) > 2:
        lines = (lines[0], elided(" ".join(lines[1:]), note, box.w))
    for i, line in enumerate(lines):
        canvas.text((box.x, box.y + 52 + 13 * i), line, note)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead(Whole):
    """A strong line with a sign before it; it stays with what follows."""

    text: str
    sign: Sign
    keep: bool = True
    role: ClassVar[str | None] = "H3"

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        return 16.0 * len(self._lines(width)) + 3

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint the sign and the words."""
        self.sign(canvas, box.x, box.y + 8)
        for i, line in enumerate(self._lines(box.w)):
            canvas.text((box.x + 18, box.y + 12 + 16 * i), line, type_style("table_strong"))

    def _lines(self, width: float) -> tuple[str, ...]:
        return wrapped(self.text, type_style("table_strong"), width - 18)


def moon_sign(health: Health, size: float = 9.5) -> Sign:
    """Return what paints a band's moon."""

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.stamp(moon(health, size), x + 5.5, y)

    return paint


def ask_sign(canvas: Canvas, x: float, y: float) -> None:
    """Paint the sign of a request: a speech box with two lines."""
    line = Style(stroke="text2", width=1.2, round=True)
    x += 5.5
    canvas.rect(Box(x - 5, y - 4.5, 10, 7.5), line, 1.5)
    canvas.lines(((x - 2, y + 3, x - 3.5, y + 5.5), (x - 3.5, y + 5.5, x + 0.5, y + 3)), line)
    canvas.lines(((x - 2.5, y - 1.8, x + 2.5, y - 1.8), (x - 2.5, y + 0.6, x + 1, y + 0.6)), line)


def sentences(head: str, sign: Sign, texts: Sequence[str], none: str) -> Stack:
    """Return a column: a signed head and a paragraph a sentence, or `none` in grey."""
    style = type_style("print_body", "text2" if texts else "text3")
    words = [Words(text=text, style=style, line=15, after=3) for text in (texts or (none,)) if text]
    blocks: tuple[Block, ...] = (SignedHead(text=head, sign=sign), *words)
    return Stack(blocks=blocks)


def side_by_side(stacks: Sequence[Stack], gap: float = 22.0) -> Columns:
    """Return stacks in columns."""
    return Columns(stacks=tuple(stacks), gap=gap)


class Dated(NamedTuple):
    """A mark of the year line in plain words."""

    date: dt.date
    type: str
    state: str
    label: str = ""
    locked: bool = False


def _days(span: tuple[dt.date, dt.date]) -> str:
    return f"{short_day(span[0])} {DASH} {short_day(span[1])}"


def year_line(
    year: int, marks: Sequence[Dated], today: dt.date, window: tuple[dt.date, dt.date] | None = None
) -> Picture:
    """Return an account's year as one line."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    spans: tuple[DaySpan, ...] = ()
    if window is not None and window[0] <= last and window[1] >= first:
        spans = (DaySpan(start=window[0], end=window[1], label=f"Decision window {_days(window)}"),)
    line = AccountLine(
        start=first,
        end=last,
        marks=tuple(
            LineMark(
                on=m.date,
                shape=shape_of(m.type),
                state=mark_state(m.state),
                locked=m.locked,
                label=m.label,
            )
            for m in marks
        ),
        today=today,
        windows=spans,
    )

    def paint(canvas: Canvas, box: Box) -> None:
        draw_account_line(canvas, box, line, months=37)

    return Picture(size=70, paint=paint)
