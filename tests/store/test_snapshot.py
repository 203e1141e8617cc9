"""Proves that a copy is read elsewhere as the portfolio stood, and is as well locked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId
from csplanner.domain.records import Account
from csplanner.store.failures import NotOpened
from csplanner.store.portfolio import Portfolio
from csplanner.store.snapshot import open_snapshot, take_snapshot

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = Clock(dt.date(2027, 5, 12))


def test_a_copy_stands_still_and_cannot_be_changed(tmp_path: Path) -> None:
    """What changes after the copy is not in it; two may read it at once, none may write."""
    path = tmp_path / "p.csplan"
    with Portfolio.create(path, CLOCK, tmp_path, "a long passphrase") as portfolio:
        with portfolio.change("One") as work:
            work.put(Account(id=AccountId(new_id()), name="One"))
        copy = take_snapshot(portfolio, tmp_path / "copy.csplan")
        with portfolio.change("Two") as work:
            work.put(Account(id=AccountId(new_id()), name="Two"))
        with open_snapshot(copy, CLOCK) as first, open_snapshot(copy, CLOCK) as second:
            assert [a.name for a in first.all(Account)] == ["One"]
            assert second.count(Account) == 1
            with pytest.raises(UserMistake, match="read-only"), second.change("No"):
                pass
    assert copy.key not in repr(copy)
    with pytest.raises(NotOpened):
        Portfolio.open(copy.path, CLOCK, tmp_path)
