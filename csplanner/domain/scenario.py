"""The planning problem of one year as a frozen value: what `csplan-instance/1` says.

Ids are the scenario's own strings; what they stand for outside is the caller's.
Optional keys that the product adds are documented in docs/planner.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time
    from decimal import Decimal

    from csplanner.domain.plan import Entry, TouchId

SCENARIO_FORMAT = "csplan-instance/1"

Mode = Literal["onsite", "remote"]
PlanRole = Literal["CSM", "AE", "EXEC", "CEO"]
Period = Literal["year", "half", "quarter", "month"]
Anchor = Literal["renewal", "pilot_end", "contract_start"]

WORKING_WEEK = (0, 1, 2, 3, 4)
"""Monday to Friday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of a day in which somebody meets, in a zone (IANA name) of their own."""

    zone: str
    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Metro:
    """A city that people live in and travel to; degrees north and east."""

    id: str
    lat: float
    lon: float
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How much one person may be asked for; visits are on-site touches, None is no limit."""

    remote_per_day: int
    onsite_per_day: int
    remote_on_onsite_day: int
    minutes_per_week: int
    travel_weeks_per_quarter: int
    visits_per_month: int | None = None
    visits_per_quarter: int | None = None
    visits_per_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One of our people: role, home, days off and limits.

    `working_weekdays` (0 is Monday) is for part-time weeks; `deputy` may stand in for a CSM;
    without `hours` no start is chosen for their touches.
    """

    id: str
    role: str
    cap: Caps
    metro: str | None = None
    country: str | None = None
    blackout: frozenset[date] = frozenset()
    working_weekdays: tuple[int, ...] = WORKING_WEEK
    deputy: str | None = None
    hours: Hours | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedContact:
    """One of theirs, with the weekdays (0 is Monday) and days on which they can be met."""

    id: str
    weekdays: tuple[int, ...] = WORKING_WEEK
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What an account stands under beside its tier, such as a pilot, and for how long.

    None is no limit on that side.
    """

    id: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAccount:
    """A customer as the planner sees it.

    `tier` overrides the band of the ARR; without a metro only remote touches can be placed;
    `blackout` are the customer's own closed days; before `starts` nothing is owed. Where there are
    `contacts`, one of them has to be there.
    """

    id: str
    arr: Decimal
    owner: str
    tier: str | None = None
    ae: str | None = None
    metro: str | None = None
    country: str | None = None
    renewal: date | None = None
    pilot_end: date | None = None
    exec_pool: tuple[str, ...] = ()
    last_exec: str | None = None
    preferred_weekdays: tuple[int, ...] = ()
    preferred_months: tuple[int, ...] = ()
    blackout: frozenset[date] = frozenset()
    starts: date | None = None
    contacts: tuple[PlannedContact, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    hours: Hours | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A band of the policy: from which ARR, how far apart touches are, what an omission costs."""

    id: str
    min_arr: Decimal
    min_gap_days: int
    uncovered_cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What the policy asks of accounts of some tiers: so many touches a period, or one by a date.

    `tiers` may be ("*",). `period` and `count` belong to kind `period`; `anchor`, `from_days` and
    `to_days` to kind `anchor`. A `target_gap_days` of 0 asks for no spacing. With `overlays` it
    asks only accounts that stand under one of them. `meeting_minutes` is the part of `minutes` that
    is spent with the customer, all of it where None.
    """

    id: str
    tiers: tuple[str, ...]
    kind: Literal["period", "anchor"]
    mode: Mode
    roles: tuple[str, ...]
    minutes: int
    period: Period = "year"
    count: int = 1
    anchor: Anchor = "renewal"
    from_days: int = 0
    to_days: int = 0
    target_gap_days: int = 0
    tol_days: int = 0
    max_gap_days: int | None = None
    preferred_months: tuple[int, ...] = ()
    overlays: tuple[str, ...] = ()
    meeting_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Bands and rules, and the two lengths that belong to neither."""

    tiers: tuple[Tier, ...]
    rules: tuple[Rule, ...]
    pilot_min_gap_days: int
    anchor_min_days: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points of the objective's terms (docs/planner.md); the last three are the product's own."""

    trip_fixed: float
    trip_per_km: float
    spacing_per_day: float
    level_per_hour: float
    level_factor: float
    weekday: float
    exec_balance: float
    exec_balance_band: float
    change_date: float
    change_people: float
    month: float = 4
    max_gap_per_day: float = 3
    deputy: float = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTouch:
    """An engagement held: it counts for gaps, spacing and rotation, and is never moved."""

    account: str
    rule: str
    date: date
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTouch:
    """Demand stated outright, in place of a rule; `first` and `last` bound its date."""

    touch: TouchId
    account: str
    first: date
    last: date
    mode: Mode
    roles: tuple[str, ...]
    minutes: int
    meeting_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Everything that a plan of one year follows from, apart from seed and effort.

    `holidays` is by country. Touches in `locked` keep date and people, as do those of `baseline`
    dated before `freeze_until`; nothing else is dated before `not_before`. `closed` are days on
    which the whole company is away; `waived` touches are not to be planned, those of `elsewhere`
    are not even asked for: a window around New Year gave them a date in another year. In spans of
    `no_travel` visits away from the owner's home become calls, or are dated outside.
    """

    name: str
    year: int
    metros: tuple[Metro, ...]
    holidays: Mapping[str, frozenset[date]]
    people: tuple[Person, ...]
    accounts: tuple[PlannedAccount, ...]
    policy: Policy
    weights: Weights
    locked: tuple[Entry, ...] = ()
    baseline: tuple[Entry, ...] = ()
    freeze_until: date | None = None
    not_before: date | None = None
    history: tuple[PastTouch, ...] = ()
    touches: tuple[StatedTouch, ...] = ()
    closed: frozenset[date] = frozenset()
    waived: frozenset[TouchId] = field(default_factory=frozenset)
    elsewhere: frozenset[TouchId] = field(default_factory=frozenset)
    no_travel: tuple[tuple[date, date], ...] = ()
