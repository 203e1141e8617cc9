"""Travel: trips, their costs and legs, and the rates they are reckoned with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from csplanner.domain.engagement import Purpose
from csplanner.domain.ids import PersonId, PlanRunId, RateId, TripCostId, TripId, TripLegId
from csplanner.domain.record import Record


class TripState(StrEnum):
    """Where the approval of a trip stands."""

    DRAFT = "draft"
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


class CostCategory(StrEnum):
    """The six lines of a travel request."""

    AIR = "air"
    LODGING = "lodging"
    GROUND = "ground"
    MEALS = "meals"
    REGISTRATION = "registration"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip(Record):
    """Visits of one week and city (`number` is shown as T-10); engagements point at it."""

    id: TripId
    number: int
    year: int
    city: str
    cities: tuple[str, ...] = ()
    start: dt.date
    end: dt.date
    travellers: tuple[PersonId, ...] = ()
    purpose: Purpose = Purpose.KEEP
    state: TripState = TripState.DRAFT
    decided_by: str = ""
    decided_on: dt.date | None = None
    alone_cost: Decimal | None = None
    currency: str = ""
    plan_run_id: PlanRunId | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripCost(Record):
    """One line of a trip's costs, for one traveller or for all."""

    id: TripCostId
    trip_id: TripId
    category: CostCategory
    person_id: PersonId | None = None
    amount: Decimal
    currency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripLeg(Record):
    """A leg typed by hand; instants are local to their places and carry the zone beside them."""

    id: TripLegId
    trip_id: TripId
    mode: str = ""
    origin: str = ""
    destination: str = ""
    departs: dt.datetime | None = None
    departs_zone: str = ""
    arrives: dt.datetime | None = None
    arrives_zone: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Record):
    """A rate that costs are reckoned with: by distance band in km, or by city ('' for any)."""

    id: RateId
    category: CostCategory
    city: str = ""
    from_km: int | None = None
    to_km: int | None = None
    amount: Decimal
    currency: str = ""
