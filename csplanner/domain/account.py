"""The customer: account, subscriptions, contacts, the rating of trust, revenue events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from csplanner.domain.ids import (
    AccountId,
    ContactId,
    PersonId,
    RelationshipRatingId,
    RevenueEventId,
    SubscriptionId,
)
from csplanner.domain.kinds import RevenueKind, Stage
from csplanner.domain.record import Record

__all__ = [
    "Account",
    "Contact",
    "RelationshipRating",
    "RevenueEvent",
    "RevenueKind",
    "Stage",
    "Subscription",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Record):
    """A customer we plan engagements for.

    `arr` is a year's recurring revenue in `currency`, None when nobody said it. An empty
    `executive_pool` means all key executives. `preferred_weekdays` are 0 (Monday) to 4.
    `decision_lead_days` counts from the decision to the renewal. `region` is a part of the country
    with holidays of its own, such as BY or CA.
    """

    id: AccountId
    name: str
    domain: str = ""
    arr: Decimal | None = None
    currency: str = ""
    tier_override: str = ""
    tier_reason: str = ""
    industry: str = ""
    segment: str = ""
    stage: str = Stage.NURTURE.value
    owner_id: PersonId | None = None
    account_executive_id: PersonId | None = None
    executive_sponsor_id: PersonId | None = None
    executive_pool: tuple[PersonId, ...] = ()
    city: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    timezone: str = ""
    contract_start: dt.date | None = None
    contract_end: dt.date | None = None
    renewal_date: dt.date | None = None
    decision_lead_days: int | None = None
    pilot_end: dt.date | None = None
    pilot_value: Decimal | None = None
    converted_value: Decimal | None = None
    pilot_criteria: str = ""
    preferred_weekdays: tuple[int, ...] = ()
    relationship: int | None = None
    notes: str = ""
    archived: bool = False
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipRating(Record):
    """The CSM's own 1 to 5 rating of trust on a day; never mixed into the health score."""

    id: RelationshipRatingId
    account_id: AccountId
    date: dt.date
    rating: int
    reason: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription(Record):
    """What a customer pays for, from `start` until before `end` (None: open)."""

    id: SubscriptionId
    account_id: AccountId
    product: str = ""
    start: dt.date
    end: dt.date | None = None
    seats: int | None = None
    arr: Decimal = Decimal(0)
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """One of theirs; `influence` and `attitude` run from 1 to 5, notes are internal.

    Without `available_weekdays` (0 is Monday) they can be met on any weekday; `away_from` and
    `away_to`, both included, are an absence.
    """

    id: ContactId
    account_id: AccountId
    name: str
    title: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    influence: int | None = None
    attitude: int | None = None
    touch_interval_days: int | None = None
    last_touch: dt.date | None = None
    notes: str = ""
    available_weekdays: tuple[int, ...] | None = None
    away_from: dt.date | None = None
    away_to: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueEvent(Record):
    """A change of recurring revenue; `amount` is positive, the kind tells its direction."""

    id: RevenueEventId
    account_id: AccountId
    date: dt.date
    kind: RevenueKind
    amount: Decimal
    currency: str = ""
    reason: str = ""
    note: str = ""
