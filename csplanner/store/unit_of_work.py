"""The one door for change: a labelled transaction that commits, journals and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, update

from csplanner.store.mapping import row_of
from csplanner.store.repositories import Reader, chunks
from csplanner.store.tables import TABLES, name_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from csplanner.domain.record import Record
    from csplanner.store.database import Database

    Row = dict[str, Any]

_STAMPS = ("created", "changed")


class Recorder:
    """Keeps the first 'before' and the last 'after' of each row of a transaction."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Row | None] = {}
        self._last: dict[tuple[str, str], Row | None] = {}

    def note(self, key: tuple[str, str], before: Row | None, after: Row | None) -> None:
        """Note one write of the row `key` (table, id)."""
        self._first.setdefault(key, before)
        self._last[key] = after

    def changes(self) -> list[tuple[str, str, Row | None, Row | None]]:
        """Return (table, id, before, after) of each row that differs in the end."""
        return [
            (*key, self._first[key], after)
            for key, after in self._last.items()
            if self._first[key] != after
        ]


class UnitOfWork(Reader):
    """Writes records inside one transaction; made by `Portfolio.change` only."""

    def __init__(self, database: Database, now: dt.datetime) -> None:
        super().__init__(database)
        self.recorder = Recorder()
        self.label = ""
        self._now = now

    def put(self, *records: Record) -> int:
        """Write records, new or changed, and return how many rows really changed."""
        by_kind: dict[type[Record], dict[str, Record]] = {}
        for record in records:
            by_kind.setdefault(type(record), {})[record.id] = record
        return sum(self._put_kind(kind, items) for kind, items in by_kind.items())

    def remove(self, *records: Record) -> None:
        """Delete records; what still refers to them fails the commit."""
        by_kind: dict[type[Record], list[str]] = {}
        for record in records:
            by_kind.setdefault(type(record), []).append(record.id)
        for kind, ids in by_kind.items():
            self._remove_kind(kind, ids)

    def _put_kind(self, kind: type[Record], items: dict[str, Record]) -> int:
        before = {row["id"]: dict(row) for row in self.rows(kind, items)}
        new: list[Row] = []
        changed: list[Row] = []
        now = self._now.isoformat()
        for record_id, record in items.items():
            old = before.get(record_id)
            row = _stamped(record, old, now)
            if old is None:
                new.append(row)
            elif row != old:
                changed.append(row)
        self._write(kind, new, changed)
        name = name_of(kind)
        for row in (*new, *changed):
            self.recorder.note((name, row["id"]), before.get(row["id"]), row)
        return len(new) + len(changed)

    def _write(self, kind: type[Record], new: list[Row], changed: list[Row]) -> None:
        table = TABLES[kind]
        if new:
            self.database.insert(table, new)
        if changed:
            values: Row = {
                c.name: bindparam(f"new_{c.name}") for c in table.columns if c.name != "id"
            }
            statement = update(table).where(table.c.id == bindparam("new_id")).values(values)
            rows = [{f"new_{name}": value for name, value in row.items()} for row in changed]
            self.database.execute(statement, rows)

    def _remove_kind(self, kind: type[Record], ids: Iterable[str]) -> None:
        table = TABLES[kind]
        found = self.rows(kind, ids)
        for chunk in chunks([row["id"] for row in found]):
            self.database.execute(delete(table).where(table.c.id.in_(chunk)))
        for row in found:
            self.recorder.note((name_of(kind), row["id"]), dict(row), None)


def _stamped(record: Record, old: Row | None, now: str) -> Row:
    """Return a record's row with when it was made and last changed; unchanged, it stays as old."""
    row = row_of(record)
    if old is None:
        row["created"] = row["changed"] = now
        return row
    row.update({name: old[name] for name in _STAMPS})
    if row != old:
        row["changed"] = now
    return row
