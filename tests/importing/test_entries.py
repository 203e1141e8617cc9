"""Proves that rows become typed values, bad cells are told, and formulas stay text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.importing.entries import guarded, unguarded
from csplanner.importing.mapping_file import mapping_from
from tests.importing.desk import counts

if TYPE_CHECKING:
    from tests.importing.desk import Desk


def test_a_bad_cell_names_its_place(desk: Desk) -> None:
    """File, row, column, value and what was expected; good rows are read all the same."""
    told = desk.take_text(
        "accounts", "name,ARR (EUR),renewal\nA,n/a,2027-01-01\nB,5,31/02/2027\nC,5,\n"
    )
    assert counts(told) == (1, 0, 0, 2)
    first, second = told.problems
    assert (first.file, first.row, first.column, first.value) == (
        "accounts.csv",
        2,
        "ARR (EUR)",
        "n/a",
    )
    assert "number" in first.message
    assert (second.row, second.column, second.message.split(";")[0]) == (
        3,
        "renewal",
        "no such date",
    )


def test_a_currency_beside_the_amount_or_in_the_header(desk: Desk) -> None:
    """A sign in the cell goes before the one in the header; a column of currencies before both."""
    desk.take_text("accounts", "name,ARR (EUR)\nA,5\nB,£5\n")
    assert [account.currency for account in desk.all("accounts")] == ["EUR", "GBP"]
    desk.take_text("accounts", "name,ARR (EUR),currency\nC,5,CHF\n")
    assert desk.one("accounts", name="C").currency == "CHF"


def test_without_any_currency_the_base_currency_is_taken(desk: Desk) -> None:
    """An amount that names no currency is in ours."""
    desk.take_text("accounts", "name,arr\nA,5\nB,\n")
    assert [account.currency for account in desk.all("accounts")] == ["USD", ""]


def test_an_open_column_is_asked_about_and_answered(desk: Desk) -> None:
    """Dates that can be read two ways raise a question; the mapping answers it."""
    text = "name,renewal\nA,03/04/2027\nB,05/06/2027\n"
    told = desk.take_text("accounts", text)
    assert len(told.questions) == 1
    assert told.rejected == 2
    told = desk.take_text("accounts", text, mapping=mapping_from({"date_order": "dmy"}))
    assert told.questions == ()
    assert [account.renewal_date.month for account in desk.all("accounts")] == [4, 6]


def test_a_mixed_column_rejects_only_what_is_open(desk: Desk) -> None:
    """Where a column mixes both orders, plain values are read and open ones told."""
    told = desk.take_text("accounts", "name,renewal\nA,31/12/2027\nB,12/31/2027\nC,03/04/2027\n")
    assert counts(told) == (2, 0, 0, 1)
    assert "3 Apr 2027 or 4 Mar 2027" in told.problems[0].message
    assert told.questions == ()


def test_values_are_replaced_as_mapped(desk: Desk) -> None:
    """Letters for tiers become tiers."""
    said = mapping_from({"values": {"tier_override": {"A": "strategic"}}})
    desk.take_text("accounts", "name,tier_override\nX,a\nY,growth\n", mapping=said)
    assert [account.tier_override for account in desk.all("accounts")] == ["strategic", "growth"]


def test_formulas_and_html_are_text(desk: Desk) -> None:
    """Nothing in a cell is ever more than text."""
    desk.take_text("accounts", 'name,notes\nA,"=HYPERLINK(""x"")"\nB,<b>bold</b>\n')
    assert [a.notes for a in desk.all("accounts")] == ['=HYPERLINK("x")', "<b>bold</b>"]


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-x", "@SUM", "\tx", "\rx", "'=1"])
def test_text_like_a_formula_is_guarded(text: str) -> None:
    """What a spreadsheet would run gets an apostrophe, and loses it when read."""
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["-5", "+5", "-0.5", "5", "plain", "", "'quoted'", "it's"])
def test_numbers_and_plain_text_stay(text: str) -> None:
    """A negative number stays a number."""
    assert guarded(text) == text == unguarded(text)


@given(st.text(alphabet="'=+-@ax5.\t\r", max_size=6))
def test_guarding_loses_nothing(text: str) -> None:
    """Any text comes back as it was."""
    assert unguarded(guarded(text)) == text


def test_amounts_keep_four_decimals(desk: Desk) -> None:
    """Money is rounded once, on reading, so that reading it again changes nothing."""
    for fate in ((1, 0, 0, 0), (0, 0, 1, 0)):
        assert counts(desk.take_text("accounts", "name,arr\nA,10.123456\n")) == fate
    assert desk.one("accounts").arr == Decimal("10.1235")
