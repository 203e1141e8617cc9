"""Proves what a calendar means for a person and for a customer, in their own time zone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.importing.calendar_entries import Owner, sort_events, table_of
from csplanner.importing.calendar_text import read_calendar_text
from csplanner.importing.entries import Problems
from tests.importing.test_calendar_text import write

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.importing.calendar_entries import Sorted

TODAY = dt.date(2027, 5, 12)
HEAD, FOOT = "BEGIN:VCALENDAR\n", "END:VCALENDAR\n"


def event(uid: str, *lines: str) -> str:
    """Write one event."""
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""))


def sort(folder: Path, owner: Owner, *events: str) -> tuple[Sorted, Problems]:
    """Sort the events of one calendar."""
    calendar = read_calendar_text(write(folder, HEAD + "".join(events) + FOOT))
    problems = Problems((table_of(calendar),))
    return sort_events([calendar], owner, problems, TODAY), problems


def spans(found: Sorted) -> list[tuple[str, Any, Any]]:
    """Return kind, first and last day of each entry."""
    return [(e.kind.name, e.values.get("from"), e.values.get("to")) for e in found.entries]


def test_leave_and_busy_days_of_a_person(tmp_path: Path) -> None:
    """Whole days are leave; a day half taken by meetings counts, a short meeting does not."""
    found, _ = sort(
        tmp_path,
        Owner(person="p1", timezone="Europe/Berlin"),
        event("a", "DTSTART;VALUE=DATE:20270601", "DTEND;VALUE=DATE:20270604", "SUMMARY:Leave"),
        event("b", "DTSTART:20270607T070000Z", "DTEND:20270607T093000Z", "SUMMARY:Workshop"),
        event("c", "DTSTART:20270607T110000Z", "DTEND:20270607T130000Z"),
        event("d", "DTSTART:20270608T080000Z", "DTEND:20270608T090000Z"),
        event("e", "DTSTART;VALUE=DATE:20270609", "TRANSP:TRANSPARENT"),
    )
    day = dt.date(2027, 6, 7)
    assert spans(found) == [
        ("timeoff", dt.date(2027, 6, 1), dt.date(2027, 6, 3)),
        ("timeoff", day, day),
    ]
    assert found.entries[1].values["reason"] == "Busy 4.5 h: Workshop"
    assert len(found.entries[1].rows) == 2
    assert len(found.notices()) == 2


def test_days_are_those_of_the_owner(tmp_path: Path) -> None:
    """An evening in UTC is the next day in Auckland; a whole day moves nowhere."""
    for zone, first in (("Pacific/Auckland", 2), ("America/New_York", 1), ("", 1)):
        found, _ = sort(
            tmp_path,
            Owner(account="a1", timezone=zone),
            event("a", "DTSTART:20270601T200000Z", "DURATION:PT1H"),
            event("b", "DTSTART;VALUE=DATE:20270601"),
        )
        meeting, blackout = found.entries
        assert meeting.values["date"] == dt.date(2027, 6, first)
        assert blackout.values["from"] == blackout.values["to"] == dt.date(2027, 6, 1)


def test_blackouts_and_meetings_of_a_customer(tmp_path: Path) -> None:
    """Days are blackouts, times are meetings; their type and mode are read from the words."""
    found, _ = sort(
        tmp_path,
        Owner(account="a1", timezone="Europe/Berlin"),
        event("a", "DTSTART;VALUE=DATE:20271220", "DTEND;VALUE=DATE:20280103", "SUMMARY:Freeze"),
        event("b", "DTSTART:20270601T080000Z", "DURATION:PT90M", "SUMMARY:QBR", "LOCATION:Bonn"),
        event("c", "DTSTART:20270602T080000Z", "DURATION:PT30M", "LOCATION:Zoom"),
    )
    blackout, qbr, call = found.entries
    assert (blackout.values["to"], blackout.values["reason"]) == (dt.date(2028, 1, 2), "Freeze")
    assert (qbr.values["start"], qbr.values["minutes"]) == (dt.time(10), 90)
    assert qbr.initial["type"] is EngagementType.QBR
    assert qbr.initial["state"] is State.AGREED
    assert (qbr.initial["mode"], call.initial["mode"]) == (Mode.ONSITE, Mode.REMOTE)


def test_bad_events_are_rejected_by_their_line(tmp_path: Path) -> None:
    """A broken event and one of years stand among the problems, the rest among the entries."""
    found, problems = sort(
        tmp_path,
        Owner(person="p1"),
        event("a", "SUMMARY:When?"),
        event("b", "DTSTART;VALUE=DATE:20200101", "DTEND;VALUE=DATE:20270101"),
        event("c", "DTSTART;VALUE=DATE:20270601"),
    )
    assert [(p.row, p.column) for p in problems.found] == [(2, "DTSTART"), (6, "DTEND")]
    assert len(found.entries) == 1
