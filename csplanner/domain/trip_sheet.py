"""A trip as it is judged, booked and printed: who goes where, whom it serves, what it costs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplanner.domain.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """One of ours who goes: from where, how many days, at what cost."""

    id: str
    name: str
    title: str
    home: str
    days: int
    cost: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A city of the trip in the order of the visits; `place` is None where the table lacks it."""

    city: str
    visits: int
    first: dt.date
    last: dt.date
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripVisit:
    """A visit of the trip; `arr` is in the base currency, None where it has no rate."""

    id: str
    touch: str
    account_id: str
    account: str
    tier: str
    arr: Decimal | None
    type: str
    state: str
    date: dt.date
    start: dt.time | None
    minutes: int
    timezone: str
    city: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One line of costs; `category` is one of the six words."""

    id: str
    category: str
    traveller: str
    amount: Decimal
    currency: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A leg typed by hand: local times with the zone of their places."""

    id: str
    mode: str
    origin: str
    destination: str
    departs: dt.datetime | None
    departs_zone: str
    arrives: dt.datetime | None
    arrives_zone: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit of the travel policy beside what this trip asks for; None: nothing to compare."""

    name: str
    limit: Decimal
    actual: Decimal | None
    unit: str = ""

    @property
    def kept(self) -> bool:
        """Whether the trip stays within it."""
        return self.actual is None or self.actual <= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """An account in reach of a stop that the trip does not visit, and its own next touch."""

    account_id: str
    account: str
    city: str
    km: float
    tier: str
    touch: str
    type: str
    date: dt.date | None
    engagement_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripSheet:
    """A whole trip; money is in `currency`, revenue in the base currency."""

    id: str
    name: str
    year: int
    start: dt.date
    end: dt.date
    purpose: str
    state: str
    decided_by: str
    decided_on: dt.date | None
    reason: str
    currency: str
    base: str
    organisation: str
    as_of: dt.date
    travellers: tuple[Traveller, ...]
    homes: tuple[Place, ...]
    stops: tuple[Stop, ...]
    visits: tuple[TripVisit, ...]
    costs: tuple[CostLine, ...]
    unconverted: tuple[CostLine, ...]
    alone: Decimal | None
    legs: tuple[Leg, ...]
    limits: tuple[Limit, ...]
    problems: tuple[str, ...]
    nearby: tuple[Nearby, ...]

    @property
    def title(self) -> str:
        """The cities in words: "Chicago and Denver"."""
        names = [stop.city for stop in self.stops]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    @property
    def total(self) -> Decimal:
        """What all lines in the trip's currency come to."""
        return sum((line.amount for line in self.costs), Decimal(0))

    @property
    def saved(self) -> Decimal | None:
        """What the trip saves against the same visits alone; None where that is not known."""
        return None if self.alone is None else self.alone - self.total

    @property
    def days(self) -> int:
        """Days from the first to the last, both counted."""
        return (self.end - self.start).days + 1

    @property
    def served(self) -> Decimal:
        """The yearly revenue of the accounts visited, each once; those without a rate left out."""
        known = {visit.account_id: visit.arr or Decimal(0) for visit in self.visits}
        return sum(known.values(), Decimal(0))

    @property
    def exceptions(self) -> tuple[Limit, ...]:
        """The limits that the trip goes over."""
        return tuple(limit for limit in self.limits if not limit.kept)
