"""Proves that the first change after opening a file is as atomic as every later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.account import Account
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path


def fail_half_way(portfolio: Portfolio) -> None:
    """Write an account and fail before the change is over."""
    with portfolio.change("Fails") as work:
        work.put(Account(id="a1", name="Lost"))
        raise ValueError("stop")


def test_the_first_change_is_all_or_nothing(tmp_path: Path) -> None:
    """Opened anew, a change that fails half-way leaves nothing, and one that holds is there."""
    path = tmp_path / "p.csplan"
    Portfolio.create(path, Clock(), tmp_path).close()
    with Portfolio.open(path, Clock(), tmp_path) as portfolio:
        with pytest.raises(ValueError, match="stop"):
            fail_half_way(portfolio)
        assert portfolio.count(Account) == 0
    with Portfolio.open(path, Clock(), tmp_path) as portfolio, portfolio.change("Holds") as work:
        work.put(Account(id="a2", name="Kept"))
    with Portfolio.open(path, Clock(), tmp_path) as portfolio:
        assert [account.name for account in portfolio.all(Account)] == ["Kept"]
        assert [entry.label for entry in portfolio.history()] == ["Holds"]
