"""What insight is computed from, by single statements: months of measures and tickets, answers.

Each function takes the day up to which facts count and the account ids wanted (None: all), and
returns plain tuples ordered by account. Dates are ISO text, as stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplanner.store.repositories import chunks

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from csplanner.store.database import Database

    Rows = list[tuple[Any, ...]]
    Ids = Collection[str] | None


def usage_months(database: Database, since: dt.date, until: dt.date, ids: Ids) -> Rows:
    """Return (account, metric, unit, month, sum, readings, newest day) of measures."""
    return _rows(
        database,
        "SELECT account_id, metric, max(unit), substr(date, 1, 7) AS month, sum(value), count(*),"
        " max(date) FROM measure WHERE date > ? AND date <= ? {only}"
        " GROUP BY account_id, metric, month ORDER BY account_id, metric, month",
        (since.isoformat(), until.isoformat()),
        ids,
    )


def ticket_months(database: Database, since: dt.date, until: dt.date, ids: Ids) -> Rows:
    """Return (account, month, severity, tickets, hours) by the day of opening."""
    return _rows(
        database,
        "SELECT account_id, substr(opened, 1, 7) AS month, severity, count(*),"
        " coalesce(sum(hours), 0) FROM ticket WHERE opened > ? AND opened <= ? {only}"
        " GROUP BY account_id, month, severity ORDER BY account_id, month",
        (since.isoformat(), until.isoformat()),
        ids,
    )


def ticket_days(database: Database, until: dt.date) -> Rows:
    """Return (first day, last day) of each month in which any ticket was opened, oldest first."""
    return database.fetch_rows(
        "SELECT min(opened), max(opened) FROM ticket WHERE opened <= ?"
        " GROUP BY substr(opened, 1, 7) ORDER BY 1",
        (until.isoformat(),),
    )


def answers(database: Database, since: dt.date, until: dt.date, ids: Ids) -> Rows:
    """Return (account, day, kind, score) of surveys, then of tickets that were rated."""
    span = (since.isoformat(), until.isoformat())
    surveys = (
        "SELECT account_id, date, lower(kind), score FROM survey"
        " WHERE score IS NOT NULL AND date > ? AND date <= ? {only} ORDER BY account_id, date"
    )
    tickets = (
        "SELECT account_id, coalesce(closed, opened) AS day, 'ticket', satisfaction FROM ticket"
        " WHERE satisfaction IS NOT NULL AND day > ? AND day <= ? {only} ORDER BY account_id, day"
    )
    return _rows(database, surveys, span, ids) + _rows(database, tickets, span, ids)


def touches(database: Database, until: dt.date, ids: Ids, *, latest: bool) -> Rows:
    """Return (account, day) of engagements that were held; `latest`: only the last of each."""
    day, group = ("max(date)", "GROUP BY account_id") if latest else ("date", "")
    return _rows(
        database,
        f"SELECT account_id, {day} FROM engagement"  # noqa: S608 - words of this module
        f" WHERE state = 'done' AND date <= ? {{only}} {group} ORDER BY account_id, 2",
        (until.isoformat(),),
        ids,
    )


def contacts(database: Database, ids: Ids) -> Rows:
    """Return (account, contact, influence, wanted interval in days, last touch)."""
    return _rows(
        database,
        "SELECT account_id, id, influence, touch_interval_days, last_touch FROM contact"
        " WHERE 1 {only} ORDER BY account_id, id",
        (),
        ids,
    )


def contact_touches(database: Database, until: dt.date, ids: Ids, *, latest: bool) -> Rows:
    """Return (contact, day) of engagements held with them; `latest`: only the last of each."""
    day, group = ("max(date)", "GROUP BY person.value") if latest else ("date", "")
    return _rows(
        database,
        f"SELECT person.value, {day} FROM engagement, json_each(contacts) AS person"  # noqa: S608 - words of this module
        f" WHERE state = 'done' AND date <= ? {{only}} {group} ORDER BY 1, 2",
        (until.isoformat(),),
        ids,
    )


def drivers(database: Database, ids: Ids) -> Rows:
    """Return (account, driver, name, unit, direction, baseline, target, current, weight, ...)."""
    return _rows(
        database,
        "SELECT account_id, id, name, unit, direction, baseline, target, current, weight, owner,"
        " customer_safe FROM driver WHERE 1 {only} ORDER BY account_id, id",
        (),
        ids,
    )


def driver_readings(database: Database, since: dt.date, until: dt.date, ids: Ids) -> Rows:
    """Return (driver, day, value), oldest first."""
    return _rows(
        database,
        "SELECT driver_id, date, value FROM driver_reading"
        " JOIN driver ON driver.id = driver_id"
        " WHERE date > ? AND date <= ? {only} ORDER BY driver_id, date",
        (since.isoformat(), until.isoformat()),
        ids,
    )


def _rows(database: Database, sql: str, values: tuple[Any, ...], ids: Ids) -> Rows:
    if ids is None:
        return database.fetch_rows(sql.format(only=""), values)
    found: Rows = []
    for chunk in chunks(sorted(ids)):
        only = f"AND account_id IN ({', '.join('?' * len(chunk))})"
        found += database.fetch_rows(sql.format(only=only), (*values, *chunk))
    return found
