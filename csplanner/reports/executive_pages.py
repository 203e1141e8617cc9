"""Pages of the short variants: commitments with agenda, and the two sides of the CEO's sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.domain.days import full_day
from csplanner.drawing.canvas import Box, Style, type_style
from csplanner.drawing.marks import Health
from csplanner.reports.agenda_page import agenda_stack
from csplanner.reports.at_a_glance import (
    glance_message,
    glance_strip,
    matters_block,
    room_table,
    subtitle,
    travel_stack,
)
from csplanner.reports.blocks import Heading, Space, Whole
from csplanner.reports.commitments_page import headline as commitments_headline
from csplanner.reports.health_part import chart, headline
from csplanner.reports.one_page import of_many
from csplanner.reports.owed_part import clauses_table, owed_table
from csplanner.reports.parts import Dated, moon_sign, sentences, side_by_side, year_line
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import headed, part, said, written_by
from csplanner.reports.text import wrapped
from csplanner.reports.words import aged

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

WHY = "Nobody has written why this visit takes place. Ask the CSM for one sentence."
NEVER = "Nobody has written what must not be said. Ask the CSM before you go in."


def commitments_and_agenda(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the executive's last page: what we owe, and how the visit runs."""
    gap = 10 if tight else 18
    blocks: list[Block] = [
        *_clauses(facts),
        Space(size=gap),
        *_promises(facts),
        Space(size=gap),
        *_exposure(facts, gap),
        agenda_stack(facts, 0.55 if tight else 0.9, "Agenda"),
    ]
    message = commitments_headline(facts)
    period = (subtitle(facts), f"as of {full_day(facts.as_of)}")
    return part("commitments", "Commitments and agenda", message, period, blocks)


def ceo_front(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the side to read first: who, why, what was promised, what never to say."""
    gap = 8 if tight else 16
    objective = facts.parts.text("objective")
    why: Block = Stack(blocks=(Heading(text="Why you go", after=2), said(WHY)))
    if objective.text:
        why = written_by("Why you go", objective.text, objective.written, facts.as_of)
    room = facts.room[: facts.rows]
    blocks: list[Block] = [
        glance_strip(facts),
        Space(size=gap),
        why,
        Space(size=gap),
        *headed("Who you meet", of_many(len(room), facts.room),
                room_table(room, 2.0 if tight else 4.0) if room else None,
                "Nobody of theirs is named for this visit." if facts.visit else "No visit."),
        Space(size=gap),
        _never(facts),
        Space(size=gap),
        *_promises(facts),
        Space(size=gap),
        *_clauses(facts),
    ]  # fmt: skip
    period = (subtitle(facts), f"as of {full_day(facts.as_of)}")
    made = part("ceo_front", facts.account, glance_message(facts), period, blocks)
    return replace(made, title="The visit")


def ceo_back(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the second side: how the account stands, its year, and how the visit runs."""
    gap = 7 if tight else 14
    marks = [Dated(m.date, m.type, m.state, m.label, m.locked) for m in facts.marks]
    blocks: list[Block] = [
        Heading(text="What matters", note=_age(facts)),
        matters_block(facts),
        Space(size=gap),
        Heading(text="Health", note=f"12 months to {full_day(facts.as_of)}", after=6),
        chart(facts, 150 if tight else 190, 13.0 if tight else 15.0),
        Space(size=gap),
        Heading(text="Engagements this year", note=facts.owed, after=4),
        year_line(facts.year, marks, facts.as_of, facts.window),
        Space(size=gap - 4),
        side_by_side(
            (agenda_stack(facts, 0.4 if tight else 0.7, "Agenda"), _threats(facts)), gap=26
        ),
    ]
    if facts.trip is not None:
        blocks += [Space(size=gap), travel_stack(facts.trip)]
    period = (f"as of {full_day(facts.as_of)}", facts.policy)
    return part("ceo_back", "How the account stands", headline(facts), period, blocks)


def _age(facts: InternalFacts) -> str:
    written = facts.matters.written
    return f"written {aged(written, facts.as_of)}" if written else "from the data and the register"


def _clauses(facts: InternalFacts) -> list[Block]:
    clauses = facts.parts.clauses[: facts.rows]
    note = of_many(len(clauses), facts.parts.clauses, "do not promise beyond these")
    made = clauses_table(clauses, facts.as_of, cost=False)
    return headed("Agreed off the norm", note, made, "Nothing off the norm is on record.")


def _promises(facts: InternalFacts) -> list[Block]:
    promises = facts.parts.promises
    shown = promises[: facts.rows]
    kept = f"{sum(p.done for p in promises)} of {len(promises)} kept"
    made = owed_table(shown, facts.as_of, "Promise")
    return headed("Promised", of_many(len(shown), promises, kept), made, "No promise is on record.")


def _exposure(facts: InternalFacts, gap: float) -> list[Block]:
    text = facts.parts.text("exposure")
    if not text.text:
        return []
    return [written_by("Exposure", text.text, text.written, facts.as_of), Space(size=gap)]


def _threats(facts: InternalFacts) -> Stack:
    risks = [risk.text for risk in facts.parts.risks[: min(facts.rows, 3)]]
    seen = [
        f"{s.name}: {s.text}. Our answer: {s.answer or 'none yet'}."
        for s in facts.parts.sightings[: min(facts.rows, 2)]
    ]
    return sentences("Beware of", moon_sign(Health.AT_RISK), [*risks, *seen], "Nothing on record.")


class Warned(Whole):
    """A text in a frame with a strong bar at its left, so that grey print shows it too."""

    def __init__(self, head: str, text: str, note: str) -> None:
        self.head, self.text, self.note = head, text, note

    def height(self, width: float) -> float:
        """Return the height of its lines in the frame."""
        return 15.0 * len(self._lines(width)) + 38

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint frame, bar and words."""
        high = self.height(box.w)
        canvas.rect(Box(box.x, box.y, box.w, high), Style("surface", "risk", 1.1), 3)
        canvas.rect(Box(box.x, box.y, 6, high), Style("risk"))
        head, note = type_style("print_head", "risk"), type_style("print_note", "text2")
        canvas.text((box.x + 18, box.y + 20), f"{self.head} ", head)
        beside = canvas.text_width(self.head, head) + 8
        canvas.text((box.x + 18 + beside, box.y + 20), f"{self.note} ", note)
        style = type_style("print_body", "text", 500)
        for i, line in enumerate(self._lines(box.w)):
            canvas.text((box.x + 18, box.y + 40 + 15 * i), f"{line} ", style)

    def _lines(self, width: float) -> tuple[str, ...]:
        return wrapped(self.text, type_style("print_body", "text", 500), width - 36)


def _never(facts: InternalFacts) -> Warned:
    text = facts.parts.text("never_say")
    note = f"written {aged(text.written, facts.as_of)}" if text.text else ""
    return Warned("Never say", text.text or NEVER, note)
