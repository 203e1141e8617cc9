"""What the page Today reads: typed rows from single statements, for one CSM or for everyone.

`owner` is the id of a CSM, empty for all; archived accounts are left out.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from csplanner.store.database import Database

LOOKED_BACK = dt.timedelta(days=200)
_VISIT = (
    "SELECT e.id, e.touch, e.account_id, a.name, e.type, e.state, e.date, e.start, e.minutes,"
    " e.mode, e.city, e.participants, e.reason,"
    " (SELECT count(*) FROM checklist_item c WHERE c.engagement_id = e.id),"
    " (SELECT coalesce(sum(done), 0) FROM checklist_item c WHERE c.engagement_id = e.id),"
    " e.timezone, coalesce((SELECT p.timezone FROM person p WHERE p.id = a.owner_id), '')"
    " FROM engagement e JOIN account a ON a.id = e.account_id"
    " WHERE a.archived = 0 AND (?1 = '' OR a.owner_id = ?1)"
)
_CLOSED = "('done', 'kept', 'met', 'closed', 'fulfilled', 'dropped', 'cancelled')"


class VisitRow(NamedTuple):
    """One engagement with its account and how far it is prepared; participants as JSON.

    `start` is local time in `timezone`; `owner_zone` is the zone of its CSM.
    """

    id: str
    touch: str
    account_id: str
    account: str
    type: str
    state: str
    date: dt.date
    start: str | None
    minutes: int
    mode: str
    city: str
    participants: str
    reason: str
    steps: int
    ready: int
    timezone: str
    owner_zone: str


class OwedRow(NamedTuple):
    """A promise, an action, a commitment or a step that has a day; `kind` is its table."""

    kind: str
    id: str
    account_id: str
    account: str
    text: str
    owner: str
    clause: str
    made: dt.date | None
    due: dt.date
    status: str


class TripRow(NamedTuple):
    """A trip whose approval waits."""

    id: str
    number: int
    city: str
    start: dt.date
    state: str


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _visits(rows: list[tuple[Any, ...]]) -> tuple[VisitRow, ...]:
    return tuple(
        VisitRow._make((*row[:6], dt.date.fromisoformat(row[6]), *row[7:])) for row in rows
    )


def visits_between(
    database: Database, first: dt.date, last: dt.date, owner: str
) -> tuple[VisitRow, ...]:
    """Return the engagements of some days that are not waived, by date and time."""
    rows = database.fetch_rows(
        f"{_VISIT} AND e.date BETWEEN ?2 AND ?3 AND e.state <> 'waived'"
        " ORDER BY e.date, e.start IS NULL, e.start, a.name",
        (owner, first.isoformat(), last.isoformat()),
    )
    return _visits(rows)


def next_visits(database: Database, today: dt.date, owner: str, most: int) -> tuple[VisitRow, ...]:
    """Return the next engagements that want preparation: all but remote check-ins."""
    rows = database.fetch_rows(
        f"{_VISIT} AND e.date >= ?2 AND e.state IN ('planned', 'agreed')"  # noqa: S608 - the same
        " AND (e.type <> 'check_in' OR e.mode = 'onsite' OR EXISTS"
        " (SELECT 1 FROM checklist_item c WHERE c.engagement_id = e.id))"
        " ORDER BY e.date, e.start IS NULL, e.start, a.name LIMIT ?3",
        (owner, today.isoformat(), most),
    )
    return _visits(rows)


def late_visits(
    database: Database, first: dt.date, today: dt.date, owner: str
) -> tuple[VisitRow, ...]:
    """Return what was missed and not made up, and what nobody said how it went; oldest first."""
    rows = database.fetch_rows(
        f"{_VISIT} AND e.date >= ?2 AND e.date < ?3 AND (e.state IN ('planned', 'agreed')"  # noqa: S608 - the same
        " OR (e.state = 'missed' AND NOT EXISTS (SELECT 1 FROM engagement m"
        " WHERE m.touch = e.touch AND e.touch <> '' AND m.state IN ('done', 'planned', 'agreed'))"
        " AND NOT EXISTS (SELECT 1 FROM waiver w WHERE w.touch = e.touch AND e.touch <> ''"
        " AND w.decided_on IS NOT NULL AND w.refused = 0))) ORDER BY e.date, a.name",
        (owner, first.isoformat(), today.isoformat()),
    )
    return _visits(rows)


def owed(database: Database, until: dt.date, owner: str) -> tuple[OwedRow, ...]:
    """Return what we owe up to a day: promises, actions, commitments, steps of visits to come."""
    whose = "a.archived = 0 AND (?1 = '' OR a.owner_id = ?1)"
    parts = [
        f"SELECT '{kind}', r.id, a.id, a.name, r.text, r.owner, '', r.made, r.due, r.status"  # noqa: S608 - words of this module
        f" FROM {kind} r JOIN account a ON a.id = r.account_id WHERE {whose}"
        f" AND r.side = 'ours' AND r.closed IS NULL AND lower(r.status) NOT IN {_CLOSED}"
        " AND r.due <= ?2"
        for kind in ("promise", "action")
    ]
    parts.append(
        "SELECT 'commitment', r.id, a.id, a.name, r.text, r.functional_owner, r.clause, NULL,"  # noqa: S608 - words of this module
        f" r.due, r.status FROM commitment r JOIN account a ON a.id = r.account_id WHERE {whose}"
        f" AND lower(r.status) NOT IN {_CLOSED} AND r.due <= ?2"
    )
    parts.append(
        "SELECT 'checklist_item', r.id, a.id, a.name, r.text, r.owner, '', NULL, r.due, 'open'"  # noqa: S608 - words of this module
        " FROM checklist_item r JOIN engagement e ON e.id = r.engagement_id"
        f" JOIN account a ON a.id = e.account_id WHERE {whose} AND r.done = 0"
        " AND e.state IN ('planned', 'agreed') AND r.due <= ?2"
    )
    rows = database.fetch_rows(
        f"{' UNION ALL '.join(parts)} ORDER BY 9, 4, 2", (owner, until.isoformat())
    )
    return tuple(
        OwedRow._make((*row[:7], _day(row[7]), dt.date.fromisoformat(row[8]), row[9]))
        for row in rows
    )


def waiting_trips(database: Database, today: dt.date, owner: str) -> tuple[TripRow, ...]:
    """Return the trips to come whose approval was asked for and not given."""
    rows = database.fetch_rows(
        "SELECT id, number, city, start, state FROM trip WHERE state = 'asked' AND start >= ?2"
        " AND (?1 = '' OR EXISTS (SELECT 1 FROM engagement e JOIN account a ON a.id = e.account_id"
        " WHERE e.trip_id = trip.id AND a.owner_id = ?1)) ORDER BY start, number",
        (owner, today.isoformat()),
    )
    return tuple(TripRow(i, n, c, dt.date.fromisoformat(s), state) for i, n, c, s, state in rows)
