"""Burden: ticket points per unit of use against the account's own baseline (docs/burden.md).

Pure: facts, a day and the policy's weights in. The load behind health's component is the same
points against the twelve months before, so that a baseline of two years ago hides no bad spring.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from csplanner.domain.burden_policy import STANDARD_BURDEN
from csplanner.domain.health import Burden, BurdenPeriod, Saved
from csplanner.domain.health_facts import month_index, month_start
from csplanner.insight.usage import (
    BASE_MONTHS,
    RECENT_MONTHS,
    levels,
    main_level,
    mean_of,
)

if TYPE_CHECKING:
    from csplanner.domain.burden_policy import BurdenPolicy
    from csplanner.domain.health_facts import HealthFacts, MonthTotal, TicketMonth
    from csplanner.insight.usage import Level

LEAST_BASE_DAYS = 60
LEAST_BASE_TICKETS = 10
USE_FLOOR, USE_CEILING = 0.25, 4.0
# Fewer points than this in the baseline's rate are too few for their fall to mean anything.
SILENT_LEAST = 3.0
QUARTER = 3
SHOWN_QUARTERS = 8
_MONTH = 30.0
_PER_UNITS = 1000.0
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The tickets of the recent months and of the months before, with the days they cover."""

    until: dt.date
    tickets: int
    points: float
    days: int
    base_points: float
    base_days: int
    level: Level | None

    @property
    def use_ratio(self) -> float | None:
        """Use now over use before, kept between a quarter and four."""
        ratio = self.level.ratio if self.level else None
        return None if ratio is None else min(max(ratio, USE_FLOOR), USE_CEILING)

    @property
    def ratio(self) -> float:
        """Load per unit of use over its baseline; one point is added to both."""
        expected = self.base_points / self.base_days * self.days
        return (self.points + 1) / (expected + 1) / (self.use_ratio or 1.0)


def newest_day(facts: HealthFacts, as_of: dt.date) -> dt.date | None:
    """Return the newest day of the portfolio's ticket data up to a day."""
    return max((day for day in facts.ticket_days if day <= as_of), default=None)


def load_of(facts: HealthFacts, as_of: dt.date) -> Load | None:
    """Return the ticket load, None without tickets or with less than 60 days of baseline."""
    until = newest_day(facts, as_of)
    if facts.tickets_from is None or until is None:
        return None
    last = month_index(until)
    recent_start = month_start(last - RECENT_MONTHS + 1)
    base_start = max(month_start(last - RECENT_MONTHS - BASE_MONTHS + 1), facts.tickets_from)
    base_days = (recent_start - base_start).days
    recent = [m for m in facts.tickets if last - RECENT_MONTHS < m.month <= last]
    first = last - RECENT_MONTHS - BASE_MONTHS
    base = [m for m in facts.tickets if first < m.month <= last - RECENT_MONTHS]
    if base_days < LEAST_BASE_DAYS or not (recent or base):
        return None
    return Load(
        until=until,
        tickets=sum(m.tickets for m in recent),
        points=sum(m.points for m in recent),
        days=(until - recent_start).days + 1,
        base_points=sum(m.points for m in base),
        base_days=base_days,
        level=main_level(levels(facts.usage, until)),
    )


def burden(facts: HealthFacts, as_of: dt.date, policy: BurdenPolicy = STANDARD_BURDEN) -> Burden:
    """Return the burden with every number that went in; values are None where data is missing."""
    until = newest_day(facts, as_of)
    if facts.tickets_from is None or until is None or not facts.tickets:
        return Burden(value=None, baseline=None, change=None, silence=False)
    level = main_level(levels(facts.usage, until))
    months = next((u.months for u in facts.usage if level and u.metric == level.metric), ())
    now = _now(facts, until, level)
    periods = _quarters(facts, months, until, policy.baseline_quarters)
    base = _joined(periods[: policy.baseline_quarters], policy.baseline_quarters)
    if base is not None and base.end >= now.start:
        base = None
    return Burden(
        value=now.value,
        baseline=base.value if base else None,
        change=_change(now.value, base.value if base else None),
        silence=base is not None and _is_silent(now, base, policy),
        use_metric=level.metric if level else "",
        as_of=until,
        parts=_parts(now, base),
        thin=base is not None and base.tickets < LEAST_BASE_TICKETS,
        saved=None if base is None else _saved(now, base, policy),
        base=base,
        now=now,
        quarters=periods,
    )


def _change(value: float | None, baseline: float | None) -> float | None:
    return value / baseline - 1 if value is not None and baseline else None


