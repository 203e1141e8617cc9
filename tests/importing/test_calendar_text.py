"""Proves that calendar files are cut into events whatever else they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.importing import calendar_text
from csplanner.importing.calendar_text import read_calendar_text

if TYPE_CHECKING:
    from pathlib import Path

ODD = """BEGIN:VCALENDAR
BEGIN:VTIMEZONE
TZID:Somewhere
BEGIN:STANDARD
DTSTART:19700101T000000
END:STANDARD
END:VTIMEZONE
begin:vevent
DTSTART
 ;VALUE=DATE
 :20270512
SUMMARY:Folded
  title
BEGIN:VALARM
SUMMARY:not the title
TRIGGER:-PT5M
END:VALARM
ATTACH;ENCODING=BASE64:%%%broken%%%
END:VEVENT
BEGIN:VEVENT
UID:open
END:VCALENDAR
"""


def write(folder: Path, text: str) -> Path:
    """Write a calendar file."""
    path = folder / "a.ics"
    path.write_text(text, encoding="utf-8")
    return path


def test_events_are_cut_out_with_their_line(tmp_path: Path) -> None:
    """Folding, small letters, alarms and attachments do not matter; an open event is a fault."""
    found = read_calendar_text(write(tmp_path, ODD))
    first, second = found.events
    assert (first.line, first.fault) == (8, "")
    assert (first.value("SUMMARY"), first.value("DTSTART")) == ("Folded title", "20270512")
    assert first.value("ATTACH") == ""
    assert "not closed" in second.fault
    assert list(found.zones) == ["Somewhere"]


def test_what_is_no_calendar_is_refused(tmp_path: Path) -> None:
    """Text without an event, and a file too large, are the user's mistake."""
    with pytest.raises(UserMistake, match="no calendar file"):
        read_calendar_text(write(tmp_path, "Dear calendar"))


def test_too_many_events_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a limit to what is taken from one file."""
    monkeypatch.setattr(calendar_text, "MAX_EVENTS", 1)
    with pytest.raises(UserMistake, match="2 events; the limit is 1"):
        read_calendar_text(write(tmp_path, ODD))


def test_a_giant_line_is_a_fault(tmp_path: Path) -> None:
    """A line beyond the limit spoils its event and no other."""
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{'x' * 30_000}\nEND:VEVENT\nEND:VCALENDAR\n"
    assert "longer than" in read_calendar_text(write(tmp_path, text)).events[0].fault
