"""Burden, first form: weighted tickets per unit of use against the account's own baseline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.health import Burden
from csplanner.domain.health_facts import month_index, month_start
from csplanner.insight.usage import BASE_MONTHS, RECENT_MONTHS, levels, main_level

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.health_facts import HealthFacts
    from csplanner.insight.usage import Level

LEAST_BASE_DAYS = 60
USE_FLOOR, USE_CEILING = 0.25, 4.0
SILENT_TICKETS, SILENT_USE, SILENT_LEAST = 0.7, 0.8, 3.0
_MONTH = 30.0
_PER_UNITS = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The tickets of the recent months and of the months before, with the days they cover."""

    until: dt.date
    tickets: int
    weighted: float
    hours: float
    days: int
    base_tickets: int
    base_weighted: float
    base_days: int
    level: Level | None

    @property
    def use_ratio(self) -> float | None:
        """Use now over use before, kept between a quarter and four."""
        ratio = self.level.ratio if self.level else None
        return None if ratio is None else min(max(ratio, USE_FLOOR), USE_CEILING)

    @property
    def ratio(self) -> float:
        """Load per unit of use over its baseline; one ticket is added to both."""
        expected = self.base_weighted / self.base_days * self.days
        return (self.weighted + 1) / (expected + 1) / (self.use_ratio or 1.0)


def load_of(facts: HealthFacts, as_of: dt.date) -> Load | None:
    """Return the ticket load, None without tickets or with less than 60 days of baseline."""
    until = max((day for day in facts.ticket_days if day <= as_of), default=None)
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
        weighted=sum(m.weighted for m in recent),
        hours=sum(m.hours for m in recent),
        days=(until - recent_start).days + 1,
        base_tickets=sum(m.tickets for m in base),
        base_weighted=sum(m.weighted for m in base),
        base_days=base_days,
        level=main_level(levels(facts.usage, until)),
    )


def burden(facts: HealthFacts, as_of: dt.date) -> Burden:
    """Return the burden with every number that went in; values are None where data is missing."""
    load = load_of(facts, as_of)
    if load is None:
        return Burden(value=None, baseline=None, change=None, silence=False)
    level = load.level if load.level and load.level.ratio else None
    value = load.weighted / load.days * _MONTH
    baseline = load.base_weighted / load.base_days * _MONTH
    if level and level.base:
        value *= _PER_UNITS / level.recent if level.recent else 0.0
        baseline *= _PER_UNITS / level.base
    return Burden(
        value=value,
        baseline=baseline,
        change=value / baseline - 1 if baseline else None,
        silence=_is_silent(load),
        use_metric=level.metric if level else "",
        as_of=load.until,
        parts=_parts(load, level),
    )


def _is_silent(load: Load) -> bool:
    """Tell whether tickets fell together with use, which is no relief."""
    use = load.use_ratio
    expected = load.base_weighted / load.base_days * load.days
    fell = expected >= SILENT_LEAST and load.weighted < SILENT_TICKETS * expected
    return fell and use is not None and use < SILENT_USE


def _parts(load: Load, level: Level | None) -> tuple[tuple[str, float], ...]:
    parts = [
        ("tickets", float(load.tickets)),
        ("weighted_tickets", load.weighted),
        ("hours", load.hours),
        ("days", float(load.days)),
        ("baseline_tickets", float(load.base_tickets)),
        ("baseline_weighted_tickets", load.base_weighted),
        ("baseline_days", float(load.base_days)),
    ]
    if level and level.base:
        parts += [("use", level.recent), ("baseline_use", level.base)]
    return tuple(parts)
