"""Removing a customer, or one of their people, for good: rows, journal, free pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from csplanner.store import backup
from csplanner.store.history import ERASED
from csplanner.store.repositories import chunks
from csplanner.store.tables import TABLES, change, hints_of, journal, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.domain.record import Record
    from csplanner.store.database import Database
    from csplanner.store.portfolio import Portfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What is gone, by kind of record, and the backups that still hold it."""

    rows: dict[str, int]
    journal: int
    backups: tuple[Path, ...]


def erase(portfolio: Portfolio, kind: type[Record], record_id: str, name: str) -> Erased:
    """Delete a record and all that belongs to it, without a trace in the journal or the file."""
    database = portfolio.database
    with database.transaction():
        doomed = _doomed(database, kind, record_id)
        for table_name, ids in doomed.items():
            table = next(t for t in TABLES.values() if t.name == table_name)
            for chunk in chunks(sorted(ids)):
                database.execute(delete(table).where(table.c.id.in_(chunk)))
        everything = {i for ids in doomed.values() for i in ids}
        _out_of_lists(database, everything)
        forgotten = _forget(database, everything, (record_id, name))
    database.compact()
    holding = tuple(
        item.path
        for item in backup.listed(portfolio.backups, portfolio.path)
        if _holds(database, item.path, kind, record_id)
    )
    rows = {table_name: len(ids) for table_name, ids in doomed.items() if ids}
    return Erased(rows=rows, journal=forgotten, backups=holding)


def _doomed(database: Database, kind: type[Record], record_id: str) -> dict[str, set[str]]:
    """Return the ids by table of the record and of every row that refers to a doomed row."""
    doomed: dict[str, set[str]] = {name_of(kind): {record_id}}
    grew = True
    while grew:
        grew = False
        for table in TABLES.values():
            for column in table.columns:
                for key in column.foreign_keys:
                    parents = doomed.get(key.column.table.name, set())
                    found = _children(database, table, column, parents)
                    fresh = found - doomed.setdefault(table.name, set())
                    doomed[table.name] |= fresh
                    grew = grew or bool(fresh)
    return doomed


def _children(database: Database, table: Any, column: Any, parents: set[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(sorted(parents)):
        rows = database.fetch(select(table.c.id).where(column.in_(chunk)))
        found.update(str(row["id"]) for row in rows)
    return found


def _out_of_lists(database: Database, gone: set[str]) -> None:
    """Take ids out of the lists that other rows keep (who was there)."""
    for record, table in TABLES.items():
        lists = [n for n, hint in hints_of(record).items() if "tuple" in str(hint)]
        for name in lists:
            for row in database.fetch(select(table.c.id, table.c[name])):
                kept = [item for item in json.loads(row[name]) if item not in gone]
                if len(kept) != len(json.loads(row[name])):
                    text = json.dumps(kept, ensure_ascii=False)
                    database.execute(
                        update(table).where(table.c.id == row["id"]).values({name: text})
                    )


def _forget(database: Database, ids: set[str], marks: tuple[str, str]) -> int:
    """Delete the images of these rows and those that hold a mark; their changes stay, emptied."""
    naming = [journal.c.row_id.in_(chunk) for chunk in chunks(sorted(ids))]
    for mark in filter(None, marks):
        told = json.dumps(mark, ensure_ascii=False)[1:-1]
        naming += [image.contains(told, autoescape=True) for image in _images()]
    changes: set[int] = set()
    gone = 0
    for condition in naming:
        rows = database.fetch(select(journal.c.change_id).where(condition))
        changes.update(int(row["change_id"]) for row in rows)
        gone += len(rows)
        database.execute(delete(journal).where(condition))
    database.execute(update(change).where(change.c.id.in_(sorted(changes))).values(state=ERASED))
    if marks[1]:
        named = change.c.label.contains(marks[1], autoescape=True)
        database.execute(update(change).where(named).values(label="Erased"))
    return gone


def _images() -> tuple[Any, Any]:
    return journal.c.before, journal.c.after


def _holds(database: Database, path: Path, kind: type[Record], record_id: str) -> bool:
    try:
        with backup.open_copy(database, path) as copy:
            sql = f'SELECT 1 FROM "{name_of(kind)}" WHERE id = ?'  # noqa: S608 - own table name
            return bool(copy.fetch_rows(sql, (record_id,)))
    except Exception:  # noqa: BLE001 - a backup that cannot be read may well hold it
        return True
