"""Indexes that months of use and days of tickets are read from without touching a row."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

_MEASURES = ("account_id", "metric", "date", "value", "unit")


def upgrade() -> None:
    """Put the value and unit of measures into their index; give tickets one by day."""
    op.execute("DROP INDEX ix_measure_account_id_metric_date")
    op.execute(f"CREATE INDEX ix_measure_{'_'.join(_MEASURES)} ON measure ({', '.join(_MEASURES)})")
    op.execute("CREATE INDEX ix_ticket_opened ON ticket (opened)")
