"""Calendar files cut into events: each event's few lines that matter, with its line in the file.

Only dates, rules, title and standing are kept: what else an event holds (attachments, alarms,
descriptions in broken encodings) can then break nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.importing.limits import LIMITS, check_size
from csplanner.importing.tables import ReadOptions
from csplanner.importing.text_files import decoded

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.importing.limits import Limits

MAX_BYTES = 16 << 20
MAX_EVENTS = 20_000
_KEPT = frozenset(
    {
        "UID",
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "STATUS",
        "TRANSP",
        "LOCATION",
        "X-MICROSOFT-CDO-BUSYSTATUS",
    }
)
_NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")
_BEGIN = re.compile(r"^BEGIN:(VCALENDAR|VEVENT)", re.IGNORECASE | re.MULTILINE)
_LONGEST_LINE = 20_000


@dataclass(slots=True, kw_only=True)
class EventText:
    """One event as text: its line in the file, its kept lines by property, and any fault."""

    line: int
    lines: list[str] = field(default_factory=list)
    fault: str = ""

    def value(self, name: str) -> str:
        """Return the first value of a property, or nothing."""
        for line in self.lines:
            if line.upper().startswith((f"{name};", f"{name}:")):
                return line.partition(":")[2].strip()
        return ""


@dataclass(slots=True, kw_only=True)
class CalendarText:
    """A calendar file cut up: events, and its time zones by id as text."""

    name: str
    encoding: str
    events: list[EventText] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)


def read_calendar_text(
    path: Path, options: ReadOptions | None = None, limits: Limits = LIMITS
) -> CalendarText:
    """Cut a calendar file into events. Raises UserMistake for what is no calendar or too large."""
    check_size(path, limits)
    if path.stat().st_size > MAX_BYTES:
        raise UserMistake(
            f"{path.name} is larger than {MAX_BYTES >> 20} MB.", "Export fewer years."
        )
    text = decoded(path.read_bytes(), path.name, options or ReadOptions())
    if not _BEGIN.search(text.text):
        raise UserMistake(f"{path.name} is no calendar file.", "Export it as iCalendar (.ics).")
    found = CalendarText(name=path.name, encoding=text.encoding)
    cutter = _Cutter(found)
    for number, line in _unfolded(text.text):
        cutter.take(number, line)
    cutter.finish()
    if len(found.events) > MAX_EVENTS:
        raise UserMistake(
            f"{path.name} holds {len(found.events):,} events; the limit is {MAX_EVENTS:,}.",
            "Export fewer years.",
        )
    return found


def _unfolded(text: str) -> list[tuple[int, str]]:
    """Join folded lines; returns (line number, line)."""
    lines: list[tuple[int, list[str]]] = []
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if raw[:1] in {" ", "\t"} and lines:
            lines[-1][1].append(raw[1:])
        elif raw.strip():
            lines.append((number, [raw]))
    return [(number, "".join(parts)) for number, parts in lines]


class _Cutter:
    """Walks over a calendar's lines and puts each where it belongs."""

    def __init__(self, found: CalendarText) -> None:
        self.found = found
        self.event: EventText | None = None
        self.zone: list[str] | None = None
        self.depth = 0

    def take(self, number: int, line: str) -> None:
        """Take one unfolded line."""
        word = line.strip().upper()
        if word == "BEGIN:VEVENT":
            self.finish()
            self.event, self.depth = EventText(line=number), 0
            self.found.events.append(self.event)
        elif word == "END:VEVENT":
            self.event = None
        elif self.event is not None:
            self._within_event(self.event, word, line)
        elif self.zone is not None or word == "BEGIN:VTIMEZONE":
            self._within_zone(word, line)

    def finish(self) -> None:
        """Say of an event that is still open that it was not closed."""
        if self.event is not None:
            self.event.fault = "the event is not closed with END:VEVENT"

    def _within_event(self, event: EventText, word: str, line: str) -> None:
        self.depth += word.startswith("BEGIN:") - word.startswith("END:")
        if self.depth <= 0:
            _keep(event, line)

    def _within_zone(self, word: str, line: str) -> None:
        self.zone = self.zone or []
        self.zone.append(line)
        if word == "END:VTIMEZONE":
            _keep_zone(self.zone, self.found)
            self.zone = None


def _keep(event: EventText, line: str) -> None:
    name = _NAME.match(line)
    if name is None or name[1].upper() not in _KEPT:
        return
    if len(line) > _LONGEST_LINE:
        event.fault = f"{name[1]} is longer than {_LONGEST_LINE:,} characters"
        return
    event.lines.append(name[1].upper() + line[name.end() - 1 :])


def _keep_zone(zone: list[str], found: CalendarText) -> None:
    for line in zone:
        if line.upper().startswith("TZID:") and line[5:].strip():
            found.zones[line[5:].strip()] = "\r\n".join(zone)
