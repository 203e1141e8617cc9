"""What insight is computed from, by single statements: months of measures and tickets, answers.

Each function takes the day up to which facts count and the account ids wanted (None: all), and
returns plain tuples ordered by account. Dates are ISO text, as stored.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING, Any

from csplanner.store.repositories import chunks

if TYPE_CHECKING:
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


def first_usage_months(database: Database, since: dt.date, months: int, ids: Ids) -> Rows:
    """Return what `usage_months` does, of each account's first months of measures up to `since`.

    Baselines lie there; where all of the history is young, nothing is returned.
    """
    return _rows(
        database,
        "WITH first AS (SELECT account_id, min(date) AS day FROM measure WHERE date <= ? {only}"
        " GROUP BY account_id)"
        " SELECT measure.account_id, metric, max(unit), substr(date, 1, 7) AS month, sum(value),"
        " count(*), max(date) FROM first JOIN measure ON measure.account_id = first.account_id"
        " AND date <= ? AND date < date(first.day, 'start of month', ?)"
        " GROUP BY measure.account_id, metric, month ORDER BY measure.account_id, metric, month",
        (since.isoformat(), since.isoformat(), f"+{months} months"),
        ids,
        last=False,
    )


def ticket_months(
    database: Database,
    since: dt.date,
    until: dt.date,
    ids: Ids,
    tones: tuple[float, float, float],
) -> Rows:
    """Return (account, month, type, severity, tone, tickets, hours, toned, tone) by opening.

    `tones` are the bounds of angry, frustrated and calm; the last two columns are the number of
    threads with a tone and the sum of their tones.
    """
    return _rows(
        database,
        "SELECT account_id, substr(opened, 1, 7) AS month, lower(type), lower(severity),"
        " CASE WHEN mean IS NULL THEN 'not_scored' WHEN mean <= ? THEN 'angry'"
        " WHEN mean <= ? THEN 'frustrated' WHEN mean >= ? THEN 'calm' ELSE 'neutral' END AS step,"
        " count(*), coalesce(sum(hours), 0), count(mean),"
        " coalesce(sum(mean), 0) FROM ticket LEFT JOIN ticket_tone ON ticket_id = ticket.id"
        " WHERE opened > ? AND opened <= ? {only}"
        " GROUP BY account_id, month, lower(type), lower(severity), step"
        " ORDER BY account_id, month",
        (*tones, since.isoformat(), until.isoformat()),
        ids,
    )


def first_evidence(database: Database) -> dt.date | None:
    """Return the day of the oldest measure, ticket or survey, None where there is none."""
    day = database.fetch_rows(
        "SELECT min(day) FROM (SELECT min(date) AS day FROM measure UNION ALL"
        " SELECT min(opened) FROM ticket UNION ALL SELECT min(date) FROM survey)"
    )[0][0]
    return None if day is None else dt.date.fromisoformat(day[:10])


def thread_tones(database: Database, account_id: str) -> Rows:
    """Return (ticket, language, start, end, slope, mean) of one account's threads."""
    return database.fetch_rows(
        'SELECT ticket_id, language, start, "end", slope, mean FROM ticket'
        " JOIN ticket_tone ON ticket_id = ticket.id WHERE account_id = ? ORDER BY ticket_id",
        (account_id,),
    )


def untoned(database: Database, scorer: str, until: dt.date, ids: Ids) -> Rows:
    """Return (ticket, text) of up to 2,000 tickets whose tone is not kept, or of another scorer."""
    return _rows(
        database,
        "SELECT id, text FROM ticket LEFT JOIN ticket_tone ON ticket_id = ticket.id"
        " WHERE coalesce(scorer, '') <> ? AND opened <= ? {only} ORDER BY id LIMIT 2000",
        (scorer, until.isoformat()),
        ids,
    )


def keep_tones(database: Database, rows: list[dict[str, Any]]) -> None:
    """Keep tones of tickets; inside a change they are part of it, outside a write of their own.

    They are computed from what is journaled, so they are not journaled themselves.
    """
    from sqlalchemy import delete

    from csplanner.store.tables import ticket_tone

    with contextlib.ExitStack() as held:
        held.enter_context(database.lock)  # another thread's change is waited for, not joined
        if not database.inside:
            held.enter_context(database.transaction())
        for chunk in chunks([row["ticket_id"] for row in rows]):
            database.execute(delete(ticket_tone).where(ticket_tone.c.ticket_id.in_(chunk)))
        database.insert(ticket_tone, rows)


def ticket_days(database: Database, until: dt.date) -> Rows:
    """Return (first day, last day) of each month in which any ticket was opened, oldest first."""
    # From month to month by the index: reading all tickets to find some dozens of days is slow.
    return database.fetch_rows(
        "WITH RECURSIVE month(first) AS (SELECT min(opened) FROM ticket WHERE opened <= ?1"
        " UNION ALL SELECT (SELECT opened FROM ticket WHERE opened <= ?1"
        " AND opened >= date(first, 'start of month', '+1 month') ORDER BY opened LIMIT 1)"
        " FROM month WHERE first IS NOT NULL)"
        " SELECT first, (SELECT opened FROM ticket"
        " WHERE opened < min(date(first, 'start of month', '+1 month'), date(?1, '+1 day'))"
        " ORDER BY opened DESC LIMIT 1)"
        " FROM month WHERE first IS NOT NULL",
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


def visits_held(database: Database, until: dt.date, ids: Ids) -> Rows:
    """Return (account, day, type) of the engagements that were held, oldest first."""
    return _rows(
        database,
        "SELECT account_id, date, type FROM engagement WHERE state = 'done' AND date <= ? {only}"
        " ORDER BY account_id, date",
        (until.isoformat(),),
        ids,
    )


def contacts(database: Database, ids: Ids) -> Rows:
    """Return (account, contact, influence, wanted interval in days, last touch, role)."""
    return _rows(
        database,
        "SELECT account_id, id, influence, touch_interval_days, last_touch, role FROM contact"
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


def _rows(
    database: Database, sql: str, values: tuple[Any, ...], ids: Ids, *, last: bool = True
) -> Rows:
    """Run a statement for all accounts or by pieces of ids; `last`: `{only}` binds after values.

    Otherwise the ids are bound after the first value.
    """
    if ids is None:
        return database.fetch_rows(sql.replace("{only}", ""), values)
    found: Rows = []
    at = len(values) if last else 1
    for chunk in chunks(sorted(ids)):
        only = f"AND account_id IN ({', '.join('?' * len(chunk))})"
        bound = (*values[:at], *chunk, *values[at:])
        found += database.fetch_rows(sql.replace("{only}", only), bound)
    return found
