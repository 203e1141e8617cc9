"""Proves how dates, money and numbers are said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from ui import formats

TODAY = dt.date(2027, 5, 12)


@pytest.fixture(autouse=True)
def _in_american() -> object:
    """Say everything as in the pictures."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("amount", "currency", "wanted"),
    [
        ("2400000", "USD", "$2.40M"),
        ("920000", "USD", "$920k"),
        ("999499", "USD", "$999k"),
        ("999500", "USD", "$1.00M"),
        ("84000", "EUR", "€84k"),
        ("999", "USD", "$999"),
        ("-1200", "USD", "\N{MINUS SIGN}$1k"),
        ("1100000", "CHF", "CHF 1.10M"),
        ("2672240000", "USD", "$2.67B"),
    ],
)
def test_money_is_short_and_keeps_its_currency(amount: str, currency: str, wanted: str) -> None:
    """Two digits from a million on, thousands as k, the code where there is no sign."""
    assert formats.money(Decimal(amount), currency) == wanted


def test_what_is_unknown_is_a_dash() -> None:
    """No number is invented for what nobody said."""
    assert formats.money(None) == formats.day(None) == formats.number(None) == formats.NOTHING


def test_whole_amounts_are_grouped() -> None:
    """All digits, cents only where there are some."""
    assert formats.exact_money(Decimal(1940)) == "$1,940"
    assert formats.exact_money(Decimal("1940.5"), "CHF") == "CHF 1,940.50"


def test_dates_drop_the_year_only_when_it_is_todays() -> None:
    """A date of another year names it."""
    assert formats.day(dt.date(2027, 6, 9), TODAY) == "9 Jun"
    assert formats.day(dt.date(2028, 6, 9), TODAY) == "9 Jun 2028"
    assert formats.weekday(dt.date(2027, 6, 9), TODAY) == "Wed 9 Jun"
    assert formats.week(TODAY) == "W19"
    assert formats.long_day(TODAY) == "Wednesday 12 May"


def test_distances_are_told_from_today() -> None:
    """One day is not plural, and today is neither ahead nor ago."""
    near = [TODAY + dt.timedelta(days=n) for n in (0, 1, -3)]
    assert [formats.distance(day, TODAY) for day in near] == ["today", "in 1 day", "3 days ago"]


def test_measures_keep_one_needed_digit_and_their_unit() -> None:
    """A percent sign stands close, a unit apart."""
    said = [formats.measure(v, u) for v, u in ((63, "%"), (9.84, "h"), (412.4, ""), (6.0, ""))]
    assert said == ["63%", "9.8 h", "412", "6"]


def test_initials_are_of_the_first_and_last_word() -> None:
    """One letter of a single word, nothing of nobody."""
    assert [formats.initials(n) for n in ("I. Sollander", "Maruzek", "")] == ["IS", "M", ""]
