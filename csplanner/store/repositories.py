"""Reading records: frozen values out, no row or session leaves the store.

SQLAlchemy is loaded by the first read that needs it: a window shows its first rows before that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.sql import Select

    from csplanner.domain.record import Record
    from csplanner.store.database import Database

R = TypeVar("R", bound="Record")
_CHUNK = 500


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut a list of ids into pieces that one statement can bind."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


class Reader:
    """Looks records up by id and by equal fields."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Return a record by id, or None."""
        found = self.many(kind, [record_id])
        return found[0] if found else None

    def many(self, kind: type[R], ids: Iterable[str]) -> tuple[R, ...]:
        """Return the records of these ids that exist, in no promised order."""
        from csplanner.store.mapping import record_of

        return tuple(record_of(kind, row) for row in self.rows(kind, ids))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, oldest id first."""
        return self.where(kind)

    def where(self, kind: type[R], **equal: Any) -> tuple[R, ...]:
        """Return the records whose fields equal these values, oldest id first."""
        from csplanner.store.mapping import record_of

        statement = self._select(kind, equal)
        rows = self.database.fetch(statement)
        return tuple(record_of(kind, row) for row in rows)

    def count(self, kind: type[Record]) -> int:
        """Return how many records of a kind there are."""
        from sqlalchemy import func, select

        from csplanner.store.tables import TABLES

        row = self.database.fetch(select(func.count().label("n")).select_from(TABLES[kind]))[0]
        return int(row["n"])

    def rows(self, kind: type[Record], ids: Iterable[str]) -> list[Mapping[str, Any]]:
        """Return the stored rows of these ids that exist."""
        from csplanner.store.tables import TABLES

        table = TABLES[kind]
        names = tuple(column.name for column in table.columns)
        columns = ", ".join(f'"{name}"' for name in names)
        found: list[Mapping[str, Any]] = []
        for chunk in chunks(list(ids)):
            marks = ", ".join("?" * len(chunk))
            sql = f'SELECT {columns} FROM "{table.name}" WHERE id IN ({marks})'  # noqa: S608 - own
            rows = self.database.fetch_rows(sql, chunk)
            found.extend(dict(zip(names, row, strict=True)) for row in rows)
        return found

    @staticmethod
    def _select(kind: type[Record], equal: dict[str, Any]) -> Select[Any]:
        from sqlalchemy import select

        from csplanner.store.mapping import stored
        from csplanner.store.tables import TABLES

        table = TABLES[kind]
        statement = select(table).order_by(table.c.id)
        for name, value in equal.items():
            column = table.c[name]
            statement = statement.where(
                column.is_(None) if value is None else column == stored(kind, name, value)
            )
        return statement
