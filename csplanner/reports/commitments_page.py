"""Internal part 'Commitments and promises': what was agreed off the norm, and who owes what."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.days import full_day
from csplanner.reports.blocks import Space
from csplanner.reports.owed_part import clauses_table, late_by, owed_table
from csplanner.reports.tables import headed, part, written_by
from csplanner.reports.words import counted, money

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.pack_facts import Clause, Owed
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section


def commitments_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` narrows gaps for the lower sheet."""
    parts, gap = facts.parts, 12 if tight else 18
    ours = tuple(a for a in parts.actions if not a.theirs)
    theirs = tuple(a for a in parts.actions if a.theirs)
    blocks: list[Block] = [
        *headed("Non-standard commitments", _cost(facts), clauses_table(parts.clauses, facts.as_of),
                "Nothing off the norm was agreed at signing, or nobody has entered it."),
        Space(size=gap),
        *headed("Promises made in visits", _kept(parts.promises),
                owed_table(parts.promises, facts.as_of, "Promise"), "No promise is on record."),
        Space(size=gap),
        *headed("We owe before the next review", "", owed_table(ours, facts.as_of, "Action"),
                "No action of ours is on record."),
        Space(size=gap),
        *headed("They owe", "", owed_table(theirs, facts.as_of, "Action"),
                "No action of theirs is on record."),
    ]  # fmt: skip
    exposure = parts.text("exposure")
    if exposure.text:
        blocks += [
            Space(size=gap),
            written_by("Exposure", exposure.text, exposure.written, facts.as_of),
        ]
    period = (f"as of {full_day(facts.as_of)}", _since(facts))
    return part("commitments", "Commitments and promises", headline(facts), period, blocks)


def headline(facts: InternalFacts) -> str:
    """Return what is late, else what falls due next."""
    parts = facts.parts
    items: tuple[Owed | Clause, ...] = (*parts.promises, *parts.actions, *parts.clauses)
    late = [(late_by(item, facts.as_of), item.text) for item in items]
    late = sorted((pair for pair in late if pair[0]), reverse=True)
    if late:
        days, text = late[0]
        more = f" and {counted(len(late) - 1, 'more item')}" if len(late) > 1 else ""
        return f"{text.rstrip('.')} is {counted(days, 'day')} late{more}."
    coming = sorted((item.due, item.text) for item in items if item.due and item.due >= facts.as_of)
    if coming:
        return f"Nothing is late. Next due: {coming[0][1].rstrip('.')}, {full_day(coming[0][0])}."
    return "Nothing is owed on record, by us or by them."


def _cost(facts: InternalFacts) -> str:
    clauses = facts.parts.clauses
    costs = [c.cost for c in clauses if c.cost is not None]
    if not costs or len({c.currency for c in clauses}) > 1:
        return counted(len(clauses), "clause")
    together = money(sum(costs, Decimal(0)), clauses[0].currency)
    return f"{counted(len(clauses), 'clause')}, {together} in all"


def _kept(promises: tuple[Owed, ...]) -> str:
    return f"{sum(p.done for p in promises)} of {len(promises)} kept"


def _since(facts: InternalFacts) -> str:
    return f"promises of {full_day(facts.promised_on)}" if facts.promised_on else ""
