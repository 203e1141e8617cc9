"""A year of the portfolio as the annual plan counts it: accounts, touches, hours, trips, gaps.

`year_facts` reads once; `plan_view.arranged` sorts, groups and filters what it found without
reading again, so that a keystroke in the filter costs no statement.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csplanner.services.capacity import days_off, hours_of_year
from csplanner.services.plan_tally import (
    bounds,
    count_open_misses,
    count_unplaced,
    dates_of,
    people_in,
    tallied,
)
from csplanner.services.policy import base_currency, policy_for_year, rates_on
from csplanner.store import reads_plan as reads
from csplanner.store.reads_plan import BlackoutRow, PersonRow, RunRow, UnplacedRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from csplanner.domain.policy import TierPolicy
    from csplanner.services.plan_tally import Tally
    from csplanner.services.workspace import Reader

__all__ = [
    "AccountYear",
    "BlackoutRow",
    "PersonRow",
    "PersonYear",
    "RunRow",
    "TripYear",
    "UnplacedRow",
    "YearFacts",
    "year_facts",
]

_FULL_WEEK_HOURS = 36.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AccountYear:
    """An account in a year; `band` is '' where its revenue has no rate.

    `counts` holds 12 numbers: placed of the four quarters, required of them, done of them.
    `digital` tells that all it is given are remote check-ins.
    """

    id: str
    name: str
    owner_id: str
    owner: str
    arr: Decimal | None
    currency: str
    arr_base: Decimal | None
    band: str
    stage: str
    renewal: dt.date | None
    decision_lead: int | None
    counts: tuple[int, ...]
    digital: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PersonYear:
    """The hours that a year asks of a person, by ISO week; `away` holds week numbers from 1.

    `capacity` are the hours of a full week, `there` those of the year (docs/coverage.md).
    """

    id: str
    name: str
    hours: tuple[float, ...]
    capacity: float
    there: float
    away: frozenset[int]

    @property
    def weeks_over(self) -> int:
        """How many weeks ask for more than the person has."""
        return sum(hours > self.capacity + 1e-9 for hours in self.hours)

    @property
    def utilisation(self) -> float:
        """Hours asked / hours there are, as coverage has it."""
        return sum(self.hours) / self.there if self.there else 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TripYear:
    """A trip with the accounts that it visits."""

    id: str
    number: int
    city: str
    cities: tuple[str, ...]
    start: dt.date
    end: dt.date
    accounts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class YearFacts:
    """Everything that the annual plan of a year shows, before grouping."""

    year: int
    today: dt.date
    currency: str
    policy: TierPolicy
    policy_name: str
    accounts: tuple[AccountYear, ...]
    people: tuple[PersonRow, ...]
    loads: tuple[PersonYear, ...]
    rota: tuple[tuple[int, tuple[str, ...]], ...]
    trips: tuple[TripYear, ...]
    company: tuple[BlackoutRow, ...]
    run: RunRow | None
    missed: tuple[str, ...]
    unplaced: tuple[UnplacedRow, ...]
    engagements: int
    touches: Mapping[str, tuple[dt.date, ...]] = field(default_factory=dict)

    @property
    def first(self) -> dt.date:
        """The Monday of week 1."""
        return dt.date.fromisocalendar(self.year, 1, 1)


def year_facts(reader: Reader, year: int, today: dt.date, owners: Sequence[str] = ()) -> YearFacts:
    """Read a year for the accounts of some CSMs, or of all."""
    database = reader.database
    first, last = bounds(year)
    in_force = policy_for_year(reader, year, today)
    people = reads.plan_people(database)
    touches = reads.plan_touches(database, first, last, owners)
    tally = tallied(touches, year, _preparation(in_force.policy), _travellers(people))
    run = reads.accepted_run(database, year)
    unplaced = reads.unplaced_touches(database, run.id, owners) if run is not None else ()
    missed = count_open_misses(tally, touches)
    count_unplaced(tally, unplaced, year)
    rates = rates_on(reader, today)
    rows = reads.plan_accounts(database, owners)
    accounts = _accounts(rows, tally, in_force.policy, rates, people)
    company = reads.plan_blackouts(database, (), first, last)
    off = _Off(year=year, absences=reads.plan_absences(database, first, last), company=company)
    return YearFacts(
        year=year,
        today=today,
        currency=base_currency(reader),
        policy=in_force.policy,
        policy_name=in_force.name,
        accounts=accounts,
        people=people,
        loads=_loads(accounts, people, tally, off, in_force.policy),
        rota=tuple((week, tuple(who)) for week, who in sorted(tally.onsite.items())),
        trips=_trips(reads.plan_trips(database, year), tally),
        company=company,
        run=run,
        missed=missed,
        unplaced=unplaced,
        engagements=len(touches),
        touches=dates_of(touches, [account.id for account in accounts if account.digital]),
    )


def _preparation(policy: TierPolicy) -> dict[str, int]:
    return {rule.id: rule.prepare_minutes for rule in policy.rules}


def _travellers(people: Iterable[PersonRow]) -> frozenset[str]:
    return frozenset(person.id for person in people if person.role in {"EXEC", "CEO"})


def _accounts(
    rows: Iterable[reads.AccountRow],
    tally: Tally,
    policy: TierPolicy,
    rates: Mapping[str, Decimal],
    people: Iterable[PersonRow],
) -> tuple[AccountYear, ...]:
    names = {person.id: person.name for person in people}
    nothing = (0,) * 12
    found = []
    for row in rows:
        rate = rates.get(row.currency)
        base = row.arr * rate if row.arr is not None and rate is not None else None
        guessed = row.arr is not None and rate is None and not row.tier_override
        counts = tally.counts.get(row.id)
        found.append(
            AccountYear(
                id=row.id,
                name=row.name,
                owner_id=row.owner_id,
                owner=names.get(row.owner_id, ""),
                arr=row.arr,
                currency=row.currency,
                arr_base=base,
                band="" if guessed else policy.band_of(base, row.tier_override).id,
                stage=row.stage,
                renewal=row.renewal,
                decision_lead=row.decision_lead,
                counts=tuple(counts) if counts else nothing,
                digital=counts is not None and row.id not in tally.visited,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Off:
    """What takes hours off a year: our people's leave, the company's own closed days."""

    year: int
    absences: Sequence[reads.AwayRow]
    company: Sequence[BlackoutRow]


def _loads(
    accounts: Iterable[AccountYear],
    people: Iterable[PersonRow],
    tally: Tally,
    off: _Off,
    policy: TierPolicy,
) -> tuple[PersonYear, ...]:
    owners = {account.owner_id for account in accounts}
    first, last = bounds(off.year)
    weeks = ((last - first).days + 1) // 7
    minutes: dict[str, list[int]] = {owner: [0] * weeks for owner in owners}
    for names, hours in tally.minutes.items():
        for person in people_in(names):
            if person in owners:
                minutes[person] = [a + b for a, b in zip(minutes[person], hours, strict=True)]
    return tuple(
        PersonYear(
            id=person.id,
            name=person.name,
            hours=tuple(value / 60 for value in minutes[person.id]),
            capacity=capacity_of(person, policy),
            there=hours_of_year(
                capacity_of(person, policy),
                off.year,
                days_off(person, off.year, off.absences, off.company),
            ),
            away=_away_weeks(person.id, off.absences, first, weeks),
        )
        for person in people
        if person.id in owners
    )


def capacity_of(person: PersonRow, policy: TierPolicy) -> float:
    """Return the weekly hours of a person: their own, else those of their role."""
    if person.weekly_hours is not None:
        return person.weekly_hours
    limits = policy.capacity.get(person.role)
    return float(limits.weekly_hours) if limits is not None else _FULL_WEEK_HOURS


def _away_weeks(
    person: str, absences: Iterable[reads.AwayRow], first: dt.date, weeks: int
) -> frozenset[int]:
    """Return the weeks of which a person is away for three working days or more."""
    lost: dict[int, int] = {}
    for row in absences:
        if row.person_id != person:
            continue
        day = max(row.start, first)
        while day <= row.end:
            if day.weekday() < 5:
                week = (day - first).days // 7 + 1
                lost[week] = lost.get(week, 0) + 1
            day += dt.timedelta(days=1)
    return frozenset(week for week, days in lost.items() if days >= 3 and week <= weeks)


def _trips(rows: Iterable[reads.TripRow], tally: Tally) -> tuple[TripYear, ...]:
    return tuple(
        TripYear(
            id=row.id,
            number=row.number,
            city=row.city,
            cities=row.cities,
            start=row.start,
            end=row.end,
            accounts=frozenset(tally.trips[row.id]),
        )
        for row in rows
        if row.id in tally.trips
    )
