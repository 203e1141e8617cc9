"""The calendar of a year as a file: iCalendar (RFC 5545), a workbook, a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from icalendar import Calendar, Event, Timezone

from csplanner.domain.local_time import zone_of
from csplanner.reports.workbook import workbook_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PRODUCT = "-//csplanner//annual plan//EN"
COLUMNS = (
    "touch", "account", "type", "state", "date", "start", "minutes", "timezone", "mode", "city",
    "participants", "rule", "locked",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One engagement as calendars show it.

    `uid` never changes; `sequence` counts its moves. Without `start` it is an all-day entry.
    """

    uid: str
    sequence: int
    touch: str
    account: str
    type: str
    title: str
    state: str
    date: dt.date
    start: dt.time | None
    minutes: int
    timezone: str
    mode: str
    city: str
    participants: tuple[str, ...]
    rule: str
    locked: bool


def ics(entries: Sequence[CalendarEntry], name: str, stamp: dt.datetime) -> bytes:
    """Return a calendar file; all-day entries are DATE values, others carry their zone."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    zones = sorted({e.timezone for e in entries if e.start is not None and zone_of(e.timezone)})
    years = [entry.date.year for entry in entries] or [stamp.year]
    for zone in zones:
        calendar.add_component(
            Timezone.from_tzid(
                zone,
                first_date=dt.date(min(years), 1, 1),
                last_date=dt.date(max(years) + 1, 1, 1),
            )
        )
    for entry in entries:
        calendar.add_component(_event(entry, stamp))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    if entry.start is None:
        event.add("dtstart", entry.date)
        event.add("dtend", entry.date + dt.timedelta(days=1))
    else:
        start = dt.datetime.combine(entry.date, entry.start, zone_of(entry.timezone))
        event.add("dtstart", start)
        event.add("dtend", start + dt.timedelta(minutes=entry.minutes))
    if entry.city:
        event.add("location", entry.city)
    event.add("status", "CONFIRMED" if entry.state in {"agreed", "done"} else "TENTATIVE")
    event.add("transp", "OPAQUE" if entry.start is not None else "TRANSPARENT")
    lines = [f"With {', '.join(entry.participants)}." if entry.participants else ""]
    lines.append(f"Touch {entry.touch}" if entry.touch else "")
    event.add("description", "\n".join(filter(None, lines)))
    return event


def _cells(entry: CalendarEntry) -> dict[str, Any]:
    return {
        "touch": entry.touch,
        "account": entry.account,
        "type": entry.type,
        "state": entry.state,
        "date": entry.date.isoformat(),
        "start": entry.start.isoformat(timespec="minutes") if entry.start else "",
        "minutes": entry.minutes,
        "timezone": entry.timezone,
        "mode": entry.mode,
        "city": entry.city,
        "participants": ";".join(entry.participants),
        "rule": entry.rule,
        "locked": "true" if entry.locked else "false",
    }


def harmless(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def table(entries: Sequence[CalendarEntry]) -> bytes:
    """Return the calendar as CSV (UTF-8), one engagement a row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for entry in entries:
        cells = _cells(entry).items()
        writer.writerow({k: harmless(v) if isinstance(v, str) else v for k, v in cells})
    return out.getvalue().encode()


def workbook(entries: Sequence[CalendarEntry], name: str, today: dt.date) -> bytes:
    """Return the calendar as a workbook, one engagement a row."""
    rows = [{**_cells(entry), "date": entry.date} for entry in entries]
    return workbook_of({"Calendar": rows}, name, today)
