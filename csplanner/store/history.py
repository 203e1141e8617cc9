"""The journal: who changed what, when, from what; undo and redo that survive a restart."""

from __future__ import annotations

import getpass
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import bindparam, delete, desc, func, insert, select, update

from csplanner.base.errors import UserMistake
from csplanner.store.changes import Changes
from csplanner.store.repositories import Reader, chunks
from csplanner.store.tables import RECORD_OF, TABLES, change, journal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csplanner.store.database import Database
    from csplanner.store.unit_of_work import UnitOfWork

    Row = dict[str, Any]

DONE, UNDONE, DROPPED, ERASED, SEALED = "done", "undone", "dropped", "erased", "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """One line of the history; `state`: done, undone, dropped (overtaken), erased or sealed."""

    id: int
    label: str
    at: str
    who: str
    state: str
    records: int
    kinds: tuple[str, ...]


def _json(value: Any) -> str:
    """Return JSON text; by `orjson`, since an import writes thousands of rows here.

    Names of columns may come as SQLAlchemy's own kind of str, which is no plain key to it.
    """
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def _text(row: Row | None) -> str | None:
    return None if row is None else _json(row)


def _author() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def write(database: Database, work: UnitOfWork, now: dt.datetime) -> Changes:
    """Journal what a unit of work changed, inside its transaction; nothing changed, no entry."""
    rows = work.recorder.changes()
    kinds = frozenset(kind for kind, *_ in rows)
    changes = Changes(kinds=kinds, label=work.label)
    if not rows:
        return changes
    database.execute(update(change).where(change.c.state == UNDONE).values(state=DROPPED))
    entry = {"label": work.label, "state": DONE, "kinds": kinds, "rows": len(rows)}
    number = _enter(database, entry, now)
    images = [
        {"change_id": number, "kind": k, "row_id": i, "before": _text(b), "after": _text(a)}
        for k, i, b, a in rows
    ]
    database.insert(journal, images)
    return changes


def _enter(database: Database, entry: dict[str, Any], now: dt.datetime) -> int:
    """Write one line of the history with who, where and when; returns its number."""
    line = {
        **entry,
        "at": now.isoformat(),
        "author": _author(),
        "device": socket.gethostname(),
        "kinds": _json(sorted(entry["kinds"])),
    }
    database.execute(insert(change), [line])
    return int(database.fetch(select(func.max(change.c.id).label("id")))[0]["id"])


def note_erasure(database: Database, label: str, now: dt.datetime, rows: Mapping[str, int]) -> None:
    """Note that rows were erased, by kind; nothing of what they held, so nobody can undo it."""
    _enter(
        database, {"label": label, "state": ERASED, "kinds": rows, "rows": sum(rows.values())}, now
    )


def note_repair(database: Database, label: str, now: dt.datetime, rows: int) -> None:
    """Note that faults were mended; what was wrong is worth no way back."""
    _enter(database, {"label": label, "state": SEALED, "kinds": (), "rows": rows}, now)


def entries(
    database: Database, limit: int = 50, row_id: str | None = None
) -> tuple[ChangeEntry, ...]:
    """Return the newest changes first; with `row_id`, those that touched or name that record."""
    statement = select(change).order_by(desc(change.c.id)).limit(limit)
    if row_id is not None:
        mentions = journal.c.row_id == row_id
        for image in (journal.c.before, journal.c.after):
            mentions |= image.contains(row_id, autoescape=True)
        touched = select(journal.c.change_id).where(mentions)
        statement = statement.where(change.c.id.in_(touched))
    return tuple(_entry(row) for row in database.fetch(statement))


def _entry(row: Mapping[str, Any]) -> ChangeEntry:
    return ChangeEntry(
        id=row["id"],
        label=row["label"],
        at=row["at"],
        who=row["author"],
        state=row["state"],
        records=row["rows"],
        kinds=tuple(orjson.loads(row["kinds"])),
    )


def times_changed(database: Database, kind: str) -> dict[str, int]:
    """Return how often each record of a kind was changed after it was made; undone ones count."""
    counted = (
        select(journal.c.row_id, func.count().label("n"))
        .where(journal.c.kind == kind, journal.c.before.is_not(None))
        .group_by(journal.c.row_id)
    )
    return {row["row_id"]: int(row["n"]) for row in database.fetch(counted)}


def next_undo(database: Database) -> ChangeEntry | None:
    """Return the change that undo would take back, or None."""
    statement = select(change).where(change.c.state == DONE).order_by(desc(change.c.id)).limit(1)
    rows = database.fetch(statement)
    return _entry(rows[0]) if rows else None


def next_redo(database: Database) -> ChangeEntry | None:
    """Return the change that redo would do again, or None."""
    statement = select(change).where(change.c.state == UNDONE).order_by(change.c.id).limit(1)
    rows = database.fetch(statement)
    return _entry(rows[0]) if rows else None


def swing(database: Database, entry: ChangeEntry, *, back: bool) -> Changes:
    """Undo (`back`) or redo one change inside a transaction; refused if a row moved since."""
    images = database.fetch(
        select(journal).where(journal.c.change_id == entry.id).order_by(journal.c.id)
    )
    expected, wanted = ("after", "before") if back else ("before", "after")
    by_kind: dict[str, dict[str, tuple[Row | None, Row | None]]] = {}
    for image in images:
        pair = (_image(image[expected]), _image(image[wanted]))
        by_kind.setdefault(image["kind"], {})[image["row_id"]] = pair
    for kind, swaps in by_kind.items():
        _swap(database, kind, swaps)
    state = UNDONE if back else DONE
    database.execute(update(change).where(change.c.id == entry.id).values(state=state))
    verb = "Undo" if back else "Redo"
    return Changes(kinds=frozenset(entry.kinds), label=f"{verb}: {entry.label}")


def _image(text: str | None) -> Row | None:
    return None if text is None else orjson.loads(text)


def _swap(
    database: Database, kind: str, swaps: Mapping[str, tuple[Row | None, Row | None]]
) -> None:
    """Put rows of one table from what they should be to what they shall be, all or none."""
    record, table = RECORD_OF[kind], TABLES[RECORD_OF[kind]]
    found = {row["id"]: dict(row) for row in Reader(database).rows(record, swaps)}
    for row_id, (expected, _) in swaps.items():
        if found.get(row_id) != expected:
            raise UserMistake(
                f"This step cannot be taken back: a {kind.replace('_', ' ')} changed since.",
                "Open the history and restore single fields instead.",
            )
    gone = [row_id for row_id, (_, wanted) in swaps.items() if wanted is None]
    for chunk in chunks(gone):
        database.execute(delete(table).where(table.c.id.in_(chunk)))
    new = [wanted for expected, wanted in swaps.values() if expected is None and wanted is not None]
    if new:
        database.execute(insert(table), new)
    kept = [w for expected, w in swaps.values() if expected is not None and w is not None]
    if kept:
        values: Row = {name: bindparam(f"new_{name}") for name in kept[0] if name != "id"}
        statement = update(table).where(table.c.id == bindparam("new_id")).values(values)
        renamed = [{f"new_{name}": value for name, value in row.items()} for row in kept]
        database.execute(statement, renamed)


def seal(database: Database, label: str) -> None:
    """Make one entry of all changes so far, without images: what a portfolio begins with."""
    kinds: set[str] = set()
    found = database.fetch(select(change).order_by(change.c.id))
    for row in found:
        kinds.update(orjson.loads(row["kinds"]))
    if not found:
        return
    rows = database.fetch(select(func.count(func.distinct(journal.c.row_id)).label("rows")))
    sealed = {**found[-1], "label": label, "state": SEALED, "rows": rows[0]["rows"]}
    sealed["kinds"] = _json(sorted(kinds))
    database.execute(delete(journal))
    database.execute(delete(change))
    database.execute(insert(change), [sealed])
