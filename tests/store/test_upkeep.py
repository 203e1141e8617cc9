"""Fifteen planted contradictions are found, mended, and gone; what is not safe is listed only."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.ids import (
    AccountId,
    BlackoutId,
    ContactId,
    DriverId,
    DriverReadingId,
    EngagementId,
    PersonId,
    TimeOffId,
    TripCostId,
    TripId,
)
from csplanner.domain.records import (
    RECORDS,
    Account,
    Blackout,
    Contact,
    Driver,
    DriverReading,
    Engagement,
    Person,
    TimeOff,
    Trip,
    TripCost,
)
from csplanner.domain.trip import CostCategory
from csplanner.services import care as services
from csplanner.store import care, upkeep
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLOCK = Clock(dt.date(2027, 5, 12))
DAY, NEXT = dt.date(2027, 6, 1), dt.date(2027, 6, 8)
# What is wrong with the file -> the statement that plants it.
PLANTED = {
    "contact refers to a missing account": "UPDATE contact SET account_id = 'gone'",
    "account refers to a missing person": "UPDATE account SET owner_id = 'gone'",
    "engagement refers to a missing trip": "UPDATE engagement SET trip_id = 'gone'",
    "trip_cost refers to a missing trip": "UPDATE trip_cost SET trip_id = 'gone'",
    "driver_reading refers to a missing driver": "DELETE FROM driver",
    "engagement: participants names": "UPDATE engagement SET participants = '[\"nobody\"]'",
    "engagement: contacts names": "UPDATE engagement SET contacts = '[\"nobody\"]'",
    "engagement: participants cannot be read": "UPDATE engagement SET participants = '[\"half'",
    "time_off: ends": "UPDATE time_off SET start = '2027-07-01', \"end\" = '2027-06-01'",
    "blackout: ends": "UPDATE blackout SET start = '2027-07-01', \"end\" = '2027-06-01'",
    "trip: ends": "UPDATE trip SET start = '2027-07-01', \"end\" = '2027-06-01'",
    "account: ends": "UPDATE account SET contract_start = '2027-07', contract_end = '2026-07'",
    "account: renewal_date cannot be read": "UPDATE account SET renewal_date = 'next spring'",
    "journal: its line of history is missing": "DELETE FROM change",
    "journal: what it kept of a record": "UPDATE journal SET after = '{\"half'",
}
UNSAFE = {
    "engagement: state cannot be read": "UPDATE engagement SET state = 'dreamt'",
    "engagement: date cannot be read": "UPDATE engagement SET date = '2027-02-30'",
    "engagement: the touch": "UPDATE engagement SET touch = 'T1'",
}


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    """Return a portfolio with one of each record that the faults need, and a second visit."""
    person = Person(id=PersonId("p"), name="Person")
    account = Account(id=AccountId("a"), name="Customer", owner_id=person.id)
    contact = Contact(id=ContactId("c"), account_id=account.id, name="Contact")
    trip = Trip(id=TripId("t"), number=1, year=2027, city="Oslo", start=DAY, end=NEXT)
    driver = Driver(id=DriverId("d"), account_id=account.id, name="Adoption")
    visits = [
        Engagement(id=EngagementId(f"e{n}"), account_id=account.id, date=DAY, touch=f"T{n}")
        for n in range(2)
    ]
    with Portfolio.create(tmp_path / "p.csplan", CLOCK, tmp_path / "backups") as made:
        with made.change("Fill") as work:
            work.put(person, account, contact, trip, driver, *visits)
            work.put(
                TripCost(
                    id=TripCostId("tc"),
                    trip_id=trip.id,
                    category=CostCategory.AIR,
                    amount=Decimal(9),
                ),
                DriverReading(id=DriverReadingId("dr"), driver_id=driver.id, date=DAY, value=1.0),
                TimeOff(id=TimeOffId("o"), person_id=person.id, start=DAY, end=NEXT),
                Blackout(id=BlackoutId("b"), start=DAY, end=NEXT),
            )
        yield made


def _plant(portfolio: Portfolio, statement: str) -> None:
    portfolio.database.pragma("foreign_keys=OFF")
    portfolio.database.connection.exec_driver_sql(statement)
    portfolio.database.pragma("foreign_keys=ON")


def _is_told(told: str, problems: tuple[str, ...]) -> bool:
    """Say whether a fault is among the problems, whatever row it is of."""
    head, _, tail = told.partition(":") if ":" in told else told.partition(" ")
    return any(p.startswith(head) and tail.strip() in p for p in problems)


@pytest.mark.parametrize("told", PLANTED)
def test_a_planted_fault_is_found_and_mended(portfolio: Portfolio, told: str) -> None:
    """Each by itself: found with its name, mended after a backup, and a second check is clean."""
    _plant(portfolio, PLANTED[told])
    found = care.check(portfolio.database)
    assert _is_told(told, found.problems), found.problems
    assert services.repair(portfolio)
    assert care.check(portfolio.database).ok
    assert [b.reason for b in services.backups_of(portfolio)] == ["repair"]
    assert portfolio.history()[0].label.startswith("Mend ")
    for kind in RECORDS:
        portfolio.all(kind)


def test_all_at_once(portfolio: Portfolio) -> None:
    """Fifteen faults in one file are mended in one go; a second one has nothing to do."""
    assert len(PLANTED) == 15
    for statement in PLANTED.values():
        _plant(portfolio, statement)
    assert services.repair(portfolio)
    assert care.check(portfolio.database).ok
    assert services.repair(portfolio) == ()


@pytest.mark.parametrize("told", UNSAFE)
def test_what_a_person_must_decide_is_listed(portfolio: Portfolio, told: str) -> None:
    """It is named, and left as it is."""
    _plant(portfolio, UNSAFE[told])
    assert _is_told(told, care.check(portfolio.database).problems)
    services.repair(portfolio)
    assert _is_told(told, care.check(portfolio.database).problems)


def test_a_sound_file_is_left_alone(portfolio: Portfolio) -> None:
    """Nothing to mend, no backup, no line of history."""
    assert upkeep.flaws(portfolio.database) == ()
    before = portfolio.history()
    assert services.repair(portfolio) == ()
    assert portfolio.history() == before
    assert services.backups_of(portfolio) == ()
