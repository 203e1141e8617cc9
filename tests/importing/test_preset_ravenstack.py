"""Proves the five files of RavenStack as they are: ARR, measures, tickets, churn, oddities told."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.domain.account import RevenueKind
from tests.importing.desk import Desk, counts

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2025, 1, 1)


@pytest.fixture
def source(shared: Path) -> Path:
    """Return the folder of the five files."""
    return shared / "data" / "ravenstack"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk on the day after the data ends."""
    return Desk(tmp_path, TODAY)


def rows_of(source: Path, name: str) -> list[dict[str, str]]:
    """Read one of the files with nothing but the standard library."""
    with (source / f"ravenstack_{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def take(desk: Desk, kind: str, source: Path, *names: str) -> tuple[int, int, int, int]:
    """Import files by their short names."""
    paths = [source / f"ravenstack_{name}.csv" for name in names]
    return counts(desk.take(kind, *paths, preset="ravenstack"))


def expected_arr(source: Path) -> dict[str, Decimal]:
    """Sum what is active on the day, by account id."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows_of(source, "subscriptions"):
        active = row["start_date"] <= str(TODAY) and not 0 < len(row["end_date"]) <= len("x")
        if active and (not row["end_date"] or row["end_date"] > str(TODAY)):
            sums[row["account_id"]] += Decimal(row["arr_amount"])
    return sums


def test_accounts_with_their_subscriptions(desk: Desk, source: Path) -> None:
    """ARR is the sum of what is active today; UK is GB; churn_flag sets no stage."""
    assert take(desk, "accounts", source, "accounts", "subscriptions") == (5500, 0, 0, 0)
    arr = expected_arr(source)
    accounts = desk.all("accounts")
    assert {a.external_id: a.arr for a in accounts} == {
        a.external_id: arr[a.external_id] for a in accounts
    }
    assert {a.country for a in accounts} == {"US", "GB", "IN", "AU", "DE", "CA", "FR"}
    assert {a.stage for a in accounts} == {"nurture"}
    assert desk.one("accounts", name="Company_1").external_id == "A-43a9e3"
    assert take(desk, "accounts", source, "accounts", "subscriptions") == (0, 0, 5500, 0)


def test_each_file_alone_comes_to_the_same(desk: Desk, source: Path, tmp_path: Path) -> None:
    """Accounts first and subscriptions later give the same ARR as both at once."""
    together = Desk(tmp_path, TODAY)
    take(together, "accounts", source, "accounts", "subscriptions")
    assert take(desk, "accounts", source, "accounts") == (500, 0, 0, 0)
    assert {a.arr for a in desk.all("accounts")} == {None}
    assert take(desk, "subscriptions", source, "subscriptions") == (5000, 0, 0, 0)
    assert take(desk, "subscriptions", source, "subscriptions") == (0, 0, 5000, 0)
    assert take(desk, "accounts", source, "accounts") == (0, 0, 500, 0)
    assert {a.external_id: a.arr for a in desk.all("accounts")} == {
        a.external_id: a.arr for a in together.all("accounts")
    }


def test_tickets_and_churn(desk: Desk, source: Path) -> None:
    """Tickets keep their days, churn its reason; a refund is a note and no churned ARR."""
    take(desk, "accounts", source, "accounts")
    assert take(desk, "tickets", source, "support_tickets") == (2000, 0, 0, 0)
    ticket = desk.one("tickets", external_id="T-0024de")
    assert (ticket.opened, ticket.closed) == (dt.date(2023, 7, 27), dt.date(2023, 7, 28))
    assert (ticket.severity, ticket.satisfaction, ticket.hours) == ("high", None, None)
    assert sum(t.satisfaction is None for t in desk.all("tickets")) == 825
    assert take(desk, "revenue", source, "churn_events") == (600, 0, 0, 0)
    event = desk.one("revenue", external_id="C-816288")
    assert (event.kind, event.amount, event.reason) == (RevenueKind.CHURN, 0, "pricing")
    assert event.note == "Refund 4.03 USD. switched to competitor"
    assert take(desk, "revenue", source, "churn_events") == (0, 0, 600, 0)


def test_oddities_are_told(desk: Desk, source: Path) -> None:
    """What the note of the data counts is reported with the same numbers."""
    files = [source / f"ravenstack_{name}.csv" for name in ("accounts", "subscriptions")]
    told = " ".join(desk.take("accounts", *files, preset="ravenstack").notices)
    assert "58 accounts say UK" in told
    assert "110 accounts carry churn_flag, 110 of them with active subscriptions" in told
    assert "2 to 18 an account" in told
    tickets = desk.take("tickets", source / "ravenstack_support_tickets.csv", preset="ravenstack")
    assert "825 of 2000 tickets have no satisfaction score" in " ".join(tickets.notices)
    churn = desk.take("revenue", source / "ravenstack_churn_events.csv", preset="ravenstack")
    assert "148 events have no feedback text" in " ".join(churn.notices)
