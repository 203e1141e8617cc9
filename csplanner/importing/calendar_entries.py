"""From calendar events to records: a person's time off, or a customer's blackouts and meetings."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.importing.calendar_files import occurrences
from csplanner.importing.checks import is_zone
from csplanner.importing.entries import Entry
from csplanner.importing.kinds import KINDS
from csplanner.importing.tables import Table
from csplanner.importing.texts import Misread, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplanner.importing.calendar_files import Occurrence
    from csplanner.importing.calendar_text import CalendarText
    from csplanner.importing.entries import Problems, RowKey

BUSY_DAY_HOURS = 4.0
"""A day on which a person's events take this many working hours counts as taken."""

_DAY_STARTS, _DAY_ENDS = dt.time(8), dt.time(18)
_LONGEST_DAYS = 366
_ONE_DAY = dt.timedelta(days=1)
_CALLS = ("zoom", "teams", "meet", "webex", "http", "phone", "call", "online", "skype", "slack")
_TYPES = (
    ("executive qbr", EngagementType.EXECUTIVE_QBR),
    ("executive business review", EngagementType.EXECUTIVE_QBR),
    ("qbr", EngagementType.QBR),
    ("business review", EngagementType.QBR),
    ("value review", EngagementType.VALUE_REVIEW),
    ("pilot review", EngagementType.PILOT_REVIEW),
    ("kick off", EngagementType.KICKOFF),
    ("kickoff", EngagementType.KICKOFF),
    ("training", EngagementType.TRAINING),
    ("workshop", EngagementType.TRAINING),
    ("check in", EngagementType.CHECK_IN),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose calendar it is: the id of a person or of an account, and the zone to read days in."""

    person: str = ""
    account: str = ""
    timezone: str = ""


@dataclass(slots=True)
class Sorted:
    """What was read of calendars: entries, and how many events meant nothing for the plan."""

    entries: list[Entry] = field(default_factory=list)
    free: int = 0
    short: int = 0
    hours: dict[dt.date, list[tuple[float, str, RowKey]]] = field(default_factory=dict)

    def notices(self) -> tuple[str, ...]:
        """Say what was left out."""
        told = []
        if self.free:
            told.append(f"{self.free} events are cancelled or shown as free and were left out.")
        if self.short:
            told.append(
                f"{self.short} events stand on days with less than {BUSY_DAY_HOURS:g} busy hours "
                "and take no day."
            )
        return tuple(told)


def table_of(calendar: CalendarText) -> Table:
    """Return a calendar's events as a table whose rows are numbered by their line in the file."""
    rows = tuple(
        [event.value("UID"), event.value("SUMMARY"), event.value("DTSTART")]
        for event in calendar.events
    )
    return Table(
        file=calendar.name,
        header=("UID", "SUMMARY", "DTSTART"),
        header_row=1,
        rows=rows,
        numbers=tuple(event.line for event in calendar.events),
        encoding=calendar.encoding,
    )


def sort_events(
    calendars: Iterable[CalendarText], owner: Owner, problems: Problems, today: dt.date
) -> Sorted:
    """Read the events of calendars for their owner; bad events go to the problems one by one."""
    found = Sorted()
    for place, calendar in enumerate(calendars):
        for events, outcome in occurrences(calendar, today):
            if isinstance(outcome, Misread):
                event = events[0]
                column = next((w for w in re.findall(r"[\w-]+", str(outcome)) if w.isupper()), "")
                problems.add([(place, event.line)], str(outcome), column, event.value("SUMMARY"))
                continue
            for occurrence in outcome:
                _sort(found, (place, occurrence.line), occurrence, owner, problems)
    if owner.person:
        _busy_days(found, owner)
    return found


def _sort(
    found: Sorted, row: RowKey, occurrence: Occurrence, owner: Owner, problems: Problems
) -> None:
    if not occurrence.is_busy:
        found.free += 1
        return
    first, last = _days(occurrence, owner.timezone)
    if (last - first).days > _LONGEST_DAYS:
        problems.add(
            [row], f"the event lasts {(last - first).days} days", "DTEND", occurrence.title
        )
    elif owner.person and occurrence.is_whole_day:
        found.entries.append(_absence(row, occurrence, owner, (first, last)))
    elif owner.person:
        _count_hours(found, row, occurrence, owner.timezone)
    elif occurrence.is_whole_day or last > first:
        found.entries.append(_blackout(row, occurrence, owner, (first, last)))
    else:
        found.entries.append(_meeting(row, occurrence, owner))


def _local(moment: dt.date, timezone: str) -> dt.datetime:
    """Return a moment in the owner's zone, as the file has it where none is known."""
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time())
    if moment.tzinfo is not None and timezone and is_zone(timezone):
        moment = moment.astimezone(ZoneInfo(timezone))
    return moment.replace(tzinfo=None)


