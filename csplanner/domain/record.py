"""What every record of the portfolio has."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of the portfolio: `created` and `changed` are UTC instants set by the store."""

    id: str
    external_id: str = ""
    created: dt.datetime | None = None
    changed: dt.datetime | None = None
