"""Proves that amounts are read with their signs and separators, and open ones are not guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.importing.numbers import (
    DecimalMark,
    currency_in,
    decide_mark,
    read_number,
    rounded,
)
from csplanner.importing.texts import Misread


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1200", DecimalMark.POINT, "1200"),
        ("$1,200.50", DecimalMark.POINT, "1200.50"),
        ("USD 1,200", DecimalMark.POINT, "1200"),
        ("1.200,50 €", DecimalMark.COMMA, "1200.50"),
        ("1 200,5", DecimalMark.COMMA, "1200.5"),
        ("1'200'000", DecimalMark.POINT, "1200000"),
        ("(500)", DecimalMark.POINT, "-500"),
        ("500-", DecimalMark.POINT, "-500"),
        ("\u2212500", DecimalMark.POINT, "-500"),
        ("250k", DecimalMark.POINT, "250000"),
        ("1.2M", DecimalMark.POINT, "1200000"),
        ("45%", DecimalMark.POINT, "45"),
    ],
)
def test_amounts_as_people_write_them(text: str, mark: DecimalMark, value: str) -> None:
    """Signs, codes, brackets, suffixes and separators come off."""
    assert read_number(text, mark) == Decimal(value)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,200", "45,000"], DecimalMark.POINT),
        (["1.200", "45.000"], DecimalMark.ASK),
        (["1.200", "3,5"], DecimalMark.COMMA),
        (["1,200", "3.5"], DecimalMark.POINT),
        (["1.200.000"], DecimalMark.COMMA),
        (["0.125"], DecimalMark.POINT),
        (["1200"], DecimalMark.POINT),
    ],
)
def test_the_mark_is_decided_by_the_column(texts: list[str], mark: DecimalMark) -> None:
    """Money with a point before three digits everywhere is asked about."""
    assert decide_mark(texts, money=True) is mark


def test_plain_numbers_are_not_asked_about() -> None:
    """A measure of 1.234 is a measure of 1.234."""
    assert decide_mark(["1.234", "5.678"], money=False) is DecimalMark.POINT
    with pytest.raises(Misread, match="thousands or decimals"):
        read_number("1.234", DecimalMark.ASK)


@pytest.mark.parametrize("text", ["n/a", "", "12,34,5", "1.2.3", "--5", "1e9", "1" * 20, "NaN"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Text, broken groups and absurd amounts are refused."""
    with pytest.raises(Misread):
        read_number(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_written_then_read(value: Decimal) -> None:
    """Every amount that a portfolio can keep survives English and German writing."""
    english = f"{value:,.4f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert rounded(read_number(english, DecimalMark.POINT)) == value
    assert rounded(read_number(german, DecimalMark.COMMA)) == value


def test_the_currency_beside_an_amount() -> None:
    """Codes go before signs."""
    assert currency_in("CAD $500") == "CAD"
    assert currency_in("€ 500") == "EUR"
    assert currency_in("500") == ""
