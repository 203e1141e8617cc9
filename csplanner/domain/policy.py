"""The tier policy: bands of importance, what each is owed, and what people can carry.

Bands are cumulative: a touch asked for from one band up is owed to every higher band, and a rule
may grow on the way (who joins, how long, on site) from a higher band up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from csplanner.domain.burden_policy import STANDARD_BURDEN, BurdenPolicy
from csplanner.domain.driver_set import DriverSet
from csplanner.domain.health_profile import STANDARD, Profile, profile_for
from csplanner.domain.loss_reasons import LossReasons
from csplanner.domain.preparation import Checklist

if TYPE_CHECKING:
    from csplanner.domain.account import Account

POLICY_FORMAT = "csplan-policy/1"
ANCHORS = ("renewal", "pilot_end", "contract_start", "last_touch")
LOW_HEALTH = "low_health"
DECISION_WINDOW = "decision_window"
OVERLAYS = (DECISION_WINDOW, LOW_HEALTH)
"""What an account may stand under beside its tier and its stage."""
PERIODS = ("year", "half", "quarter", "month")
ROLES = ("CSM", "AE", "EXEC", "CEO")
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A tier: from which yearly recurring revenue (base currency) on, and its spacing.

    `uncovered_cost` is points of the planner for a touch that finds no date.
    """

    id: str
    name: str
    min_arr: Decimal
    min_gap_days: int
    uncovered_cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchRule:
    """What accounts of `bands` are owed: so many touches a period, or one by an anchor date.

    `minutes` is the meeting, `prepare_minutes` what it costs each of ours beside it.
    """

    id: str
    type: str
    bands: tuple[str, ...]
    kind: Literal["period", "anchor"]
    mode: Literal["onsite", "remote"]
    roles: tuple[str, ...]
    minutes: int
    prepare_minutes: int = 0
    period: str = "year"
    count: int = 1
    anchor: str = "renewal"
    from_days: int = 0
    to_days: int = 0
    target_gap_days: int = 0
    tol_days: int = 0
    max_gap_days: int | None = None
    preferred_months: tuple[int, ...] = ()
    overlays: tuple[str, ...] = ()
    qualifies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What one person of a role can carry where the person's own record says nothing."""

    remote_per_day: int
    onsite_per_day: int
    remote_on_onsite_day: int
    weekly_hours: Decimal
    travel_weeks_per_quarter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelLimits:
    """What a trip may ask for without an exception, base currency; 0 sets no limit.

    `trip` is for one trip, `night` and `day` for lodging and meals of one traveller; a request
    comes `ask_days` before the first day; `transit_minutes` lie between two visits in one city.
    """

    trip: Decimal = Decimal(0)
    night: Decimal = Decimal(0)
    day: Decimal = Decimal(0)
    ask_days: int = 0
    transit_minutes: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TierPolicy:
    """A whole policy; bands run from the highest to the lowest. `weights` are the planner's."""

    name: str
    bands: tuple[Band, ...]
    rules: tuple[TouchRule, ...]
    capacity: Mapping[str, Capacity]
    weights: Mapping[str, Decimal]
    pilot_min_gap_days: int = 3
    anchor_min_days: int = 10
    window_opens_days: int = 180
    decision_days: int = 90
    travel: TravelLimits = TravelLimits()
    rules_by_id: Mapping[str, TouchRule] = field(default_factory=dict)
    loss_reasons: LossReasons = field(default_factory=LossReasons)
    health: tuple[Profile, ...] = (STANDARD,)
    burden: BurdenPolicy = STANDARD_BURDEN
    driver_sets: tuple[DriverSet, ...] = ()
    checklists: tuple[Checklist, ...] = ()

    def band_of(self, arr: Decimal | None, override: str = "") -> Band:
        """Return the band of a yearly revenue in the base currency; an override wins."""
        for band in self.bands if override else ():
            if band.id == override:
                return band
        revenue = arr or _NONE
        for band in self.bands:
            if revenue >= band.min_arr:
                return band
        return self.bands[-1]

    def profile(self, tier: str, stage: str) -> Profile:
        """Return the health profile that an account of a tier and stage is judged by."""
        return profile_for(self.health, tier, stage)

    def rule(self, rule_id: str) -> TouchRule | None:
        """Return a rule by id."""
        return self.rules_by_id.get(rule_id)


def unconvertible(account: Account, rates: Mapping[str, Decimal]) -> bool:
    """Tell whether an account's revenue is in a currency without a rate: listed, never guessed."""
    return account.arr is not None and bool(account.currency) and account.currency not in rates


def arr_in_base(account: Account, rates: Mapping[str, Decimal]) -> Decimal | None:
    """Return the yearly revenue in the base currency, None where it or its rate is missing.

    `rates` maps a currency to its worth in the base currency, the base itself to 1.
    """
    return in_base(account.arr, account.currency, rates)


def in_base(amount: Decimal | None, currency: str, rates: Mapping[str, Decimal]) -> Decimal | None:
    """Return an amount in the base currency, None where it or the rate of its currency is missing.

    An amount without a currency is in the base currency.
    """
    if amount is None or (currency and currency not in rates):
        return None
    return amount * rates.get(currency, Decimal(1))
