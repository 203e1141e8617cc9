"""Visits that fall together become trips, with an outline of their costs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.engagement import Mode, State
from csplanner.domain.ids import TripCostId, TripId
from csplanner.domain.records import Engagement, Rate, Trip, TripCost
from csplanner.domain.trip import TripState
from csplanner.domain.trip_costs import traveller_costs
from csplanner.services.policy import base_currency

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csplanner.domain.ids import AccountId, EngagementId, PersonId
    from csplanner.domain.place import Place
    from csplanner.domain.records import PlanRun
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import UnitOfWork

LIVE = (State.PLANNED, State.AGREED, State.DONE)


@dataclass(frozen=True, slots=True)
class _Outline:
    """Visits of one owner in one week that take somebody away from home."""

    visits: tuple[Engagement, ...]
    where: Mapping[EngagementId, Place]
    homes: Mapping[PersonId, Place]

    def stops(self, visits: Sequence[Engagement]) -> tuple[Place, ...]:
        """Return the cities of visits in their order, a stay in one city once."""
        found: list[Place] = []
        for visit in visits:
            stop = self.where.get(visit.id)
            if stop is not None and (not found or found[-1].id != stop.id):
                found.append(stop)
        return tuple(found)


def write_trips(work: UnitOfWork, problem: Problem, run: PlanRun, ids: Callable[[], str]) -> None:
    """Make the trips of the year follow its visits; a trip that was asked for keeps its state."""
    known = {trip.id: trip for trip in work.where(Trip, year=problem.year)}
    rates = work.all(Rate)
    currency = base_currency(work)
    number = max((trip.number for trip in work.all(Trip)), default=0)
    used: set[str] = set()
    trips: list[Trip] = []
    lines: list[TripCost] = []
    visits: list[Engagement] = []
    for outline in _outlines(work, problem):
        old = _kept(outline, known, used)
        number += old is None
        trip = _trip(outline, old, (TripId(ids()), number), currency)
        used.add(trip.id)
        alone = sum((_total(_alone(outline, v), rates) for v in outline.visits), Decimal(0))
        trips.append(replace(trip, year=problem.year, plan_run_id=run.id, alone_cost=alone))
        if old is None or old.state is TripState.DRAFT:
            lines += _lines(trip, _costs(outline, rates), ids)
        visits += (replace(visit, trip_id=trip.id) for visit in outline.visits)
    redrawn = {trip.id for trip in known.values() if trip.state is TripState.DRAFT}
    work.remove(*(line for line in work.all(TripCost) if line.trip_id in redrawn))
    work.put(*trips, *lines, *visits)
    _drop(work, [trip for trip in known.values() if trip.id not in used])


def _drop(work: UnitOfWork, trips: Sequence[Trip]) -> None:
    """Take trips away that no visit belongs to any more; what was asked for stays on paper."""
    gone = {trip.id for trip in trips}
    left = [visit for visit in work.where(Engagement, mode=Mode.ONSITE) if visit.trip_id in gone]
    work.put(*(replace(visit, trip_id=None) for visit in left))
    work.remove(*(trip for trip in trips if trip.state is TripState.DRAFT))


def _outlines(work: UnitOfWork, problem: Problem) -> list[_Outline]:
    owners = {account.id: account.owner_id for account in problem.accounts.values()}
    homes = {problem.people[i].id: place for i, place in problem.home_places.items()}
    groups: dict[tuple[str, str], list[Engagement]] = {}
    for visit in work.where(Engagement, mode=Mode.ONSITE):
        if visit.date.year == problem.year and visit.state in LIVE and visit.city:
            owner = owners.get(visit.account_id) or ""
            groups.setdefault((f"{visit.date:%G-W%V}", owner), []).append(visit)
    places_of = {a.id: problem.account_places.get(key) for key, a in problem.accounts.items()}
    found = [_outline(visits, places_of, homes) for _, visits in sorted(groups.items())]
    return [outline for outline in found if outline is not None]


def _outline(
    visits: list[Engagement],
    places_of: Mapping[AccountId, Place | None],
    homes: dict[PersonId, Place],
) -> _Outline | None:
    ordered = sorted(visits, key=lambda visit: (visit.date, visit.start or dt.time(), visit.id))
    where = {visit.id: place for visit in ordered if (place := places_of.get(visit.account_id))}
    people = {person for visit in visits for person in visit.participants}
    away = {
        person: home
        for person, home in homes.items()
        if person in people and any(place.id != home.id for place in where.values())
    }
    return _Outline(tuple(ordered), where, away) if away else None


def _kept(outline: _Outline, known: dict[TripId, Trip], used: set[str]) -> Trip | None:
    for visit in outline.visits:
        if visit.trip_id in known and visit.trip_id not in used:
            return known[visit.trip_id]
    return None


def _trip(outline: _Outline, old: Trip | None, new: tuple[TripId, int], currency: str) -> Trip:
    base = old or Trip(
        id=new[0],
        number=new[1],
        year=0,
        city="",
        start=outline.visits[0].date,
        end=outline.visits[-1].date,
    )
    stops = outline.stops(outline.visits)
    return replace(
        base,
        city=stops[0].name,
        cities=tuple(stop.name for stop in stops),
        start=outline.visits[0].date,
        end=outline.visits[-1].date,
        travellers=tuple(sorted(outline.homes)),
        currency=currency,
    )


def _costs(outline: _Outline, rates: Sequence[Rate]) -> dict[PersonId, dict[str, Decimal]]:
    found: dict[PersonId, dict[str, Decimal]] = {}
    for person, home in outline.homes.items():
        mine = [visit for visit in outline.visits if person in visit.participants]
        days = (mine[-1].date - mine[0].date).days + 1
        lines = traveller_costs(rates, home, outline.stops(mine), days)
        if lines:
            found[person] = {category.value: amount for category, amount in lines.items()}
    return found


def _alone(outline: _Outline, visit: Engagement) -> _Outline:
    homes = {p: h for p, h in outline.homes.items() if p in visit.participants}
    return _Outline((visit,), outline.where, homes)


def _total(outline: _Outline, rates: Sequence[Rate]) -> Decimal:
    lines = (line for lines in _costs(outline, rates).values() for line in lines.values())
    return sum(lines, Decimal(0))


def _lines(
    trip: Trip, costs: dict[PersonId, dict[str, Decimal]], ids: Callable[[], str]
) -> list[TripCost]:
    from csplanner.domain.trip import CostCategory

    return [
        TripCost(
            id=TripCostId(ids()),
            trip_id=trip.id,
            category=CostCategory(category),
            person_id=person,
            amount=amount,
            currency=trip.currency,
        )
        for person, lines in sorted(costs.items())
        for category, amount in sorted(lines.items())
    ]
