"""Proves how days and amounts are said: English, whatever the locale, and never a plain hyphen."""

from __future__ import annotations

import datetime as dt

import pytest

from csplanner.domain import days
from csplanner.domain.amounts import amount, short_amount

DAY = dt.date(2027, 6, 9)


def test_a_day_is_said_in_five_lengths() -> None:
    """From '9 Jun' to 'Wednesday 9 June 2027'."""
    assert days.short_day(DAY) == "9 Jun"
    assert days.full_day(DAY) == "9 Jun 2027"
    assert days.long_day(DAY) == "9 June 2027"
    assert days.weekday_day(DAY) == "Wed 9 Jun"
    assert days.spoken_day(DAY) == "Wednesday 9 June 2027"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (DAY, "9 June 2027"),
        (dt.date(2027, 6, 11), "9\N{EN DASH}11 June 2027"),
        (dt.date(2027, 7, 1), "9 June \N{EN DASH} 1 July 2027"),
        (dt.date(2028, 1, 1), "9 June 2027 \N{EN DASH} 1 January 2028"),
    ],
)
def test_a_span_names_month_and_year_as_often_as_needed(last: dt.date, words: str) -> None:
    """Within a month the month is said once, within a year the year."""
    assert days.span(DAY, last) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (63, "%", "63%"),
        (41, "min", "41 min"),
        (1240, "", "1,240"),
        (9.84, "", "9.8"),
        (-3, "d", "\N{MINUS SIGN}3 d"),
        (6, "sites live", "6 sites live"),
    ],
)
def test_an_amount_carries_its_unit(value: float, unit: str, words: str) -> None:
    """Percent without a space, other units with one, thousands grouped, a true minus."""
    assert amount(value, unit) == words


def test_a_long_unit_is_left_out_where_room_is_short() -> None:
    """Narrow columns keep short units and percent."""
    assert short_amount(6, "sites live") == "6"
    assert short_amount(63, "percent") == "63%"
