"""An index of the words in notes, tickets, commitments and outcomes; a place for drafts."""

from __future__ import annotations

from alembic import op

from csplanner.store.search_tables import FILL_SEARCH, MAKE_SEARCH

revision = "0007"
down_revision = "0006"

_DRAFT = (
    "CREATE TABLE draft (key VARCHAR NOT NULL, title VARCHAR NOT NULL, account_id VARCHAR,"
    " text VARCHAR NOT NULL, at VARCHAR NOT NULL, PRIMARY KEY (key))"
)


def upgrade() -> None:
    """Make the index with its triggers, fill it with what is there, and make the drafts' table."""
    for statement in (*MAKE_SEARCH, *FILL_SEARCH, _DRAFT):
        op.execute(statement)
