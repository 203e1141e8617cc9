"""Burden and support of an account as the internal pack prints them."""

from __future__ import annotations

import datetime as dt
from statistics import median
from typing import TYPE_CHECKING

from csplanner.domain.burden_policy import Tone
from csplanner.domain.pack_facts import Counted, OpenTicket, SupportFacts, TicketType
from csplanner.domain.records import Ticket
from csplanner.services.policy import base_currency, policy_in_force
from csplanner.services.score import score_accounts
from csplanner.store import reads_insight as reads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplanner.domain.burden_policy import BurdenPolicy
    from csplanner.domain.health import Burden, BurdenPeriod
    from csplanner.services.workspace import Reader

DAYS, QUARTERS, WEEKS, TYPES_SHOWN = 90, 7, 19, 6
_STEPS = (Tone.CALM, Tone.NEUTRAL, Tone.FRUSTRATED, Tone.ANGRY, Tone.NOT_SCORED)
_TIMES = "\N{MULTIPLICATION SIGN}"


def support_facts(reader: Reader, account_id: str, as_of: dt.date) -> SupportFacts | None:
    """Return burden by quarter and the tickets of the last 90 days; None without any ticket."""
    tickets = [t for t in reader.where(Ticket, account_id=account_id) if t.opened <= as_of]
    if not tickets:
        return None
    policy = policy_in_force(reader, as_of).policy.burden
    burden = score_accounts(reader, as_of, [account_id])[0].burden
    tones = tones_of(reader, account_id, policy)
    since = as_of - dt.timedelta(days=DAYS - 1)
    recent = [t for t in tickets if t.opened >= since]
    steps = _steps(recent, tones)
    return SupportFacts(
        since=since,
        until=max(t.opened for t in tickets),
        unit=f"Burden points per 1,000 {burden.use_metric.lower()}"
        if burden.use_metric
        else "Burden points a month",
        quarters=_quarters(burden),
        baseline=burden.baseline,
        tones=tuple(f"{_words(step)} {_TIMES}{policy.tones[step]:g}" for step in steps),
        types=_types(recent, tones, steps, policy),
        weeks=_weeks(tickets, as_of),
        opened=len(recent),
        opened_before=sum(since - dt.timedelta(days=DAYS) <= t.opened < since for t in tickets),
        given=_given(burden, base_currency(reader)),
        open=_open(tickets, as_of, tones, policy),
        method=_method(burden, policy, base_currency(reader)),
    )


def tones_of(reader: Reader, account_id: str, policy: BurdenPolicy) -> dict[str, Tone]:
    """Return the step of each of an account's threads that has a tone."""
    rows = reads.thread_tones(reader.database, account_id)
    return {ticket: policy.tone_of(mean) for ticket, _, _, _, _, mean in rows}


def _quarters(burden: Burden) -> tuple[Counted, ...]:
    """Return the last full quarters and the last three months, each with its burden."""
    found = [Counted(name=_quarter(p.start), value=p.value) for p in burden.quarters[-QUARTERS:]]
    if burden.now is not None:
        found.append(Counted(name="now", value=burden.now.value))
    return tuple(found)


def _quarter(day: dt.date) -> str:
    number = (day.month + 2) // 3
    return f"Q{number} \N{RIGHT SINGLE QUOTATION MARK}{day:%y}" if number == 1 else f"Q{number}"


def _steps(tickets: Sequence[Ticket], tones: Mapping[str, Tone]) -> tuple[Tone, ...]:
    """Return the four steps, and the fifth where something could not be read."""
    found = {tones.get(t.id, Tone.NOT_SCORED) for t in tickets}
    return _STEPS if Tone.NOT_SCORED in found else _STEPS[:-1]


def _words(step: Tone) -> str:
    return step.value.replace("_", " ")


def _types(
    tickets: Sequence[Ticket],
    tones: Mapping[str, Tone],
    steps: Sequence[Tone],
    policy: BurdenPolicy,
) -> tuple[TicketType, ...]:
    found = []
    for name in sorted({t.type for t in tickets}):
        mine = [t for t in tickets if t.type == name]
        hours = [t.hours for t in mine if t.hours is not None]
        told = [tones.get(t.id, Tone.NOT_SCORED) for t in mine]
        found.append(
            TicketType(
                name=f"{name or 'No type'} {_TIMES}{policy.type_weight(name):g}",
                counts=tuple(told.count(step) for step in steps),
                hours=median(hours) if hours else None,
                points=sum(_points(t, tones, policy) for t in mine),
            )
        )
    found.sort(key=lambda t: (-t.points, t.name))
    return tuple(found[:TYPES_SHOWN])


def _points(ticket: Ticket, tones: Mapping[str, Tone], policy: BurdenPolicy) -> float:
    return policy.points(ticket.type, ticket.severity, tones.get(ticket.id, Tone.NOT_SCORED))


def _given(burden: Burden, currency: str) -> tuple[Counted, ...]:
    saved = burden.saved
    if saved is None:
        return ()
    return (
        Counted(
            name="Our support, against the baseline's rate",
            value=saved.support_hours,
            note=_money(saved.support_money, currency),
        ),
        Counted(
            name="Theirs, by the points avoided",
            value=saved.customer_hours,
            note=_money(saved.customer_money, currency),
        ),
    )


def _money(value: float, currency: str) -> str:
    sign = "\N{MINUS SIGN}" if round(value) < 0 else ""
    return f"{sign}{abs(value):,.0f} {currency}"


def _method(burden: Burden, policy: BurdenPolicy, currency: str) -> tuple[str, ...]:
    severities = sorted(set(policy.severities.values()), reverse=True)
    weights = ", ".join(f"{weight:g}" for weight in severities)
    per = f"per 1,000 {burden.use_metric.lower()}" if burden.use_metric else "a month"
    counted = (
        f"Points are type {_TIMES} severity ({weights}; else {policy.other_severity:g}) {_TIMES}"
        f" tone of the thread, {per} and 30 days, over three months. {_baseline(burden.base)}"
    )
    worth = (
        f"An hour is worth {policy.support_hour:g} {currency} in support and"
        f" {policy.customer_hour:g} at theirs; a point costs them {policy.hours_per_point:g} h. The"
        " weights are policy. Fewer tickets with less use count as silence, not as relief."
    )
    return counted, worth


def _baseline(base: BurdenPeriod | None) -> str:
    if base is None:
        return "No full quarter lies before it, so there is no baseline yet."
    return f"Baseline: {base.start:%b %Y} to {base.end:%b %Y}, {base.tickets} tickets."


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


def _open(
    tickets: Sequence[Ticket], as_of: dt.date, tones: Mapping[str, Tone], policy: BurdenPolicy
) -> tuple[OpenTicket, ...]:
    found = [t for t in tickets if t.closed is None or t.closed > as_of]
    found.sort(key=lambda t: (-_points(t, tones, policy), t.opened, t.id))
    return tuple(
        OpenTicket(
            subject=t.subject or t.type or "No subject",
            type=t.type,
            severity=t.severity,
            days=(as_of - t.opened).days,
        )
        for t in found
    )