def _days(occurrence: Occurrence, timezone: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of an event, both included."""
    if occurrence.is_whole_day:
        return occurrence.start, occurrence.end - _ONE_DAY
    start, end = _local(occurrence.start, timezone), _local(occurrence.end, timezone)
    last = end.date() if end.time() > dt.time() or end == start else end.date() - _ONE_DAY
    return start.date(), max(start.date(), last)


def _id(occurrence: Occurrence, owner: Owner, day: dt.date) -> str:
    return f"{occurrence.uid}/{day.isoformat()}/{owner.person or owner.account}"


def _absence(
    row: RowKey, occurrence: Occurrence, owner: Owner, days: tuple[dt.date, dt.date]
) -> Entry:
    return Entry(
        kind=KINDS["timeoff"],
        values={
            "external_id": _id(occurrence, owner, days[0]),
            "person": owner.person,
            "from": days[0],
            "to": days[1],
            "reason": occurrence.title,
        },
        rows=(row,),
    )


def _count_hours(found: Sorted, row: RowKey, occurrence: Occurrence, timezone: str) -> None:
    """Add an event's working hours to each day that it touches."""
    start, end = _local(occurrence.start, timezone), _local(occurrence.end, timezone)
    day = start.date()
    while day <= end.date():
        opens = max(start, dt.datetime.combine(day, _DAY_STARTS))
        closes = min(end, dt.datetime.combine(day, _DAY_ENDS))
        hours = max(0.0, (closes - opens).total_seconds() / 3600)
        found.hours.setdefault(day, []).append((hours, occurrence.title, row))
        day += _ONE_DAY


def _busy_days(found: Sorted, owner: Owner) -> None:
    """Make time off of days that are taken by half or more."""
    for day, events in sorted(found.hours.items()):
        hours = sum(event[0] for event in events)
        if hours < BUSY_DAY_HOURS:
            found.short += len(events)
            continue
        longest = max(events, key=lambda event: event[0])[1]
        reason = f"Busy {hours:g} h" + (f": {longest}" if longest else "")
        found.entries.append(
            Entry(
                kind=KINDS["timeoff"],
                values={
                    "external_id": f"busy/{day.isoformat()}/{owner.person}",
                    "person": owner.person,
                    "from": day,
                    "to": day,
                    "reason": reason,
                },
                rows=tuple(dict.fromkeys(event[2] for event in events)),
            )
        )


def _blackout(
    row: RowKey, occurrence: Occurrence, owner: Owner, days: tuple[dt.date, dt.date]
) -> Entry:
    return Entry(
        kind=KINDS["blackouts"],
        values={
            "external_id": _id(occurrence, owner, days[0]),
            "account": owner.account,
            "from": days[0],
            "to": days[1],
            "reason": occurrence.title,
        },
        rows=(row,),
    )


def _meeting(row: RowKey, occurrence: Occurrence, owner: Owner) -> Entry:
    start, end = _local(occurrence.start, owner.timezone), _local(occurrence.end, owner.timezone)
    title = words_of(occurrence.title)
    values = {
        "external_id": _id(occurrence, owner, start.date()),
        "account": owner.account,
        "date": start.date(),
        "start": start.time().replace(second=0, microsecond=0),
        "minutes": max(5, round((end - start).total_seconds() / 60)),
    }
    initial = {
        "type": next((kind for word, kind in _TYPES if word in title), EngagementType.OTHER),
        "state": State.AGREED,
        "mode": _mode(occurrence.place),
        "timezone": owner.timezone,
        "notes": occurrence.title,
    }
    return Entry(kind=KINDS["engagements"], values=values, rows=(row,), initial=initial)


def _mode(place: str) -> Mode:
    folded = words_of(place)
    if not folded or any(word in folded for word in _CALLS):
        return Mode.REMOTE
    return Mode.ONSITE
