"""Where the briefs of a pack are made: at a desk in this process, or at several in their own.

Desks of their own read a copy of the portfolio, so each works on what stood at the beginning. A
brief always stays at the desk where it was begun; what comes out is the same at one desk or many.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from csplanner.base.clock import Clock
from csplanner.base.errors import CsplannerError, Trouble
from csplanner.base.job import Job
from csplanner.services.prepare_brief import KeptFacts, composed, prepare
from csplanner.services.workspace import open_snapshot, take_snapshot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from csplanner.reports.layout import Document, Numbering, Page
    from csplanner.reports.pieces import Piece
    from csplanner.services.prepare_brief import Brief, BriefRequest
    from csplanner.services.workspace import Reader, Snapshot, Workspace

_WORTH, _MOST = 4, 4  # briefs that are worth a process of their own; processes
_LOOK = 0.1  # seconds between two looks whether the user cancelled


class Laid(NamedTuple):
    """A brief that is laid out: its frame without what it holds, page of each section, pages."""

    frame: Document
    starts: dict[str, int]
    pages: int


class Made(NamedTuple):
    """A brief, or why there is none."""

    brief: Brief | None
    refused: str = ""


class Desk:
    """Makes briefs one after the other, and remembers those that it has laid out."""

    def __init__(self, reader: Reader, today: dt.date) -> None:
        self._reader, self._today, self._kept = reader, today, KeptFacts()
        self._laid: dict[int, tuple[Document, tuple[Page, ...]]] = {}

    def lay(self, at: int, request: BriefRequest) -> Laid:
        """Lay out the brief `at` of the pack, and keep it for `piece`."""
        from csplanner.reports.layout import pages_of, section_starts, without_blocks

        document = composed(self._reader, request, self._today)[0]
        pages = pages_of(document)
        self._laid[at] = (document, pages)
        return Laid(without_blocks(document), section_starts(pages), len(pages))

    def piece(self, at: int, numbering: Numbering) -> Piece:
        """Render a brief that was laid out; the list of the pack is document 0 of the file."""
        from csplanner.reports.layout import piece_of

        document, pages = self._laid.pop(at)
        return piece_of(document, pages, numbering, at + 1, Job())

    def brief(self, _at: int, request: BriefRequest) -> Made:
        """Make a brief for a file alone: a leak stops that file and no other."""
        brief = prepare(self._reader, request, self._today, kept=self._kept)
        if brief.check is not None:
            try:
                brief.check.refuse_leaks()
            except CsplannerError as error:
                return Made(None, error.message)
        return Made(replace(brief, prints=()))


class Desks:
    """Hands the briefs of a pack out to desks, in turn, and takes them back in order."""

    def __init__(self, desk: Desk | None, rooms: Sequence[ProcessPoolExecutor]) -> None:
        self._desk, self.rooms = desk, rooms

    def each(self, what: str, arguments: Sequence[object], job: Job, label: str) -> Iterator[Any]:
        """Call a method of Desk with (number, argument) for each argument; answers in order."""
        for at, answer in enumerate(self._answers(what, arguments, job)):
            job.step((at + 1) / len(arguments), f"{label} {at + 1} of {len(arguments)}")
            yield answer

    def _answers(self, what: str, arguments: Sequence[object], job: Job) -> Iterator[Any]:
        if self._desk is not None:
            for at, argument in enumerate(arguments):
                job.check()
                yield getattr(self._desk, what)(at, argument)
            return
        turns = [
            self.rooms[at % len(self.rooms)].submit(_at_desk, what, at, argument)
            for at, argument in enumerate(arguments)
        ]
        for turn in turns:
            while not wait([turn], _LOOK).done:
                job.check()
            yield turn.result()


@contextmanager
def desks(workspace: Workspace, today: dt.date, briefs: int, most: int | None) -> Iterator[Desks]:
    """Give desks for so many briefs: processes where that is worth it, `most` of them."""
    count = min(usable_cores() if most is None else most, briefs // _WORTH, _MOST)
    if getattr(sys, "frozen", False):  # a bundled program cannot start Python a second time
        count = 1
    if count < 2:
        yield Desks(Desk(workspace, today), ())
        return
    folder = Path(tempfile.mkdtemp(prefix="csplanner-pack-"))
    rooms: list[ProcessPoolExecutor] = []
    try:
        copy = take_snapshot(workspace, folder / "copy.csplan")
        context = multiprocessing.get_context("spawn")
        rooms += [ProcessPoolExecutor(1, context, _open_desk, (copy, today)) for _ in range(count)]
        yield Desks(None, rooms)
    except BrokenProcessPool as error:
        raise Trouble(
            "A helper that made briefs was ended from outside.",
            "Nothing was written; try again, with fewer other programs open.",
        ) from error
    finally:
        for room in rooms:
            room.shutdown(cancel_futures=True)
        shutil.rmtree(folder, ignore_errors=True)


def usable_cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux tells
        return os.cpu_count() or 1


_here: list[Desk] = []  # the desk of a helper process


def _open_desk(copy: Snapshot, today: dt.date) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it and ends the others
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _here.append(Desk(open_snapshot(copy, Clock(today)), today))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _at_desk(what: str, at: int, argument: object) -> Any:
    return getattr(_here[0], what)(at, argument)
