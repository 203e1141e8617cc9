"""What the calendar reads: every engagement of a stretch of days, by a single statement."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from csplanner.store.database import Database

_ITEMS = """
SELECT e.id, e.touch, e.account_id, a.name, e.type, e.state, e.date, e.start, e.minutes, e.timezone,
    e.mode, e.city, e.locked, e.participants, a.owner_id, p.timezone
FROM engagement e JOIN account a ON a.id = e.account_id LEFT JOIN person p ON p.id = a.owner_id
WHERE e.date BETWEEN ? AND ? AND e.state <> 'waived'
ORDER BY e.date, e.start IS NULL, e.start, a.name, e.id
"""


class CalendarItem(NamedTuple):
    """One engagement of a day; `start` is local time in `timezone`, `owner_zone` its CSM's zone."""

    id: str
    touch: str
    account_id: str
    account: str
    type: str
    state: str
    date: dt.date
    start: dt.time | None
    minutes: int
    timezone: str
    mode: str
    city: str
    locked: bool
    participants: tuple[str, ...]
    owner_id: str
    owner_zone: str


def calendar_items(database: Database, first: dt.date, last: dt.date) -> tuple[CalendarItem, ...]:
    """Return the engagements from `first` to `last`, waived ones left out, by day and time."""
    rows = database.fetch_rows(_ITEMS, [first.isoformat(), last.isoformat()])
    days: dict[str, dt.date] = {}
    people: dict[str, tuple[str, ...]] = {}
    found = []
    for i, touch, account, name, kind, state, day, start, minutes, zone, *rest in rows:
        mode, city, locked, attending, owner, own_zone = rest
        if day not in days:
            days[day] = dt.date.fromisoformat(day)
        if attending not in people:
            people[attending] = tuple(json.loads(attending))
        at = dt.time.fromisoformat(start) if start else None
        found.append(
            CalendarItem(
                *(i, touch, account, name, kind, state, days[day], at, minutes, zone),
                *(mode, city, bool(locked), people[attending], owner or "", own_zone or ""),
            )
        )
    return tuple(found)
