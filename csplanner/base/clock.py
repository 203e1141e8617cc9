"""The clock, asked only by services and the store's stamps; tests and `--today` replace it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the day and the instant; with `fixed_today` the day stands still, as `--today` asks."""

    fixed_today: dt.date | None = None

    def today(self) -> dt.date:
        """Return the day on this machine."""
        return self.fixed_today or dt.datetime.now().astimezone().date()

    def now(self) -> dt.datetime:
        """Return the instant in UTC, whole seconds; noon of the fixed day if one is set."""
        if self.fixed_today is not None:
            return dt.datetime.combine(self.fixed_today, dt.time(12), dt.UTC)
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
