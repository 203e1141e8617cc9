"""The trip that a visit belongs to, with everything its travellers need."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.days import long_day, weekday_day
from csplanner.domain.pack_facts import Leg, Stop, TripSheetFacts
from csplanner.domain.records import Account, Engagement, Person, Trip, TripCost, TripLeg
from csplanner.domain.trip import CostCategory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.services.workspace import Reader


def trip_sheet(reader: Reader, engagement: Engagement | None) -> TripSheetFacts | None:
    """Return the trip of a visit, None where it has none."""
    trip = reader.get(Trip, engagement.trip_id) if engagement and engagement.trip_id else None
    if trip is None or engagement is None:
        return None
    visits = sorted(
        reader.where(Engagement, trip_id=trip.id),
        key=lambda e: (e.date, e.start or dt.time(), e.id),
    )
    costs = reader.where(TripCost, trip_id=trip.id)
    one = len({cost.currency for cost in costs}) == 1
    legs = sorted(
        reader.where(TripLeg, trip_id=trip.id), key=lambda leg: (str(leg.departs), leg.id)
    )
    names = {p.id: p for p in reader.many(Person, trip.travellers)}
    return TripSheetFacts(
        number=trip.number,
        cities=trip.cities or (trip.city,),
        start=trip.start,
        end=trip.end,
        travellers=tuple(names[i].name for i in trip.travellers if i in names),
        stops=_stops(reader, visits, engagement),
        legs=tuple(_leg(leg) for leg in legs),
        costs=_by_category(costs) if one else (),
        total=sum((c.amount for c in costs), Decimal(0)) if one else None,
        alone=trip.alone_cost,
        currency=costs[0].currency if one else trip.currency,
        state=trip.state.value,
        decided=_decided(trip),
        notes=trip.notes,
    )


def _decided(trip: Trip) -> str:
    if trip.decided_on is None:
        return ""
    by = f"by {trip.decided_by} " if trip.decided_by else ""
    return f"{by}on {long_day(trip.decided_on)}"


def _by_category(costs: Sequence[TripCost]) -> tuple[tuple[str, Decimal], ...]:
    sums = {
        category: sum((c.amount for c in costs if c.category is category), Decimal(0))
        for category in CostCategory
    }
    return tuple((category.value, amount) for category, amount in sums.items() if amount)


def _stops(reader: Reader, visits: Sequence[Engagement], here: Engagement) -> tuple[Stop, ...]:
    accounts = {a.id: a for a in reader.many(Account, {v.account_id for v in visits})}
    people = {p.id: p for p in reader.many(Person, {i for v in visits for i in v.participants})}
    return tuple(
        Stop(
            date=visit.date,
            time=f"{visit.start:%H:%M}" if visit.start else "",
            account=accounts[visit.account_id].name,
            what=visit.type.value,
            city=visit.city,
            who=", ".join(people[i].name for i in visit.participants if i in people),
            here=visit.id == here.id,
        )
        for visit in visits
    )


def _leg(leg: TripLeg) -> Leg:
    return Leg(
        mode=leg.mode,
        route=f"{leg.origin} to {leg.destination}",
        departs=_at(leg.departs),
        arrives=_at(leg.arrives),
        reference=leg.reference,
    )


def _at(when: dt.datetime | None) -> str:
    return f"{weekday_day(when)} {when:%H:%M}" if when else ""
