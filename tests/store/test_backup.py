"""Backups are verified, thinned by age but never below five, and restored beside what is there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import Trouble, UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId
from csplanner.domain.records import Account
from csplanner.store import backup
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = Clock(dt.date(2027, 5, 12))
NOW = dt.datetime(2027, 5, 12, 12, tzinfo=dt.UTC)


def _filled(folder: Path) -> Portfolio:
    portfolio = Portfolio.create(folder / "p.csplan", CLOCK, folder / "backups")
    with portfolio.change("Add") as work:
        work.put(*(Account(id=AccountId(new_id()), name=f"Customer {n}") for n in range(20)))
    return portfolio


def test_a_backup_holds_the_same_rows(tmp_path: Path) -> None:
    """A backup opens with the same key and has the same digest of all rows."""
    with _filled(tmp_path) as portfolio:
        made = portfolio.back_up("asked")
        with backup.open_copy(portfolio.database, made.path) as copy:
            assert backup.digest_of(copy) == backup.digest_of(portfolio.database)
        assert [b.path for b in backup.listed(portfolio.backups, portfolio.path)] == [made.path]


def test_a_backup_that_cannot_be_read_is_no_backup(tmp_path: Path) -> None:
    """A copy that differs from the portfolio is thrown away and never listed."""
    with _filled(tmp_path) as portfolio:
        real = portfolio.database.vacuum_into

        def damaged(target: Path) -> None:
            real(target)
            content = bytearray(target.read_bytes())
            content[len(content) // 2] ^= 1
            target.write_bytes(content)

        portfolio.database.vacuum_into = damaged  # type: ignore[method-assign]
        with pytest.raises(Trouble):
            portfolio.back_up("asked")
        assert backup.listed(portfolio.backups, portfolio.path) == ()
        assert list(portfolio.backups.iterdir()) == []


def test_thinning_keeps_days_weeks_months_and_the_newest_five(tmp_path: Path) -> None:
    """Of two years of half-days, what is left gets sparser with age; the newest five stay."""
    folder = tmp_path / "backups"
    folder.mkdir()
    for half_day in range(1460):
        at = NOW - dt.timedelta(hours=12 * half_day)
        (folder / f"p-{at:%Y%m%dT%H%M%S}-asked.csplan").write_bytes(b"x")
    backup.thin(folder, tmp_path / "p.csplan", NOW)
    ages = [(NOW - kept.at).days for kept in backup.listed(folder)]
    assert len([age for age in ages if age < 2]) == 4
    assert len([age for age in ages if 2 <= age < 30]) == 28
    assert 46 <= len([age for age in ages if 30 <= age < 365]) <= 50
    assert 11 <= len([age for age in ages if age >= 365]) <= 14


@pytest.mark.parametrize("jump", [-3650, 3650])
def test_a_jumping_clock_never_empties_the_backups(tmp_path: Path, jump: int) -> None:
    """Ten years back or forth, at least five backups are kept."""
    folder = tmp_path / "backups"
    folder.mkdir()
    for hour in range(30):
        at = NOW - dt.timedelta(hours=hour)
        (folder / f"p-{at:%Y%m%dT%H%M%S}-asked.csplan").write_bytes(b"x")
    backup.thin(folder, tmp_path / "p.csplan", NOW + dt.timedelta(days=jump))
    assert len(backup.listed(folder)) >= 5


def test_restoring_never_overwrites(tmp_path: Path) -> None:
    """A backup is restored to a new file only, and opens there."""
    with _filled(tmp_path) as portfolio:
        made = portfolio.back_up("asked")
    with pytest.raises(UserMistake, match="exists already"):
        backup.restore(made.path, tmp_path / "p.csplan")
    backup.restore(made.path, tmp_path / "again.csplan")
    with Portfolio.open(tmp_path / "again.csplan", CLOCK, tmp_path / "backups") as again:
        assert again.count(Account) == 20
