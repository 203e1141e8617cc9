"""Proves the single-statement reads of the window against plain loops over the records."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.domain.engagement import State
from csplanner.domain.records import Account, Contact, Engagement
from csplanner.store.reads_frame import frame_facts
from csplanner.store.reads_portfolio import next_engagements, palette_names, portfolio_rows
from tests.ui.portfolios import TODAY, make_portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    """Return twelve accounts with twelve engagements each, one of them archived."""
    with make_portfolio(tmp_path / "team.csplan", 12) as made:
        from dataclasses import replace

        first = made.all(Account)[0]
        with made.change("Archive one") as work:
            work.put(replace(first, archived=True))
        yield made


def test_rows_say_last_and_next_touch_as_the_records_do(portfolio: Portfolio) -> None:
    """Each account that is not archived, with its newest done and its first coming date."""
    rows = {row.id: row for row in portfolio_rows(portfolio.database, TODAY)}
    wanted = [a for a in portfolio.all(Account) if not a.archived]
    assert set(rows) == {a.id for a in wanted}
    for account in wanted:
        mine = portfolio.where(Engagement, account_id=account.id)
        held = [e.date for e in mine if e.state is State.DONE and e.date <= TODAY]
        ahead = [e.date for e in mine if e.state in {State.PLANNED, State.AGREED}]
        row = rows[account.id]
        assert (row.name, row.arr, row.renewal) == (account.name, account.arr, account.renewal_date)
        assert row.last == max(held)
        assert row.next == min(day for day in ahead if day >= TODAY)


def test_a_touch_of_today_counts_on_the_day_it_is_done(portfolio: Portfolio) -> None:
    """The day before its date a done engagement is not yet the last touch."""
    row = portfolio_rows(portfolio.database, TODAY)[0]
    assert row.last is not None
    before = portfolio_rows(portfolio.database, row.last - dt.timedelta(days=1))[0]
    assert before.last is None or before.last < row.last


def test_names_of_the_palette_are_those_of_accounts_and_contacts(portfolio: Portfolio) -> None:
    """Archived accounts and their people are left out."""
    names = palette_names(portfolio.database)
    there = {a.id: a for a in portfolio.all(Account) if not a.archived}
    assert {n.text for n in names if n.kind == "account"} == {a.name for a in there.values()}
    people = [c for c in portfolio.all(Contact) if c.account_id in there]
    assert {n.id for n in names if n.kind == "contact"} == {c.id for c in people}


def test_the_next_engagements_come_soonest_first(portfolio: Portfolio) -> None:
    """At most as many as asked for, none before today, none done."""
    account = portfolio.all(Account)[3]
    found = next_engagements(portfolio.database, account.id, TODAY, 3)
    mine = portfolio.where(Engagement, account_id=account.id)
    ahead = sorted(e.date for e in mine if e.state is not State.DONE and e.date >= TODAY)
    assert [row.date for row in found] == ahead[:3]


def test_the_frame_counts_what_is_not_archived(portfolio: Portfolio) -> None:
    """Accounts and revenue by currency; no run, no policy and no trips here."""
    facts = frame_facts(portfolio.database, TODAY.isoformat())
    there = [a for a in portfolio.all(Account) if not a.archived]
    assert facts.accounts == len(there)
    assert facts.arr == (("USD", sum(a.arr for a in there if a.arr)),)
    assert (facts.run, facts.policy, facts.trips_waiting) == (None, None, 0)
