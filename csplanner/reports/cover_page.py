"""The internal pack's cover: the strip that says whose eyes it is for, the visit, the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day
from csplanner.drawing.canvas import Box, Style, TextStyle, type_style
from csplanner.reports.blocks import Heading, Space, Words
from csplanner.reports.contents import contents
from csplanner.reports.layout import MARGIN, Section, joined
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import said, written_by
from csplanner.reports.tags import marked
from csplanner.reports.text import elided
from csplanner.reports.words import quarter_words, visit_name, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block

_STRIP, _TOP = 56.0, 128.0
STRIP = (
    "Internal. Scores, revenue and opinions inside: not for the customer, not to be left behind."
)
OBJECTIVE = (
    "Nobody has written what this visit is to achieve. One sentence: what must be true when we "
    "leave the room?"
)


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
