"""Fills the further parts of CustomerFacts: use, service, voices, promises, trends, suggestions."""

from __future__ import annotations

import datetime as dt
from statistics import fmean, median
from typing import TYPE_CHECKING

from csplanner.domain.amounts import short_amount
from csplanner.domain.customer_facts import (
    DriverLine,
    Idea,
    MeasureLine,
    Promised,
    ServiceFacts,
    Voice,
)
from csplanner.domain.days import MONTHS
from csplanner.domain.health_facts import month_index, month_start
from csplanner.domain.records import (
    Commitment,
    Measure,
    ProductRequest,
    Promise,
    Suggestion,
    Survey,
    Ticket,
    Trend,
)
from csplanner.insight.usage import measures_use

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.domain.health import DriverState
    from csplanner.domain.promise import Owed
    from csplanner.domain.records import Account
    from csplanner.services.workspace import Reader

DAYS, LINE_MONTHS, BEFORE_MONTHS = 90, 13, 3
_DONE = frozenset({"done", "kept", "closed", "met"})
_STATES = frozenset({"open", "accepted", "done", "planned", "in work", "declined", "dropped"})
_VOICE_DAYS, _VOICES = 370, 4


def driver_lines(drivers: Iterable[DriverState]) -> tuple[DriverLine, ...]:
    """Return the drivers that are marked customer-safe."""
    found = []
    for d in drivers:
        if not d.customer_safe:
            continue
        limit = "\N{LESS-THAN OR EQUAL TO} " if d.lower_is_better else ""
        found.append(
            DriverLine(
                name=d.name,
                now=d.attainment,
                before=d.before,
                actual="" if d.current is None else short_amount(d.current, d.unit),
                target="" if d.target is None else limit + short_amount(d.target, d.unit),
                line=d.line,
                as_of=d.as_of,
            )
        )
    return tuple(found)


def measure_lines(reader: Reader, account_id: str, as_of: dt.date) -> tuple[MeasureLine, ...]:
    """Return each metric by month, from its marked readings alone; those of use first."""
    metrics: dict[str, list[Measure]] = {}
    for measure in reader.where(Measure, account_id=account_id):
        if measure.customer_safe and measure.date <= as_of:
            metrics.setdefault(measure.metric, []).append(measure)
    found = [_measure_line(name, readings, as_of) for name, readings in metrics.items()]
    return tuple(sorted((m for m in found if m), key=lambda m: (not m.use, m.name)))


def _measure_line(name: str, readings: list[Measure], as_of: dt.date) -> MeasureLine | None:
    months: dict[int, list[float]] = {}
    for reading in readings:
        months.setdefault(month_index(reading.date), []).append(reading.value)
    last = max(months)
    if month_index(as_of) - last >= LINE_MONTHS:
        return None
    shown = range(last - LINE_MONTHS + 1, last + 1)
    values = {month: fmean(found) for month, found in months.items()}
    return MeasureLine(
        name=name,
        unit=max(r.unit for r in readings),
        labels=tuple(MONTHS[month % 12][:3] for month in shown),
        values=tuple(values.get(month) for month in shown),
        now=values[last],
        before=values.get(last - BEFORE_MONTHS),
        as_of=max(r.date for r in readings),
        use=measures_use(name),
    )


def service_facts(reader: Reader, account_id: str, as_of: dt.date) -> ServiceFacts | None:
    """Return counts and times of their tickets; None without any in a year."""
    tickets = [t for t in reader.where(Ticket, account_id=account_id) if t.opened <= as_of]
    if not tickets or max(t.opened for t in tickets) < as_of - dt.timedelta(days=365):
        return None
    since = as_of - dt.timedelta(days=DAYS - 1)
    before = since - dt.timedelta(days=DAYS)
    closed = [t for t in tickets if t.closed is not None and t.closed <= as_of]
    return ServiceFacts(
        since=since,
        opened=sum(t.opened >= since for t in tickets),
        opened_before=sum(before <= t.opened < since for t in tickets),
        closed=sum(_closed_in(t, since, as_of) for t in closed),
        open_now=len(tickets) - len(closed),
        days=_median(t for t in closed if _closed_in(t, since, as_of)),
        days_before=_median(t for t in closed if _closed_in(t, before, since, last=False)),
        months=_months(tickets, as_of),
        as_of=max(t.opened for t in tickets),
    )


