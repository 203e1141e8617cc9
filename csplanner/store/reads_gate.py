"""What the gate before a customer reads of all customers: bare texts and amounts, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.store.database import Database


def texts_with_owner(
    database: Database, table: str, columns: Sequence[str], owner: str
) -> list[tuple[str | None, ...]]:
    """Return of each row of a table whose it is, then its texts; `owner` names that column."""
    rows = database.fetch_rows(
        f"SELECT {', '.join((owner, *columns))} FROM {table}",  # noqa: S608 - names of our own schema
    )
    return [tuple(row) for row in rows]


def amounts_with_owner(
    database: Database, table: str, column: str, owner: str
) -> list[tuple[str | None, int]]:
    """Return the different amounts of a column with whose they are, in ten-thousandths."""
    rows = database.fetch_rows(
        f"SELECT DISTINCT {owner}, abs({column}) FROM {table}"  # noqa: S608 - names of our own schema
        f" WHERE {column} IS NOT NULL AND {column} != 0",
    )
    return [(row[0], int(row[1])) for row in rows]
