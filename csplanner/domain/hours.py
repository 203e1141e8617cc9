"""Time of day: the hours in which both sides of a touch work, and a start for each planned touch.

Instants are whole minutes of UTC, so that people of different zones compare; an entry's start is
local time at its account. A visit needs the account's hours only: whoever comes is there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplanner.domain.demand import Touch
    from csplanner.domain.ledger import Ledger
    from csplanner.domain.plan import Entry, TouchId
    from csplanner.domain.scenario import Hours

GRID_MINUTES = 30
BETWEEN_VISITS = 30
"""Minutes from the end of one visit to the start of the next of the same person."""

_BEST_START, _LUNCH = time(10), (time(12), time(13))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Entries with their starts, and for those that got none the reason by touch."""

    entries: tuple[Entry, ...]
    without: dict[TouchId, str]


@lru_cache(maxsize=4096)
def minute_of(day: date, at: time, zone: str) -> int:
    """Give the minute of UTC at which a local time of a day falls."""
    local = datetime.combine(day, at, ZoneInfo(zone))
    return (local - _EPOCH) // timedelta(minutes=1)


def open_span(hours: Hours, day: date) -> Span:
    """Give the working hours of a day in minutes of UTC."""
    return minute_of(day, hours.opens, hours.zone), minute_of(day, hours.closes, hours.zone)


def common_span(ledger: Ledger, entry: Entry) -> Span | None:
    """Give the minutes that are working hours of both sides, None where they have none in common.

    People without hours do not limit them. Asked only for accounts that have hours.
    """
    touch = ledger.touches[entry.touch]
    account = ledger.accounts[touch.account]
    assert account.hours is not None
    opens, closes = open_span(account.hours, entry.date)
    if touch.mode == "remote":
        for who in entry.participants:
            hours = ledger.people[who].hours
            if hours is not None:
                first, last = open_span(hours, entry.date)
                opens, closes = max(opens, first), min(closes, last)
    return (opens, closes) if closes - opens >= touch.meeting else None


def span_of(ledger: Ledger, entry: Entry) -> Span | None:
    """Give the minutes of UTC that an entry takes, None where it has no start or no zone."""
    touch = ledger.touches[entry.touch]
    hours = ledger.accounts[touch.account].hours
    if entry.start is None or hours is None:
        return None
    start = minute_of(entry.date, entry.start, hours.zone)
    return start, start + touch.meeting


def with_starts(ledger: Ledger) -> Times:
    """Choose a start for every entry that has none, day by day; one that holds is kept.

    Those with the least room choose first: near ten o'clock and not over noon where they can.
    A fixed entry's start is never touched.
    """
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in ledger.entries.values():
        if ledger.accounts[ledger.touches[entry.touch].account].hours is not None:
            days[entry.date].append(entry)
    started: dict[TouchId, Entry] = {}
    without: dict[TouchId, str] = {}
    for _, entries in sorted(days.items()):
        _start_day(ledger, entries, started, without)
    dated = tuple(started.get(touch, entry) for touch, entry in ledger.entries.items())
    return Times(entries=dated, without=without)


def _start_day(
    ledger: Ledger,
    entries: list[Entry],
    started: dict[TouchId, Entry],
    without: dict[TouchId, str],
) -> None:
    taken: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
    rooms: list[tuple[int, TouchId, Entry, Span]] = []
    for entry in sorted(entries, key=lambda each: (each.touch not in ledger.fixed, each.touch)):
        span, room = span_of(ledger, entry), common_span(ledger, entry)
        if span is not None and _holds(ledger, entry, (span, room), taken):
            _take(ledger, entry, span, taken)
            continue
        if entry.start is not None:
            started[entry.touch] = replace(entry, start=None)
        if room is None:
            without[entry.touch] = _no_hour(ledger, entry)
        else:
            rooms.append((room[1] - room[0], entry.touch, entry, room))
    for _, touch, entry, room in sorted(rooms, key=lambda item: item[:2]):
        start = _free_start(ledger, entry, room, taken)
        if start is None:
            without[touch] = f"every common working hour of {entry.date} is taken"
            continue
        hours = ledger.accounts[ledger.touches[touch].account].hours
        assert hours is not None
        _take(ledger, entry, (start, start + ledger.touches[touch].meeting), taken)
        started[touch] = replace(entry, start=_local(start, hours.zone))


def _holds(
    ledger: Ledger,
    entry: Entry,
    spans: tuple[Span, Span | None],
    taken: dict[str, list[tuple[int, int, bool]]],
) -> bool:
    """Tell whether an entry may keep the start it has."""
    if entry.touch in ledger.fixed:
        return True
    (first, last), room = spans
    busy = [each for who in entry.participants for each in taken[who]]
    is_inside = room is not None and room[0] <= first and last <= room[1]
    return is_inside and _is_free(ledger.touches[entry.touch], first, busy)


def _take(
    ledger: Ledger, entry: Entry, span: Span, taken: dict[str, list[tuple[int, int, bool]]]
) -> None:
    for who in entry.participants:
        taken[who].append((*span, ledger.is_onsite(entry)))


def _free_start(
    ledger: Ledger, entry: Entry, room: Span, taken: dict[str, list[tuple[int, int, bool]]]
) -> int | None:
    touch = ledger.touches[entry.touch]
    hours = ledger.accounts[touch.account].hours
    assert hours is not None
    best = minute_of(entry.date, _BEST_START, hours.zone)
    noon = [minute_of(entry.date, at, hours.zone) for at in _LUNCH]
    busy = [each for who in entry.participants for each in taken[who]]
    first = -(-room[0] // GRID_MINUTES) * GRID_MINUTES
    starts = [
        start
        for start in range(first, room[1] - touch.meeting + 1, GRID_MINUTES)
        if _is_free(touch, start, busy)
    ]
    return min(
        starts,
        key=lambda at: (at < noon[1] and at + touch.meeting > noon[0], abs(at - best), at),
        default=None,
    )


def _is_free(touch: Touch, start: int, busy: Iterable[tuple[int, int, bool]]) -> bool:
    for first, last, onsite in busy:
        pause = BETWEEN_VISITS if onsite and touch.mode == "onsite" else 0
        if start < last + pause and first < start + touch.meeting + pause:
            return False
    return True


def _local(minute: int, zone: str) -> time:
    return (_EPOCH + timedelta(minutes=minute)).astimezone(ZoneInfo(zone)).time()


def _no_hour(ledger: Ledger, entry: Entry) -> str:
    touch = ledger.touches[entry.touch]
    hours = ledger.accounts[touch.account].hours
    assert hours is not None
    zones = {hours.zone: touch.account}
    for who in entry.participants:
        theirs = ledger.people[who].hours
        if theirs is not None and touch.mode == "remote":
            zones.setdefault(theirs.zone, who)
    listed = ", ".join(f"{who} in {zone}" for zone, who in zones.items())
    return f"no common working hour of {touch.meeting} minutes on {entry.date}: {listed}"
