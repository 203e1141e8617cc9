"""The first pages of a pack: its briefs in visiting order, with day, place, who comes, and page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from csplanner.domain.days import full_day, weekday_day
from csplanner.drawing.canvas import Align, Box, type_style
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.reports.blocks import HAIR, RULE, Cell, Row, Space, Whole
from csplanner.reports.canvas import PaperCanvas
from csplanner.reports.layout import Document, Section, bookmark, joined
from csplanner.reports.parts import title_block
from csplanner.reports.stacks import Table
from csplanner.reports.tags import marked
from csplanner.reports.text import elided, wrapped
from csplanner.reports.words import counted, visit_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.drawing.canvas import Canvas

_AT = {"day": 0.03, "account": 0.19, "place": 0.49, "who": 0.63}
_LINE = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PackVisit:
    """A visit of the pack as its list names it; `part` is the place of its brief, from 1."""

    part: int
    date: dt.date
    start: dt.time | None
    type: str
    state: str
    account: str
    city: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit(Whole):
    """A line of the list that leads to its brief."""

    visit: PackVisit
    key: str
    keep: bool = False
    role: ClassVar[str | None] = None

    def height(self, width: float) -> float:
        """Return the height of the names of who comes, two lines at least."""
        return _LINE * max(2, len(self._who(width))) + 10

    def _who(self, width: float) -> tuple[str, ...]:
        room = (0.94 - _AT["who"]) * width
        return wrapped(", ".join(self.visit.who), type_style("print_note", "text2"), room)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Set the line; its page is known once all briefs are laid out."""
        visit, y = self.visit, box.y + 16
        strong, plain = type_style("print_strong"), type_style("print_body")
        note = type_style("print_note", "text2")
        wide = (_AT["place"] - _AT["account"] - 0.02) * box.w
        with marked(canvas, "TOCI"):
            sign = glyph(shape_of(visit.type), mark_state(visit.state), 10)
            canvas.stamp(sign, box.x + 6, y - 4)
            day, account = box.x + _AT["day"] * box.w, box.x + _AT["account"] * box.w
            canvas.text((day, y), f"{weekday_day(visit.date)} ", plain)
            if visit.start is not None:
                canvas.text((day, y + _LINE), f"{visit.start:%H:%M} ", note)
            canvas.text((account, y), elided(visit.account, strong, wide), strong)
            kind = elided(visit_name(visit.type), note, wide)
            canvas.text((account, y + _LINE), kind, note)
            room = (_AT["who"] - _AT["place"] - 0.02) * box.w
            place = box.x + _AT["place"] * box.w
            canvas.text((place, y), elided(visit.city or "remote", plain, room), plain)
            for i, line in enumerate(self._who(box.w)):
                canvas.text((box.x + _AT["who"] * box.w, y + _LINE * i), f"{line} ", note)
            if isinstance(canvas, PaperCanvas):
                name = bookmark(visit.part, self.key)
                number = str(canvas.places.get(name, ""))
                canvas.text((box.x + box.w, y), number, plain, Align.RIGHT)
                canvas.link(Box(box.x, box.y, box.w, self.height(box.w)), name, visit.account)
        with marked(canvas, ""):
            foot = box.y + self.height(box.w) - 0.5
            canvas.lines(((box.x, foot, box.x + box.w, foot),), HAIR)


def _head() -> Row:
    small = type_style("print_note", "text2")
    heads = (("Day", "day"), ("Account", "account"), ("Place", "place"), ("Who comes", "who"))
    return Row(
        cells=(
            *(Cell(word, _AT[key], _AT[key] + 0.14, small) for word, key in heads),
            Cell("Page", 0.9, 1.0, small, Align.RIGHT),
        ),
        pad=4,
        rule=RULE,
    )


def pack_list(
    title: str, sub: str, visits: Sequence[PackVisit], briefs: Sequence[Document]
) -> Document:
    """Lay out the list that stands before the briefs; it takes its frame from the first one."""
    first = briefs[0]
    rows = tuple(
        _Visit(visit=visit, key=brief.sections[0].key)
        for visit, brief in zip(visits, briefs, strict=True)
    )
    count = counted(len(visits), "brief")
    return Document(
        title=title,
        author=first.author,
        account=title,
        kind="Pack",
        tag=first.tag,
        internal=first.internal,
        footer=joined(("Built offline by csplanner", f"data as of {full_day(first.as_of)}")),
        as_of=first.as_of,
        sections=(
            Section(
                title="Visits",
                key="visits",
                blocks=(
                    title_block(title, joined((sub, f"{count} in visiting order"))),
                    Space(size=6),
                    Table(head=_head(), rows=rows),
                ),
            ),
        ),
        paper=first.paper,
    )
