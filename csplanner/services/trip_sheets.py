"""The trips of a year as they are judged and printed: visits, costs, limits, what is nearby."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import State
from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import Account, Engagement, Person, Trip, TripCost, TripLeg
from csplanner.domain.trip_sheet import CostLine, Leg, Stop, Traveller, TripSheet, TripVisit
from csplanner.services.places import places
from csplanner.services.policy import base_currency, policy_for_year, rates_on
from csplanner.services.trip_checks import limits_of, problems_of
from csplanner.services.trip_nearby import nearby_accounts
from csplanner.services.workspace import organisation
from csplanner.store import reads_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplanner.domain.place import Place
    from csplanner.domain.policy import TierPolicy
    from csplanner.domain.trip_sheet import Nearby
    from csplanner.services.workspace import Reader

TRAVELLED = (State.PLANNED, State.AGREED, State.DONE)
_CATEGORIES = ("air", "lodging", "ground", "meals", "registration", "other")


def trip_id(trip: Trip) -> str:
    """Return how a trip is named: T-10."""
    return f"T-{trip.number}"


def trip_named(reader: Reader, named: str) -> Trip:
    """Return a trip by its name (T-10), number or id; raises UserMistake listing some."""
    wanted = named.strip()
    number = wanted.upper().removeprefix("T-")
    trips = reader.all(Trip)
    found = [t for t in trips if wanted == t.id or number == str(t.number)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{t.id} ({t.city}, {t.start})" for t in found)
        raise UserMistake(f"{named!r} names {len(found)} trips: {listed}.", "Use the id.")
    some = ", ".join(trip_id(t) for t in sorted(trips, key=lambda t: t.number)[:8])
    hint = f"There are: {some}, ..." if some else "Trips come with a plan: csplanner plan YEAR."
    raise UserMistake(f"There is no trip {named!r}.", hint)


def trip_by_id(reader: Reader, record_id: str) -> Trip | None:
    """Return a trip by its record's id; None where it is gone."""
    return reader.get(Trip, record_id)


def trips_of(reader: Reader, year: int, as_of: dt.date) -> tuple[TripSheet, ...]:
    """Return the trips of a year by their first day, without what is nearby."""
    book = _Book.read(reader, year, as_of)
    trips = sorted(reader.where(Trip, year=year), key=lambda t: (t.start, t.number))
    return tuple(book.facts(trip) for trip in trips)


def trip_sheet(reader: Reader, trip: Trip, as_of: dt.date) -> TripSheet:
    """Return everything about one trip."""
    book = _Book.read(reader, trip.year, as_of)
    facts = book.facts(trip)
    return replace(facts, nearby=_nearby(reader, book, facts))


def _nearby(reader: Reader, book: _Book, facts: TripSheet) -> tuple[Nearby, ...]:
    if facts.state not in {"draft", "asked"} or facts.end < facts.as_of:
        return ()
    owners = {book.accounts[visit.account_id].owner_id for visit in facts.visits}
    mine = [a for owner in owners for a in reader.where(Account, owner_id=owner)]
    mine.sort(key=lambda account: account.id)
    return nearby_accounts(reader, facts, mine, book.policy, book.rates)


