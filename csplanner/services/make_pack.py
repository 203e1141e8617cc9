"""Packs: the briefs of a trip, of a person's weeks or of a quarter, in visiting order.

One file begins with a list of the visits. A customer's pack is for that customer alone, so packs
for customers go to a folder, a file each. Everything is rendered before anything is written.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.base.paths import failure_of, sync_folder, write_atomically
from csplanner.domain.days import span
from csplanner.domain.documents import Audience
from csplanner.domain.engagement import Mode, State
from csplanner.domain.records import Account, Engagement, Person
from csplanner.services.brief_visit import QBR_LIKE
from csplanner.services.pack_desks import desks
from csplanner.services.trip_sheets import trip_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from csplanner.domain.records import Trip
    from csplanner.services.prepare_brief import BriefRequest
    from csplanner.services.workspace import Reader, Workspace

PRINTED = (State.PLANNED, State.AGREED, State.DONE)
_QUARTER = re.compile(r"(\d{4})Q([1-4])")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChoice:
    """Which visits a pack is for: a title, a line under it, the visits in visiting order."""

    title: str
    sub: str
    visits: tuple[Engagement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackResult:
    """What came of one visit: its file (None in one file for all), pages, or why there is none."""

    account: str
    touch: str
    date: dt.date
    out: Path | None
    pages: int
    bytes: int
    warnings: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackWritten:
    """What a pack came to."""

    out: Path
    pages: int
    bytes: int
    results: tuple[PackResult, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """The warnings of all briefs, each with its account."""
        return tuple(f"{r.account}: {words}" for r in self.results for words in r.warnings)

    @property
    def refused(self) -> tuple[PackResult, ...]:
        """The visits of which no brief was written."""
        return tuple(result for result in self.results if result.refused)


def of_trip(reader: Reader, trip: Trip) -> PackChoice:
    """Return the visits of a trip."""
    cities = " and ".join(trip.cities or (trip.city,))
    found = reader.where(Engagement, trip_id=trip.id)
    return PackChoice(
        title=f"{trip_id(trip)} {cities}",
        sub=span(trip.start, trip.end),
        visits=_in_order(found),
    )


def of_person(reader: Reader, person: Person, first: dt.date, last: dt.date) -> PackChoice:
    """Return the visits that one of ours attends from one day to another, check-ins left out."""
    if last < first:
        raise UserMistake(f"{last} lies before {first}.", "Write --from FIRST --to LAST.")
    found = (
        e
        for e in reader.all(Engagement)
        if first <= e.date <= last and person.id in e.participants and is_visit(e)
    )
    return PackChoice(
        title=f"Visits of {person.name}", sub=span(first, last), visits=_in_order(found)
    )


def of_quarter(reader: Reader, quarter: str) -> PackChoice:
    """Return the business reviews of a calendar quarter, written as 2027Q2."""
    match = _QUARTER.fullmatch(quarter.strip().upper())
    if match is None:
        raise UserMistake(f"{quarter!r} is no quarter.", "Write it as 2027Q2.")
    year, number = int(match[1]), int(match[2])
    first = dt.date(year, 3 * number - 2, 1)
    last = (first + dt.timedelta(days=95)).replace(day=1) - dt.timedelta(days=1)
    found = (e for e in reader.all(Engagement) if first <= e.date <= last and e.type in QBR_LIKE)
    return PackChoice(
        title=f"Reviews of Q{number} {year}", sub=span(first, last), visits=_in_order(found)
    )


def is_visit(engagement: Engagement) -> bool:
    """Tell whether somebody goes there, or a review is held; check-ins from afar are none."""
    return engagement.mode is Mode.ONSITE or engagement.type in QBR_LIKE


def _in_order(found: Iterable[Engagement]) -> tuple[Engagement, ...]:
    kept = (e for e in found if e.state in PRINTED)
    return tuple(sorted(kept, key=lambda e: (e.date, e.start or dt.time(), e.city, e.touch, e.id)))


class Pool(NamedTuple):
    """The job of a pack, and how many processes may make its briefs (None: one a core)."""

    job: Job
    most: int | None = None


def write_pack(
    workspace: Workspace,
    choice: PackChoice,
    wanted: BriefRequest,
    out: Path,
    job: Job,
    most: int | None = None,
) -> PackWritten:
    """Write a pack as one PDF, or as a folder of files where `out` is no .pdf.

    `wanted` tells audience and paper; `most` processes make the briefs, one a core without it, and
    the bytes are the same whatever it is. Raises UserMistake where there is no visit, or where one
    file would show customers each other.
    """
    if not choice.visits:
        raise UserMistake(
            f"{choice.title}: there is no visit to print a brief for.", "Choose other days."
        )
    if out.suffix.lower() == ".pdf":
        if wanted.audience == Audience.CUSTOMER:
            raise UserMistake(
                "Packs for customers are not bound together: each customer gets a file alone.",
                f"Name a folder: --out {out.with_suffix('')}/",
            )
        return _one_file(workspace, choice, wanted, out, Pool(job, most))
    return _folder(workspace, choice, wanted, out, Pool(job, most))


def _requests(choice: PackChoice, wanted: BriefRequest) -> list[BriefRequest]:
    return [
        replace(wanted, account_id=visit.account_id, touch=visit.touch or visit.id, date=None)
        for visit in choice.visits
    ]


def _one_file(
    workspace: Workspace, choice: PackChoice, wanted: BriefRequest, out: Path, pool: Pool
) -> PackWritten:
    from csplanner.reports.layout import Numbering, bind, pages_of, piece_of, section_starts
    from csplanner.reports.pack_list import pack_list

    job, requests = pool.job, _requests(choice, wanted)
    with desks(workspace, workspace.clock.today(), len(requests), pool.most) as made:
        laid = list(made.each("lay", requests, job.part(0, 0.4), "Brief"))
        frames = [brief.frame for brief in laid]
        listed = pack_list(choice.title, choice.sub, _listed(workspace, choice.visits), frames)
        pages = pages_of(listed)
        starts = [section_starts(pages), *(brief.starts for brief in laid)]
        numbering = Numbering.of(starts, [len(pages), *(brief.pages for brief in laid)])
        first = piece_of(listed, pages, numbering, 0, Job())
        counts = [numbering] * len(laid)
        pieces = made.each("piece", counts, job.part(0.4, 0.95), "Printing brief")
        content = bind(chain((first,), pieces), listed)
    write_atomically(out, content)
    results = tuple(
        _result(workspace, visit, None, brief.pages, 0)
        for visit, brief in zip(choice.visits, laid, strict=True)
    )
    return PackWritten(out=out, pages=numbering.total, bytes=len(content), results=results)


def _listed(reader: Reader, visits: Sequence[Engagement]) -> list:  # type: ignore[type-arg]
    from csplanner.reports.pack_list import PackVisit

    people = {person.id: person.name for person in reader.all(Person)}
    return [
        PackVisit(
            part=at,
            date=visit.date,
            start=visit.start,
            type=visit.type.value,
            state=visit.state.value,
            account=_account(reader, visit),
            city=visit.city if visit.mode is Mode.ONSITE else "",
            who=tuple(people[p] for p in visit.participants if p in people),
        )
        for at, visit in enumerate(visits, start=1)
    ]


def _account(reader: Reader, visit: Engagement) -> str:
    account = reader.get(Account, visit.account_id)
    return account.name if account else "?"


def _result(
    reader: Reader, visit: Engagement, out: Path | None, pages: int, size: int
) -> PackResult:
    return PackResult(
        account=_account(reader, visit),
        touch=visit.touch or visit.id,
        date=visit.date,
        out=out,
        pages=pages,
        bytes=size,
    )


def _folder(
    workspace: Workspace, choice: PackChoice, wanted: BriefRequest, out: Path, pool: Pool
) -> PackWritten:
    job, requests = pool.job, _requests(choice, wanted)
    with desks(workspace, workspace.clock.today(), len(requests), pool.most) as made:
        briefs = list(made.each("brief", requests, job.part(0, 0.95), "Brief"))
    _make_folder(out)
    results = []
    for number, (visit, (brief, refused)) in enumerate(
        zip(choice.visits, briefs, strict=True), start=1
    ):
        job.step(0.95 + 0.05 * number / len(briefs), "Writing the files")
        result = _result(workspace, visit, None, 0, 0)
        if brief is None:
            results.append(replace(result, refused=refused))
            continue
        path = out / f"{number:02d}-{brief.file_name}"
        write_atomically(path, brief.content)
        results.append(
            replace(
                result,
                out=path,
                pages=brief.pages,
                bytes=len(brief.content),
                warnings=brief.warnings,
            )
        )
    return PackWritten(
        out=out,
        pages=sum(r.pages for r in results),
        bytes=sum(r.bytes for r in results),
        results=tuple(results),
    )


def _make_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UserMistake(f"{out} is a file.", "Name a folder, or a file that ends in .pdf.")
    try:
        out.mkdir(exist_ok=True)
        sync_folder(out.parent)
    except OSError as error:
        raise failure_of(error, f"Cannot make the folder {out}") from error
