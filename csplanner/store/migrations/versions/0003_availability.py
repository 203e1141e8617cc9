"""Who can be met when: part-time weeks, regions with holidays of their own, contacts' absences."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_ADDED = {
    "person": ("region", "working_weekdays"),
    "account": ("region",),
    "contact": ("available_weekdays", "away_from", "away_to"),
}


def upgrade() -> None:
    """Add the columns, empty; images of the journal get them too, so that old steps undo."""
    for table, columns in _ADDED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR")
        paths = ", ".join(f"'$.{column}', NULL" for column in columns)
        for image in ("before", "after"):
            op.execute(
                f'UPDATE journal SET "{image}" = json_set("{image}", {paths})'  # noqa: S608 - words of this file
                f" WHERE kind = '{table}' AND \"{image}\" IS NOT NULL"
            )
