"""What is being typed and not kept yet: it survives a kill and is in nobody's history.

SQLAlchemy is loaded at the first draft that is kept: the window reads this before its first rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from csplanner.store.database import Database


class DraftRow(NamedTuple):
    """One draft: what it is of, whose, its content as JSON, and when (UTC instant as text)."""

    key: str
    title: str
    account_id: str | None
    text: str
    at: str


def keep(database: Database, row: DraftRow) -> None:
    """Write a draft in place of the one before."""
    from sqlalchemy import delete, insert

    from csplanner.store.tables import draft

    with database.transaction():
        database.execute(delete(draft).where(draft.c.key == row.key))
        database.execute(insert(draft), [row._asdict()])


def drop(database: Database, keys: tuple[str, ...]) -> None:
    """Delete drafts."""
    from sqlalchemy import delete

    from csplanner.store.tables import draft

    with database.transaction():
        database.execute(delete(draft).where(draft.c.key.in_(keys)))


def rows(database: Database) -> tuple[DraftRow, ...]:
    """Return all drafts, newest first."""
    sql = "SELECT key, title, account_id, text, at FROM draft ORDER BY at DESC, key"
    return tuple(DraftRow._make(row) for row in database.fetch_rows(sql))
