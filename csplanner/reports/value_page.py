"""Internal part 'Value and drivers': what they set out to do, and what carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day, short_day
from csplanner.domain.health import Band
from csplanner.drawing.marks import Health
from csplanner.reports.blocks import Heading, Space
from csplanner.reports.drivers_part import drivers_blocks
from csplanner.reports.parts import moon_sign
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import columns, headed, paragraph, part, said, table, written_by
from csplanner.reports.words import NO_DATA, counted, data_to, how_many, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.health import DriverState
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.pack_facts import GoalState
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

OBJECTIVE = "What did they set out to do this year? Nobody has written it down for this quarter."
OUTCOMES = "Which result of this quarter would they tell their own board? Nobody has written one."


def value_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` narrows gaps for the lower sheet."""
    gap = 10 if tight else 16
    blocks: list[Block] = [
        _objective(facts),
        Space(size=gap),
        *headed("Their goals", "in their words; the mark says which they may see in their pack",
                _goals(facts.parts.goals), "No goal is on record: no data."),
        Space(size=gap),
        *drivers_blocks(facts.drivers),
        Space(size=gap),
        _outcomes(facts),
    ]  # fmt: skip
    dates = [d.as_of for d in facts.drivers if d.as_of]
    newest = max(dates, default=None)
    period = (data_to(newest, facts.as_of), "hollow dot: 90 days before")
    return part("value", "Value and drivers", headline(facts.drivers), period, blocks)


def headline(drivers: Sequence[DriverState]) -> str:
    """Return how many drivers are on target, and which one moved most."""
    known = [d for d in drivers if d.attainment is not None]
    if not known:
        return "No driver has a target and a value yet, so value cannot be shown in numbers."
    good = sum(d.band is Band.HEALTHY for d in known)
    first = f"{how_many(good)} of {counted(len(known), 'driver')} on target."
    moved = [(d.attainment - d.before, d) for d in known if d.before is not None and d.attainment]
    if not moved:
        return f"{first} No reading is 90 days old yet."
    change, most = max(moved, key=lambda pair: abs(pair[0]))
    points = round(abs(change) * 100)
    if points == 0:
        return f"{first} None moved in 90 days."
    verb = "gained" if change > 0 else "lost"
    return f"{first} {most.name} {verb} most: {counted(points, 'point')} of target in 90 days."


def _objective(facts: InternalFacts) -> Stack:
    text = facts.parts.text("objective")
    if not text.text:
        return Stack(blocks=(Heading(text="Objective", after=2), said(OBJECTIVE)))
    return written_by("Objective", text.text, text.written, facts.as_of)


def _goals(goals: Sequence[GoalState]) -> Block | None:
    if not goals:
        return None
    heads = columns(
        ("Goal", 0.31, "strong"), ("Now", 0.2), ("Of target", 0.1, "right"),
        ("Last review", 0.11, "right"), ("Due", 0.11, "right"), ("In their pack", 0.14), at=0.03,
    )  # fmt: skip
    rows = [
        (
            goal.text,
            goal.figure or NO_DATA,
            percent(goal.now),
            percent(goal.before),
            short_day(goal.due) if goal.due else "",
            "shared" if goal.shared else "internal",
        )
        for goal in goals
    ]
    return table(heads, rows, [moon_sign(_band(goal.now)) for goal in goals])


def _band(now: float | None) -> Health:
    if now is None:
        return Health.NO_DATA
    if now >= 1:
        return Health.HEALTHY
    return Health.WATCH if now >= 0.8 else Health.AT_RISK


def _outcomes(facts: InternalFacts) -> Stack:
    found = facts.parts.all_of("outcome")
    if not found:
        return Stack(blocks=(Heading(text="Outcomes this quarter", after=2), said(OUTCOMES)))
    days = [text.written for text in found if text.written]
    note = f"written {full_day(max(days))}" if days else "age unknown"
    lines = [paragraph(f"{text.figure} {text.text}".strip(), after=1) for text in found]
    return Stack(blocks=(Heading(text="Outcomes this quarter", note=note, after=2), *lines))
