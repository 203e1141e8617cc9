"""What the year grid reads: typed rows from single statements, for any choice of CSMs.

`owners` names the CSMs whose accounts are asked for; empty means everyone's. Dates are ISO text
where a row is one of tens of thousands, so that nothing is parsed that nobody looks at.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from csplanner.store.amounts import decimal_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.store.database import Database

_TEN_THOUSAND = 10_000

TouchRow = tuple[str, str, str, str, str, str, int, str, str | None]
"""One engagement of a year, as far as counts and hours need it, left as SQLite gives it.

Date, account, state, type, mode, touch, minutes, participants as JSON, trip.
"""


class AccountRow(NamedTuple):
    """An account that leaves no calendar: churned and archived ones are not among them."""

    id: str
    name: str
    arr: Decimal | None
    currency: str
    tier_override: str
    stage: str
    owner_id: str
    renewal: dt.date | None
    decision_lead: int | None


class MarkRow(NamedTuple):
    """One engagement as a glyph."""

    id: str
    account_id: str
    touch: str
    type: str
    state: str
    date: dt.date
    start: str | None
    locked: bool
    mode: str
    city: str
    trip_id: str | None
    participants: tuple[str, ...]


class BlackoutRow(NamedTuple):
    """Closed days of an account, or of the whole company where there is none."""

    account_id: str | None
    start: dt.date
    end: dt.date
    reason: str


class PersonRow(NamedTuple):
    """One of ours; hours of a week, None where the person's record says nothing."""

    id: str
    name: str
    role: str
    title: str
    weekly_hours: float | None
    country: str
    region: str | None = None
    home_city: str = ""


class AwayRow(NamedTuple):
    """Days on which a person is away."""

    person_id: str
    start: dt.date
    end: dt.date


class TripRow(NamedTuple):
    """A trip of the year; `cities` beside the first one."""

    id: str
    number: int
    city: str
    cities: tuple[str, ...]
    start: dt.date
    end: dt.date


class RunRow(NamedTuple):
    """The accepted run that the calendar comes from."""

    id: str
    number: int
    date: dt.date
    gap: float | None
    policy_version_id: str | None


class UnplacedRow(NamedTuple):
    """A touch that the accepted run could not place."""

    account_id: str
    touch: str
    rule: str
    window_from: dt.date | None
    window_to: dt.date | None
    reason: str
    detail: str
    relax: str


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _money(units: int | None) -> Decimal | None:
    if units is None:
        return None
    whole, rest = divmod(units, _TEN_THOUSAND)
    return decimal_of(units) if rest else Decimal(whole)


def _within(column: str, owners: Sequence[str]) -> tuple[str, list[Any]]:
    if not owners:
        return "", []
    return f" AND {column} IN ({', '.join('?' * len(owners))})", list(owners)


def plan_accounts(database: Database, owners: Sequence[str] = ()) -> tuple[AccountRow, ...]:
    """Return the accounts that are planned for, the largest revenue first."""
    where, values = _within("owner_id", owners)
    rows = database.fetch_rows(
        "SELECT id, name, arr, currency, tier_override, stage, owner_id, renewal_date,"  # noqa: S608 - only question marks are put in
        " decision_lead_days FROM account WHERE archived = 0 AND stage <> 'churned'"
        f"{where} ORDER BY arr DESC, name",
        values,
    )
    return tuple(
        AccountRow(i, n, _money(arr), c, t, s, o or "", _day(renewal), lead)
        for i, n, arr, c, t, s, o, renewal, lead in rows
    )


def pilots(database: Database) -> tuple[str, ...]:
    """Return the ids of the accounts that have or had a pilot."""
    rows = database.fetch_rows("SELECT id FROM account WHERE pilot_end IS NOT NULL ORDER BY id")
    return tuple(row[0] for row in rows)


def plan_touches(
    database: Database, first: dt.date, last: dt.date, owners: Sequence[str] = ()
) -> list[TouchRow]:
    """Return every engagement from `first` to `last` that is not waived, by date."""
    where, values = _within("owner_id", owners)
    if where:
        where = f" AND account_id IN (SELECT id FROM account WHERE 1{where})"  # noqa: S608 - the same
    rows: list[Any] = database.fetch_rows(
        "SELECT date, account_id, state, type, mode, touch, minutes, participants, trip_id"  # noqa: S608 - only question marks are put in
        " FROM engagement WHERE date BETWEEN ? AND ? AND state <> 'waived'"
        f"{where} ORDER BY date",
        [first.isoformat(), last.isoformat(), *values],
    )
    return rows


