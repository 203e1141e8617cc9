"""Closing a year: what was left undone, what goes on, and an archive of it in files.

The calendar of the year is brought to an end: what nobody said how it went is held or missed. What
is promised is not bound to a year and goes on; the next year is planned with this one's history.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.base.paths import failure_of, write_atomically
from csplanner.domain.engagement import State
from csplanner.domain.records import Account, Action, Commitment, Engagement, Promise
from csplanner.services.adjust_calendar import label, type_label
from csplanner.services.review_coverage import review_coverage

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from csplanner.services.workspace import Reader, Workspace

_OPEN = (State.PLANNED, State.AGREED)
_CLOSED = {"done", "kept", "met", "closed", "fulfilled", "dropped", "cancelled"}
UNCONFIRMED, OWED, PROMISED = "unconfirmed", "owed", "promised"
_SETTING = "year.closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """One thing left undone: `kind` is UNCONFIRMED, OWED (a touch without a date) or PROMISED.

    `id` is that of the engagement or record, or the touch id.
    """

    kind: str
    id: str
    account_id: str
    account: str
    what: str
    day: dt.date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """A year at its end: what was held, what is left, how many engagements stand in the next.

    `ahead` counts engagements of the year that are still to come: while there are any, the year
    cannot be closed.
    """

    year: int
    as_of: dt.date
    done: int
    planned: int
    ahead: int
    left: tuple[Undone, ...]
    next_year: int
    closed: bool

    def of(self, kind: str) -> tuple[Undone, ...]:
        """Return what is left of one kind."""
        return tuple(one for one in self.left if one.kind == kind)


def year_end(workspace: Workspace, year: int, today: dt.date) -> YearEnd:
    """Return where a year stands."""
    names: dict[str, str] = {a.id: a.name for a in workspace.all(Account) if not a.archived}
    calendar = [e for e in workspace.all(Engagement) if e.account_id in names]
    inside = [e for e in calendar if e.date.year == year]
    open_ones = [e for e in inside if e.state in _OPEN]
    review = review_coverage(workspace, year, today)
    left = [
        *(_unconfirmed(e, names) for e in open_ones if e.date < today),
        *_owed(review.gaps, dt.date(year, 12, 31)),
        *_promised(workspace, names, dt.date(year, 12, 31)),
    ]
    order = (UNCONFIRMED, OWED, PROMISED)
    left.sort(key=lambda u: (order.index(u.kind), u.day or dt.date.max, u.account.casefold(), u.id))
    return YearEnd(
        year=year,
        as_of=today,
        done=sum(e.state is State.DONE for e in inside),
        planned=max((row.planned for row in review.total), default=0),
        ahead=sum(e.date >= today for e in open_ones),
        left=tuple(left),
        next_year=sum(e.date.year == year + 1 and e.state in _OPEN for e in calendar),
        closed=str(year) in workspace.setting(_SETTING).split(),
    )


def _unconfirmed(engagement: Engagement, names: dict[str, str]) -> Undone:
    words = label(engagement)
    return Undone(
        kind=UNCONFIRMED,
        id=engagement.id,
        account_id=engagement.account_id,
        account=names[engagement.account_id],
        what=words[:1].upper() + words[1:],
        day=engagement.date,
        note="nobody said how it went",
    )


def _owed(gaps: Collection, last: dt.date) -> list[Undone]:  # type: ignore[type-arg]
    found = []
    for gap in gaps:
        words = type_label(gap.type)
        found.append(
            Undone(
                kind=OWED,
                id=gap.touch,
                account_id=gap.account,
                account=gap.account_name,
                what=words[:1].upper() + words[1:],
                day=min(gap.last, last),
                note=gap.detail or gap.reason,
            )
        )
    return found


def _promised(reader: Reader, names: dict[str, str], last: dt.date) -> list[Undone]:
    """Return what is promised and still open, due by the end of the year or without a day."""
    records: list[Promise | Action | Commitment] = [
        *reader.all(Promise),
        *reader.all(Action),
        *reader.all(Commitment),
    ]
    return [
        Undone(
            kind=PROMISED,
            id=record.id,
            account_id=record.account_id,
            account=names[record.account_id],
            what=record.text,
            day=record.due,
            note=_whose(record),
        )
        for record in records
        if record.account_id in names
        and record.status not in _CLOSED
        and getattr(record, "closed", None) is None
        and (record.due is None or record.due <= last)
    ]


def _whose(record: Promise | Action | Commitment) -> str:
    owner = record.functional_owner if isinstance(record, Commitment) else record.owner
    return f"owner {owner}" if owner else "nobody owns it"


def close_year(workspace: Workspace, year: int, held: Collection[str] = ()) -> int:
    """Bring the calendar of a year to an end as one undo step; returns how many were settled.

    Unconfirmed engagements in `held` become done, the others missed with the reason. Raises
    UserMistake while engagements of the year still lie ahead.
    """
    today = workspace.clock.today()
    found = year_end(workspace, year, today)
    if found.ahead or today.year < year:
        count = f"{found.ahead} engagements" if found.ahead != 1 else "1 engagement"
        raise UserMistake(
            f"{year} is not over: {count} still lie ahead of {today}.",
            "Close it when they were held, or move them into the next year first.",
        )
    unconfirmed = workspace.many(Engagement, [one.id for one in found.of(UNCONFIRMED)])
    reason = f"Not confirmed when {year} was closed"
    settled = [
        replace(e, state=State.DONE)
        if e.id in held
        else replace(e, state=State.MISSED, reason=e.reason or reason)
        for e in unconfirmed
    ]
    if settled:
        with workspace.change(f"Close {year}") as work:
            work.put(*settled)
    years = {*workspace.setting(_SETTING).split(), str(year)}
    workspace.set_setting(_SETTING, " ".join(sorted(years)))
    return len(settled)


def archive_year(
    workspace: Workspace, year: int, folder: Path, job: Job | None = None
) -> tuple[str, ...]:
    """Write the year into a folder: calendar, coverage, what was left undone, and a backup.

    Returns the names of the files. Raises Trouble where the folder cannot be written.
    """
    from csplanner.services.export_calendar import export_calendar
    from csplanner.services.export_coverage import export_coverage

    job = job or Job()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failure_of(error, f"Cannot make {folder}") from error
    today = workspace.clock.today()
    job.step(0.1, "Writing the calendar")
    files = [folder / f"calendar-{year}.xlsx", folder / f"calendar-{year}.ics"]
    for out in files:
        export_calendar(workspace, year, out, job=job)
    job.step(0.4, "Writing the coverage")
    report = folder / f"coverage-{year}.pdf"
    export_coverage(workspace, review_coverage(workspace, year, today), report)
    job.step(0.7, "Writing what was left undone")
    undone = folder / f"left-undone-{year}.csv"
    write_atomically(undone, undone_table(year_end(workspace, year, today)))
    job.step(0.8, "Backing up")
    made = workspace.back_up("year", folder)
    return tuple(path.name for path in (*files, report, undone, made.path))


def undone_table(found: YearEnd) -> bytes:
    """Return what was left undone as CSV (UTF-8), one thing a row."""
    from csplanner.reports.calendar_files import harmless

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("kind", "account", "what", "day", "note"))
    for one in found.left:
        day = one.day.isoformat() if one.day else ""
        cells = (one.kind, one.account, one.what, day, one.note)
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode()
