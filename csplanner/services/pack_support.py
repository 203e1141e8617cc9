"""Burden and support of an account as the internal pack prints them."""

from __future__ import annotations

import datetime as dt
from statistics import median
from typing import TYPE_CHECKING

from csplanner.domain.pack_facts import Counted, OpenTicket, SupportFacts, TicketType
from csplanner.domain.records import Ticket
from csplanner.insight.curves import severity_weight
from csplanner.services.score import burdens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.services.workspace import Reader

DAYS, QUARTERS, WEEKS, OPEN_SHOWN, TYPES_SHOWN = 90, 8, 19, 6, 6
SEVERITIES = ("low", "medium", "high", "urgent")
_WEIGHTS = {0.5: 0, 1.0: 1, 2.0: 2, 4.0: 3}


def support_facts(reader: Reader, account_id: str, as_of: dt.date) -> SupportFacts | None:
    """Return burden by quarter and the tickets of the last 90 days; None without any ticket."""
    tickets = [t for t in reader.where(Ticket, account_id=account_id) if t.opened <= as_of]
    if not tickets:
        return None
    since = as_of - dt.timedelta(days=DAYS - 1)
    recent = [t for t in tickets if t.opened >= since]
    ends = _quarter_ends(as_of)
    burdens = burdens_of(reader, account_id, ends)
    last = burdens[-1]
    return SupportFacts(
        since=since,
        until=max(t.opened for t in tickets),
        unit=f"Weighted tickets per 1,000 {last.use_metric.lower()}"
        if last.use_metric
        else "Weighted tickets a month",
        quarters=tuple(
            Counted(name=_quarter(end), value=b.value if b.use_metric == last.use_metric else None)
            for end, b in zip(ends, burdens, strict=True)
        ),
        baseline=last.baseline,
        tones=SEVERITIES,
        types=_types(recent),
        weeks=_weeks(tickets, as_of),
        opened=len(recent),
        opened_before=sum(since - dt.timedelta(days=DAYS) <= t.opened < since for t in tickets),
        open=_open(tickets, as_of),
    )


def _quarter_ends(as_of: dt.date) -> tuple[dt.date, ...]:
    """Return the last days of the seven quarters before, and the day itself."""
    number = as_of.year * 4 + (as_of.month - 1) // 3
    firsts = [dt.date(n // 4, n % 4 * 3 + 1, 1) for n in range(number - QUARTERS + 2, number + 1)]
    return (*(first - dt.timedelta(days=1) for first in firsts), as_of)


def _quarter(day: dt.date) -> str:
    number = (day.month + 2) // 3
    return f"Q{number} \N{RIGHT SINGLE QUOTATION MARK}{day:%y}" if number == 1 else f"Q{number}"


def _types(tickets: Sequence[Ticket]) -> tuple[TicketType, ...]:
    found = []
    for name in sorted({t.type for t in tickets}):
        mine = [t for t in tickets if t.type == name]
        weights = [severity_weight(t.severity) for t in mine]
        hours = [t.hours for t in mine if t.hours is not None]
        counts = [0] * len(SEVERITIES)
        for weight in weights:
            counts[_WEIGHTS[weight]] += 1
        found.append(
            TicketType(
                name=name or "No type",
                counts=tuple(counts),
                hours=median(hours) if hours else None,
                points=sum(weights),
            )
        )
    found.sort(key=lambda t: (-t.points, t.name))
    return tuple(found[:TYPES_SHOWN])


def _weeks(tickets: Sequence[Ticket], as_of: dt.date) -> tuple[Counted, ...]:
    monday = as_of - dt.timedelta(days=as_of.weekday())
    starts = [monday - dt.timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    return tuple(
        Counted(
            name=f"W{start.isocalendar().week}",
            value=float(sum(start <= t.opened < start + dt.timedelta(weeks=1) for t in tickets)),
        )
        for start in starts
    )


def _open(tickets: Sequence[Ticket], as_of: dt.date) -> tuple[OpenTicket, ...]:
    found = [t for t in tickets if t.closed is None or t.closed > as_of]
    found.sort(key=lambda t: (-severity_weight(t.severity), t.opened, t.id))
    return tuple(
        OpenTicket(
            subject=t.subject or t.type or "No subject",
            type=t.type,
            severity=t.severity,
            days=(as_of - t.opened).days,
        )
        for t in found
    )
