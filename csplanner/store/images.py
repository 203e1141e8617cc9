"""What the journal knows of one record: each change of it, with what stood before and after."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from csplanner.store.history import DONE
from csplanner.store.tables import change, journal

if TYPE_CHECKING:
    from csplanner.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """One change of a record: label, time, the stored row before and after, None for none."""

    label: str
    at: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def images_of(database: Database, row_id: str) -> tuple[Image, ...]:
    """Return the changes of a record that stand, oldest first."""
    statement = (
        select(change.c.label, change.c.at, journal.c.before, journal.c.after)
        .join(change, change.c.id == journal.c.change_id)
        .where(journal.c.row_id == row_id, change.c.state == DONE)
        .order_by(journal.c.id)
    )
    return tuple(
        Image(
            label=row["label"], at=row["at"], before=_row(row["before"]), after=_row(row["after"])
        )
        for row in database.fetch(statement)
    )


def _row(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(json.loads(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One record of one change: the stored row before and after, None for no row."""

    kind: str
    row_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def images_in(database: Database, change_id: int, most: int) -> tuple[Touched, ...]:
    """Return the records that a change touched, at most so many, in the order of the journal."""
    statement = (
        select(journal.c.kind, journal.c.row_id, journal.c.before, journal.c.after)
        .where(journal.c.change_id == change_id)
        .order_by(journal.c.id)
        .limit(most)
    )
    return tuple(
        Touched(
            kind=row["kind"],
            row_id=row["row_id"],
            before=_row(row["before"]),
            after=_row(row["after"]),
        )
        for row in database.fetch(statement)
    )
