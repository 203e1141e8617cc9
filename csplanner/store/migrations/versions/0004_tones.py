"""Tones of ticket threads are kept beside the tickets."""

from __future__ import annotations

from alembic import op

from csplanner.store.tables import TONE_TRIGGER

revision = "0004"
down_revision = "0003"

_TABLE = (
    "CREATE TABLE ticket_tone (ticket_id VARCHAR NOT NULL, scorer VARCHAR NOT NULL,"
    ' language VARCHAR NOT NULL, start FLOAT, "end" FLOAT, slope FLOAT, mean FLOAT,'
    " PRIMARY KEY (ticket_id), FOREIGN KEY(ticket_id) REFERENCES ticket (id)"
    " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)"
)


def upgrade() -> None:
    """Make the table of tones and what clears a tone when its text changes."""
    op.execute(_TABLE)
    op.execute(TONE_TRIGGER)
