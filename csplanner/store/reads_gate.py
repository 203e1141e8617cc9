"""What the gate before a customer reads of all other customers: bare texts and amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.store.database import Database


def texts_of_others(
    database: Database, table: str, columns: Sequence[str], owner: str, account_id: str
) -> list[tuple[str | None, ...]]:
    """Return the columns of a table's rows that are not an account's; `owner` names whose it is."""
    rows = database.fetch_rows(
        f"SELECT {', '.join(columns)} FROM {table} WHERE {owner} IS NOT ?",  # noqa: S608 - names of our own schema
        (account_id,),
    )
    return [tuple(row) for row in rows]


def amounts_of_others(
    database: Database, table: str, column: str, owner: str, account_id: str
) -> list[int]:
    """Return the different amounts of a column that are not an account's, in ten-thousandths."""
    rows = database.fetch_rows(
        f"SELECT DISTINCT abs({column}) FROM {table}"  # noqa: S608 - names of our own schema
        f" WHERE {owner} IS NOT ? AND {column} IS NOT NULL AND {column} != 0",
        (account_id,),
    )
    return [int(row[0]) for row in rows]
