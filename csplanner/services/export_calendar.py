"""Write the calendar of a year to a file that calendars, spreadsheets or scripts read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.base.paths import write_atomically
from csplanner.domain.engagement import State
from csplanner.domain.records import Account, Engagement, Person
from csplanner.services.adjust_calendar import label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from csplanner.reports.calendar_files import CalendarEntry
    from csplanner.services.workspace import Workspace

SUFFIXES = (".ics", ".xlsx", ".csv", ".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was written: where, how many bytes, how many pages or entries."""

    out: Path
    bytes: int
    pages: int
    warnings: tuple[str, ...] = ()


def export_calendar(
    workspace: Workspace,
    year: int,
    out: Path,
    owner: Person | None = None,
    *,
    paper: str = "A3",
    job: Job | None = None,
) -> Written:
    """Write the calendar of a year, of all or of one person; the file's ending tells the format.

    A `.pdf` is the wall planner on sheets of `paper`.
    """
    from csplanner.reports import calendar_files as files

    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserMistake(
            f"{out.name}: a calendar cannot be written as {suffix or 'a file without ending'}.",
            f"Use one of {', '.join(SUFFIXES)}.",
        )
    today = workspace.clock.today()
    entries = calendar_entries(workspace, year, owner)
    warnings = () if entries else (_nothing_on(year, owner),)
    if suffix == ".pdf":
        from csplanner.services.print_wall import wall_pdf

        content, pages = wall_pdf(workspace, year, today, paper, owner, job or Job())
        write_atomically(out, content)
        return Written(out=out, bytes=len(content), pages=pages, warnings=warnings)
    name = f"csplanner {year}" + (f", {owner.name}" if owner else "")
    if suffix == ".ics":
        stamp = dt.datetime.combine(today, dt.time(), dt.UTC)
        content = files.ics(entries, name, stamp)
    elif suffix == ".csv":
        content = files.table(entries)
    else:
        content = files.workbook(entries, name, today)
    write_atomically(out, content)
    return Written(out=out, bytes=len(content), pages=len(entries), warnings=warnings)


def _nothing_on(year: int, owner: Person | None) -> str:
    whose = f" with {owner.name}" if owner else ""
    return f"The calendar of {year} holds no engagement{whose}: plan it with csplanner plan {year}."


def export_trip(workspace: Workspace, trip: str, out: Path) -> Written:
    """Write the visits of one trip as a calendar file; the events are those of the year's file."""
    from csplanner.reports import calendar_files as files

    visits = [e for e in workspace.where(Engagement, trip_id=trip) if e.state is not State.WAIVED]
    entries = _entries(workspace, visits)
    stamp = dt.datetime.combine(workspace.clock.today(), dt.time(), dt.UTC)
    content = files.ics(entries, "csplanner trip", stamp)
    write_atomically(out, content)
    return Written(out=out, bytes=len(content), pages=len(entries))


def calendar_entries(
    workspace: Workspace, year: int, owner: Person | None = None
) -> tuple[CalendarEntry, ...]:
    """Return the engagements of a year as calendars show them, by date, without waived ones."""
    return _entries(
        workspace,
        [
            item
            for item in workspace.all(Engagement)
            if item.date.year == year
            and item.state is not State.WAIVED
            and (owner is None or owner.id in item.participants)
        ],
    )


def _entries(workspace: Workspace, items: Iterable[Engagement]) -> tuple[CalendarEntry, ...]:
    accounts = {account.id: account for account in workspace.all(Account)}
    people: dict[str, str] = {person.id: person.name for person in workspace.all(Person)}
    moves = _moves(workspace)
    found = [
        _entry(item, accounts[item.account_id], people, moves.get(item.id, 0)) for item in items
    ]
    return tuple(sorted(found, key=lambda e: (e.date, e.start or dt.time(), e.account, e.uid)))


def _moves(workspace: Workspace) -> dict[str, int]:
    """Return how often the journal saw each engagement change: its SEQUENCE in calendar files."""
    return workspace.times_changed("engagement")


def _uid(item: Engagement) -> str:
    """Derive the UID from the touch id; a missed one leaves that to the one that makes it up."""
    name = item.id if item.state is State.MISSED or not item.touch else item.touch
    return f"{name}@csplanner".replace(" ", "-")


def _entry(item: Engagement, account: Account, people: dict[str, str], moves: int) -> CalendarEntry:
    from csplanner.reports.calendar_files import CalendarEntry

    title = label(item)
    return CalendarEntry(
        uid=_uid(item),
        sequence=moves,
        touch=item.touch or item.id,
        account=account.name,
        type=item.type.value,
        title=f"{title[0].upper()}{title[1:]}, {account.name}",
        state=item.state.value,
        date=item.date,
        start=item.start,
        minutes=item.minutes,
        timezone=item.timezone,
        mode=item.mode.value,
        city=item.city,
        participants=tuple(people[p] for p in item.participants if p in people),
        rule=item.rule,
        locked=item.locked,
    )
