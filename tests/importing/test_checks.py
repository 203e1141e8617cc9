"""Proves what must hold between the fields of one record."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.domain.account import Account, Subscription
from csplanner.domain.team import Blackout, Person
from csplanner.importing.checks import fault_of, is_zone

if TYPE_CHECKING:
    from csplanner.domain.record import Record

DAY, BEFORE = dt.date(2027, 5, 12), dt.date(2027, 5, 11)


@pytest.mark.parametrize(
    ("record", "column"),
    [
        (Account(id="a", name="A", arr=Decimal(-1)), "arr"),
        (Account(id="a", name="A", latitude=91.0), "latitude"),
        (Account(id="a", name="A", longitude=-181.0), "longitude"),
        (Account(id="a", name="A", timezone="Mars/Base"), "timezone"),
        (Account(id="a", name="A", contract_start=DAY, contract_end=BEFORE), "contract_end"),
        (Subscription(id="s", account_id="a", start=DAY, end=BEFORE), "end"),
        (Blackout(id="b", start=DAY, end=BEFORE), "to"),
        (Person(id="p", name="P", timezone="../etc/passwd"), "timezone"),
    ],
)
def test_contradictions_are_found(record: Record, column: str) -> None:
    """Each contradiction names the column to mend."""
    fault = fault_of(record)
    assert fault is not None
    assert fault[0] == column


def test_sound_records_pass() -> None:
    """Nothing is held against a record that is as it should be."""
    assert fault_of(Account(id="a", name="A", contract_start=DAY, contract_end=DAY)) is None
    assert fault_of(Blackout(id="b", start=DAY, end=DAY)) is None
    assert is_zone("Europe/Berlin")
    assert is_zone("")
