"""The rows behind each component of an account's health, so that no point is a black box.

Each row says which record it is, when it is from, and the figure with which it counts. What is
listed is what insight reads: `tests/services/test_trace.py` computes the components from it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csplanner.domain.health import Part
from csplanner.domain.health_facts import month_index, month_start
from csplanner.domain.records import Account, Contact, Engagement, Measure, Survey, Ticket
from csplanner.insight.drivers import attained, value_on
from csplanner.insight.health import ANSWER_DAYS, TONE_MONTHS
from csplanner.insight.sentiment import deciding_words, thread_tone
from csplanner.insight.usage import BASE_MONTHS, RECENT_MONTHS, measures_use
from csplanner.services.pack_support import tones_of
from csplanner.services.score import judged_by
from csplanner.services.tones import our_names
from csplanner.store import reads_insight as reads

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from csplanner.domain.burden_policy import BurdenPolicy
    from csplanner.domain.health_facts import HealthFacts
    from csplanner.domain.tone import ThreadTone
    from csplanner.services.workspace import Reader

NOW, BEFORE = "now", "before"
MOST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRow:
    """One record behind a component: `group` is what it is averaged with, `figure` what counts.

    `record` is its id; `detail` says more in a line; `date` None for a driver without a reading.
    """

    group: str
    what: str
    figure: float
    date: dt.date | None = None
    record: str = ""
    detail: str = ""


def trace_of(reader: Reader, account_id: str, as_of: dt.date) -> dict[Part, tuple[TraceRow, ...]]:
    """Return the rows of each component of an account's health on a day, the newest first."""
    account = reader.get(Account, account_id)
    assert account is not None
    judged = judged_by(reader, [account], as_of)
    facts, policy = judged.facts[account_id], judged.policy
    profile = judged.profile(account)
    counted = {m.name.casefold() for m in profile.metrics}
    tickets = tuple(t for t in reader.where(Ticket, account_id=account_id) if t.opened <= as_of)
    parts = {
        Part.USAGE: _usage(reader, account_id, as_of, counted),
        Part.OUTCOMES: _outcomes(facts, as_of),
        Part.SUPPORT: _support(reader, (account_id, tickets), facts, policy.burden),
        Part.CONTACT: _contact(reader, account_id, as_of, facts),
        Part.SENTIMENT: _sentiment(reader, (account_id, tickets), as_of, facts),
    }
    return {
        part: tuple(sorted(rows, key=lambda r: (r.date is None, r.date and -r.date.toordinal())))
        for part, rows in parts.items()
    }


def trace_json(rows: tuple[TraceRow, ...]) -> list[dict[str, Any]]:
    """Return rows for the answer of `score --rows`."""
    return [
        {
            "date": row.date.isoformat() if row.date else None,
            "group": row.group,
            "what": row.what,
            "detail": row.detail,
            "figure": round(row.figure, 4),
            "record": row.record,
        }
        for row in rows
    ]


def told_tone(tone: ThreadTone) -> str:
    """Say a thread's start, end and slope, and the words that decided it."""
    if tone.start is None or tone.end is None or tone.slope is None:
        return f"not scored, language {tone.language or 'not told'}"
    moved: dict[str, float] = {}
    for message in tone.messages:
        if message.score is not None:
            for word, by in deciding_words(message.text):
                moved[word] = moved.get(word, 0.0) + by
    most = sorted(moved.items(), key=lambda item: (-abs(item[1]), item[0]))[:MOST_WORDS]
    words = ", ".join(f"{word} {by:+.2f}" for word, by in most)
    told = f"{tone.start:+.2f} to {tone.end:+.2f}, {tone.slope:+.2f} a message"
    return f"{told}; {words}" if words else told


def _usage(
    reader: Reader, account_id: str, as_of: dt.date, counted: set[str]
) -> Iterator[TraceRow]:
    found = [
        m
        for m in reader.where(Measure, account_id=account_id)
        if m.date <= as_of and (measures_use(m.metric) or m.metric.casefold() in counted)
    ]
    newest: dict[str, int] = {}
    for measure in found:
        month = month_index(measure.date)
        newest[measure.metric] = max(newest.get(measure.metric, month), month)
    for measure in found:
        back = newest[measure.metric] - month_index(measure.date)
        if back < RECENT_MONTHS + BASE_MONTHS:
            when = NOW if back < RECENT_MONTHS else BEFORE
            yield TraceRow(
                group=f"{measure.metric}, {when}",
                what=f"{measure.metric} {measure.value:,.6g} {measure.unit}".rstrip(),
                figure=measure.value,
                date=measure.date,
                record=measure.id,
            )


