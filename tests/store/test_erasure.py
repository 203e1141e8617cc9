"""Proves what is left after erasing: an entry of the history, and where it may still stand."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.account import Account, Contact
from csplanner.domain.engagement import Engagement
from csplanner.store import care, erasure
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.changes import Changes

TODAY = dt.date(2027, 5, 12)


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    """Return a portfolio with two accounts whose names begin alike, and a contact."""
    made = Portfolio.create(tmp_path / "p.csplan", Clock(TODAY), tmp_path / "backups")
    for label, record in (
        ("Make Oak", Account(id="a1", external_id="CRM-1", name="Oak")),
        ("Make Oakley", Account(id="a2", name="Oakley", notes="Sister of Oak, not of Oaks")),
        ("Make Bo", Contact(id="c1", account_id="a1", name="Bo")),
        ("Meet", Engagement(id="e1", account_id="a2", date=TODAY, notes="Bo came, too")),
    ):
        with made.change(label) as work:
            work.put(record)
    with made:
        yield made


def test_the_history_keeps_who_when_and_how_many(portfolio: Portfolio) -> None:
    """The entry names no one, cannot be undone, and those who listen are told."""
    heard: list[Changes] = []
    portfolio.subscribe(heard.append)
    erasure.erase(portfolio, Account, "a1", "Oak")
    newest = portfolio.history()[0]
    assert (newest.label, newest.state, newest.records) == (
        "Erase an account for good",
        "erased",
        2,
    )
    assert (newest.at[:10], bool(newest.who)) == (TODAY.isoformat(), True)
    assert newest.kinds == ("account", "contact")
    assert heard[0].kinds == {"account", "contact"}
    assert [entry.label for entry in portfolio.history()][1:] == [
        "Meet",
        "Make Bo",
        "Make Oakley",
        "Erased",
    ]
    assert portfolio.next_undo() is not None
    assert portfolio.undo().label == "Undo: Meet"
    assert care.check(portfolio.database).ok


def test_a_name_within_another_name_is_left_alone(portfolio: Portfolio) -> None:
    """'Oak' takes nothing of 'Oakley' but the image whose notes say Oak."""
    erasure.erase(portfolio, Contact, "c1", "Bo")
    assert [e.state for e in portfolio.history(record_id="a1")] == ["done"]
    labels = {entry.label for entry in portfolio.history()}
    assert {"Make Oak", "Make Oakley"} <= labels


def test_texts_that_still_say_the_name_are_listed(portfolio: Portfolio) -> None:
    """Notes of other records are a person's to judge."""
    gone = erasure.erase(portfolio, Contact, "c1", "Bo")
    assert gone.mentions == (("engagement", "e1", "notes"),)
    assert erasure.erase(portfolio, Account, "a1", "Oak").mentions == (("account", "a2", "notes"),)


def test_backups_written_elsewhere_are_named(portfolio: Portfolio, tmp_path: Path) -> None:
    """Each backup of `--to` is known; a deleted one is not named, one on a drive away is."""
    usual = portfolio.back_up("asked")
    stick, drive = tmp_path / "stick", tmp_path / "drive"
    kept = portfolio.back_up("asked", stick)
    away = portfolio.back_up("asked", drive)
    deleted = portfolio.back_up("asked", stick)
    deleted.path.unlink()
    shutil.rmtree(drive)
    gone = erasure.erase(portfolio, Account, "a1", "Oak")
    assert set(gone.backups) == {usual.path, kept.path, away.path}
    assert erasure.was_erased(portfolio.database, "CRM-1")
    assert not erasure.was_erased(portfolio.database, "c9")


def test_a_read_only_copy_erases_nothing(portfolio: Portfolio, tmp_path: Path) -> None:
    """A backup that is looked at stays whole, and says why."""
    made = portfolio.back_up("asked")
    with (
        Portfolio.open_read_only(made.path, Clock(TODAY), tmp_path) as copy,
        pytest.raises(UserMistake, match="read-only"),
    ):
        erasure.erase(copy, Account, "a1", "Oak")
