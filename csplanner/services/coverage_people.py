"""What a year asks of our people: hours against the hours they have, and where travel goes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.engagement import Mode, State
from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import TimeOff, Trip, TripCost
from csplanner.insight.attention import Effort, Journey, attention
from csplanner.insight.coverage import Attendance, person_loads
from csplanner.services.capacity import hours_of_year
from csplanner.services.policy import base_currency, rates_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplanner.domain.records import Engagement
    from csplanner.insight.attention import Attention
    from csplanner.insight.coverage import PersonLoad
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader

_DEAD = (State.MISSED, State.WAIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person with the load of the year."""

    id: str
    name: str
    role: str
    load: PersonLoad


def people_of(
    reader: Reader, problem: Problem, engagements: Sequence[Engagement]
) -> tuple[PersonRow, ...]:
    """Return everybody who takes part in plans, with hours asked and hours there are."""
    leave: dict[str, set[dt.date]] = defaultdict(set)
    for off in reader.all(TimeOff):
        span = range((off.end - off.start).days + 1)
        leave[off.person_id].update(off.start + dt.timedelta(days=n) for n in span)
    capacity: dict[str, float] = {
        person.id: _hours(problem, key, leave[person.id]) for key, person in problem.people.items()
    }
    people = {person.id: person for person in problem.people.values()}
    loads = person_loads(_attendances(problem, engagements), capacity)
    return tuple(
        PersonRow(
            id=load.person,
            name=people[load.person].name,  # type: ignore[index]
            role=people[load.person].role.value,  # type: ignore[index]
            load=load,
        )
        for load in loads
    )


def _hours(problem: Problem, key: str, leave: set[dt.date]) -> float:
    """Return the hours of a year."""
    planned = next(p for p in problem.scenario.people if p.id == key)
    holidays = problem.scenario.holidays.get(planned.country or "", frozenset())
    off = holidays | problem.scenario.closed | leave
    return hours_of_year(planned.cap.minutes_per_week / 60, problem.year, off)


def _minutes(problem: Problem, item: Engagement) -> int:
    rule = problem.policy.policy.rule(item.rule)
    return item.minutes + (rule.prepare_minutes if rule else 0)


def _attendances(problem: Problem, engagements: Sequence[Engagement]) -> Iterator[Attendance]:
    homes = {problem.people[key].id: place.name for key, place in problem.home_places.items()}
    for item in engagements:
        if item.date.year != problem.year or item.state in _DEAD:
            continue
        minutes = _minutes(problem, item)
        onsite = item.mode is Mode.ONSITE
        for person in item.participants:
            away = onsite and item.city != homes.get(person)
            yield Attendance(
                person=person, date=item.date, minutes=minutes, onsite=onsite, away=away
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Attention with what it is set against: yearly revenue by account, in one currency."""

    attention: Attention
    currency: str
    revenue: Mapping[str, float]


def attention_of(reader: Reader, problem: Problem, engagements: Sequence[Engagement]) -> Spent:
    """Return where the year's hours and travel go, planned and held."""
    rates = rates_on(reader, problem.today)
    efforts = [
        Effort(
            account=item.account_id,
            purpose=item.purpose.value,
            minutes=_minutes(problem, item) * max(1, len(item.participants)),
            onsite=item.mode is Mode.ONSITE,
            trip=item.trip_id or "",
        )
        for item in engagements
        if item.date.year == problem.year and item.state not in _DEAD
    ]
    worth = {a.id: arr_in_base(a, rates) for a in problem.accounts.values()}
    return Spent(
        attention=attention(efforts, _journeys(reader, problem.year, rates)),
        currency=base_currency(reader),
        revenue={account: float(arr) for account, arr in worth.items() if arr},
    )


def _journeys(reader: Reader, year: int, rates: Mapping[str, Decimal]) -> Iterator[Journey]:
    costs: dict[str, Decimal] = defaultdict(Decimal)
    for line in reader.all(TripCost):
        costs[line.trip_id] += line.amount * rates.get(line.currency, Decimal(0))
    for trip in reader.where(Trip, year=year):
        days = ((trip.end - trip.start).days + 1) * max(1, len(trip.travellers))
        yield Journey(trip.id, trip.purpose.value, costs[trip.id], days)