def _outcomes(facts: HealthFacts, as_of: dt.date) -> Iterator[TraceRow]:
    for one in attained(facts.drivers, as_of):
        driver, value = one.driver, value_on(one.driver, as_of)[0]
        yield TraceRow(
            group=f"weight {driver.weight:g}",
            what=f"{driver.name} {value:g} of {driver.target:g} {driver.unit}".rstrip(),
            figure=one.share,
            date=one.read,
            record=driver.id,
        )


def _support(
    reader: Reader,
    whose: tuple[str, tuple[Ticket, ...]],
    facts: HealthFacts,
    policy: BurdenPolicy,
) -> Iterator[TraceRow]:
    account_id, tickets = whose
    until = max(facts.ticket_days, default=None)
    if until is None:
        return
    tones = tones_of(reader, account_id, policy)
    last = month_index(until)
    for ticket in tickets:
        back = last - month_index(ticket.opened)
        if 0 <= back < RECENT_MONTHS + BASE_MONTHS:
            tone = tones.get(ticket.id, policy.tone_of(None))
            words = f"{ticket.type or 'no type'}, {ticket.severity or 'no severity'}, {tone.value}"
            yield TraceRow(
                group=NOW if back < RECENT_MONTHS else BEFORE,
                what=ticket.subject or "Ticket",
                detail=words.replace("_", " "),
                figure=policy.points(ticket.type, ticket.severity, tone),
                date=ticket.opened,
                record=ticket.id,
            )


def _contact(
    reader: Reader, account_id: str, as_of: dt.date, facts: HealthFacts
) -> Iterator[TraceRow]:
    held = [
        e
        for e in reader.where(Engagement, account_id=account_id)
        if e.state.value == "done" and e.date <= as_of
    ]
    newest = max(held, key=lambda e: e.date, default=None)
    if newest is not None:
        yield TraceRow(
            group="cadence",
            what=f"Last touch: {newest.type.value.replace('_', ' ')}, {facts.gap_days} days wanted",
            figure=float((as_of - newest.date).days),
            date=newest.date,
            record=newest.id,
        )
    for person, known in zip(_people(reader, account_id), facts.contacts, strict=True):
        days = [day for day in known.touched if day <= as_of]
        last = max(days, default=None)
        inside = last is not None and (as_of - last).days <= known.interval_days
        met = "met in time" if inside else "not met in time"
        yield TraceRow(
            group="champion" if known.champion else "reach",
            what=f"{person.name}, influence {known.influence}: {met} ({known.interval_days} days)",
            figure=float(known.influence if inside else 0),
            date=last,
            record=person.id,
        )


def _people(reader: Reader, account_id: str) -> list[Contact]:
    return sorted(reader.where(Contact, account_id=account_id), key=lambda c: c.id)


def _sentiment(
    reader: Reader,
    whose: tuple[str, tuple[Ticket, ...]],
    as_of: dt.date,
    facts: HealthFacts,
) -> Iterator[TraceRow]:
    account_id, tickets = whose
    rows = [
        TraceRow(
            group=survey.kind.lower(),
            what=f"{survey.kind.upper()} {survey.score:g}, {survey.contact or 'no name'}",
            figure=survey.score,
            date=survey.date,
            record=survey.id,
        )
        for survey in reader.where(Survey, account_id=account_id)
        if survey.score is not None and survey.date <= as_of
    ]
    rows += [
        TraceRow(
            group="ticket",
            what=f"{ticket.subject or 'Ticket'}, rated {ticket.satisfaction:g}",
            figure=ticket.satisfaction,
            date=ticket.closed or ticket.opened,
            record=ticket.id,
        )
        for ticket in tickets
        if ticket.satisfaction is not None and (ticket.closed or ticket.opened) <= as_of
    ]
    newest = max((row.date for row in rows if row.date), default=as_of)
    yield from (r for r in rows if r.date and (newest - r.date).days <= ANSWER_DAYS)
    yield from _tones(reader, account_id, tickets, facts)


def _tones(
    reader: Reader, account_id: str, tickets: tuple[Ticket, ...], facts: HealthFacts
) -> Iterator[TraceRow]:
    until = max(facts.ticket_days, default=None)
    if until is None:
        return
    first = month_start(month_index(until) - TONE_MONTHS + 1)
    ours = our_names(reader)
    means = {row[0]: row[5] for row in reads.thread_tones(reader.database, account_id)}
    for ticket in tickets:
        mean = means.get(ticket.id)
        if mean is not None and ticket.opened >= first:
            yield TraceRow(
                group="tone of threads",
                what=ticket.subject or "Thread",
                detail=told_tone(thread_tone(ticket.text, ours)),
                figure=mean,
                date=ticket.opened,
                record=ticket.id,
            )
