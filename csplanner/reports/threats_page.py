"""Internal part 'Threats': risks, competitors with our answer, requests, what was overheard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day, short_day
from csplanner.drawing.marks import Health
from csplanner.reports.blocks import Space
from csplanner.reports.owed_part import late_by, owed_table
from csplanner.reports.parts import moon_sign
from csplanner.reports.tables import columns, headed, part, table, written_by
from csplanner.reports.words import counted, data_to, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.pack_facts import Seen
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

_SHOWN = 12
NO_ANSWER = "no answer yet: ask Product for one"


def threats_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` narrows gaps for the lower sheet."""
    parts, gap = facts.parts, 12 if tight else 18
    never = parts.text("never_say")
    blocks: list[Block] = []
    if never.text:
        blocks += [
            written_by("Never say", never.text, never.written, facts.as_of),
            Space(size=gap),
        ]
    blocks += [
        *headed("Risks", counted(len(parts.risks), "open risk"),
                owed_table(parts.risks, facts.as_of, "Risk"), "No risk is on record."),
        Space(size=gap),
        *headed("Competitors sighted", _unanswered(parts.sightings), _sightings(parts.sightings),
                "No competitor was sighted, or nobody has noted one."),
        Space(size=gap),
        *headed("Asked of the product", counted(len(parts.requests), "request"),
                _requests(parts.requests), "No request is on record."),
        Space(size=gap),
        *headed("Heard, never pitched", "signals for those who sell; not a topic of this visit",
                _signals(parts.signals), "No signal was noted."),
    ]  # fmt: skip
    period = (f"as of {full_day(facts.as_of)}", _age(facts))
    return part("threats", "Threats", headline(facts), period, blocks)


def headline(facts: InternalFacts) -> str:
    """Return how many risks are open and which competitor has no answer."""
    parts = facts.parts
    risks = len(parts.risks)
    first = f"{spoken(risks).capitalize()} open {'risk' if risks == 1 else 'risks'}"
    late = sum(bool(late_by(risk, facts.as_of)) for risk in parts.risks)
    first += f", {spoken(late)} past its date." if late else "."
    if not parts.sightings:
        return f"{first} No competitor was sighted."
    open_ = [s.name for s in parts.sightings if not s.answer]
    if open_:
        return f"{first} {open_[0]} stands unanswered."
    newest = parts.sightings[0]
    return f"{first} {newest.name} was sighted on {full_day(newest.date)} and has our answer."


def _age(facts: InternalFacts) -> str:
    parts = facts.parts
    days = [seen.date for seen in (*parts.sightings, *parts.requests, *parts.signals)]
    days += [risk.made for risk in parts.risks if risk.made]
    return data_to(max(days), facts.as_of) if days else "nothing was ever noted"


def _unanswered(sightings: Sequence[Seen]) -> str:
    count = sum(not s.answer for s in sightings)
    return f"{spoken(count)} without our answer" if count else "each with our answer"


def _sightings(sightings: Sequence[Seen]) -> Block | None:
    if not sightings:
        return None
    heads = columns(
        ("Seen", 0.1), ("Competitor", 0.14, "strong"), ("Pitch", 0.28), ("Our answer", 0.29),
        ("Source", 0.16), at=0.03,
    )  # fmt: skip
    shown = sightings[:_SHOWN]
    rows = [(short_day(s.date), s.name, s.text, s.answer or NO_ANSWER, s.source) for s in shown]
    signs = [moon_sign(Health.HEALTHY if s.answer else Health.AT_RISK) for s in shown]
    return table(heads, rows, signs)


def _requests(requests: Sequence[Seen]) -> Block | None:
    if not requests:
        return None
    heads = columns(("Asked", 0.1), ("Request", 0.44, "strong"), ("State", 0.14), ("Answer", 0.32))
    return table(heads, [(short_day(r.date), r.text, r.name, r.answer) for r in requests[:_SHOWN]])


def _signals(signals: Sequence[Seen]) -> Block | None:
    if not signals:
        return None
    heads = columns(("Heard", 0.1), ("Signal", 0.6), ("Source", 0.3))
    return table(heads, [(short_day(s.date), s.text, s.source) for s in signals[:_SHOWN]])
