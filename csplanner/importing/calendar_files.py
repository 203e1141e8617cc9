"""Occurrences of the events of a calendar file: bad events told alone, series within bounds."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csplanner.importing.texts import Misread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.importing.calendar_text import CalendarText, EventText

MAX_COUNT = 10_000
MAX_OCCURRENCES = 800
MAX_COMBINATIONS = 4_000
MAX_STEPS = 80_000
_FREQUENCIES = {"YEARLY": 366, "MONTHLY": 31, "WEEKLY": 7, "DAILY": 1}
_PAST, _FUTURE = dt.timedelta(days=366), dt.timedelta(days=731)
_WHOLE = re.compile(r"\d+$")
_FREE = frozenset({"FREE", "WORKINGELSEWHERE"})
_FIRST_YEAR, _LAST_YEAR = 1600, 2200
# Olson names behind a vendor's prefix, as Evolution and KOrganizer write them.
_PREFIXED = re.compile(r'TZID="?/[^:;"]*?/([A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+){1,2})"?(?=[:;])')


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that an event takes place.

    `start` and `end` are dates with the end excluded for a whole-day event, otherwise date-times,
    with a time zone unless the file leaves it open. `line` is where the event stands in the file.
    """

    line: int
    uid: str
    title: str
    place: str
    start: dt.date
    end: dt.date
    is_busy: bool

    @property
    def is_whole_day(self) -> bool:
        """Whether the event has days and no times."""
        return not isinstance(self.start, dt.datetime)


def occurrences(
    calendar: CalendarText, today: dt.date
) -> Iterator[tuple[tuple[EventText, ...], tuple[Occurrence, ...] | Misread]]:
    """Yield the events of one id at a time with their occurrences, or with what is wrong.

    Single events are taken at any date; a series from a year before `today` to two years after, or
    its first occurrences where it ended before.
    """
    groups: dict[str, list[EventText]] = {}
    for event in calendar.events:
        key = event.value("UID") or f"line {event.line}"
        if event.fault:
            yield (event,), Misread(event.fault)
        else:
            groups.setdefault(key, []).append(event)
    for events in groups.values():
        yield from _group(calendar, events, today)


def _group(
    calendar: CalendarText, events: list[EventText], today: dt.date
) -> Iterator[tuple[tuple[EventText, ...], tuple[Occurrence, ...] | Misread]]:
    """Expand a series with its exceptions together, and if that fails each event alone."""
    if len(events) > 1:
        try:
            yield tuple(events), _expanded(calendar, events, today)
        except Misread:
            for event in events:
                yield from _group(calendar, [event], today)
        return
    try:
        yield tuple(events), _expanded(calendar, events, today)
    except Misread as misread:
        yield tuple(events), misread


def _expanded(
    calendar: CalendarText, events: list[EventText], today: dt.date
) -> tuple[Occurrence, ...]:
    for event in events:
        _check(event)
    try:
        return _read(calendar, events, today)
    except Misread:
        raise
    except Exception as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise Misread(f"the event cannot be read: {reason[:120]}") from error


def _check(event: EventText) -> None:
    """Refuse, before any library sees it, a series that would cost too much."""
    if not event.value("DTSTART"):
        raise Misread("the event has no DTSTART, so no date")
    rule = event.value("RRULE")
    if not rule:
        return
    parts = _parts(rule)
    period = _FREQUENCIES.get(parts.get("FREQ", ""))
    if period is None:
        raise Misread(
            f"RRULE repeats {parts.get('FREQ', 'at no')} frequency; expected DAILY or less"
        )
    _check_numbers(parts)
    combinations = _combinations(parts)
    if combinations > MAX_COMBINATIONS:
        raise Misread(f"RRULE combines {combinations:,} rules; the limit is {MAX_COMBINATIONS:,}")


def _parts(rule: str) -> dict[str, str]:
    """Split a rule into its parts by name, in capitals."""
    split = (part.partition("=") for part in rule.upper().split(";"))
    return {name.strip(): value.strip() for name, _, value in split if name.strip()}


def _combinations(parts: dict[str, str]) -> int:
    return math.prod(v.count(",") + 1 for name, v in parts.items() if name.startswith("BY"))


def _check_numbers(parts: dict[str, str]) -> None:
    for name, limit in (("COUNT", MAX_COUNT), ("INTERVAL", MAX_COUNT)):
        value = parts.get(name, "1")
        if not _WHOLE.match(value) or not 1 <= int(value[:12]) <= limit:
            raise Misread(f"RRULE has {name}={value[:20]}; expected 1 to {limit:,}")


