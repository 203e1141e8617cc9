"""Use: the level of the last three months against the account's own twelve months before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from csplanner.domain.curve import CurveKind
from csplanner.domain.health_facts import month_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.domain.health_facts import MonthTotal, Usage
    from csplanner.domain.health_profile import Profile

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

    def score(self, profile: Profile) -> float | None:
        """Return 0 to 100 by a profile, None when the history is too short to judge."""
        own = profile.own_curve(self.metric)
        if own is not None and own.kind is not CurveKind.TREND:
            return own.value(self.recent)
        if self.is_licence_use and own is None:
            share = self.recent / 100 if self.recent > 1.5 or "%" in self.unit else self.recent
            return profile.value("licence_use", share)
        curve = own or profile.curves["use"]
        return None if self.ratio is None else curve.value(self.ratio)


@lru_cache(maxsize=4096)
def measures_use(metric: str) -> bool:
    """Tell whether a metric counts as use, by its name."""
    name = metric.lower().replace("_", " ")
    return not any(word in name for word in _NOT_USE)


def levels(
    usage: Iterable[Usage], as_of: dt.date, profile: Profile | None = None
) -> tuple[Level, ...]:
    """Return the level of each metric of use that has a reading up to `as_of`.

    A metric that the profile gives a curve of its own counts whatever its name.
    """
    found = (
        _level(u, as_of)
        for u in usage
        if measures_use(u.metric) or (profile is not None and profile.own_curve(u.metric))
    )
    return tuple(level for level in found if level is not None)


def _level(usage: Usage, as_of: dt.date) -> Level | None:
    last = month_index(as_of)
    months = usage.months
    until = len(months)
    while until and months[until - 1].month > last:
        until -= 1
    if not until:
        return None
    end = months[until - 1].month
    since = _later_than(months, end - RECENT_MONTHS, until)
    recent = months[since:until]
    base = months[_later_than(months, end - RECENT_MONTHS - BASE_MONTHS, since) : since]
    readings = sum([m.readings for m in base])
    return Level(
        metric=usage.metric,
        unit=usage.unit,
        recent=mean_of(recent),
        base=mean_of(base) if readings >= LEAST_BASE_READINGS else None,
        newest=dt.date.fromisoformat(months[until - 1].newest),
        readings=readings + sum([m.readings for m in recent]),
    )


def _later_than(months: tuple[MonthTotal, ...], month: int, until: int) -> int:
    """Return the place of the first month after `month`, looking back from `until`."""
    at = until
    while at and months[at - 1].month > month:
        at -= 1
    return at


def mean_of(months: Sequence[MonthTotal]) -> float:
    """Return the mean reading of months that have some."""
    return sum([m.total for m in months]) / sum([m.readings for m in months])


def main_level(found: tuple[Level, ...]) -> Level | None:
    """Return the metric that stands for use: most readings, then by name; not a share."""
    plain = [level for level in found if not level.is_licence_use and measures_use(level.metric)]
    return min(plain, key=lambda level: (-level.readings, level.metric), default=None)


def window_of(months: Iterable[MonthTotal], as_of: dt.date) -> tuple[int, int] | None:
    """Return the first month before the twelve and the newest month that `levels` reads."""
    last = max((m.month for m in months if m.month <= month_index(as_of)), default=None)
    return None if last is None else (last - RECENT_MONTHS - BASE_MONTHS + 1, last)
