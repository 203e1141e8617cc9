"""When a customer was asked for a visit, so that what waits for an answer can be told."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column, empty; images of the journal get it too, so that old steps undo."""
    op.execute("ALTER TABLE engagement ADD COLUMN asked VARCHAR")
    for image in ("before", "after"):
        op.execute(
            f'UPDATE journal SET "{image}" = json_set("{image}", \'$.asked\', NULL)'  # noqa: S608 - words of this file
            f" WHERE kind = 'engagement' AND \"{image}\" IS NOT NULL"
        )
