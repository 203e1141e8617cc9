"""Proves the index of words: what is found, how it follows changes, that erasing empties it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alembic import command
from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.clock import Clock
from csplanner.domain.ids import AccountId, CommitmentId, ContactId, EngagementId, TicketId
from csplanner.domain.records import Account, Commitment, Contact, Engagement, Ticket
from csplanner.store import care, erasure, schema
from csplanner.store.database import create_file, open_file
from csplanner.store.portfolio import Portfolio
from csplanner.store.reads_search import index_faults, text_rows, whole_text
from csplanner.store.search_tables import SEARCHED
from csplanner.store.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = dt.date(2027, 5, 12)
_NAMES = ("a1", "a2", "c1", "e1", "71", "61")
ID = {name: f"0190aaaa-0000-7000-8000-0000000000{name}" for name in _NAMES}
OAK, ELM = AccountId(ID["a1"]), AccountId(ID["a2"])


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    """Return a portfolio of two accounts with notes, an outcome, a ticket and a commitment."""
    made = Portfolio.create(tmp_path / "p.csplan", Clock(TODAY), tmp_path / "backups")
    with made.change("Begin") as work:
        work.put(
            Account(id=OAK, name="Oak", notes="Prefers Zürich in spring"),
            Account(id=ELM, name="Elm"),
            Contact(
                id=ContactId(ID["c1"]), account_id=OAK, name="Bo", notes="Quibbles over prices"
            ),
            Engagement(
                id=EngagementId(ID["e1"]),
                account_id=ELM,
                date=TODAY,
                outcome="Quarry expansion agreed",
            ),
            Ticket(
                id=TicketId(ID["71"]),
                account_id=OAK,
                opened=dt.date(2027, 4, 1),
                subject="Export fails",
                text="The quarterly export of the quarry stops at midnight",
            ),
            Commitment(id=CommitmentId(ID["61"]), account_id=ELM, clause="4.2", text="No capacity"),
        )
    with made:
        yield made


def _found(portfolio: Portfolio, words: str) -> list[tuple[str, str]]:
    return [(row.kind, row.record_id) for row in text_rows(portfolio.database, words, 20)]


def test_words_are_found_in_every_kind_of_text_with_their_place(portfolio: Portfolio) -> None:
    """All words must be there, the last may be unfinished; case and accents do not count."""
    assert _found(portfolio, "zurich SPRING") == [("account", ID["a1"])]
    assert _found(portfolio, "quarr") == [("engagement", ID["e1"]), ("ticket", ID["71"])]
    assert _found(portfolio, "quarry midn") == [("ticket", ID["71"])]
    assert _found(portfolio, "quarry zurich") == []
    row = text_rows(portfolio.database, "capac", 5)[0]
    assert (row.account_id, row.account, row.text) == (ID["a2"], "Elm", "4.2\nNo \x02capacity\x03")
    assert text_rows(portfolio.database, "export", 5)[0].day == "2027-04-01"


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_question_and_no_fault(words: str) -> None:
    """Quotes, stars, operators of the index and other signs are letters or nothing."""
    assert isinstance(text_rows(_shared(), words, 3), tuple)


_KEPT: list[Portfolio] = []


def _shared() -> Portfolio:
    return _KEPT[0].database  # type: ignore[return-value]


@pytest.fixture(autouse=True, scope="module")
def _one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("search")
    with Portfolio.create(folder / "p.csplan", Clock(TODAY), folder / "b") as made:
        _KEPT.append(made)
        yield
    _KEPT.clear()


def test_the_index_follows_changes_undo_and_redo(portfolio: Portfolio) -> None:
    """Another text, no text, a removed record: each with its way back."""
    oak = portfolio.get(Account, OAK)
    assert oak is not None
    with portfolio.change("Edit") as work:
        work.put(replace(oak, notes="Prefers Oslo"))
    assert (_found(portfolio, "zurich"), _found(portfolio, "oslo")) == ([], [("account", ID["a1"])])
    portfolio.undo()
    assert (_found(portfolio, "zurich"), _found(portfolio, "oslo")) == ([("account", ID["a1"])], [])
    portfolio.redo()
    assert _found(portfolio, "oslo") == [("account", ID["a1"])]
    with portfolio.change("Empty") as work:
        work.put(replace(oak, notes=""))
    assert whole_text(portfolio.database, "account", ID["a1"]) == ""
    ticket = portfolio.get(Ticket, ID["71"])
    assert ticket is not None
    with portfolio.change("Remove") as work:
        work.remove(ticket)
    assert _found(portfolio, "midnight") == []
    portfolio.undo()
    assert _found(portfolio, "midnight") == [("ticket", ID["71"])]
    assert care.check(portfolio.database).ok


def test_what_is_archived_is_not_found_but_stays_in_the_index(portfolio: Portfolio) -> None:
    """It comes back with the account."""
    oak = portfolio.get(Account, OAK)
    assert oak is not None
    with portfolio.change("Archive") as work:
        work.put(replace(oak, archived=True))
    assert _found(portfolio, "quarry") == [("engagement", ID["e1"])]
    portfolio.undo()
    assert len(_found(portfolio, "quarry")) == 2


def test_erasing_leaves_no_word_in_the_index_or_the_file(portfolio: Portfolio) -> None:
    """Not in the entries, not in the blocks of the index, not in drafts."""
    database = portfolio.database
    with database.transaction():
        database.connection.exec_driver_sql(
            f"INSERT INTO draft VALUES ('k', 'Note on it', '{OAK}', 'quibblesome', '2027')"
        )
    assert _holding(portfolio, b"quibbles")
    assert _holding(portfolio, b"zurich")
    erasure.erase(portfolio, Account, OAK, "Oak")
    for word in (b"quibbl", b"zurich", b"midnight", b"Oak"):
        assert _holding(portfolio, word) == []
    assert _found(portfolio, "quarry") == [("engagement", ID["e1"])]
    assert care.check(database).ok


def _holding(portfolio: Portfolio, word: bytes) -> list[str]:
    """Return the tables in whose cells a word stands, those behind the index among them."""
    names = portfolio.database.fetch_rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'search'"
        " AND name <> 'setting'"
    )
    found = []
    for (name,) in names:
        for row in portfolio.database.fetch_rows(f'SELECT * FROM "{name}"'):
            cells = [c if isinstance(c, bytes) else str(c).encode() for c in row]
            if any(word in cell for cell in cells):
                found.append(name)
                break
    return found


def test_a_backup_holds_the_index_and_a_damaged_one_is_told(portfolio: Portfolio) -> None:
    """What is restored can be searched; an entry that is missing is a problem of the check."""
    made = portfolio.back_up("by-hand")
    with Portfolio.open_read_only(made.path, Clock(TODAY), portfolio.backups) as copy:
        assert _found(copy, "zurich") == [("account", ID["a1"])]
    database = portfolio.database
    with database.transaction():
        database.connection.exec_driver_sql("DELETE FROM search_entry WHERE kind = 'ticket'")
    assert index_faults(database) == ["the index of words holds 0 of 1 texts of ticket"]
    assert not care.check(database).ok


def test_a_file_from_before_the_index_is_filled(tmp_path: Path) -> None:
    """The migration finds the words that were there already."""
    path, now = tmp_path / "old.csplan", dt.datetime(2027, 5, 12, tzinfo=dt.UTC)
    database = create_file(path, None, now)
    with database.transaction(), database.connection.begin():
        command.upgrade(schema._config(database), "0006")
    database.close()
    database = open_file(path, None, now)
    with database.transaction():
        database.connection.exec_driver_sql(
            "INSERT INTO account (id, external_id, name, domain, currency, tier_override,"
            " tier_reason, industry, segment, stage, executive_pool, city, country, timezone,"
            " pilot_criteria, preferred_weekdays, notes, archived)"
            " VALUES ('a1', '', 'Oak', '', '', '', '', '', '', '', '[]', '', '', '', '', '[]',"
            " 'An old oak grows', 0)"
        )
    database.close()
    database = open_file(path, None, now)
    schema.bring_up_to_date(database)
    assert [row.record_id for row in text_rows(database, "grows", 5)] == ["a1"]
    assert index_faults(database) == []
    database.close()


def test_what_is_looked_through_exists(portfolio: Portfolio) -> None:
    """Every table and column that the index names is one of the portfolio."""
    for table, columns in SEARCHED.items():
        assert set(columns) <= {column.name for column in metadata.tables[table].columns}
    assert portfolio.database.fetch_rows("SELECT count(*) FROM search")[0][0] == 5
