"""The internal pack's cover: the strip that says whose eyes it is for, the visit, the contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from csplanner.domain.days import full_day
from csplanner.drawing.canvas import Align, Box, Style, TextStyle, type_style
from csplanner.reports.blocks import HAIR, Heading, Space, Whole, Words
from csplanner.reports.canvas import PaperCanvas
from csplanner.reports.layout import MARGIN, Section, bookmark, joined
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import said, written_by
from csplanner.reports.tags import marked
from csplanner.reports.text import elided, wrapped
from csplanner.reports.words import quarter_words, visit_name, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block

_STRIP, _TOP = 56.0, 128.0
_NAME, _MESSAGE, _MESSAGE_LINES = 0.0, 0.29, 2
STRIP = (
    "Internal. Scores, revenue and opinions inside: not for the customer, not to be left behind."
)
OBJECTIVE = (
    "Nobody has written what this visit is to achieve. One sentence: what must be true when we "
    "leave the room?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Whole):
    """A line of the contents that leads to its part: title, message, page."""

    key: str
    title: str
    message: str = ""
    keep: bool = False
    role: ClassVar[str | None] = None

    def height(self, width: float) -> float:
        """Return the height of its message."""
        return 15.0 * len(self._lines(width)) + 9

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Set the line; its page is known once all parts are laid out."""
        strong, plain = type_style("print_strong"), type_style("print_body", "text2")
        y = box.y + 5 + 11
        with marked(canvas, "TOCI"):
            canvas.text((box.x, y), elided(self.title, strong, box.w * 0.27), strong)
            for i, line in enumerate(self._lines(box.w)):
                canvas.text((box.x + _MESSAGE * box.w, y + 15 * i), f"{line} ", plain)
            if isinstance(canvas, PaperCanvas):
                name = bookmark(canvas.part, self.key)
                number = str(canvas.places.get(name, ""))
                canvas.text((box.x + box.w, y), number, plain, Align.RIGHT)
                canvas.link(Box(box.x, box.y, box.w, self.height(box.w)), name, self.title)
        with marked(canvas, ""):
            foot = box.y + self.height(box.w) - 0.5
            canvas.lines(((box.x, foot, box.x + box.w, foot),), HAIR)

    def _lines(self, width: float) -> tuple[str, ...]:
        style, room = type_style("print_body", "text2"), width * (0.95 - _MESSAGE)
        lines = wrapped(self.message, style, room)
        if len(lines) <= _MESSAGE_LINES:
            return lines
        return (lines[0], elided(" ".join(lines[1:]), style, room))


def contents(sections: Sequence[Section], *, messages: bool = True) -> Stack:
    """Return the list of contents of the sections that follow a cover."""
    entries = tuple(
        Entry(key=s.key, title=s.title, message=s.message if messages else "") for s in sections
    )
    return Stack(blocks=(Heading(text="Contents", after=4), *entries))


def cover(facts: InternalFacts, kind: str, rest: Sequence[Section]) -> Section:
    """Lay out the cover; `rest` are the sections behind it."""

    def backdrop(canvas: Canvas, sheet: Box) -> None:
        _draw_strip(canvas, sheet, facts)

    blocks: list[Block] = [
        Words(text=kind, style=type_style("body", "text2"), line=20),
        *_title(facts),
        Words(text=_visit(facts), style=type_style("body", "text"), line=20, after=4),
        Words(text=_people(facts), style=type_style("print_body", "text2"), line=16),
        Space(size=22),
        _objective(facts),
        Space(size=20),
        contents(rest),
    ]
    return Section(title="Cover", key="cover", blocks=tuple(blocks), backdrop=backdrop, top=_TOP)


def _title(facts: InternalFacts) -> list[Words]:
    """Return the account's name and the quarter, smaller where the name is long."""
    size = 36.0 if len(facts.account) <= 40 else 24.0
    style = TextStyle(size, 600, "text", -0.025, title=True)
    quarter = quarter_words(facts.quarter, facts.year)
    return [
        Words(text=facts.account, style=style, line=size * 1.12, role="H1"),
        Words(text=quarter, style=style, line=size * 1.12, after=12),
    ]


def _visit(facts: InternalFacts) -> str:
    visit = facts.visit
    if visit is None:
        return f"No visit planned or held. Account as of {full_day(facts.as_of)}."
    place = f"{visit.city}, on site".removeprefix(", ") if visit.onsite else "remote"
    return joined((visit_name(visit.type), when(visit), place))


def _people(facts: InternalFacts) -> str:
    parts = facts.parts
    ours = [person.name for person in facts.visit.ours] if facts.visit else []
    found = [
        f"From us: {', '.join(ours)}" if ours else "",
        f"customer success: {parts.owner}" if parts.owner and parts.owner not in ours else "",
        f"sponsor: {parts.sponsor}" if parts.sponsor and parts.sponsor not in ours else "",
        f"{facts.tier} tier",
        parts.industry,
        parts.place,
    ]
    return joined(found)


def _objective(facts: InternalFacts) -> Stack:
    text = facts.parts.text("objective")
    if not text.text:
        return Stack(blocks=(Heading(text="Objective", after=2), said(OBJECTIVE)))
    return written_by("Objective", text.text, text.written, facts.as_of)


def _draw_strip(canvas: Canvas, sheet: Box, facts: InternalFacts) -> None:
    style = type_style("print_strong", "surface")
    right = sheet.w - MARGIN
    with marked(canvas, "P"):
        canvas.rect(Box(0, 0, sheet.w, _STRIP), Style("risk"))
        words = elided(STRIP, style, right - MARGIN)
        canvas.text((MARGIN, _STRIP - 17), words, style)
    plain = type_style("print_strong", "text2")
    with marked(canvas, "P"):
        name = elided(facts.organisation, plain, right - MARGIN)
        canvas.text((MARGIN, _STRIP + 34), name, plain)