@dataclass(slots=True, kw_only=True)
class _Book:
    """What the trips of a year are made of, read once."""

    as_of: dt.date
    base: str
    organisation: str
    policy: TierPolicy
    rates: Mapping[str, Decimal]
    accounts: Mapping[str, Account]
    people: Mapping[str, Person]
    visits: Mapping[str, Sequence[Engagement]]
    costs: Mapping[str, Sequence[TripCost]]
    legs: Mapping[str, Sequence[TripLeg]]

    @classmethod
    def read(cls, reader: Reader, year: int, as_of: dt.date) -> _Book:
        """Read the year."""
        ours = organisation(reader)
        ids = reads_plan.visits_on_trips(reader.database)
        visits = [e for e in reader.many(Engagement, ids) if e.state in TRAVELLED]
        visits.sort(key=lambda e: (e.date, e.start or dt.time(), e.touch, e.id))
        return cls(
            as_of=as_of,
            base=base_currency(reader),
            organisation=ours.name if ours else "",
            policy=policy_for_year(reader, year, as_of).policy,
            rates=rates_on(reader, as_of),
            accounts={a.id: a for a in reader.many(Account, {e.account_id for e in visits})},
            people={p.id: p for p in reader.all(Person)},
            visits=_by_trip(visits),
            costs=_by_trip(reader.all(TripCost)),
            legs=_by_trip(reader.all(TripLeg)),
        )

    def facts(self, trip: Trip) -> TripSheet:
        """Put one trip together."""
        visits = tuple(self._visit(e) for e in self.visits.get(trip.id, ()))
        lines, unconverted = self._costs(trip)
        limits_for = self.policy.travel
        facts = TripSheet(
            id=trip_id(trip),
            name=trip.id,
            year=trip.year,
            start=trip.start,
            end=trip.end,
            purpose=trip.purpose.value,
            state=trip.state.value,
            decided_by=trip.decided_by,
            decided_on=trip.decided_on,
            reason=trip.notes,
            currency=trip.currency or self.base,
            base=self.base,
            organisation=self.organisation,
            as_of=self.as_of,
            travellers=self._travellers(trip, lines),
            homes=self._homes(trip),
            stops=_stops(trip, visits, self.accounts),
            visits=visits,
            costs=lines,
            unconverted=unconverted,
            alone=trip.alone_cost,
            legs=tuple(map(_leg, sorted(self.legs.get(trip.id, ()), key=_when))),
            limits=(),
            problems=(),
            nearby=(),
        )
        return replace(
            facts,
            limits=limits_of(facts, limits_for, self.rates),
            problems=problems_of(facts, limits_for),
        )

    def _visit(self, visit: Engagement) -> TripVisit:
        account = self.accounts[visit.account_id]
        arr = arr_in_base(account, self.rates)
        return TripVisit(
            id=visit.id,
            touch=visit.touch or visit.id,
            account_id=account.id,
            account=account.name,
            tier=self.policy.band_of(arr, account.tier_override).name,
            arr=arr,
            type=visit.type.value,
            state=visit.state.value,
            date=visit.date,
            start=visit.start,
            minutes=visit.minutes,
            timezone=visit.timezone,
            city=visit.city or account.city,
            who=tuple(self._called(p) for p in visit.participants if p in self.people),
        )

    def _called(self, person_id: str) -> str:
        return self.people[person_id].name

    def _costs(self, trip: Trip) -> tuple[tuple[CostLine, ...], tuple[CostLine, ...]]:
        currency = trip.currency or self.base
        known: list[CostLine] = []
        strange: list[CostLine] = []
        for line in self.costs.get(trip.id, ()):
            own = line.currency or currency
            found = _line(line, own, self.people)
            if own == currency:
                known.append(found)
            elif own in self.rates and currency in self.rates:
                worth = line.amount * self.rates[own] / self.rates[currency]
                note = f"{line.amount:,.2f} {own}" + (f", {line.note}" if line.note else "")
                amount = worth.quantize(Decimal("0.01"))
                known.append(replace(found, amount=amount, currency=currency, note=note))
            else:
                strange.append(found)
        return tuple(sorted(known, key=_order)), tuple(sorted(strange, key=_order))

    def _travellers(self, trip: Trip, lines: Iterable[CostLine]) -> tuple[Traveller, ...]:
        spent: dict[str, Decimal] = defaultdict(Decimal)
        for line in lines:
            spent[line.traveller] += line.amount
        found = []
        for key in trip.travellers:
            person = self.people.get(key)
            if person is None:
                continue
            mine = [e.date for e in self.visits.get(trip.id, ()) if key in e.participants]
            days = (max(mine) - min(mine)).days + 1 if mine else 0
            found.append(
                Traveller(
                    id=person.external_id or person.id,
                    name=person.name,
                    title=person.title or person.role.value,
                    home=person.home_city,
                    days=days,
                    cost=spent[person.name],
                )
            )
        return tuple(sorted(found, key=lambda t: (-t.days, t.name)))

    def _homes(self, trip: Trip) -> tuple[Place, ...]:
        found: dict[str, Place] = {}
        for key in trip.travellers:
            person = self.people.get(key)
            place = places().city(person.home_city, person.country) if person else None
            if place is not None:
                found.setdefault(place.id, place)
        return tuple(found.values())


def _by_trip(records: Iterable[Engagement | TripCost | TripLeg]) -> dict[str, list]:  # type: ignore[type-arg]
    found: dict[str, list] = {}  # type: ignore[type-arg]
    for record in records:
        if record.trip_id is not None:
            found.setdefault(record.trip_id, []).append(record)
    return found


def _line(line: TripCost, currency: str, people: Mapping[str, Person]) -> CostLine:
    person = people.get(line.person_id or "")
    return CostLine(
        id=line.id,
        category=line.category.value,
        traveller=person.name if person else "",
        amount=line.amount,
        currency=currency,
        note=line.note,
    )


def _order(line: CostLine) -> tuple[int, str, str]:
    return _CATEGORIES.index(line.category), line.traveller, line.note


def _stops(
    trip: Trip, visits: Sequence[TripVisit], accounts: Mapping[str, Account]
) -> tuple[Stop, ...]:
    """Return a stop for each stay in a city, in order; a trip without visits keeps its city."""
    stops: list[Stop] = []
    for visit in visits:
        if stops and stops[-1].city == visit.city:
            stops[-1] = replace(stops[-1], visits=stops[-1].visits + 1, last=visit.date)
            continue
        country = accounts[visit.account_id].country
        place = places().city(visit.city, country)
        stops.append(
            Stop(city=visit.city, visits=1, first=visit.date, last=visit.date, place=place)
        )
    if stops:
        return tuple(stops)
    place = places().city(trip.city)
    return (Stop(city=trip.city, visits=0, first=trip.start, last=trip.end, place=place),)


def _leg(leg: TripLeg) -> Leg:
    return Leg(
        id=leg.id,
        mode=leg.mode,
        origin=leg.origin,
        destination=leg.destination,
        departs=leg.departs,
        departs_zone=leg.departs_zone,
        arrives=leg.arrives,
        arrives_zone=leg.arrives_zone,
        reference=leg.reference,
    )


def _when(leg: TripLeg) -> tuple[str, str]:
    first = leg.departs or leg.arrives
    return first.isoformat() if first else "", leg.id
