"""Proves that references are looked up, rows accounted for, and a second import changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing.desk import counts

if TYPE_CHECKING:
    from tests.importing.desk import Desk

TEAM = "external_id,name,role,email,reports_to\nP1,Ida,CSM,ida@us.example,Bo\nP2,Bo,Manager,,\n"


def test_people_may_name_people_below_them(desk: Desk) -> None:
    """A row may refer to a row that comes later in its file."""
    assert counts(desk.take_text("people", TEAM)) == (2, 0, 0, 0)
    assert desk.one("people", name="Ida").reports_to_id == desk.one("people", name="Bo").id


def test_a_row_falls_with_the_one_it_names(desk: Desk) -> None:
    """Nobody reports to a person whose row was rejected."""
    told = desk.take_text("people", "name,reports_to,weekly_hours\nIda,Bo,\nBo,,many\nCy,,\n")
    assert counts(told) == (1, 0, 0, 2)
    assert {problem.row for problem in told.problems} == {2, 3}


def test_an_unknown_owner_is_told_with_what_to_do(desk: Desk) -> None:
    """The row names the owner and says that people come first; others are written."""
    desk.take_text("people", TEAM)
    told = desk.take_text("accounts", "name,CSM owner\nA,IDA@us.example\nB,Zed\nC,\n")
    assert counts(told) == (2, 0, 0, 1)
    assert (told.problems[0].column, told.problems[0].value) == ("CSM owner", "Zed")
    assert "import people first" in told.problems[0].message


def test_absent_columns_and_empty_cells_leave_a_field_alone(desk: Desk) -> None:
    """Only what is said changes anything."""
    desk.take_text("accounts", "external_id,name,city,arr\nA,Acme,Bonn,5\n")
    assert counts(desk.take_text("accounts", "external_id,city\nA,\n")) == (0, 0, 1, 0)
    assert desk.one("accounts").city == "Bonn"


def test_empty_cells_clear_when_asked_to(desk: Desk) -> None:
    """With --empty-clears an empty cell sets the field back, but never a required one."""
    desk.take_text("accounts", "external_id,name,city,arr,stage\nA,Acme,Bonn,5,pilot\n")
    told = desk.take_text("accounts", "external_id,name,city,arr,stage\nA,,,,\n", empty_clears=True)
    assert counts(told) == (0, 1, 0, 0)
    account = desk.one("accounts")
    assert (account.name, account.city, account.arr, account.stage) == ("Acme", "", None, "nurture")


@pytest.mark.parametrize(
    ("kind", "text", "column"),
    [
        ("accounts", "external_id,city\nA9,Bonn\n", "name"),
        ("timeoff", "person,from\nIda,2027-01-01\n", "to"),
        ("timeoff", "person,from,to\nIda,2027-01-02,2027-01-01\n", "to"),
        ("revenue", "account,date,kind,amount\nAcme,2027-01-01,new,-5\n", "amount"),
        ("contacts", "account,name\nNone,Jo\n", "account"),
    ],
)
def test_what_a_record_cannot_be_without(desk: Desk, kind: str, text: str, column: str) -> None:
    """A new record that lacks or contradicts something is rejected by the column at fault."""
    desk.take_text("people", TEAM)
    desk.take_text("accounts", "name\nAcme\n")
    told = desk.take_text(kind, text)
    assert counts(told) == (0, 0, 0, 1)
    assert told.problems[0].column == column


def test_a_loss_may_be_written_negative(desk: Desk) -> None:
    """Churn of -5 is churn of 5, and the same the second time."""
    desk.take_text("accounts", "name\nAcme\n")
    for fate in ((1, 0, 0, 0), (0, 0, 1, 0)):
        told = desk.take_text("revenue", "account,date,kind,amount\nAcme,2027-01-01,churn,-5\n")
        assert counts(told) == fate
    assert desk.one("revenue").amount == 5


def test_contacts_of_an_engagement_are_its_accounts(desk: Desk) -> None:
    """Names of contacts are looked up within the account, wherever the columns stand."""
    desk.take_text("accounts", "name\nAcme\nBolt\n")
    desk.take_text("contacts", "account,name\nAcme,Jo\nBolt,Jo\n")
    told = desk.take_text("engagements", "contacts,account,date,type\nJo,Bolt,2027-01-01,qbr\n")
    assert counts(told) == (1, 0, 0, 0)
    wanted = desk.one("contacts", account_id=desk.one("accounts", name="Bolt").id)
    assert desk.one("engagements").contacts == (wanted.id,)
