"""Portfolios of any size for tests and benchmarks of the window; the same every time."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.base.ids import seeded_ids
from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.domain.ids import (
    AccountId,
    ContactId,
    EngagementId,
    OrganisationId,
    PersonId,
)
from csplanner.domain.records import Account, Contact, Engagement, Organisation, Person
from csplanner.domain.team import Role
from csplanner.services.workspace import create

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.domain.record import Record
    from csplanner.services.workspace import Workspace

TODAY = dt.date(2027, 5, 12)
CITIES = (("Chicago", "US"), ("Denver", "US"), ("Boston", "US"), ("London", "GB"), ("", "SE"))
_FIRST = (
    "Ardenmoor",
    "Boreth",
    "Calyxa",
    "Delmarra",
    "Everlund",
    "Fennick",
    "Garrowby",
    "Hallivan",
)
_SECOND = ("Freight", "Grid", "Health", "Foods", "Rail", "Labs", "Bank", "Retail", "Pharma")
_OWNERS = ("I. Sollander", "D. Orrinvale", "P. Maruzek", "T. Kelvane")
_TYPES = tuple(EngagementType)[:6]


def name_of(number: int) -> str:
    """Return the name of the account with a number: invented, and each one different."""
    first, second = _FIRST[number % len(_FIRST)], _SECOND[number // len(_FIRST) % len(_SECOND)]
    again = number // (len(_FIRST) * len(_SECOND))
    return f"{first} {second}" + (f" {again + 1}" if again else "")


def make_portfolio(path: Path, accounts: int, touches: int = 12) -> Workspace:
    """Make a portfolio with so many accounts and so many engagements each, and leave it open."""
    workspace = create(path, Clock(TODAY))
    records = records_of(accounts, touches)
    with workspace.change("Fill the portfolio") as work:
        work.put(*records)
    return workspace


def records_of(accounts: int, touches: int) -> list[Record]:
    """Return the records of a portfolio of a size."""
    ids, chance = seeded_ids(7), random.Random(7)
    people = [
        Person(id=PersonId(ids()), name=name, role=Role.CSM, weekly_hours=Decimal(36))
        for name in _OWNERS
    ]
    found: list[Record] = [
        Organisation(id=OrganisationId(ids()), name="Ours", team="Central & Atlantic"),
        *people,
    ]
    for number in range(accounts):
        owner = people[number % len(people)]
        account = _account(AccountId(ids()), number, owner, chance)
        found.append(account)
        found.append(
            Contact(
                id=ContactId(ids()),
                account_id=account.id,
                name=f"M. Tarrisk {number + 1}",
                title="COO",
                influence=1 + number % 5,
                attitude=1 + number % 4,
            )
        )
        found.extend(
            _touch(EngagementId(ids()), account, owner, nth, touches) for nth in range(touches)
        )
    return found


def _account(account_id: AccountId, number: int, owner: Person, chance: random.Random) -> Account:
    city, country = CITIES[number % len(CITIES)]
    arr = Decimal(round(10 ** chance.uniform(4.4, 6.4), -3))
    return Account(
        id=account_id,
        external_id=f"A-{number + 1:04}",
        name=name_of(number),
        arr=arr,
        currency="USD",
        industry=_SECOND[number // len(_FIRST) % len(_SECOND)],
        owner_id=owner.id,
        city=city,
        country=country,
        contract_start=dt.date(2024, 1, 1),
        renewal_date=TODAY + dt.timedelta(days=chance.randint(20, 400)),
    )


def _touch(
    touch_id: EngagementId, account: Account, owner: Person, nth: int, of: int
) -> Engagement:
    day = dt.date(2027, 1, 4) + dt.timedelta(
        days=round(nth * 360 / of) + int(account.external_id[2:]) % 5
    )
    return Engagement(
        id=touch_id,
        account_id=account.id,
        type=_TYPES[nth % len(_TYPES)],
        state=State.DONE if day < TODAY else (State.AGREED if nth % 2 else State.PLANNED),
        date=day,
        start=dt.time(10),
        mode=Mode.ONSITE if nth % 3 == 0 else Mode.REMOTE,
        city=account.city,
        participants=(owner.id,),
    )
