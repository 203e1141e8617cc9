"""Use: the level of the last three months against the account's own twelve months before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from csplanner.domain.health_facts import month_index
from csplanner.insight.curves import LICENCE_USE, USE_TREND, on_curve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplanner.domain.health_facts import MonthTotal, Usage

RECENT_MONTHS = 3
BASE_MONTHS = 12
LEAST_BASE_READINGS = 3
# A metric with one of these words measures something other than use.
_NOT_USE = (
    "error", "fault", "failure", "downtime", "uptime", "availability", "response", "latency",
    "ticket", "incident", "nps", "csat", "satisfaction", "dwell", "wait", "time to",
)  # fmt: skip
_LICENCE = ("licence use", "license use", "licence_use", "license_use", "seat use", "seat_use")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A metric's level: mean reading of the recent months and of the months before them."""

    metric: str
    unit: str
    recent: float
    base: float | None
    newest: dt.date
    readings: int

    @property
    def ratio(self) -> float | None:
        """Recent over base; None without enough history or with a base of zero."""
        return self.recent / self.base if self.base else None

    @property
    def is_licence_use(self) -> bool:
        """Whether the metric is a share of what was bought, so that its level tells by itself."""
        name = self.metric.lower()
        return any(words in name for words in _LICENCE)

    @property
    def score(self) -> float | None:
        """0 to 100, None when the history is too short to judge."""
        if self.is_licence_use:
            share = self.recent / 100 if self.recent > 1.5 or "%" in self.unit else self.recent
            return on_curve(share, LICENCE_USE)
        return None if self.ratio is None else on_curve(self.ratio, USE_TREND)


@lru_cache(maxsize=4096)
def measures_use(metric: str) -> bool:
    """Tell whether a metric counts as use, by its name."""
    name = metric.lower().replace("_", " ")
    return not any(word in name for word in _NOT_USE)


def levels(usage: Iterable[Usage], as_of: dt.date) -> tuple[Level, ...]:
    """Return the level of each metric of use that has a reading up to `as_of`."""
    found = (_level(u, as_of) for u in usage if measures_use(u.metric))
    return tuple(level for level in found if level is not None)


def _level(usage: Usage, as_of: dt.date) -> Level | None:
    last = month_index(as_of)
    months = [m for m in usage.months if m.month <= last]
    if not months:
        return None
    end = months[-1].month
    recent = [m for m in months if m.month > end - RECENT_MONTHS]
    first = end - RECENT_MONTHS - BASE_MONTHS
    base = [m for m in months if first < m.month <= end - RECENT_MONTHS]
    readings = sum(m.readings for m in base)
    return Level(
        metric=usage.metric,
        unit=usage.unit,
        recent=_mean(recent),
        base=_mean(base) if readings >= LEAST_BASE_READINGS else None,
        newest=dt.date.fromisoformat(months[-1].newest),
        readings=readings + sum(m.readings for m in recent),
    )


def _mean(months: list[MonthTotal]) -> float:
    return sum(m.total for m in months) / sum(m.readings for m in months)


def main_level(found: tuple[Level, ...]) -> Level | None:
    """Return the metric that stands for use: most readings, then by name; not a share."""
    plain = [level for level in found if not level.is_licence_use]
    return min(plain, key=lambda level: (-level.readings, level.metric), default=None)
