"""Progress and cancel as a plain argument, so that slow work knows neither terminal nor window."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from csplanner.base.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    Report = Callable[[float, str], None]
    Note = Callable[[float, float], None]


class Job:
    """A piece of slow work: it reports where it is, and stops when asked.

    `report` is called as (fraction done 0..1, label) on the thread that does the work, `note` as
    (fraction done, figure) for the one figure that the work makes better and better.
    """

    def __init__(self, report: Report | None = None, note: Note | None = None) -> None:
        self._report, self._note = report, note
        self._cancel = Event()

    def step(self, done: float, label: str) -> None:
        """Say how far the work is; raises Cancelled if the user asked to stop."""
        self.check()
        if self._report is not None:
            self._report(min(1.0, max(0.0, done)), label)

    def best(self, done: float, figure: float) -> None:
        """Say the best figure found so far."""
        if self._note is not None:
            self._note(min(1.0, max(0.0, done)), figure)

    def check(self) -> None:
        """Raise Cancelled if the user asked to stop."""
        if self._cancel.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next step; callable from any thread."""
        self._cancel.set()

    def part(self, start: float, end: float) -> Job:
        """Return a job that reports into [start, end] of this one and is cancelled with it."""
        part = Job(
            lambda done, label: self.step(start + (end - start) * done, label),
            lambda done, figure: self.best(start + (end - start) * done, figure),
        )
        part._cancel = self._cancel
        return part
