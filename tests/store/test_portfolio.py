"""One door for change: transactions, the journal, undo and redo that survive a restart."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, ContactId
from csplanner.domain.records import RECORDS, Account, Contact
from csplanner.store.failures import Locked, NotOpened
from csplanner.store.mapping import record_of, row_of
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from csplanner.store.changes import Changes

CLOCK = Clock(dt.date(2027, 5, 12))


def _create(folder: Path, passphrase: str | None = None) -> Portfolio:
    return Portfolio.create(folder / "p.csplan", CLOCK, folder / "backups", passphrase)


def _open(folder: Path, passphrase: str | None = None) -> Portfolio:
    return Portfolio.open(folder / "p.csplan", CLOCK, folder / "backups", passphrase)


def _account(name: str) -> Account:
    return Account(id=AccountId(new_id()), name=name)


def test_every_record_has_a_table_and_an_empty_one_reads_back(tmp_path: Path) -> None:
    """All kinds of record can be asked for in a new portfolio."""
    with _create(tmp_path) as portfolio:
        assert [portfolio.count(kind) for kind in RECORDS] == [0] * len(RECORDS)


def test_a_failed_change_leaves_nothing(tmp_path: Path) -> None:
    """An error inside a change rolls all of it back and writes no history."""
    with _create(tmp_path) as portfolio:
        with pytest.raises(ZeroDivisionError), portfolio.change("Half") as work:  # noqa: PT012 - the error comes after the write
            work.put(_account("Half"))
            _ = 1 // portfolio.count(Contact)
        assert portfolio.count(Account) == 0
        assert portfolio.history() == ()


def test_a_missing_reference_fails_the_change(tmp_path: Path) -> None:
    """A contact of an account that does not exist cannot be committed."""
    with _create(tmp_path) as portfolio:
        stray = Contact(id=ContactId(new_id()), account_id=AccountId("none"), name="N. Obody")
        with pytest.raises(Exception, match=r"(?i)foreign key"), portfolio.change("Stray") as work:
            work.put(stray)
        assert portfolio.count(Contact) == 0


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    """What was done can be taken back and done again after closing and opening."""
    account = _account("Before")
    with _create(tmp_path) as portfolio:
        with portfolio.change("Add account") as work:
            work.put(account)
        with portfolio.change("Rename account") as work:
            work.put(replace(account, name="After"))
    with _open(tmp_path) as portfolio:
        assert portfolio.undo().label == "Undo: Rename account"
        assert portfolio.get(Account, account.id).name == "Before"
    with _open(tmp_path) as portfolio:
        portfolio.undo()
        assert portfolio.count(Account) == 0
        portfolio.redo()
        portfolio.redo()
        assert portfolio.get(Account, account.id).name == "After"
        with pytest.raises(UserMistake, match="nothing to redo"):
            portfolio.redo()


def test_a_new_change_drops_what_was_undone(tmp_path: Path) -> None:
    """After an undo, another change takes the place of the one undone."""
    with _create(tmp_path) as portfolio:
        with portfolio.change("One") as work:
            work.put(_account("One"))
        portfolio.undo()
        with portfolio.change("Two") as work:
            work.put(_account("Two"))
        assert portfolio.next_redo() is None
        assert [(c.label, c.state) for c in portfolio.history()] == [
            ("Two", "done"),
            ("One", "dropped"),
        ]


def test_listeners_hear_of_commits_only(tmp_path: Path) -> None:
    """A listener is told the kinds and the label once the change is safe, and not of no change."""
    heard: list[Changes] = []
    with _create(tmp_path) as portfolio:
        portfolio.subscribe(heard.append)
        account = _account("Heard")
        with portfolio.change("Add", origin="grid") as work:
            work.put(account)
        with portfolio.change("Same again") as work:
            work.put(portfolio.get(Account, account.id))
        assert [(sorted(c.kinds), c.label, c.origin) for c in heard] == [
            (["account"], "Add", "grid")
        ]


def test_writing_outside_a_change_raises(tmp_path: Path) -> None:
    """There is no second door: the unit of work cannot write once its change is over."""
    with _create(tmp_path) as portfolio:
        with portfolio.change("Add") as work:
            work.put(_account("In time"))
        with pytest.raises(RuntimeError, match="outside"):
            work.put(_account("Too late"))


def test_a_second_process_is_told_who_holds_the_file(tmp_path: Path) -> None:
    """Another process gets no access, the holder's name and the newest verified backup."""
    with _create(tmp_path) as portfolio:
        with portfolio.change("Add") as work:
            work.put(_account("Held"))
        made = portfolio.back_up("asked")
        with pytest.raises(Locked) as raised:
            _open(tmp_path)
        assert "process" in raised.value.message
        assert str(made.path) in raised.value.hint
        with Portfolio.open_read_only(made.path, CLOCK, tmp_path) as copy:
            assert copy.all(Account)[0].name == "Held"
            with pytest.raises(UserMistake, match="read-only"), copy.change("No"):
                pass


_KILLED = """
import sys, os, datetime as dt
from pathlib import Path
from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.records import Account
from csplanner.store.portfolio import Portfolio
p = Portfolio.open(Path(sys.argv[1]), Clock(dt.date(2027, 5, 12)), Path(sys.argv[2]))
with p.change("Kept") as work:
    work.put(Account(id=new_id(), name="Kept"))
print("kept", flush=True)
with p.change("Lost") as work:
    work.put(Account(id=new_id(), name="Lost"))
    os.kill(os.getpid(), 9)
"""


def test_nothing_has_to_be_cleaned_up_after_a_kill(tmp_path: Path) -> None:
    """A process killed inside a change loses that change only, and the file opens at once."""
    _create(tmp_path).close()
    arguments = [str(tmp_path / "p.csplan"), str(tmp_path / "backups")]
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, *arguments], capture_output=True, text=True, check=False
    )
    assert killed.returncode == -9
    assert killed.stdout == "kept\n"
    with _open(tmp_path) as portfolio:
        assert [account.name for account in portfolio.all(Account)] == ["Kept"]


def test_a_passphrase_is_needed_and_never_guessed(tmp_path: Path) -> None:
    """Without the right passphrase a protected file stays shut and is told as such."""
    with _create(tmp_path, "correct horse") as portfolio, portfolio.change("Add") as work:
        work.put(_account("Secret customer"))
    assert b"Secret" not in (tmp_path / "p.csplan").read_bytes()
    for wrong in (None, "wrong", "correct horse "):
        with pytest.raises(NotOpened):
            _open(tmp_path, wrong)
    with _open(tmp_path, "correct horse") as portfolio:
        assert portfolio.all(Account)[0].name == "Secret customer"


MONEY = st.decimals(min_value=-(10**10), max_value=10**10, places=4, allow_nan=False)
DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2200, 1, 1))


@given(
    name=st.text(max_size=40),
    arr=st.none() | MONEY,
    renewal=st.none() | DAYS,
    weekdays=st.lists(st.integers(0, 4), max_size=5),
)
def test_a_record_reads_back_as_it_was_written(
    name: str, arr: Decimal | None, renewal: dt.date | None, weekdays: list[int]
) -> None:
    """Through its row and back, a record is equal to itself."""
    account = replace(
        _account(name), arr=arr, renewal_date=renewal, preferred_weekdays=tuple(weekdays)
    )
    assert record_of(Account, row_of(account)) == account
