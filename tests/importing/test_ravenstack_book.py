"""Proves which subscriptions count on a day, and that a file's go over the stored ones."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.importing.ravenstack_book import Line
from tests.importing.desk import Desk, counts

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
HEAD = "subscription_id,account_id,start_date,end_date,plan_tier,seats,arr_amount\n"


def test_a_subscription_runs_until_before_its_end() -> None:
    """Its worth ends with the end, its usage window holds the last day."""
    line = Line(account="A1", start=FIRST, end=LAST, arr=Decimal(5))
    assert [line.is_active(day) for day in (FIRST, LAST)] == [True, False]
    assert line.covers(LAST)
    assert not line.covers(LAST + dt.timedelta(days=1))
    assert Line(account="A1", start=FIRST, end=None, arr=Decimal(5)).is_active(LAST)


def test_a_later_file_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    """ARR is the sum over stored subscriptions and those of the file, each counted once."""
    desk = Desk(tmp_path, LAST)
    desk.take_text("accounts", "external_id,name\nA1,Acme\n")
    first = HEAD + "S1,A1,2024-01-01,,Pro,5,100\nS2,A1,2024-01-01,,Pro,5,50\n"
    desk.take_text("subscriptions", first, preset="ravenstack")
    assert desk.one("accounts").arr == 150
    later = HEAD + "S2,A1,2024-01-01,2024-06-30,Pro,5,50\nS3,A1,2024-07-01,,Pro,5,70\n"
    told = desk.take_text("subscriptions", later, preset="ravenstack")
    assert counts(told) == (1, 1, 0, 0)
    assert desk.one("accounts").arr == 170
