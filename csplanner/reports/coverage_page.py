"""Internal part 'Coverage record': what the tier asks for, what was held, what has no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.reports.blocks import Heading, Space
from csplanner.reports.parts import Dated, year_line
from csplanner.reports.tables import columns, headed, part, table
from csplanner.reports.words import NO_DATA, counted, percent, visit_name

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.pack_facts import CoverageFacts, RuleCount
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section
    from csplanner.reports.parts import Sign


def coverage_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` narrows gaps for the lower sheet."""
    told, gap = facts.parts.coverage, 10 if tight else 16
    marks = [Dated(m.date, m.type, m.state, m.label, m.locked) for m in facts.marks]
    blocks: list[Block] = [
        Heading(text=f"The year {facts.year}", note="done is filled, planned is open", after=4),
        year_line(facts.year, marks, facts.as_of, facts.window),
        Space(size=gap - 4),
        *headed(f"Asked for by the policy in {facts.as_of.year}", facts.policy,
                _rules(told.rules), "The policy asks for no touch of this account."),
        Space(size=gap),
        *_gaps(told),
        *headed("Held", "the newest first", _held(told), "No touch was ever held: no data."),
    ]  # fmt: skip
    period = (
        f"1 Jan {facts.as_of.year} to {full_day(facts.as_of)}",
        f"{percent(told.elapsed)} of the year has passed",
        f"{sum(r.done_before for r in told.rules)} held in {facts.as_of.year - 1}",
    )
    return part("coverage", "Coverage record", headline(facts), period, blocks)


def headline(facts: InternalFacts) -> str:
    """Return what was held of what is owed, what has no date, and how long the silence was."""
    told = facts.parts.coverage
    planned = sum(rule.planned for rule in told.rules)
    done = sum(rule.done for rule in told.rules)
    if not planned:
        return "The policy asks for no touch of this account this year."
    open_ = sum(rule.to_schedule for rule in told.rules)
    first = f"{done} of {counted(planned, 'touch', 'touches')} held, {_dated(open_)}."
    if told.last is None:
        return f"{first} Nobody of ours has met them yet."
    days = (facts.as_of - told.last).days
    last = f"The last was {counted(days, 'day')} ago" if days else "The last was today"
    if told.longest_gap and told.wanted_gap and told.longest_gap > told.wanted_gap:
        return f"{first} {last}; the longest gap {told.longest_gap}, wanted {told.wanted_gap}."
    return f"{first} {last}."


def _dated(open_: int) -> str:
    return f"{open_} without a date" if open_ else "the rest dated"


def _rules(rules: tuple[RuleCount, ...]) -> Block | None:
    if not rules:
        return None
    heads = columns(
        ("Touch", 0.25, "strong"), ("Planned", 0.1, "right"), ("Done", 0.09, "right"),
        ("Scheduled", 0.12, "right"), ("Remaining", 0.12, "right"), ("No date", 0.1, "right"),
        ("Unconfirmed", 0.13, "right"), ("Year before", 0.11, "right"),
    )  # fmt: skip
    rows = [
        (
            visit_name(r.name),
            str(r.planned),
            str(r.done),
            str(r.scheduled),
            str(r.remaining),
            str(r.to_schedule),
            str(r.unconfirmed),
            str(r.done_before),
        )
        for r in rules
    ]
    return table(heads, rows, pad=4.0)


def _gaps(told: CoverageFacts) -> list[Block]:
    if not told.gaps:
        return []
    heads = columns(("Touch", 0.25, "strong"), ("Period", 0.13), ("Why", 0.62))
    rows = [
        (visit_name(g.rule), g.period, g.detail or "Not planned yet: run the plan.")
        for g in told.gaps
    ]
    made = headed("Without a date", counted(len(rows), "touch", "touches"), table(heads, rows), "")
    return [*made, Space(size=14)]


def _held(told: CoverageFacts) -> Block | None:
    if not told.held:
        return None
    heads = columns(
        ("Date", 0.13), ("Touch", 0.16, "strong"), ("Ours", 0.2), ("Theirs", 0.2),
        ("Outcome", 0.28), at=0.03,
    )  # fmt: skip
    rows = [
        (
            full_day(h.date),
            visit_name(h.type) + (", missed" if h.state == "missed" else ""),
            h.ours or NO_DATA,
            h.theirs or NO_DATA,
            h.outcome,
        )
        for h in told.held
    ]
    return table(heads, rows, [_sign(h.type, h.state) for h in told.held], pad=4.0)


def _sign(kind: str, state: str) -> Sign:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.stamp(glyph(shape_of(kind), mark_state(state), 11.0), x + 6, y)

    return paint
