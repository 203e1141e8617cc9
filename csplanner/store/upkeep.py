"""Faults that every page checksum lets pass: rows that contradict each other, and what mends them.

What is mended takes nothing away that could still be reached: a reference that leads nowhere is let
go of, a part of something that is gone goes too, a span upside down is turned. What a person has to
decide is listed only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from csplanner.store.mapping import readers_of
from csplanner.store.tables import TABLES, change, hints_of, is_list, journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Table

    from csplanner.domain.record import Record
    from csplanner.store.database import Database

_SPANS = (
    ("time_off", "start", "end"),
    ("blackout", "start", "end"),
    ("trip", "start", "end"),
    ("subscription", "start", "end"),
    ("account", "contract_start", "contract_end"),
    ("contact", "away_from", "away_to"),
    ("engagement", "window_from", "window_to"),
)
_ROUNDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A fault of one row in words; `values` are what mends it, None to remove it.

    With `safe` False nobody but a person can say what is right.
    """

    told: str
    table: Table
    row_id: Any
    values: dict[str, Any] | None = None
    safe: bool = True


def flaws(database: Database) -> tuple[Flaw, ...]:
    """Return every contradiction between rows."""
    return (
        *_unreadable(database),
        *_nowhere(database),
        *_strays(database),
        *_upside_down(database),
        *_twice(database),
        *_lone_images(database),
    )


def mend(database: Database) -> tuple[str, ...]:
    """Mend what is safe to mend, inside a transaction; returns what was done, in words.

    Mending one can bare another (a part of a part of what is gone), so it is done in rounds.
    """
    told: list[str] = []
    for _ in range(_ROUNDS):
        found = [flaw for flaw in flaws(database) if flaw.safe]
        if not found:
            break
        for flaw in found:
            _mend(database, flaw)
        told += [flaw.told for flaw in found]
    return tuple(told)


def _mend(database: Database, flaw: Flaw) -> None:
    here = flaw.table.c.id == flaw.row_id
    if flaw.values is None:
        database.execute(delete(flaw.table).where(here))
    else:
        database.execute(update(flaw.table).where(here).values(flaw.values))


def _rows(database: Database, table: Table, *names: str) -> Iterator[tuple[Any, ...]]:
    columns = [table.c.id, *(table.c[name] for name in names)]
    yield from (tuple(row.values()) for row in database.fetch(select(*columns)))


def _unreadable(database: Database) -> Iterator[Flaw]:
    """Find values that no record can be made of: a day that is none, a list that is no list."""
    for record, table in TABLES.items():
        readers = readers_of(record)
        for row_id, *values in _rows(database, table, *readers):
            for (name, read), value in zip(readers.items(), values, strict=True):
                if value is not None and not _can(read, value):
                    yield _no_value(record, table, row_id, name)


def _can(read: Callable[[Any], Any], value: Any) -> bool:
    try:
        read(value)
    except (ArithmeticError, TypeError, ValueError):
        return False
    return True


def _no_value(record: type[Record], table: Table, row_id: str, name: str) -> Flaw:
    told = f"{table.name} {row_id}: {name} cannot be read"
    if is_list(hints_of(record)[name]):
        return Flaw(told=told, table=table, row_id=row_id, values={name: "[]"})
    safe = bool(table.c[name].nullable)
    return Flaw(told=told, table=table, row_id=row_id, values={name: None}, safe=safe)


def _nowhere(database: Database) -> Iterator[Flaw]:
    """Find references to rows that are gone: let go of where that may be, else the part goes."""
    known = {table.name: _ids(database, table) for table in TABLES.values()}
    for table in TABLES.values():
        for column in table.columns:
            for key in column.foreign_keys:
                parent = key.column.table.name
                for row_id, value in _rows(database, table, column.name):
                    if value is not None and value not in known[parent]:
                        told = f"{table.name} {row_id} refers to a missing {parent}"
                        kept = {column.name: None} if column.nullable else None
                        yield Flaw(told=told, table=table, row_id=row_id, values=kept)


def _ids(database: Database, table: Table) -> set[str]:
    return {row["id"] for row in database.fetch(select(table.c.id))}


def _strays(database: Database) -> Iterator[Flaw]:
    """Find people and contacts that lists still name and that are gone."""
    known = {
        f"{kind}Id, ...": _ids(database, next(t for t in TABLES.values() if t.name == kind.lower()))
        for kind in ("Person", "Contact")
    }
    for record, table in TABLES.items():
        for name, hint in hints_of(record).items():
            ids = next((ids for kind, ids in known.items() if kind in str(hint)), None)
            if ids is not None:
                yield from _stray_items(database, table, name, ids)


def _stray_items(database: Database, table: Table, name: str, ids: set[str]) -> Iterator[Flaw]:
    for row_id, text in _rows(database, table, name):
        items = _items(text)
        kept = [item for item in items if item in ids]
        if len(kept) != len(items):
            gone = ", ".join(str(item) for item in items if item not in ids)
            told = f"{table.name} {row_id}: {name} names a missing one ({gone})"
            yield Flaw(told=told, table=table, row_id=row_id, values={name: json.dumps(kept)})


def _items(text: Any) -> list[Any]:
    """Return a stored list; one that cannot be read is another fault, and has no items."""
    try:
        found = json.loads(text)
    except (TypeError, ValueError):
        return []
    return found if isinstance(found, list) else []


def _upside_down(database: Database) -> Iterator[Flaw]:
    """Find spans that end before they start."""
    by_name = {table.name: table for table in TABLES.values()}
    for name, first, last in _SPANS:
        table = by_name[name]
        for row_id, start, end in _rows(database, table, first, last):
            if start and end and str(end) < str(start):
                told = f"{name} {row_id}: ends {end} before it starts {start}"
                turned = {first: end, last: start}
                yield Flaw(told=told, table=table, row_id=row_id, values=turned)


def _twice(database: Database) -> Iterator[Flaw]:
    """Find touches that stand in the calendar more than once: a person says which one is meant."""
    table = next(table for table in TABLES.values() if table.name == "engagement")
    seen: set[str] = set()
    for row_id, touch in _rows(database, table, "touch"):
        if touch and touch in seen:
            told = f"engagement {row_id}: the touch {touch} is in the calendar twice"
            yield Flaw(told=told, table=table, row_id=row_id, safe=False)
        seen.add(touch)


def _lone_images(database: Database) -> Iterator[Flaw]:
    """Find images in the journal whose line of history is gone, or that are no images."""
    lines = {row["id"] for row in database.fetch(select(change.c.id))}
    for row_id, change_id, *images in _rows(database, journal, "change_id", "before", "after"):
        if change_id not in lines:
            told = f"journal {row_id}: its line of history is missing"
            yield Flaw(told=told, table=journal, row_id=row_id)
        elif any(text is not None and not _is_image(text) for text in images):
            told = f"journal {row_id}: what it kept of a record cannot be read"
            yield Flaw(told=told, table=journal, row_id=row_id)


def _is_image(text: Any) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (TypeError, ValueError):
        return False
