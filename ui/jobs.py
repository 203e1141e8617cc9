"""Slow work off the GUI thread: three lanes, progress, cancel, the answer back on the GUI thread.

`compute` reads snapshots and writes nothing; `writes` holds what goes into the file; `aside` is for
what nobody waits for, such as the scores of all accounts. Each lane runs one job at a time. Every
callback is called on the GUI thread: signal objects are made there, and only methods of QObjects
are connected.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from csplanner.base.errors import Cancelled, CsplannerError
from csplanner.base.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Job], Any]
    Done = Callable[[Any], object]
    Failed = Callable[[CsplannerError], object]

COMPUTE, WRITES, ASIDE = "compute", "writes", "aside"
REPORT_EVERY = 0.05  # seconds between two reports of progress
PATIENCE_MS = 2000


class Handle(QObject):
    """One job that was started: what it is, how far it is, and how to stop it.

    Signals: `progressed(fraction, label)` while it runs, `noted(fraction, figure)` for each best
    figure so far, `ended()` after its callback was called. `curve` holds those figures.
    """

    progressed = Signal(float, str)
    noted = Signal(float, float)
    ended = Signal()
    _returned = Signal(object, object)

    def __init__(self, work: Work, label: str, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.key = key
        self.fraction = 0.0
        self.step = label
        self.running = True
        self.started = time.monotonic()
        self.done: Done | None = None
        self.failed: Failed | None = None
        self._work = work
        self.curve: list[tuple[float, float]] = []
        self._job = Job(self._report, self._best)
        self._reported = self._figured = 0.0
        self._begun = self._given_up = False
        self.progressed.connect(self._note)
        self.noted.connect(self._draw)
        self._returned.connect(self._end)

    def cancel(self) -> None:
        """Ask the work to stop; its callbacks are not called any more."""
        self.done = None
        self._given_up = True
        self._job.cancel()

    def end_unbegun(self) -> None:
        """End a job whose turn never came, because its lane was cleared."""
        if not self._begun:
            self._returned.emit(None, None)

    def execute(self) -> None:
        """Do the work, on the lane's thread."""
        self._begun = True
        result: Any = None
        error: BaseException | None = None
        try:
            self._job.check()
            result = self._work(self._job)
        except BaseException as caught:  # noqa: BLE001 - every error is carried over
            error = caught
        self._returned.emit(result, error)

    def _report(self, fraction: float, label: str) -> None:
        now = time.monotonic()
        if now - self._reported >= REPORT_EVERY or fraction >= 1.0:
            self._reported = now
            self.progressed.emit(fraction, label)

    def _best(self, fraction: float, figure: float) -> None:
        now = time.monotonic()
        if now - self._figured >= REPORT_EVERY:
            self._figured = now
            self.noted.emit(fraction, figure)

    def _draw(self, fraction: float, figure: float) -> None:
        self.curve.append((fraction, figure))

    def _note(self, fraction: float, label: str) -> None:
        self.fraction, self.step = fraction, label

    def _end(self, result: Any, error: BaseException | None) -> None:
        self.running = False
        self.ended.emit()
        if self._given_up:
            return  # even an error: its portfolio may have been closed under it
        if error is None:
            if self.done is not None:
                self.done(result)
        elif isinstance(error, Cancelled):
            return
        elif isinstance(error, CsplannerError):
            if self.failed is not None:
                self.failed(error)
        else:
            raise error


class Jobs(QObject):
    """Starts jobs and knows which ones run.

    Signals: `started(Handle)`, and `changed()` whenever a job starts, moves on or ends.
    """

    started = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {name: self._lane(name) for name in (COMPUTE, WRITES, ASIDE)}
        self._running: list[Handle] = []
        self.failed: Failed | None = None

    def _lane(self, name: str) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setObjectName(f"lane {name}")
        pool.setMaxThreadCount(1)
        return pool

    @property
    def running(self) -> tuple[Handle, ...]:
        """The jobs that have not ended, oldest first."""
        return tuple(self._running)

    def start(
        self,
        work: Work,
        done: Done | None,
        label: str,
        *,
        key: str = "",
        lane: str = COMPUTE,
        failed: Failed | None = None,
    ) -> Handle:
        """Run `work(job)` on a lane; then call `done(result)`, or `failed(error)`, here.

        A job whose key is already running is not started twice: the running one is returned.
        Without `failed`, a mistake or trouble becomes a notice. Bugs go to the crash notice.
        """
        for handle in self._running:
            if key and handle.key == key:
                return handle
        handle = Handle(work, label, key, self)
        handle.done, handle.failed = done, failed or self.failed
        handle.ended.connect(self._tidy)
        handle.progressed.connect(self._moved)
        self._running.append(handle)
        self._lanes[lane].start(handle.execute)
        self.started.emit(handle)
        self.changed.emit()
        return handle

    def restart(
        self,
        work: Work,
        done: Done | None,
        label: str,
        *,
        key: str,
        lane: str = COMPUTE,
        failed: Failed | None = None,
    ) -> Handle:
        """Cancel what runs under `key`, then start: for previews, where only the newest counts."""
        self.cancel(key)
        return self.start(work, done, label, key=key, lane=lane, failed=failed)

    def cancel(self, key: str) -> None:
        """Cancel what runs under a key."""
        for handle in self._running:
            if handle.key == key:
                handle.cancel()
                handle.key = ""

    def stop(self) -> None:
        """Cancel everything and wait for the lanes to be idle."""
        for handle in self._running:
            handle.cancel()
            handle.failed = None
        for pool in self._lanes.values():
            pool.clear()
            pool.waitForDone(PATIENCE_MS)
        for handle in tuple(self._running):
            handle.end_unbegun()

    def _moved(self) -> None:
        self.changed.emit()

    def _tidy(self) -> None:
        handle = self.sender()
        if handle in self._running:
            self._running.remove(handle)
        handle.deleteLater()
        self.changed.emit()
