"""What the brief builder offers: accounts by name, and whose review comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.store.database import Database


class NamedAccount(NamedTuple):
    """An account as a list of names offers it."""

    id: str
    name: str


def account_names(database: Database) -> tuple[NamedAccount, ...]:
    """Return all accounts that are not archived, by name."""
    rows = database.fetch_rows(
        "SELECT id, name FROM account WHERE archived = 0 ORDER BY name COLLATE NOCASE, id"
    )
    return tuple(NamedAccount(*row) for row in rows)


def next_review(database: Database, on: dt.date, types: Sequence[str]) -> str | None:
    """Return the account whose review comes next, None if none is planned."""
    marks = ", ".join("?" * len(types))
    rows = database.fetch_rows(
        "SELECT account_id FROM engagement JOIN account ON account.id = account_id"  # noqa: S608 - question marks
        f" WHERE archived = 0 AND date >= ? AND type IN ({marks})"
        " AND state IN ('planned', 'agreed')"
        " ORDER BY date, start, engagement.id LIMIT 1",
        (on.isoformat(), *types),
    )
    return rows[0][0] if rows else None
