"""Gathers the facts behind health from the portfolio, for one account or for all."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from csplanner.domain.burden_policy import Tone
from csplanner.domain.health_facts import (
    Answer,
    ContactFacts,
    DriverFacts,
    HealthFacts,
    MonthTotal,
    TicketMonth,
    Usage,
)
from csplanner.services.tones import keep_tones
from csplanner.store import reads_insight as reads

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from csplanner.domain.burden_policy import BurdenPolicy
    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Reader

    Rows = list[tuple[Any, ...]]

BACK_DAYS = 1000  # twelve months of history, each with fifteen months behind it, and some air
DEFAULT_GAP_DAYS = 90
QUARTER_MONTHS = 3
_CHAMPION = "champion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How much is read: all touches or the last ones, use, answers and drivers of so many days."""

    history: bool = False
    back_days: int = BACK_DAYS


LATEST = Reach()


def facts_of(
    reader: Reader,
    as_of: dt.date,
    gaps: Mapping[str, int],
    ids: Collection[str] | None = None,
    *,
    policy: BurdenPolicy,
    reach: Reach = LATEST,
) -> dict[str, HealthFacts]:
    """Return the facts of each account in `gaps` (account to longest wanted gap in days).

    `ids` narrows the reading; `reach` says how much of the past is read.
    Threads that have no tone yet are scored first.
    """
    keep_tones(reader, as_of, ids)
    database, since = reader.database, as_of - dt.timedelta(days=reach.back_days)
    days = reads.ticket_days(database, as_of)
    ticket_days = tuple(dt.date.fromisoformat(last) for _, last in days)
    usage, tickets = _monthly(reader, (since, as_of), ids, policy)
    answers = _answers(reads.answers(database, since, as_of, ids))
    touches = _days(reads.touches(database, as_of, ids, latest=not reach.history))
    touched = _days(reads.contact_touches(database, as_of, ids, latest=not reach.history))
    people = _contacts(reads.contacts(database, ids), touched, as_of)
    drivers = _drivers(
        reads.drivers(database, ids), reads.driver_readings(database, since, as_of, ids)
    )
    return {
        account: HealthFacts(
            usage=usage.get(account, ()),
            drivers=drivers.get(account, ()),
            tickets=tickets.get(account, ()),
            tickets_from=dt.date.fromisoformat(days[0][0]) if days else None,
            ticket_days=ticket_days,
            answers=tuple(answers.get(account, ())),
            touches=tuple(touches.get(account, ())),
            contacts=tuple(people.get(account, ())),
            gap_days=gap,
        )
        for account, gap in gaps.items()
    }


def _monthly(
    reader: Reader,
    span: tuple[dt.date, dt.date],
    ids: Collection[str] | None,
    policy: BurdenPolicy,
) -> tuple[dict[str, tuple[Usage, ...]], dict[str, tuple[TicketMonth, ...]]]:
    """Return use and tickets by month; of use the span and the months that a baseline lies in."""
    database, (since, until) = reader.database, span
    early = QUARTER_MONTHS * (policy.baseline_quarters + 1)
    use = reads.first_usage_months(database, since, early, ids)
    use += reads.usage_months(database, since, until, ids)
    steps = policy.angry, policy.frustrated, policy.calm
    tickets = reads.ticket_months(database, dt.date.min, until, ids, steps)
    return _usage(use), _tickets(tickets, policy)


def wanted_gap(policy: TierPolicy, band: str) -> int:
    """Return the longest gap in days that the policy wants between two touches of a tier."""
    found = [
        rule.max_gap_days or rule.target_gap_days + rule.tol_days
        for rule in policy.rules
        if rule.kind == "period" and band in rule.bands and not rule.overlays
    ]
    return min((gap for gap in found if gap > 0), default=DEFAULT_GAP_DAYS)


@lru_cache(maxsize=1024)
def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def _usage(rows: Rows) -> dict[str, tuple[Usage, ...]]:
    months: dict[tuple[str, str], dict[int, MonthTotal]] = defaultdict(dict)
    units: dict[tuple[str, str], str] = {}
    for account, metric, unit, month, total, readings, newest in rows:
        key = account, metric
        index = _month(month)
        months[key][index] = _added(
            months[key].get(index), MonthTotal(index, total, readings, newest)
        )
        units[key] = unit or units.get(key, "")
    found: dict[str, list[Usage]] = defaultdict(list)
    for (account, metric), totals in months.items():
        key = account, metric
        found[account].append(Usage(metric=metric, unit=units[key], months=tuple(totals.values())))
    return {account: tuple(usage) for account, usage in found.items()}


def _added(one: MonthTotal | None, other: MonthTotal) -> MonthTotal:
    """Join two parts of a month that a bound of the reading cut in two."""
    if one is None:
        return other
    return MonthTotal(
        other.month,
        one.total + other.total,
        one.readings + other.readings,
        max(one.newest, other.newest),
    )


def _tickets(rows: Rows, policy: BurdenPolicy) -> dict[str, tuple[TicketMonth, ...]]:
    points = lru_cache(maxsize=4096)(policy.points)
    sums: dict[str, dict[int, list[float]]] = defaultdict(dict)
    for account, month, kind, severity, tone, count, hours, toned, total in rows:
        entry = sums[account].setdefault(_month(month), [0.0] * 5)
        entry[0] += count
        entry[1] += count * points(kind, severity, Tone(tone))
        entry[2] += hours
        entry[3] += toned
        entry[4] += total
    return {
        account: tuple(
            TicketMonth(month, int(count), found, hours, int(toned), tone)
            for month, (count, found, hours, toned, tone) in months.items()
        )
        for account, months in sums.items()
    }


def _answers(rows: Rows) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = defaultdict(list)
    for account, day, kind, score in rows:
        found[account].append(Answer(dt.date.fromisoformat(day[:10]), kind, score))
    return found


def _days(rows: Rows) -> dict[str, list[dt.date]]:
    found: dict[str, list[dt.date]] = defaultdict(list)
    for key, day in rows:
        found[key].append(dt.date.fromisoformat(day))
    return found


def _contacts(
    rows: Rows, touched: Mapping[str, list[dt.date]], as_of: dt.date
) -> dict[str, list[ContactFacts]]:
    found: dict[str, list[ContactFacts]] = defaultdict(list)
    for account, contact, influence, interval, last, role in rows:
        days = set(touched.get(contact, ()))
        if last is not None:
            days.add(dt.date.fromisoformat(last))
        found[account].append(
            ContactFacts(
                influence=influence or 3,
                interval_days=interval or DEFAULT_GAP_DAYS,
                touched=tuple(sorted(day for day in days if day <= as_of)),
                champion=_CHAMPION in role.lower(),
            )
        )
    return found


def _drivers(rows: Rows, readings: Iterable[tuple[Any, ...]]) -> dict[str, tuple[DriverFacts, ...]]:
    read: dict[str, list[tuple[dt.date, float]]] = defaultdict(list)
    for driver, day, value in readings:
        read[driver].append((dt.date.fromisoformat(day), value))
    found: dict[str, list[DriverFacts]] = defaultdict(list)
    for account, driver, name, unit, direction, base, target, now, weight, owner, safe in rows:
        found[account].append(
            DriverFacts(
                id=driver,
                name=name,
                unit=unit,
                lower_is_better=direction == "lower",
                baseline=base,
                target=target,
                current=now,
                weight=weight,
                owner=owner,
                customer_safe=bool(safe),
                readings=tuple(read.get(driver, ())),
            )
        )
    return {account: tuple(drivers) for account, drivers in found.items()}
