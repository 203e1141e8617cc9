"""Proves that all real calendars are read, bad events alone refused, and bombs cost nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.importing.calendar_files import MAX_OCCURRENCES, occurrences
from csplanner.importing.calendar_text import read_calendar_text
from csplanner.importing.texts import Misread
from tests.importing.test_calendar_text import write

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.importing.calendar_files import Occurrence

TODAY = dt.date(2027, 5, 12)


def read(folder: Path, *lines: str) -> tuple[Occurrence, ...] | Misread:
    """Read a calendar of one event."""
    body = "\n".join(lines)
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\n{body}\nEND:VEVENT\nEND:VCALENDAR\n"
    ((_, outcome),) = occurrences(read_calendar_text(write(folder, text)), TODAY)
    return outcome


def test_all_real_calendars(shared: Path) -> None:
    """Of 2,291 events of real programs all but the 12 that are broken are read."""
    files = sorted((shared / "data" / "ics_ical4j").rglob("*.ics"))
    events = bad = 0
    for path in files:
        for group, outcome in occurrences(read_calendar_text(path), TODAY):
            events += len(group)
            bad += len(group) if isinstance(outcome, Misread) else 0
            assert isinstance(outcome, Misread) or outcome or len(group) >= 1
    assert (len(files), events, bad) == (104, 2291, 12)


def test_a_whole_day_ends_before_its_end(tmp_path: Path) -> None:
    """DTEND is excluded; without one the event takes one day; a duration counts."""
    day = dt.date(2027, 2, 3)
    for lines, days in (
        (("DTSTART;VALUE=DATE:20270203", "DTEND;VALUE=DATE:20270205"), 2),
        (("DTSTART;VALUE=DATE:20270203",), 1),
        (("DTSTART;VALUE=DATE:20270203", "DURATION:P3D"), 3),
    ):
        found = read(tmp_path, *lines)
        assert not isinstance(found, Misread)
        assert found[0].is_whole_day
        assert (found[0].start, (found[0].end - found[0].start).days) == (day, days)


def test_a_series_with_an_exception(tmp_path: Path) -> None:
    """A moved occurrence moves, an excluded one is gone."""
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20270503T090000Z\nDTEND:20270503T100000Z\n"
        "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20270510T090000Z\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20270517T090000Z\nDTSTART:20270518T120000Z\n"
        "DTEND:20270518T130000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    ((events, outcome),) = occurrences(read_calendar_text(write(tmp_path, text)), TODAY)
    assert len(events) == 2
    assert not isinstance(outcome, Misread)
    assert sorted(f"{o.start:%m-%d %H}" for o in outcome) == ["05-03 09", "05-18 12", "05-24 09"]


def test_an_endless_series_is_cut_to_the_window(tmp_path: Path) -> None:
    """A daily event since 1990 is taken from a year before today, and not for ever."""
    found = read(tmp_path, "DTSTART:19900101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    assert not isinstance(found, Misread)
    assert len(found) <= MAX_OCCURRENCES
    assert found[0].start >= dt.datetime(2026, 5, 11, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=1000000000",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=99999999999999999999999999",
        "FREQ=YEARLY;" + ";".join(f"BY{part}=" + ",".join(map(str, range(24))) for part in
                                  ("HOUR", "MINUTE", "SECOND")),
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=1,2,3,4",
        "COUNT=3",
        "nonsense",
    ],
)  # fmt: skip
@pytest.mark.timeout(20)
def test_bombs_are_refused_at_once(tmp_path: Path, rule: str) -> None:
    """A rule that would take hours or gigabytes is told and not expanded."""
    found = read(tmp_path, "DTSTART:19700101T000000Z", f"RRULE:{rule}")
    assert isinstance(found, Misread)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("SUMMARY:when?",), "no DTSTART"),
        (("DTSTART:20271345T000000",), "cannot be read"),
        (("DTSTART:20270512T100000Z", "DTEND:20270512T090000Z"), "ends before it starts"),
    ],
)
def test_bad_events_are_told(tmp_path: Path, lines: tuple[str, ...], words: str) -> None:
    """Each is refused in words."""
    found = read(tmp_path, *lines)
    assert isinstance(found, Misread)
    assert words in str(found)


@pytest.mark.parametrize(
    "line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_what_takes_no_time(tmp_path: Path, line: str) -> None:
    """Cancelled and free events are known as such."""
    found = read(tmp_path, "DTSTART;VALUE=DATE:20270203", line)
    assert not isinstance(found, Misread)
    assert not found[0].is_busy
