"""How an account fares, as computed: health with its components, drivers, burden.

Definitions stand in docs/health.md. The relationship rating stands beside and is never mixed in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

HEALTHY_FROM = 75.0
WATCH_FROM = 55.0
ON_TARGET_FROM = 0.95
CLOSE_FROM = 0.80


class Band(StrEnum):
    """Where a score stands; each band has a glyph of its own shape."""

    HEALTHY = "healthy"
    WATCH = "watch"
    AT_RISK = "at_risk"
    NO_DATA = "no_data"


class Part(StrEnum):
    """The five components of health; contact is touch cadence and stakeholder reach."""

    USAGE = "usage"
    OUTCOMES = "outcomes"
    SUPPORT = "support load"
    CONTACT = "contact"
    SENTIMENT = "sentiment"


def band_of(score: float | None, healthy: float = HEALTHY_FROM, watch: float = WATCH_FROM) -> Band:
    """Return the band of a score from 0 to 100, as printed in whole points."""
    if score is None:
        return Band.NO_DATA
    whole = round_half_up(score)
    if whole >= healthy:
        return Band.HEALTHY
    return Band.WATCH if whole >= watch else Band.AT_RISK


def band_of_attainment(attainment: float | None) -> Band:
    """Return the band of a share of a target: from 95 % good, from 80 % watch."""
    if attainment is None:
        return Band.NO_DATA
    if attainment >= ON_TARGET_FROM:
        return Band.HEALTHY
    return Band.WATCH if attainment >= CLOSE_FROM else Band.AT_RISK


def round_half_up(value: float) -> int:
    """Return the nearest whole number, halves up."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One component of a score.

    `weight` is the profile's, `share` what it became after spreading (0 when the component does
    not count), both in points of 100; `contribution` is the points that `value` (0 to 100) earns.
    `as_of` is the day of the newest fact behind it, `basis` one sentence with the numbers.
    """

    name: Part
    weight: float
    share: float = 0.0
    value: float | None = None
    contribution: float = 0.0
    as_of: dt.date | None = None
    missing: bool = False
    stale: bool = False
    basis: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is part of the total."""
        return not self.missing and not self.stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A score on a day with all its components; no score when none of them counts.

    `profile` names the one it was judged by, `healthy` and `watch` are where its bands begin.
    """

    as_of: dt.date
    score: float | None
    band: Band
    components: tuple[Component, ...]
    profile: str = "standard"
    healthy: float = HEALTHY_FROM
    watch: float = WATCH_FROM

    def part(self, name: Part) -> Component:
        """Return one component."""
        return next(c for c in self.components if c.name == name)

    @property
    def known(self) -> float:
        """How many of 100 points of weight have data that counts."""
        return sum(c.weight for c in self.components if c.counts)

    @property
    def missing(self) -> tuple[Component, ...]:
        """The components without data."""
        return tuple(c for c in self.components if c.missing)

    @property
    def stale(self) -> tuple[Component, ...]:
        """The components whose data is too old to count."""
        return tuple(c for c in self.components if c.stale)


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverState:
    """A driver on a day; `attainment` is 1.0 on target, and turned round where lower is better.

    `before` is the attainment 90 days earlier, `line` that of nine month ends, oldest first;
    `reaches` is when the target is reached at the pace of the last 180 days.
    """

    name: str
    unit: str
    lower_is_better: bool
    baseline: float | None
    target: float | None
    current: float | None
    weight: float
    owner: str = ""
    attainment: float | None = None
    before: float | None = None
    as_of: dt.date | None = None
    line: tuple[float | None, ...] = ()
    customer_safe: bool = False
    id: str = ""
    reaches: dt.date | None = None

    @property
    def band(self) -> Band:
        """How near to target."""
        return band_of_attainment(self.attainment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """What one driver on target would add to the score, in points, and the score then."""

    driver: str
    points: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One component's part in a change of the score between two days, in points."""

    name: Part
    points: float
    counted_before: bool
    counts_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What moved the score since `review`, the newest review held, and what would move it most."""

    review: dt.date | None = None
    steps: tuple[Step, ...] = ()
    levers: tuple[Lever, ...] = ()


NO_MOVES = Moves()


@dataclass(frozen=True, slots=True, kw_only=True)
class BurdenPeriod:
    """Burden over some days: `value` is points per 30 days and 1,000 units of use.

    `use` is the mean reading of the metric of use, None where nothing is measured; the value is
    then per 30 days alone, and None where use is measured but not in this period.
    """

    start: dt.date
    end: dt.date
    tickets: int
    points: float
    hours: float
    use: float | None = None
    value: float | None = None

    @property
    def days(self) -> int:
        """Days that it covers."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A period in which burden fell, and the trainings and reviews held in it or just before.

    They came before it; nothing here proves that they did it. `change` is against the period
    before, `held` (day, type) of the engagements.
    """

    start: dt.date
    end: dt.date
    change: float
    held: tuple[tuple[dt.date, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Hours and money that the period asked less of us and of them than the baseline would have.

    Negative where it asked more. Money is in the base currency.
    """

    support_hours: float
    support_money: float
    customer_hours: float
    customer_money: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """What we ask of the customer by our faults; docs/burden.md defines every part.

    `value` is that of the last three months to date, `baseline` that of the first full quarters on
    record, `change` is value / baseline - 1. `thin` tells that the baseline has too few tickets
    to carry a conclusion; `silence` that tickets fell because usage fell. `quarters` are
    those of the baseline and the last full ones, oldest first. `parts` holds every number that
    went in.
    """

    value: float | None
    baseline: float | None
    change: float | None
    silence: bool
    use_metric: str = ""
    as_of: dt.date | None = None
    parts: tuple[tuple[str, float], ...] = ()
    thin: bool = False
    saved: Saved | None = None
    base: BurdenPeriod | None = None
    now: BurdenPeriod | None = None
    quarters: tuple[BurdenPeriod, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountScore:
    """What `score` says of one account."""

    id: str
    external_id: str
    name: str
    tier: str
    health: Health
    relationship: int | None
    drivers: tuple[DriverState, ...]
    burden: Burden


def whole_points(parts: tuple[float, ...], total: int) -> tuple[int, ...]:
    """Return parts as whole numbers that sum to `total`: the largest remainders are rounded up."""
    floors = [int(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (floors[i] - parts[i], i))
    missing = total - sum(floors)
    for i in order[: max(0, missing)]:
        floors[i] += 1
    for i in reversed(order[missing:] if missing < 0 else []):
        floors[i] -= 1
    return tuple(floors)
