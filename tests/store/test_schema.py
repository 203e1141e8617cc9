"""The migrations and the tables of today describe the same file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import Trouble, UserMistake
from csplanner.store import schema
from csplanner.store.database import create_file, open_file

if TYPE_CHECKING:
    from csplanner.store.database import Database

NOW = dt.datetime(2027, 5, 12, 12, tzinfo=dt.UTC)


def _shape(database: Database) -> dict[str, list[tuple[object, ...]]]:
    names = database.fetch_rows(
        "SELECT name FROM sqlite_master"
        " WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite%'"
    )
    shape: dict[str, list[tuple[object, ...]]] = {}
    for (name,) in sorted(names):
        if name != "alembic_version":
            shape[name] = database.pragma(f'table_info("{name}")') + database.pragma(
                f'foreign_key_list("{name}")'
            )
            shape[name] += database.pragma(f'index_info("{name}")')
    return shape


def test_migrated_equals_made(tmp_path: Path) -> None:
    """An empty file brought forward by every migration has the shape of a file made anew."""
    made = create_file(tmp_path / "made.csplan", None, NOW)
    schema.make_tables(made)
    migrated = create_file(tmp_path / "migrated.csplan", None, NOW)
    schema.bring_up_to_date(migrated)
    assert _shape(migrated) == _shape(made)
    assert schema.revision_of(migrated) == schema.revision_of(made) == schema.HEAD
    made.close()
    migrated.close()


def test_newer_file_is_refused_untouched(tmp_path: Path) -> None:
    """A file of a newer program is refused with a sentence, and not a byte of it changes."""
    path = tmp_path / "newer.csplan"
    made = create_file(path, None, NOW)
    schema.make_tables(made)
    with made.transaction():
        made.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    made.close()
    before = path.read_bytes()
    reopened = open_file(path, None, NOW)
    with pytest.raises(Trouble, match="newer csplanner"):
        schema.is_behind(reopened)
    reopened.close()
    assert path.read_bytes() == before


def test_missing_empty_and_foreign_files_are_told_apart(tmp_path: Path) -> None:
    """Each kind of wrong file gets its own sentence and is left as it was."""
    with pytest.raises(UserMistake, match="There is no file"):
        open_file(tmp_path / "none.csplan", None, NOW)
    empty = tmp_path / "empty.csplan"
    empty.write_bytes(b"")
    with pytest.raises(Trouble, match="is empty"):
        open_file(empty, None, NOW)
    foreign = tmp_path / "letter.csplan"
    foreign.write_bytes(b"Dear customer, " * 400)
    with pytest.raises(Trouble, match="is not a portfolio: it is a text"):
        open_file(foreign, None, NOW)
    assert empty.read_bytes() == b""
    assert foreign.read_bytes() == b"Dear customer, " * 400


def test_each_revision_is_one_file_in_one_line() -> None:
    """Two steps of one number would leave no way forward: the files are the list, in its order."""
    folder = Path(schema.__file__).parent / "migrations" / "versions"
    found = sorted(path.name[:4] for path in folder.glob("[0-9]*.py"))
    assert tuple(found) == schema.REVISIONS
    assert schema.REVISIONS[-1] == schema.HEAD