def plan_marks(
    database: Database, accounts: Sequence[str], first: dt.date, last: dt.date
) -> tuple[MarkRow, ...]:
    """Return the engagements of some accounts from `first` to `last`, by date."""
    places = ", ".join("?" * len(accounts))
    rows = database.fetch_rows(
        "SELECT id, account_id, touch, type, state, date, start, locked, mode, city, trip_id,"  # noqa: S608 - only question marks are put in
        f" participants FROM engagement WHERE account_id IN ({places}) AND date BETWEEN ? AND ?"
        " AND state <> 'waived' ORDER BY date, id",
        [*accounts, first.isoformat(), last.isoformat()],
    )
    return tuple(
        MarkRow(
            *(i, a, touch, kind, state, dt.date.fromisoformat(day), start, bool(lock)),
            *(mode, city, trip, tuple(json.loads(people))),
        )
        for i, a, touch, kind, state, day, start, lock, mode, city, trip, people in rows
    )


def plan_blackouts(
    database: Database, accounts: Sequence[str], first: dt.date, last: dt.date
) -> tuple[BlackoutRow, ...]:
    """Return the closed days of some accounts that meet a stretch; no accounts: the company's."""
    where, values = "account_id IS NULL", list(accounts)
    if accounts:
        where = f"account_id IN ({', '.join('?' * len(accounts))})"
    rows = database.fetch_rows(
        f'SELECT account_id, start, "end", reason FROM blackout WHERE {where}'  # noqa: S608 - only question marks are put in
        ' AND "end" >= ? AND start <= ? ORDER BY start',
        [*values, first.isoformat(), last.isoformat()],
    )
    return tuple(
        BlackoutRow(a, dt.date.fromisoformat(start), dt.date.fromisoformat(end), reason)
        for a, start, end, reason in rows
    )


def plan_people(database: Database) -> tuple[PersonRow, ...]:
    """Return all of our people by name."""
    rows = database.fetch_rows(
        "SELECT id, name, role, title, weekly_hours, country, region, home_city FROM person"
        " ORDER BY name"
    )
    return tuple(
        PersonRow(i, name, role, title, None if hours is None else hours / _TEN_THOUSAND, *where)
        for i, name, role, title, hours, *where in rows
    )


def plan_absences(database: Database, first: dt.date, last: dt.date) -> tuple[AwayRow, ...]:
    """Return the time off that meets a stretch."""
    rows = database.fetch_rows(
        'SELECT person_id, start, "end" FROM time_off WHERE "end" >= ? AND start <= ?',
        [first.isoformat(), last.isoformat()],
    )
    return tuple(
        AwayRow(person, dt.date.fromisoformat(start), dt.date.fromisoformat(end))
        for person, start, end in rows
    )


def plan_trips(database: Database, year: int) -> tuple[TripRow, ...]:
    """Return the trips of a year by their first day."""
    rows = database.fetch_rows(
        'SELECT id, number, city, cities, start, "end" FROM trip WHERE year = ?'
        " ORDER BY start, number",
        [year],
    )
    return tuple(
        TripRow(
            *(i, number, city, tuple(json.loads(cities))),
            *(dt.date.fromisoformat(start), dt.date.fromisoformat(end)),
        )
        for i, number, city, cities, start, end in rows
    )


def accepted_run(database: Database, year: int) -> RunRow | None:
    """Return the newest accepted run of a year."""
    rows = database.fetch_rows(
        "SELECT id, number, date, gap, policy_version_id FROM plan_run"
        " WHERE year = ? AND state = 'accepted' ORDER BY number DESC LIMIT 1",
        [year],
    )
    if not rows:
        return None
    run, number, day, gap, policy = rows[0]
    return RunRow(run, number, dt.date.fromisoformat(day), gap, policy)


def unplaced_touches(
    database: Database, run_id: str, owners: Sequence[str] = ()
) -> tuple[UnplacedRow, ...]:
    """Return what a run could not place and what has no date since."""
    where, values = _within("a.owner_id", owners)
    rows = database.fetch_rows(
        "SELECT u.account_id, u.touch, u.rule, u.window_from, u.window_to, u.reason, u.detail,"  # noqa: S608 - only question marks are put in
        " u.relax FROM unplaced_touch u JOIN account a ON a.id = u.account_id"
        " WHERE u.plan_run_id = ? AND NOT EXISTS (SELECT 1 FROM engagement e"
        f" WHERE e.touch = u.touch){where} ORDER BY u.window_from, u.touch",
        [run_id, *values],
    )
    return tuple(
        UnplacedRow(account, touch, rule, _day(first), _day(last), *rest)
        for account, touch, rule, first, last, *rest in rows
    )


def visits_on_trips(database: Database) -> list[str]:
    """Return the ids of the engagements on site that are part of a trip."""
    sql = "SELECT id FROM engagement WHERE trip_id IS NOT NULL AND mode = 'onsite'"
    return [row[0] for row in database.fetch_rows(sql)]
