"""Proves that cells are read by type, written back the same, and open columns asked about."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.importing.dates import DateOrder
from csplanner.importing.kinds import KINDS
from csplanner.importing.texts import Misread
from csplanner.importing.values import (
    Convention,
    decide,
    items_of,
    question_about,
    read_cell,
    text_of,
)

PLAIN = Convention(plain=True)
ACCOUNT, PERSON, TRIP = (KINDS[name].by_name for name in ("accounts", "people", "trips"))
ENGAGEMENT = KINDS["engagements"].by_name


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (ACCOUNT["arr"], Decimal("1200.5")),
        (ACCOUNT["arr"], Decimal(2400000)),
        (ACCOUNT["latitude"], 41.88),
        (ACCOUNT["latitude"], 1e-07),
        (ACCOUNT["relationship"], 4),
        (ACCOUNT["archived"], True),
        (ACCOUNT["contract_start"], dt.date(2027, 5, 12)),
        (ACCOUNT["preferred_weekdays"], (1, 3)),
        (ACCOUNT["country"], "GB"),
        (ACCOUNT["stage"], "Sunset"),
        (ACCOUNT["notes"], " kept as it is \n"),
        (ENGAGEMENT["start"], dt.time(14, 30)),
        (ENGAGEMENT["state"], KINDS["engagements"].by_name["state"].words("agreed")),
        (TRIP["cities"], ("Chicago", "Saint Louis; MO")),
    ],
)
def test_written_then_read(field: Any, value: Any) -> None:
    """What an export writes reads back as the same value."""
    assert read_cell(text_of(value, field), field, PLAIN) == value


@given(st.lists(st.text(min_size=1).map(str.strip).filter(lambda t: t and "\\" not in t)))
def test_lists_survive_semicolons(items: list[str]) -> None:
    """Items with semicolons are written so that they stay one item."""
    field = TRIP["cities"]
    assert items_of(text_of(tuple(items), field)) == tuple(items)


def test_an_empty_value_is_an_empty_cell() -> None:
    """Nothing is written as nothing."""
    assert text_of(None, ACCOUNT["arr"]) == ""
    assert text_of((), ACCOUNT["executive_pool"]) == ""


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("domain", "https://www.Acme.example/about?x", "acme.example"),
        ("domain", "ada@acme.example", "acme.example"),
        ("currency", "usd", "USD"),
        ("tier_override", "Enterprise", "enterprise"),
        ("segment", "Enterprise", "Enterprise"),
        ("preferred_weekdays", "Thu, Tue", (1, 3)),
        ("executive_pool", "a; b;;", ("a", "b")),
    ],
)
def test_cells_as_people_write_them(name: str, text: str, wanted: object) -> None:
    """Web addresses, codes and lists are brought to one form."""
    assert read_cell(text, ACCOUNT[name], Convention()) == wanted


@pytest.mark.parametrize(
    ("name", "text"),
    [("relationship", "6"), ("relationship", "2.5"), ("currency", "money"), ("country", "Oz")],
)
def test_what_does_not_fit_is_refused(name: str, text: str) -> None:
    """A value of the wrong kind or range is refused."""
    with pytest.raises(Misread):
        read_cell(text, ACCOUNT[name], Convention())


def test_quarters() -> None:
    """Quarters are brought to the contract's form."""
    field = KINDS["trends"].by_name["quarter"]
    assert {read_cell(t, field, Convention()) for t in ("2027Q2", "Q2 2027", "2027-q2")} == {
        "2027Q2"
    }
    with pytest.raises(Misread):
        read_cell("spring", field, Convention())


def test_a_column_asks_what_it_leaves_open() -> None:
    """The question names both readings; what was said by hand answers it."""
    field = ACCOUNT["renewal_date"]
    cells = ["03/04/2027", "05/06/2027"]
    question = question_about(field, "Renewal", cells, decide(field, cells))
    assert "3 Apr 2027 or 4 Mar 2027" in question
    told = decide(field, cells, date_order=DateOrder.MONTH_FIRST)
    assert question_about(field, "Renewal", cells, told) == ""
    money = ACCOUNT["arr"]
    assert "thousands" in question_about(money, "ARR", ["1.200"], decide(money, ["1.200"]))