def _read(
    calendar: CalendarText, events: list[EventText], today: dt.date
) -> tuple[Occurrence, ...]:
    import icalendar  # noqa: PLC0415 - only calendar files need it

    parsed = [_component(icalendar, calendar, event) for event in events]
    if len(events) == 1 and not any(events[0].value(name) for name in ("RRULE", "RDATE")):
        return (_single(events[0], parsed[0]),)
    return _series(icalendar, calendar, events, today)


def _component(icalendar: Any, calendar: CalendarText, event: EventText) -> Any:
    book = icalendar.Calendar.from_ical(_text_of(calendar, [event]))
    found = next(iter(book.walk("VEVENT")), None)
    if found is None:
        raise Misread("the event cannot be read")
    for name, message in found.errors:
        if name in {"DTSTART", "DTEND", "RRULE", "DURATION", "RECURRENCE-ID"}:
            raise Misread(f"{name} cannot be read: {str(message)[:120]}")
    return found


def _text_of(calendar: CalendarText, events: list[EventText]) -> str:
    """Write a calendar of some events, with the time zones that they name."""
    lines = [line for event in events for line in ("BEGIN:VEVENT", *event.lines, "END:VEVENT")]
    body = _PREFIXED.sub(r"TZID=\1", "\r\n".join(lines))
    zones = [zone for name, zone in calendar.zones.items() if name in body]
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:csplanner", *zones, body, "END:VCALENDAR", ""]
    )


def _single(event: EventText, component: Any) -> Occurrence:
    start = component["DTSTART"].dt
    if "DTEND" in component:
        end = component["DTEND"].dt
    elif "DURATION" in component:
        end = start + component["DURATION"].dt
    else:
        end = start
    return _occurrence(event, component, start, end)


def _series(
    icalendar: Any, calendar: CalendarText, events: list[EventText], today: dt.date
) -> tuple[Occurrence, ...]:
    import recurring_ical_events  # noqa: PLC0415 - only series need it

    book = icalendar.Calendar.from_ical(_text_of(calendar, events))
    first = _day(book.walk("VEVENT")[0]["DTSTART"].dt)
    _check_span(events, first, today)
    query = recurring_ical_events.of(book)
    found = query.between(max(first, today - _PAST), today + _FUTURE)
    if not found:
        found = query.between(first, first + _FUTURE)
    lines = {event.value("RECURRENCE-ID"): event for event in events}
    made = []
    for component in found[:MAX_OCCURRENCES]:
        start, end = component["DTSTART"].dt, component["DTEND"].dt
        event = lines.get(_raw(component), events[0])
        made.append(_occurrence(event, component, start, end))
    return tuple(made)


def _raw(component: Any) -> str:
    value = component.get("RECURRENCE-ID")
    return value.to_ical().decode() if value is not None else ""


def _check_span(events: list[EventText], first: dt.date, today: dt.date) -> None:
    """Refuse a series whose expanding would take too many steps."""
    if not _FIRST_YEAR <= first.year <= _LAST_YEAR:
        raise Misread(f"a series that starts in {first.year} is not expanded")
    for event in events:
        parts = _parts(event.value("RRULE"))
        days = max(0, (today + _FUTURE - first).days)
        within = _combinations(parts)
        steps = days / _FREQUENCIES.get(parts.get("FREQ", "YEARLY"), 366) * within
        if steps > MAX_STEPS:
            raise Misread(f"the series has some {steps:,.0f} occurrences; too many to expand")


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _occurrence(event: EventText, component: Any, start: dt.date, end: dt.date) -> Occurrence:
    if isinstance(start, dt.datetime) != isinstance(end, dt.datetime):
        start, end = _day(start), _day(end)
    if not isinstance(start, dt.datetime) and end <= start:
        end = start + dt.timedelta(days=1)
    if _later(start, end):
        raise Misread("the event ends before it starts")
    return Occurrence(
        line=event.line,
        uid=str(component.get("UID", "")) or f"line-{event.line}",
        title=" ".join(str(component.get("SUMMARY", "")).split()),
        place=" ".join(str(component.get("LOCATION", "")).split()),
        start=start,
        end=end,
        is_busy=_is_busy(event),
    )


def _later(start: dt.date, end: dt.date) -> bool:
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        if (start.tzinfo is None) != (end.tzinfo is None):
            return False
        return start > end
    return start > end


def _is_busy(event: EventText) -> bool:
    """Tell whether an event takes time: neither cancelled nor shown as free."""
    if event.value("STATUS").upper() == "CANCELLED":
        return False
    if event.value("TRANSP").upper() == "TRANSPARENT":
        return False
    return event.value("X-MICROSOFT-CDO-BUSYSTATUS").upper() not in _FREE
