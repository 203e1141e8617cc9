"""Two programs, two machines, two files of one name: nothing is overwritten in silence."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId
from csplanner.domain.records import Account
from csplanner.store.failures import Locked, Replaced
from csplanner.store.owner import STALE_SECONDS, note_path
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = Clock(dt.date(2027, 5, 12))


def _create(folder: Path) -> Portfolio:
    return Portfolio.create(folder / "p.csplan", CLOCK, folder / "backups")


def _add(portfolio: Portfolio, name: str) -> None:
    with portfolio.change("Add") as work:
        work.put(Account(id=AccountId(new_id()), name=name))


def _replace(path: Path, other: Path) -> None:
    other.replace(path)


def _overwrite(path: Path, other: Path) -> None:
    path.write_bytes(other.read_bytes())


def _move(path: Path, _other: Path) -> None:
    path.rename(path.with_name("elsewhere.csplan"))


def _delete(path: Path, _other: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("how", [_replace, _overwrite, _move, _delete])
def test_a_file_replaced_under_the_open_program_is_noticed(tmp_path: Path, how: object) -> None:
    """Before the next write, by change and by undo; nothing goes into either file."""
    other = tmp_path / "other"
    other.mkdir()
    with _create(other) as second:
        _add(second, "Theirs")
    portfolio = _create(tmp_path)
    _add(portfolio, "Ours")
    assert callable(how)
    how(tmp_path / "p.csplan", other / "p.csplan")
    there = {p: p.read_bytes() for p in tmp_path.glob("*.csplan")}
    for attempt in (lambda: _add(portfolio, "More"), portfolio.undo):
        with pytest.raises(Replaced, match="while it was open here"):
            attempt()
    assert {p: p.read_bytes() for p in tmp_path.glob("*.csplan")} == there
    portfolio.close()
    if how is _replace or how is _overwrite:
        with Portfolio.open(tmp_path / "p.csplan", CLOCK, tmp_path / "backups") as found:
            assert [account.name for account in found.all(Account)] == ["Theirs"]


def test_what_is_open_can_be_backed_up_when_the_file_is_gone(tmp_path: Path) -> None:
    """The open program still has its file, though no name leads there any more."""
    with _create(tmp_path) as portfolio:
        _add(portfolio, "Ours")
        path = tmp_path / "p.csplan"
        path.rename(tmp_path / "away")
        shutil.copy(tmp_path / "away", path)
        made = portfolio.back_up("by-hand")
        with Portfolio.open_read_only(made.path, CLOCK, tmp_path) as kept:
            assert kept.all(Account)[0].name == "Ours"


def test_our_own_writes_are_no_strangers(tmp_path: Path) -> None:
    """Changes, failed changes, settings, undo, backup and erasing follow each other."""
    with _create(tmp_path) as portfolio:
        _add(portfolio, "One")
        with pytest.raises(ZeroDivisionError), portfolio.change("Fails"):
            _ = 1 // 0
        portfolio.set_setting("a", "b")
        portfolio.back_up("asked")
        portfolio.database.compact()
        portfolio.undo()
        portfolio.redo()
        _add(portfolio, "Two")


def _foreign_note(path: Path, age: int) -> None:
    note = {"host": "another-laptop", "pid": 7, "since": "2027-05-12 09:00"}
    note_path(path).write_text(json.dumps(note))
    at = Clock().now().timestamp() - age
    os.utime(note_path(path), (at, at))


def test_another_machines_note_is_respected(tmp_path: Path) -> None:
    """Through a synchronised folder no lock reaches; the note names the machine and the backup."""
    with _create(tmp_path) as portfolio:
        _add(portfolio, "Ours")
        made = portfolio.back_up("asked")
    path = tmp_path / "p.csplan"
    _foreign_note(path, age=60)
    with pytest.raises(Locked, match="another-laptop") as raised:
        Portfolio.open(path, CLOCK, tmp_path / "backups")
    assert str(made.path) in raised.value.hint
    assert "another-laptop" in note_path(path).read_text()
    _foreign_note(path, age=STALE_SECONDS + 60)
    with Portfolio.open(path, CLOCK, tmp_path / "backups") as portfolio:
        assert "another-laptop" not in note_path(path).read_text()
        before = note_path(path).stat().st_mtime_ns
        os.utime(note_path(path), ns=(before - 10**12, before - 10**12))
        portfolio.database.renew()
        assert note_path(path).stat().st_mtime_ns > before - 10**12
