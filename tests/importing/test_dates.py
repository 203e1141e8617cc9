"""Proves that dates are read as written, and asked about where nothing decides their order."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.importing.dates import (
    DateOrder,
    decide_order,
    read_date,
    read_instant,
    read_moment,
    read_time,
    readings,
)
from csplanner.importing.texts import Misread


@pytest.mark.parametrize(
    "text",
    [
        "2027-02-24",
        "2027/2/24",
        "20270224",
        "24.02.2027",
        "24.2.27",
        "24-Feb-27",
        "24 February 2027",
        "Feb 24, 2027",
        "february 24th, 2027",
        "24/02/2027",
        "02/24/2027",
        "2027-02-24T23:59:00Z",
        "2027-02-24 08:55 PM",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    """The same day is read from every usual spelling whose order is plain."""
    assert read_date(text, DateOrder.MIXED) == dt.date(2027, 2, 24)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2027", "31/12/2027"], DateOrder.DAY_FIRST),
        (["03/04/2027", "12/31/2027"], DateOrder.MONTH_FIRST),
        (["31/12/2027", "12/31/2027"], DateOrder.MIXED),
        (["03/04/2027", "05/06/2027"], DateOrder.ASK),
        (["03/03/2027"], DateOrder.DAY_FIRST),
        (["03.04.2027"], DateOrder.DAY_FIRST),
        (["2027-04-03"], DateOrder.DAY_FIRST),
    ],
)
def test_the_order_is_decided_by_the_column(texts: list[str], order: DateOrder) -> None:
    """One value that can only be read one way decides for all; none at all leaves it open."""
    assert decide_order(texts) is order


def test_an_open_date_is_not_guessed() -> None:
    """A date that could be two days is refused, naming both."""
    with pytest.raises(Misread, match="could be 3 Apr 2027 or 4 Mar 2027"):
        read_date("03/04/27", DateOrder.ASK)
    assert readings("03/04/27") == (dt.date(2027, 4, 3), dt.date(2027, 3, 4))


@pytest.mark.parametrize(
    "text", ["31/02/2027", "2027-13-01", "soon", "", "0000-01-01", "24-Foo-27"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """A day that does not exist, and text, are no dates."""
    with pytest.raises(Misread):
        read_date(text, DateOrder.DAY_FIRST)


@given(st.dates(min_value=dt.date(1980, 1, 1), max_value=dt.date(2079, 12, 31)))
def test_written_then_read(day: dt.date) -> None:
    """Every day survives each order in which it can be written."""
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day:%d/%m/%Y}", DateOrder.DAY_FIRST) == day
    assert read_date(f"{day:%m/%d/%y}", DateOrder.MONTH_FIRST) == day


def test_times_and_moments() -> None:
    """Times are read to the minute, with or without am and pm; instants need their offset."""
    assert read_time("2:30 pm") == dt.time(14, 30)
    assert read_time("12:05 AM") == dt.time(0, 5)
    assert read_moment("2027-02-24 14:30:59").isoformat() == "2027-02-24T14:30:00"
    assert read_instant("2027-02-24T14:30:00+01:00").utcoffset() == dt.timedelta(hours=1)
    for wrong in ("25:00", "noon"):
        with pytest.raises(Misread):
            read_time(wrong)
    with pytest.raises(Misread):
        read_instant("2027-02-24T14:30:00")
