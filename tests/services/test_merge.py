"""Proves how the journal judges a field in which two portfolios differ."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.account import Account
from csplanner.importing.building import Verdict
from csplanner.services.merge import JournalMerge
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LABEL = "Merge folder anna"


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    """Return a portfolio with one account."""
    with Portfolio.create(tmp_path / "a.csplan", Clock(), tmp_path) as made:
        with made.change("Import") as work:
            work.put(Account(id="a1", name="Acme", city="Bonn"))
        yield made


def moved(portfolio: Portfolio, city: str, label: str) -> Account:
    """Change the account's city under a label."""
    with portfolio.change(label) as work:
        work.put(dataclasses.replace(portfolio.all(Account)[0], city=city))
    return portfolio.all(Account)[0]


def judged(portfolio: Portfolio, theirs: str) -> Verdict:
    """Judge another city against the one here."""
    merge = JournalMerge(portfolio.database, LABEL)
    return merge.judge(portfolio.all(Account)[0], "city", theirs)


def test_what_was_never_changed_here_gives_way(portfolio: Portfolio) -> None:
    """The value that came with the record is the common start."""
    assert judged(portfolio, "Bern") is Verdict.TAKE


def test_an_older_value_of_ours_is_no_change_of_theirs(portfolio: Portfolio) -> None:
    """They still have what we had."""
    moved(portfolio, "Rome", "Edit")
    assert judged(portfolio, "Bonn") is Verdict.KEEP
    assert judged(portfolio, "Bern") is Verdict.CONFLICT


def test_what_came_from_the_same_folder_may_change_again(portfolio: Portfolio) -> None:
    """The same colleague goes on; another one is a conflict."""
    moved(portfolio, "Rome", LABEL)
    assert judged(portfolio, "Bern") is Verdict.TAKE
    moved(portfolio, "Oslo", "Merge folder ben")
    assert judged(portfolio, "Bern") is Verdict.CONFLICT


def test_a_record_without_a_history(portfolio: Portfolio) -> None:
    """Only an empty field is filled where the journal knows nothing."""
    merge = JournalMerge(portfolio.database, LABEL)
    unknown = Account(id="a9", name="Else", city="Bonn")
    assert merge.judge(unknown, "city", "Bern") is Verdict.CONFLICT
    assert merge.judge(unknown, "notes", "theirs") is Verdict.TAKE


def test_deleted_records_are_known(portfolio: Portfolio) -> None:
    """What is there, what never was, and what was removed."""
    merge = JournalMerge(portfolio.database, LABEL)
    assert not merge.was_removed("a1")
    assert not merge.was_removed("never")
    with portfolio.change("Delete") as work:
        work.remove(portfolio.all(Account)[0])
    assert JournalMerge(portfolio.database, LABEL).was_removed("a1")
