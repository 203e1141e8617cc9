"""A small team with a dozen customers, made by hand, for tests of use cases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id, seeded_ids
from csplanner.domain.ids import AccountId, OrganisationId, PersonId, TimeOffId
from csplanner.domain.records import Account, Engagement, Organisation, Person, TimeOff
from csplanner.domain.team import Role
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2027, 1, 4)
_TEAM = (
    ("C1", Role.CSM, "Minneapolis"),
    ("C2", Role.CSM, "Boston"),
    ("A1", Role.AE, "Chicago"),
    ("E1", Role.EXEC, "San Francisco"),
    ("E2", Role.EXEC, "New York"),
    ("CEO", Role.CEO, "San Francisco"),
)
_CITIES = ("Chicago", "Denver", "Boston", "Houston")
_ARR = (40_000, 150_000, 600_000, 1_200_000)


def make_team(folder: Path, today: dt.date = TODAY, accounts: int = 12) -> Portfolio:
    """Return an open portfolio with six people and accounts of every tier in four cities."""
    portfolio = Portfolio.create(folder / "team.csplan", Clock(today), folder / "backups")
    ids = seeded_ids(7)
    people = [
        Person(
            id=PersonId(ids()),
            external_id=key,
            name=f"Person {key}",
            role=role,
            home_city=city,
            country="US",
        )
        for key, role, city in _TEAM
    ]
    made = [
        Account(
            id=AccountId(ids()),
            external_id=f"K{n:02d}",
            name=f"Customer {n:02d}",
            arr=Decimal(_ARR[n % 4]),
            currency="USD",
            owner_id=people[n % 2].id,
            account_executive_id=people[2].id,
            city=_CITIES[n % 4],
            country="US",
            renewal_date=dt.date(2027, 1 + n % 12, 15),
        )
        for n in range(accounts)
    ]
    with portfolio.change("Team") as work:
        work.put(Organisation(id=OrganisationId(ids()), name="Ours"), *people, *made)
    return portfolio


def send_away(portfolio: Portfolio, who: str, after: dt.date) -> tuple[dt.date, dt.date]:
    """Give one of ours two weeks off over their next touch that may also be held before or after.

    Returns the first and last day; what the planner dated decides which weeks these are.
    """
    person = next(p for p in portfolio.all(Person) if p.external_id == who)
    wide = dt.timedelta(days=60)
    touch = min(
        (
            e
            for e in portfolio.all(Engagement)
            if e.date > after + dt.timedelta(days=7)
            and person.id in e.participants
            and not e.locked
            and e.window_from
            and e.window_to
            and e.window_to - e.window_from >= wide
        ),
        key=lambda e: (e.date, e.touch),
    )
    start, end = touch.date - dt.timedelta(days=3), touch.date + dt.timedelta(days=10)
    away = TimeOff(id=TimeOffId(new_id()), person_id=person.id, start=start, end=end)
    with portfolio.change("Leave") as work:
        work.put(away)
    return start, end
