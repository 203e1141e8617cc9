"""Waivers that were refused are kept beside those that were granted."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_COLUMNS = "id, external_id, created, changed, account_id, touch, asked_by, reason, decided_by"
# Made anew and filled: a column added in place would keep a default that new files do not have.
_STATEMENTS = (
    "DROP INDEX ix_waiver_account_id",
    "ALTER TABLE waiver RENAME TO waiver_before",
    (
        "CREATE TABLE waiver (id VARCHAR NOT NULL, external_id VARCHAR NOT NULL, created VARCHAR,"
        " changed VARCHAR, account_id VARCHAR NOT NULL, touch VARCHAR NOT NULL,"
        " asked_by VARCHAR NOT NULL, reason VARCHAR NOT NULL, decided_by VARCHAR NOT NULL,"
        " decided_on VARCHAR, refused INTEGER NOT NULL, PRIMARY KEY (id),"
        " FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED)"
    ),
    f"INSERT INTO waiver SELECT {_COLUMNS}, decided_on, 0 FROM waiver_before",  # noqa: S608 - words of this file
    "DROP TABLE waiver_before",
    "CREATE INDEX ix_waiver_account_id ON waiver (account_id)",
)


def upgrade() -> None:
    """Give waivers the mark of a refusal; those of before were granted."""
    for statement in _STATEMENTS:
        op.execute(statement)
