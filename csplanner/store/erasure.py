"""Removing a customer, or one of their people, for good: rows, journal, free pages."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, false, insert, or_, select, update

from csplanner.store import backup, history
from csplanner.store.changes import Changes
from csplanner.store.history import ERASED
from csplanner.store.repositories import chunks
from csplanner.store.tables import TABLES, change, draft, hints_of, journal, name_of, setting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.domain.record import Record
    from csplanner.store.database import Database
    from csplanner.store.portfolio import Portfolio


_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHUNK = 500
_SETTING = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What is gone, by kind of record, and where it may still stand.

    `backups` hold it, or cannot be looked at to say that they do not. `mentions` are texts of other
    records that still say the name, as (kind, id, field): nobody but a reader can judge them.
    """

    rows: dict[str, int]
    journal: int
    backups: tuple[Path, ...]
    mentions: tuple[tuple[str, str, str], ...] = ()


def erase(portfolio: Portfolio, kind: type[Record], record_id: str, name: str) -> Erased:
    """Delete a record and all that belongs to it, without a trace in the journal or the file.

    The history keeps that somebody erased something of this kind, when, and how many records.
    """
    portfolio.must_be_writable()
    database = portfolio.database
    with database.transaction():
        external = portfolio.rows(kind, [record_id])[0]["external_id"]
        doomed = _doomed(database, kind, record_id)
        for table_name, ids in doomed.items():
            table = next(t for t in TABLES.values() if t.name == table_name)
            for chunk in chunks(sorted(ids)):
                database.execute(delete(table).where(table.c.id.in_(chunk)))
        everything = {i for ids in doomed.values() for i in ids}
        _out_of_lists(database, everything)
        forgotten = _forget(database, everything, name)
        _drop_drafts(database, everything, name)
        rows = {table_name: len(ids) for table_name, ids in doomed.items() if ids}
        _remember(database, {record_id, external})
        label = f"Erase {_WORDS.get(name_of(kind), name_of(kind))} for good"
        history.note_erasure(database, label, portfolio.clock.now(), rows)
    database.compact()
    portfolio.publish(Changes(kinds=frozenset(rows), label=label))
    return Erased(
        rows=rows,
        journal=forgotten,
        backups=_holding(portfolio, kind, record_id),
        mentions=_mentions(database, name),
    )


_WORDS = {"account": "an account", "contact": "a contact"}


def was_erased(database: Database, key: str) -> bool:
    """Tell whether a record of this id, or external id, was erased from a portfolio."""
    return _trace(key) in _remembered(database)


def _trace(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _remembered(database: Database) -> list[str]:
    rows = database.fetch(select(setting.c.value).where(setting.c.key == _SETTING))
    return list(json.loads(rows[0]["value"])) if rows else []


def _remember(database: Database, keys: set[str]) -> None:
    """Keep digests of what is gone, so that a merge does not bring it back."""
    traces = sorted({*_remembered(database), *(_trace(key) for key in keys if key)})
    database.execute(delete(setting).where(setting.c.key == _SETTING))
    database.execute(insert(setting), [{"key": _SETTING, "value": json.dumps(traces)}])


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
                found = json.loads(row[name] or "[]")
                kept = [item for item in found if item not in gone]
                if len(kept) != len(found):
                    text = json.dumps(kept, ensure_ascii=False)
                    database.execute(
                        update(table).where(table.c.id == row["id"]).values({name: text})
                    )


def _forget(database: Database, ids: set[str], name: str) -> int:
    """Delete the images of these rows and all that name them; their changes stay, emptied."""
    told = _whole_word(json.dumps(name, ensure_ascii=False)[1:-1])
    rows = database.fetch_rows('SELECT id, change_id, "before", "after" FROM journal')
    doomed: list[tuple[int, int]] = []
    for row_id, change_id, *images in rows:
        text = " ".join(filter(None, images))
        if (name and told.search(text)) or not ids.isdisjoint(_UUID.findall(text)):
            doomed.append((row_id, change_id))
    for chunk in _pieces(doomed):
        database.execute(delete(journal).where(journal.c.id.in_([pair[0] for pair in chunk])))
        emptied = change.c.id.in_(sorted({pair[1] for pair in chunk}))
        database.execute(update(change).where(emptied).values(state=ERASED))
    if name:
        told = _whole_word(name)
        labels = database.fetch(select(change.c.id, change.c.label))
        named = [row["id"] for row in labels if told.search(row["label"])]
        for numbers in chunks(named):
            renamed = update(change).where(change.c.id.in_(numbers)).values(label="Erased")
            database.execute(renamed)
    return len(doomed)


def _drop_drafts(database: Database, ids: set[str], name: str) -> None:
    """Delete what was being typed about these rows, or says the name."""
    told = _whole_word(name)
    gone = [
        row["key"]
        for row in database.fetch(select(draft))
        if row["account_id"] in ids or (name and told.search(f"{row['title']} {row['text']}"))
    ]
    for chunk in chunks(gone):
        database.execute(delete(draft).where(draft.c.key.in_(chunk)))


def _whole_word(name: str) -> re.Pattern[str]:
    """Match a name where it stands alone, so that 'Oak' does not forget 'Oakley'."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _mentions(database: Database, name: str) -> tuple[tuple[str, str, str], ...]:
    """Find the texts that still say a name."""
    if not name.strip():
        return ()
    told = _whole_word(name)
    found = []
    for record, table in TABLES.items():
        texts = [n for n, hint in hints_of(record).items() if hint is str and n != "external_id"]
        said = or_(false(), *(table.c[n].contains(name, autoescape=True) for n in texts))
        for row in database.fetch(select(table).where(said)):
            kind = name_of(record)
            found += [(kind, row["id"], n) for n in texts if told.search(row[n])]
    return tuple(found)


def _pieces(pairs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    for start in range(0, len(pairs), _CHUNK):
        yield pairs[start : start + _CHUNK]


def _holding(portfolio: Portfolio, kind: type[Record], record_id: str) -> tuple[Path, ...]:
    """Return the backups that hold a record, here and wherever one was asked for."""
    known = dict.fromkeys(portfolio.backups_elsewhere())
    known |= dict.fromkeys(item.path for item in backup.listed(portfolio.backups, portfolio.path))
    return tuple(
        path
        for path in sorted(known)
        # A drive that is not plugged in may well come back; a deleted file does not.
        if (path.is_file() and _holds(portfolio.database, path, kind, record_id))
        or not path.parent.is_dir()
    )


def _holds(database: Database, path: Path, kind: type[Record], record_id: str) -> bool:
    try:
        with backup.open_copy(database, path) as copy:
            sql = f'SELECT 1 FROM "{name_of(kind)}" WHERE id = ?'  # noqa: S608 - own table name
            return bool(copy.fetch_rows(sql, (record_id,)))
    except Exception:  # noqa: BLE001 - a backup that cannot be read may well hold it
        return True
