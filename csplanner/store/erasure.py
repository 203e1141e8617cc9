"""Removing a customer, or one of their people, for good: rows, journal, free pages."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from csplanner.store import backup
from csplanner.store.history import ERASED
from csplanner.store.repositories import chunks
from csplanner.store.tables import TABLES, change, hints_of, journal, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.domain.record import Record
    from csplanner.store.database import Database
    from csplanner.store.portfolio import Portfolio


_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHUNK = 500


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
        forgotten = _forget(database, everything, name)
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


def _forget(database: Database, ids: set[str], name: str) -> int:
    """Delete the images of these rows and all that name them; their changes stay, emptied."""
    told = json.dumps(name, ensure_ascii=False)[1:-1]
    rows = database.fetch_rows('SELECT id, change_id, "before", "after" FROM journal')
    doomed: list[tuple[int, int]] = []
    for row_id, change_id, *images in rows:
        text = " ".join(filter(None, images))
        if (told and told in text) or not ids.isdisjoint(_UUID.findall(text)):
            doomed.append((row_id, change_id))
    for chunk in _pieces(doomed):
        database.execute(delete(journal).where(journal.c.id.in_([pair[0] for pair in chunk])))
        emptied = change.c.id.in_(sorted({pair[1] for pair in chunk}))
        database.execute(update(change).where(emptied).values(state=ERASED))
    if name:
        named = change.c.label.contains(name, autoescape=True)
        database.execute(update(change).where(named).values(label="Erased"))
    return len(doomed)


def _pieces(pairs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    for start in range(0, len(pairs), _CHUNK):
        yield pairs[start : start + _CHUNK]


def _holds(database: Database, path: Path, kind: type[Record], record_id: str) -> bool:
    try:
        with backup.open_copy(database, path) as copy:
            sql = f'SELECT 1 FROM "{name_of(kind)}" WHERE id = ?'  # noqa: S608 - own table name
            return bool(copy.fetch_rows(sql, (record_id,)))
    except Exception:  # noqa: BLE001 - a backup that cannot be read may well hold it
        return True
