"""Retention read from a portfolio: groups, reasons, currencies, renewals, and the answer."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.account import RevenueKind
from csplanner.domain.ids import ExchangeRateId, RevenueEventId
from csplanner.domain.records import Account, ExchangeRate, RevenueEvent
from csplanner.services.import_portfolio import ImportRequest, accept, propose, take_snapshot
from csplanner.services.retention_answer import retention_json
from csplanner.services.review_retention import Span, review_retention, year_to
from csplanner.services.workspace import create
from tests.services.team import make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio

TODAY = dt.date(2027, 12, 31)
YEAR = Span(first=dt.date(2027, 1, 1), last=TODAY)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path, TODAY) as portfolio:
        yield portfolio


def _event(
    account: Account, month: int, kind: RevenueKind, amount: int, reason: str = ""
) -> RevenueEvent:
    return RevenueEvent(
        id=RevenueEventId(new_id()),
        account_id=account.id,
        date=dt.date(2027, month, 10),
        kind=kind,
        amount=Decimal(amount),
        currency=account.currency,
        reason=reason,
    )


def _put(team: Portfolio, *records: object) -> None:
    with team.change("Facts") as work:
        work.put(*records)  # type: ignore[arg-type]


def test_the_answer_has_the_keys_of_the_contract(team: Portfolio) -> None:
    """Twelve customers of 5.97M; one grows by 50k, one of 40k leaves for a reason."""
    first, second = team.all(Account)[:2]
    _put(
        team,
        replace(first, arr=Decimal(0)),
        _event(first, 3, RevenueKind.CHURN, 40_000, "Price"),
        _event(second, 6, RevenueKind.EXPANSION, 50_000),
    )
    answer = retention_json(review_retention(team, YEAR, TODAY))
    assert (answer["from"], answer["to"], answer["currency"]) == (YEAR.first, YEAR.last, "USD")
    assert (answer["start"], answer["churn"], answer["expansion"]) == (5_920_000, 40_000, 50_000)
    assert answer["grr"] == round(588 / 592, 6)
    assert answer["nrr"] == round(593 / 592, 6)
    assert answer["logos"] == {"start": 12, "churned": 1}
    assert [(r["reason"], r["influence"]) for r in answer["reasons"]] == [
        ("Price", "could influence")
    ]
    for by in ("tier", "owner", "cohort"):
        rows = [row for row in answer["rows"] if row["by"] == by]
        assert sum(row["start"] for row in rows) == answer["start"]
        assert sum(row["churn"] for row in rows) == answer["churn"]
    assert [row["key"] for row in answer["rows"] if row["by"] == "period"] == [
        "2027Q1", "2027Q2", "2027Q3", "2027Q4",
    ]  # fmt: skip


def test_currencies_are_converted_at_the_last_day_or_listed(team: Portfolio) -> None:
    """Euros count at the rate of the period's end; francs without a rate are in no figure."""
    euro, franc = team.all(Account)[:2]
    rates = ((dt.date(2026, 1, 1), "1.10"), (dt.date(2027, 6, 1), "1.25"))
    _put(
        team,
        replace(euro, currency="EUR"),
        replace(franc, currency="CHF"),
        *(
            ExchangeRate(id=ExchangeRateId(new_id()), currency="EUR", date=day, rate=Decimal(rate))
            for day, rate in rates
        ),
    )
    found = review_retention(team, YEAR, TODAY)
    assert found.figures.start == 5_970_000 - 40_000 - 150_000 + 50_000
    assert found.figures.grr == 1.0
    assert [(name, "CHF" in why) for _, name, why in found.listed] == [("Customer 01", True)]


def test_the_policy_sorts_the_reasons(team: Portfolio) -> None:
    """Words that stand in neither list are unsorted; capital letters make no difference."""
    accounts = team.all(Account)[:3]
    words = ("ACQUIRED", "weather", "")
    _put(team, *(
        _event(account, 4, RevenueKind.CONTRACTION, 10, word)
        for account, word in zip(accounts, words, strict=True)
    ))  # fmt: skip
    found = review_retention(team, YEAR, TODAY)
    assert {r.reason: r.influence for r in found.reasons} == {
        "ACQUIRED": "could not influence",
        "weather": "unsorted",
        "no reason": "no reason",
    }


def test_what_lies_ahead_is_not_known_yet(team: Portfolio) -> None:
    """A period that is not over is reckoned up to the day; one the wrong way round is refused."""
    account = team.all(Account)[0]
    _put(team, _event(account, 9, RevenueKind.CHURN, 10))
    june = dt.date(2027, 6, 30)
    assert review_retention(team, YEAR, june).figures.churn == 0
    with pytest.raises(UserMistake, match="before it begins"):
        review_retention(team, Span(first=TODAY, last=june), TODAY)


def test_renewals_are_read_with_their_windows(team: Portfolio) -> None:
    """Every account renews within the year; dates that lie in the past are said to be assumed."""
    found = review_retention(team, YEAR, TODAY).renewals
    assert len(found) == 12
    assert all(renewal.assumed and renewal.opens < renewal.decides for renewal in found)
    assert [renewal.date for renewal in found] == sorted(renewal.date for renewal in found)


def test_twelve_months_end_on_the_day() -> None:
    """The usual period; also on 29 February."""
    assert year_to(dt.date(2027, 5, 12)) == Span(
        first=dt.date(2026, 5, 13), last=dt.date(2027, 5, 12)
    )
    assert year_to(dt.date(2028, 2, 29)).first == dt.date(2027, 3, 1)


def test_ravenstack_is_what_its_own_file_says(shared: Path, tmp_path: Path) -> None:
    """The year 2024 by a plain loop over its subscriptions."""
    folder = shared / "data" / "ravenstack"
    last = dt.date(2024, 12, 31)
    portfolio = create(tmp_path / "raven.csplan", Clock(last))
    for kind in ("accounts", "subscriptions", "revenue"):
        request = ImportRequest(
            kind=kind, files=tuple(sorted(folder.glob("*.csv"))), preset="ravenstack"
        )
        accept(portfolio, propose(take_snapshot(portfolio, request), request))
    found = review_retention(portfolio, Span(first=dt.date(2024, 1, 1), last=last), last).figures
    before, after = (_active(folder, day) for day in (dt.date(2023, 12, 31), last))
    cohort = {account for account, arr in before.items() if arr}
    changed = {account: after[account] - before[account] for account in cohort}
    lost = [account for account in cohort if not after[account]]
    assert found.start == sum(before.values())
    assert found.new == sum(arr for account, arr in after.items() if account not in cohort)
    assert found.expansion == sum(change for change in changed.values() if change > 0)
    assert found.churn == sum(before[account] for account in lost)
    assert found.lost == -sum(change for change in changed.values() if change < 0)
    assert (found.logos, found.logos_churned) == (len(cohort), len(lost))
    portfolio.close()


def _active(folder: Path, day: dt.date) -> Counter[str]:
    sums: Counter[str] = Counter()
    with (folder / "ravenstack_subscriptions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            ended = row["end_date"] and row["end_date"] <= day.isoformat()
            if row["start_date"] <= day.isoformat() and not ended:
                sums[row["account_id"]] += int(row["arr_amount"])
    return sums
