"""Checking finds planted faults, erasing leaves no trace, and a passphrase changes safely."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import Trouble, UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, ContactId, EngagementId
from csplanner.domain.records import Account, Contact, Engagement
from csplanner.store import care, erasure
from csplanner.store.database import open_file
from csplanner.store.failures import NotOpened
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = Clock(dt.date(2027, 5, 12))
NOW = CLOCK.now()


def _filled(folder: Path) -> tuple[Portfolio, Account, Contact]:
    portfolio = Portfolio.create(folder / "p.csplan", CLOCK, folder / "backups")
    account = Account(id=AccountId(new_id()), name="Canaryville", notes="canary notes")
    other = Account(id=AccountId(new_id()), name="Elsewhere")
    contact = Contact(id=ContactId(new_id()), account_id=account.id, name="C. Anary")
    visit = Engagement(
        id=EngagementId(new_id()),
        account_id=other.id,
        date=dt.date(2027, 6, 1),
        contacts=(contact.id,),
    )
    with portfolio.change("Add Canaryville") as work:
        work.put(account, other, contact, visit)
    return portfolio, account, contact


def test_a_sound_file_has_no_problems(tmp_path: Path) -> None:
    """A portfolio that only the program wrote is sound."""
    portfolio, _, _ = _filled(tmp_path)
    with portfolio:
        assert care.check(portfolio.database).ok


def test_planted_faults_are_found(tmp_path: Path) -> None:
    """A missing reference, a stray participant and a span upside down are each named."""
    portfolio, _account, _ = _filled(tmp_path)
    with portfolio:
        raw = portfolio.database.connection
        raw.exec_driver_sql("PRAGMA foreign_keys=OFF")
        raw.exec_driver_sql("UPDATE contact SET account_id = 'gone'")
        raw.exec_driver_sql("UPDATE engagement SET participants = '[\"nobody\"]'")
        raw.exec_driver_sql(
            'INSERT INTO blackout (id, external_id, start, "end", reason) VALUES '
            "('b', '', '2027-02-01', '2027-01-01', '')"
        )
        found = care.check(portfolio.database)
        assert not found.ok
        assert not found.foreign_keys
        told = " | ".join(found.problems)
        assert "missing account" in told
        assert "nobody" in told
        assert "ends 2027-01-01 before it starts" in told


def test_a_flipped_bit_is_detected(tmp_path: Path) -> None:
    """Damage inside a page is found by its checksum, at opening or by the check."""
    portfolio, _, _ = _filled(tmp_path)
    portfolio.close()
    path = tmp_path / "p.csplan"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 8
    path.write_bytes(content)
    assert _is_detected(path)


def _is_detected(path: Path) -> bool:
    """Open and check a file; refusing to open it is as good as a failed check."""
    try:
        with Portfolio.open(path, CLOCK, path.parent) as damaged:
            return not care.check(damaged.database).integrity
    except Trouble:
        return True


def _dump(portfolio: Portfolio) -> str:
    names = portfolio.database.fetch_rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return repr([portfolio.database.fetch_rows(f'SELECT * FROM "{name}"') for (name,) in names])


def test_erasing_leaves_no_trace(tmp_path: Path) -> None:
    """After erasing an account neither rows, nor the journal, nor free pages know it."""
    portfolio, account, contact = _filled(tmp_path)
    with portfolio:
        made = portfolio.back_up("asked")
        gone = erasure.erase(portfolio, Account, account.id, account.name)
        assert gone.rows == {"account": 1, "contact": 1}
        assert gone.backups == (made.path,)
        assert [a.name for a in portfolio.all(Account)] == ["Elsewhere"]
        assert portfolio.all(Engagement)[0].contacts == ()
        dump = _dump(portfolio)
        for trace in ("canary", "Canaryville", account.id, contact.id, "C. Anary"):
            assert trace not in dump
        assert care.check(portfolio.database).ok


def test_a_passphrase_is_set_changed_and_removed(tmp_path: Path) -> None:
    """At each step exactly one key opens the file, and the rows are the same."""
    portfolio, _, _ = _filled(tmp_path)
    portfolio.close()
    path = tmp_path / "p.csplan"
    for old, new in ((None, "first one"), ("first one", "second one"), ("second one", None)):
        care.change_passphrase(path, old, new, NOW)
        if new is not None:
            with pytest.raises(NotOpened):
                Portfolio.open(path, CLOCK, tmp_path, old)
        with Portfolio.open(path, CLOCK, tmp_path, new) as opened:
            assert opened.count(Account) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == [".p.csplan.key", "p.csplan"]


def test_a_backup_of_older_tables_is_restored_and_not_read_as_it_is(tmp_path: Path) -> None:
    """Looking into it says to restore it; restored, opening brings it up to date."""
    old = tmp_path / "p-20270101T090000-asked.csplan"
    portfolio, _, _ = _filled(tmp_path)
    with portfolio:
        portfolio.database.vacuum_into(old)
    database = open_file(old, None, NOW)
    with database.transaction():
        database.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    database.close()
    with pytest.raises(UserMistake, match="older csplanner"):
        Portfolio.open_read_only(old, CLOCK, tmp_path)
    assert care.holdings(old, None, NOW) == {"accounts": 2, "engagements": 1}