def _quarters(
    facts: HealthFacts, months: tuple[MonthTotal, ...], until: dt.date, baseline: int
) -> tuple[BurdenPeriod, ...]:
    """Return the quarters of the baseline and the last full ones, since both are on record.

    What lies between them is not read: it moves no figure.
    """
    firsts = _full_quarters(facts, months, until)
    wanted = [*firsts[:baseline], *firsts[max(baseline, len(firsts) - SHOWN_QUARTERS) :]]
    tickets = {m.month: m for m in facts.tickets}
    used = {m.month: m for m in months}
    found = []
    for first in wanted:
        read = [used[m] for m in range(first, first + QUARTER) if m in used]
        period = BurdenPeriod(
            start=month_start(first),
            end=month_start(first + QUARTER) - _ONE_DAY,
            use=mean_of(read) if read else None,
            **_summed([tickets[m] for m in range(first, first + QUARTER) if m in tickets]),
        )
        found.append(_valued(period, measured=bool(months)))
    return tuple(found)


def _full_quarters(facts: HealthFacts, months: tuple[MonthTotal, ...], until: dt.date) -> list[int]:
    """Return the first months of the full quarters since tickets and use are both on record."""
    assert facts.tickets_from is not None
    begun = facts.tickets_from
    if months:
        begun = max(begun, month_start(months[0].month))
    month = month_index(begun)
    first = month + (0 if begun.day == 1 and month % QUARTER == 0 else QUARTER - month % QUARTER)
    after = month_index(until + _ONE_DAY)
    return list(range(first, after - QUARTER + 1, QUARTER))


def _summed(months: list[TicketMonth]) -> _Sums:
    return {
        "tickets": sum(m.tickets for m in months),
        "points": sum(m.points for m in months),
        "hours": sum(m.hours for m in months),
    }


class _Sums(TypedDict):
    tickets: int
    points: float
    hours: float


def _now(facts: HealthFacts, until: dt.date, level: Level | None) -> BurdenPeriod:
    """Return the last three calendar months, the present one as far as it has come."""
    assert facts.tickets_from is not None
    last = month_index(until)
    start = month_start(last - RECENT_MONTHS + 1)
    period = BurdenPeriod(
        start=max(start, min(facts.tickets_from, until)),
        end=until,
        use=level.recent if level else None,
        **_summed([m for m in facts.tickets if last - RECENT_MONTHS < m.month <= last]),
    )
    return _valued(period, measured=bool(level))


def _valued(period: BurdenPeriod, *, measured: bool) -> BurdenPeriod:
    rate = period.points / period.days * _MONTH
    if not measured:
        return replace(period, value=rate)
    return replace(period, value=rate * _PER_UNITS / period.use if period.use else None)


def _joined(periods: tuple[BurdenPeriod, ...], wanted: int) -> BurdenPeriod | None:
    """Return the first quarters as one period, None until there are enough of them."""
    if len(periods) < wanted:
        return None
    uses = [p.use for p in periods if p.use is not None]
    whole = BurdenPeriod(
        start=periods[0].start,
        end=periods[-1].end,
        tickets=sum(p.tickets for p in periods),
        points=sum(p.points for p in periods),
        hours=sum(p.hours for p in periods),
        use=sum(uses) / len(uses) if uses else None,
    )
    return _valued(whole, measured=any(p.use is not None or p.value is None for p in periods))


def use_ratio(now: BurdenPeriod, base: BurdenPeriod) -> float | None:
    """Return use now over use in the baseline, None where it is not measured in both."""
    return now.use / base.use if now.use is not None and base.use else None


def _is_silent(now: BurdenPeriod, base: BurdenPeriod, policy: BurdenPolicy) -> bool:
    """Tell whether tickets fell together with use, which is no relief."""
    use = use_ratio(now, base)
    expected = base.points / base.days * now.days
    fell = expected >= SILENT_LEAST and now.points < policy.silence_tickets * expected
    return fell and use is not None and use < policy.silence_use


def _saved(now: BurdenPeriod, base: BurdenPeriod, policy: BurdenPolicy) -> Saved:
    """Return what the baseline's rate would have cost at today's use, less what it did cost."""
    grown = (use_ratio(now, base) or 1.0) * now.days / base.days
    ours = base.hours * grown - now.hours
    theirs = (base.points * grown - now.points) * policy.hours_per_point
    return Saved(
        support_hours=ours,
        support_money=ours * policy.support_hour,
        customer_hours=theirs,
        customer_money=theirs * policy.customer_hour,
    )


def _parts(now: BurdenPeriod, base: BurdenPeriod | None) -> tuple[tuple[str, float], ...]:
    parts = _named("", now)
    return parts + _named("baseline_", base) if base else parts


def _named(before: str, period: BurdenPeriod) -> tuple[tuple[str, float], ...]:
    parts = [
        (f"{before}tickets", float(period.tickets)),
        (f"{before}points", period.points),
        (f"{before}hours", period.hours),
        (f"{before}days", float(period.days)),
    ]
    if period.use is not None:
        parts.append((f"{before}use", period.use))
    return tuple(parts)
