"""Internal part 'Agenda': time boxes drawn to scale, and what is still to be prepared."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.domain.days import full_day, short_day
from csplanner.drawing.marks import Health
from csplanner.reports.agenda_part import agenda_blocks
from csplanner.reports.blocks import Heading, Space
from csplanner.reports.cover_page import OBJECTIVE
from csplanner.reports.one_page import of_many
from csplanner.reports.parts import moon_sign
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import columns, headed, paragraph, part, said, table, written_by
from csplanner.reports.words import clock_span, counted, visit_name, when

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

_SCALE, _TIGHT = 1.5, 1.2
_FULL_MINUTES = 150  # a longer agenda is drawn at a smaller scale


def agenda_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` lowers the boxes for the lower sheet."""
    blocks: list[Block] = [agenda_stack(facts, _TIGHT if tight else _SCALE), Space(size=18)]
    objective = facts.parts.text("objective")
    if objective.text:
        made = written_by(
            "What must come out of it", objective.text, objective.written, facts.as_of
        )
        blocks.append(made)
    else:
        head = Heading(text="What must come out of it", after=2)
        blocks.append(Stack(blocks=(head, said(OBJECTIVE))))
    if facts.parts.notes:
        blocks += [Space(size=14), Heading(text="Notes on the visit", after=2),
                   paragraph(facts.parts.notes)]  # fmt: skip
    blocks += [Space(size=18), *_steps(facts)]
    period = (_when(facts), f"as of {full_day(facts.as_of)}")
    return part("agenda", "Agenda", headline(facts), period, blocks)


def agenda_stack(facts: InternalFacts, scale: float, head: str = "Time boxes") -> Stack:
    """Return the agenda drawn to scale under its head, or that nobody wrote one."""
    if not facts.agenda:
        words = "No agenda is written for this visit." if facts.visit else "No visit to plan for."
        return Stack(blocks=(Heading(text=head, after=2), said(words)))
    total = sum(item.minutes or 0 for item in facts.agenda)
    start = None
    if facts.visit is not None and facts.visit.start is not None:
        start = dt.datetime.combine(facts.visit.date, facts.visit.start)
    fitted = scale * min(1.0, _FULL_MINUTES / max(total, 1))
    note = of_many(facts.rows, facts.agenda, counted(total, "minute") if total else "")
    boxes = agenda_blocks(facts.agenda[: facts.rows], start, fitted)
    return Stack(blocks=(Heading(text=head, note=note, after=6), *boxes))


def headline(facts: InternalFacts) -> str:
    """Return whether the agenda fits the visit, and what it gives most time to."""
    if facts.visit is None:
        return "No visit is planned, so there is no agenda."
    total = sum(item.minutes or 0 for item in facts.agenda)
    if not total:
        return f"{visit_name(facts.visit.type)}, {facts.visit.minutes} minutes, without an agenda."
    longest = max(facts.agenda, key=lambda item: item.minutes or 0)
    most = f"{longest.title.rstrip('.')} takes the most, {counted(longest.minutes or 0, 'minute')}."
    free = facts.visit.minutes - total
    if free < 0:
        return f"The agenda is {counted(-free, 'minute')} longer than the visit. {most}"
    if free == 0:
        return f"The agenda fills all {total} minutes. {most}"
    return f"{counted(free, 'minute')} of {facts.visit.minutes} are free. {most}"


def _when(facts: InternalFacts) -> str:
    if facts.visit is None:
        return ""
    span = clock_span(facts.visit)
    return when(facts.visit) + ("" if span else ", time not set")


def _steps(facts: InternalFacts) -> list[Block]:
    steps = facts.parts.steps
    heads = columns(("Step", 0.55, "strong"), ("Owner", 0.2), ("Due", 0.22, "right"), at=0.03)
    rows = [
        (text, owner, "done" if done else (f"due {short_day(due)}" if due else "no date"))
        for text, owner, due, done in steps
    ]
    signs = [moon_sign(_health(due, facts.as_of, done=done)) for _, _, due, done in steps]
    note = f"{sum(step[3] for step in steps)} of {len(steps)} done"
    made = table(heads, rows, signs, pad=4.0) if rows else None
    return headed("Preparation", note, made, "No step of preparation is on record for this visit.")


def _health(due: dt.date | None, as_of: dt.date, *, done: bool) -> Health:
    if done:
        return Health.HEALTHY
    return Health.AT_RISK if due is not None and due < as_of else Health.WATCH
