"""Files of every released schema open after a verified backup; newer ones are left untouched."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import pytest
from alembic.operations import Operations

from csplanner.base.clock import Clock
from csplanner.base.errors import Trouble
from csplanner.domain.records import RECORDS, Account, Contact, Engagement, Ticket, Waiver
from csplanner.store import backup, schema
from csplanner.store.care import check
from csplanner.store.database import open_file
from csplanner.store.portfolio import Portfolio
from tests.faults import old_files

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = Clock(dt.date(2027, 5, 12))


def _open(path: Path) -> Portfolio:
    return Portfolio.open(path, CLOCK, path.parent / "backups")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_there_is_a_file_of_every_schema() -> None:
    """A new migration is not whole without a file of the schema before it."""
    assert set(schema.REVISIONS[:-1]) <= set(old_files.known())


@pytest.mark.parametrize("version", old_files.known())
def test_an_old_file_opens_with_all_it_held(tmp_path: Path, version: str) -> None:
    """Every record reads, the check is clean, old steps swing, the backup is the old file."""
    path = tmp_path / "p.csplan"
    old_files.make(version, path)
    with _open(path) as portfolio:
        assert schema.revision_of(portfolio.database) == schema.HEAD
        assert check(portfolio.database).ok
        names = {account.name for account in portfolio.all(Account)}
        assert names == {"Customer Zero", "Customer 1", "Customer 2", "Customer 3"}
        assert [portfolio.count(kind) for kind in (Contact, Engagement, Ticket)] == [4, 4, 3]
        assert portfolio.all(Waiver)[0].reason == "On leave"
        assert portfolio.all(Engagement)[0].notes == "It's said; twice"
        for kind in RECORDS:
            portfolio.all(kind)
        portfolio.redo()
        portfolio.undo()
        portfolio.undo()
        assert "Customer 0" in {account.name for account in portfolio.all(Account)}
    kept = backup.listed(tmp_path / "backups")
    assert [b.reason for b in kept] == ["migration"] * (version != schema.HEAD)
    for item in kept:
        database = open_file(item.path, None, CLOCK.now(), read_only=True)
        assert schema.revision_of(database) == version
        database.close()


@pytest.mark.parametrize("revision", ["0999", "9999", "of-a-branch"])
def test_a_newer_file_is_refused_untouched(tmp_path: Path, revision: str) -> None:
    """Not a byte changes, no journal and no backup appear, and it is said what to do."""
    path = tmp_path / "p.csplan"
    made = Portfolio.create(path, CLOCK, tmp_path / "backups")
    with made.database.transaction():
        made.database.connection.exec_driver_sql(
            "UPDATE alembic_version SET version_num = ?", (revision,)
        )
    made.close()
    before = _hash(path)
    with pytest.raises(Trouble, match="newer csplanner") as raised:
        _open(path)
    assert "not been modified" in raised.value.hint
    assert _hash(path) == before
    assert {p.name for p in tmp_path.iterdir()} <= {"p.csplan", ".p.csplan.key"}


def test_without_a_backup_there_is_no_migration(tmp_path: Path) -> None:
    """Where the folder of backups cannot be made, the file stays at its old schema."""
    path = tmp_path / "p.csplan"
    old_files.make("0001", path)
    before = _hash(path)
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(Exception, match="backup folder"):
        _open(path)
    assert _hash(path) == before


@pytest.mark.parametrize("step", range(12))
def test_a_migration_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """An error in any statement of any migration takes all of them back, and the next try works."""
    path = tmp_path / "p.csplan"
    old_files.make("0001", path)
    real, count = Operations.execute, 0

    def failing(self: Operations, *arguments: object, **options: object) -> None:
        nonlocal count
        count += 1
        if count > step:
            raise OSError("planted")
        real(self, *arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Operations, "execute", failing)
        with pytest.raises(OSError, match="planted"):
            _open(path)
    database = open_file(path, None, CLOCK.now())
    assert schema.revision_of(database) == "0001"
    database.close()
    with _open(path) as portfolio:
        assert check(portfolio.database).ok
