"""Proves the CRM files of Maven: won value as ARR, owners from the pipeline, people from teams."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.domain.team import Role
from tests.importing.desk import counts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.importing.desk import Desk


@pytest.fixture
def source(shared: Path) -> Path:
    """Return the folder of the files."""
    return shared / "data" / "maven_crm"


def test_accounts_with_owners_and_people(desk: Desk, source: Path) -> None:
    """ARR and owner equal those of plain loops over the pipeline; a second time nothing changes."""
    files = [source / f"{name}.csv" for name in ("accounts", "sales_pipeline", "sales_teams")]
    assert counts(desk.take("accounts", *files, preset="maven")) == (7495, 0, 1425, 0)
    won: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    with files[1].open(newline="", encoding="utf-8") as file:
        for deal in csv.DictReader(file):
            # The file's last day is 2017-12-31, its first won deal in March: all are recent.
            if deal["deal_stage"] == "Won" and deal["account"]:
                won[deal["account"]][deal["sales_agent"]] += Decimal(deal["close_value"])
    people = {person.id: person for person in desk.all("people")}
    for account in desk.all("accounts"):
        agents = won[account.name]
        assert account.arr == sum(agents.values())
        best = max(agents.values())
        assert agents[people[account.owner_id].name] == best
    assert len(people) == 41
    assert sum(person.role is Role.MANAGER for person in people.values()) == 6
    assert counts(desk.take("accounts", *files, preset="maven")) == (0, 0, 8920, 0)


def test_turnover_is_no_arr_and_misspellings_are_told(desk: Desk, source: Path) -> None:
    """Accounts alone carry no ARR; what is read otherwise than written is said."""
    told = desk.take("accounts", source / "accounts.csv", preset="maven")
    assert {account.arr for account in desk.all("accounts")} == {None}
    notices = " ".join(told.notices)
    assert "'technolgy' stands in 12 cells" in notices
    assert "turnover, not ARR" in notices
    assert "15 accounts name a parent" in notices
    assert sum(account.country == "PH" for account in desk.all("accounts")) == 1


def test_people_keep_the_role_that_they_were_given(desk: Desk, source: Path) -> None:
    """A second import does not undo what somebody decided about a person."""
    desk.take("people", source / "sales_teams.csv", preset="maven")
    name = desk.all("people")[0].name
    desk.take_text("people", f"name,role\n{name},AE\n")
    told = desk.take("people", source / "sales_teams.csv", preset="maven")
    assert counts(told) == (0, 0, 35, 0)
    assert desk.one("people", name=name).role is Role.AE


def test_only_the_last_twelve_months_of_the_file_count(desk: Desk) -> None:
    """Won value from before is no ARR but still tells the owner."""
    head = (
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
    )
    deals = (
        "1,Ann,P,Acme,Won,,2016-03-01,900\n2,Bob,P,Acme,Won,,2017-03-02,100\n"
        "3,Bob,P,Acme,Lost,,2017-03-01,\n4,Bob,P,,Engaging,,,\n"
    )
    path = desk.file("deals.csv", head + deals)
    told = desk.take("accounts", path, preset="maven")
    assert counts(told) == (3, 0, 1, 0)
    account = desk.one("accounts")
    assert account.arr == 100
    assert desk.one("people", id=account.owner_id).name == "Ann"