def _closed_in(ticket: Ticket, first: dt.date, end: dt.date, *, last: bool = True) -> bool:
    day = ticket.closed
    return day is not None and first <= day and (day <= end if last else day < end)


def _median(tickets: Iterable[Ticket]) -> float | None:
    days = [(t.closed - t.opened).days for t in tickets if t.closed is not None]
    return float(median(days)) if days else None


def _months(tickets: Sequence[Ticket], as_of: dt.date) -> tuple[tuple[str, int, int], ...]:
    last = month_index(as_of)
    found = []
    for month in range(last - LINE_MONTHS + 1, last + 1):
        opened = sum(month_index(t.opened) == month for t in tickets)
        closed = sum(
            t.closed is not None and t.closed <= as_of and month_index(t.closed) == month
            for t in tickets
        )
        found.append((MONTHS[month_start(month).month - 1][:3], opened, closed))
    return tuple(found)


def voices_of(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Voice, ...]:
    """Return the shared answers with words of the last year, the newest first."""
    since = as_of - dt.timedelta(days=_VOICE_DAYS)
    found = [
        Voice(date=s.date, comment=s.comment.strip(), kind=s.kind, score=s.score)
        for s in reader.where(Survey, account_id=account_id)
        if s.customer_safe and s.comment.strip() and since <= s.date <= as_of
    ]
    return tuple(sorted(found, key=lambda v: v.date, reverse=True)[:_VOICES])


def commitments_of(reader: Reader, account_id: str) -> tuple[Promised, ...]:
    """Return the contract's commitments that are marked customer-safe."""
    found = [c for c in reader.where(Commitment, account_id=account_id) if c.customer_safe]
    found.sort(key=lambda c: (c.due is None, c.due, c.id))
    return tuple(
        Promised(text=c.text, due=c.due, done=c.status.strip().lower() in _DONE) for c in found
    )


def promises_of(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Promised, ...]:
    """Return the promises of the newest visit with any that are marked customer-safe."""
    found = [
        p
        for p in reader.where(Promise, account_id=account_id)
        if p.customer_safe and (p.made is None or p.made <= as_of)
    ]
    newest = max((p.made for p in found if p.made), default=None)
    found = [p for p in found if p.made == newest or not _done(p)]
    found.sort(key=lambda p: (p.due is None, p.due, p.id))
    return tuple(Promised(text=p.text, due=p.due, done=_done(p), done_on=p.closed) for p in found)


def _done(owed: Owed) -> bool:
    return owed.closed is not None or owed.status.strip().lower() in _DONE


def trends_of(reader: Reader, account: Account, quarter: str) -> tuple[str, ...]:
    """Return what moves their industry, written for a quarter."""
    industry = account.industry.strip().casefold()
    return tuple(
        trend.text.strip()
        for trend in reader.where(Trend, quarter=quarter)
        if trend.text.strip()
        and (
            trend.account_id == account.id
            or (trend.account_id is None and trend.industry.strip().casefold() in {"", industry})
        )
    )


def suggestions_of(reader: Reader, account_id: str, quarter: str) -> tuple[Idea, ...]:
    """Return the suggestions of a quarter, then the earlier ones with what became of them."""
    found = [
        s
        for s in reader.where(Suggestion, account_id=account_id)
        if s.text.strip() and s.quarter <= quarter
    ]
    found.sort(key=lambda s: (s.quarter, s.id), reverse=True)
    now = [s for s in found if s.quarter == quarter]
    return tuple(
        Idea(text=s.text.strip(), state=_known(s.status), quarter=s.quarter)
        for s in (*reversed(now), *[s for s in found if s.quarter != quarter][:3])
    )


def requests_of(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Idea, ...]:
    """Return what they asked of the product, where it is marked customer-safe."""
    found = [
        r
        for r in reader.where(ProductRequest, account_id=account_id)
        if r.customer_safe and r.date <= as_of
    ]
    found.sort(key=lambda r: (r.date, r.id), reverse=True)
    return tuple(Idea(text=r.text, state=_known(r.status), date=r.date) for r in found)


def _known(status: str) -> str:
    """Return a state only where it is one of the usual words: others may tell too much."""
    word = status.strip().lower()
    return word if word in _STATES else ""
