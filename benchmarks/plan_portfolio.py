"""Builds portfolios of any size for the figures of the year grid, dated round 12 May 2027."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.base.ids import seeded_ids
from csplanner.domain.account import Account
from csplanner.domain.engagement import Engagement, EngagementType, Mode, State
from csplanner.domain.team import Organisation, Person, Role
from csplanner.services import workspace as files

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.base.ids import IdMaker

TODAY = dt.date(2027, 5, 12)
CITIES = ("Chicago", "Boston", "Denver", "Houston", "London", "Toronto")
PER_CSM = 50
EXECUTIVES = (("The CEO", "CEO"), ("A CTO", "CTO"), ("A CPO", "CPO"), ("A COO", "COO"))


def build(file: Path, accounts: int, touches: int = 12) -> files.Workspace:
    """Make a portfolio with so many accounts and `touches` engagements of 2027 each."""
    make, rng = seeded_ids(7), random.Random(7)
    workspace = files.create(file, Clock(TODAY))
    people = _people(make, max(1, accounts // PER_CSM))
    csms = [person for person in people if person.role is Role.CSM]
    executives = [person for person in people if person.role in {Role.EXEC, Role.CEO}]
    with workspace.change("Build") as work:
        work.put(Organisation(id=make(), name="Harbour", base_currency="USD"), *people)
        for number in range(accounts):
            owner = csms[number * len(csms) // accounts]
            account = _account(make, rng, number, owner)
            work.put(account)
            work.put(*_engagements(make, rng, account, executives, touches))
    return workspace


def _people(make: IdMaker, csms: int) -> list[Person]:
    people = [
        Person(id=make(), name=f"C. Manager{n:03}", role=Role.CSM, weekly_hours=Decimal(36))
        for n in range(csms)
    ]
    for name, title in EXECUTIVES:
        role = Role.CEO if title == "CEO" else Role.EXEC
        people.append(Person(id=make(), name=name, title=title, role=role))
    return people


def _account(make: IdMaker, rng: random.Random, number: int, owner: Person) -> Account:
    return Account(
        id=make(),
        name=f"Customer {number:05}",
        arr=Decimal(rng.choice((30, 60, 80, 120, 260, 430, 640, 1200, 2400)) * 1000),
        currency="USD",
        owner_id=owner.id,
        city=rng.choice(CITIES),
        country="US",
        renewal_date=dt.date(2027, 1, 1) + dt.timedelta(rng.randrange(365)),
    )


def _engagements(
    make: IdMaker, rng: random.Random, account: Account, executives: list[Person], count: int
) -> list[Engagement]:
    found = []
    for number in range(count):
        kind = rng.choice(list(EngagementType)[:7])
        day = dt.date(2027, 1, 4) + dt.timedelta(7 * (number * 52 // count) + rng.randrange(5))
        held = day < TODAY
        state = State.MISSED if held and rng.random() < 0.02 else State.DONE
        onsite = kind not in {EngagementType.CHECK_IN, EngagementType.TRAINING}
        with_whom = (rng.choice(executives).id,) if kind is EngagementType.EXECUTIVE_QBR else ()
        found.append(
            Engagement(
                id=make(),
                touch=f"{account.id}:{kind}:2027-Y:{number}",
                account_id=account.id,
                type=kind,
                state=state if held else rng.choice((State.PLANNED, State.AGREED)),
                date=day,
                minutes=rng.choice((30, 60, 120)),
                mode=Mode.ONSITE if onsite else Mode.REMOTE,
                city=account.city if onsite else "",
                participants=(account.owner_id, *with_whom),
                rule=str(kind),
                explanation='{"because": ["' + "inside its window " * 12 + '"]}',
            )
        )
    return found
