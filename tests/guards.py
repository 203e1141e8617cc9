"""Finds what a test left behind: threads, pools, timers, open units of work, log warnings."""

from __future__ import annotations

import logging
import sys
import threading
import weakref
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_PATIENCE_MS = 3000  # a worker that has just said it is done may still be on its way out
_started: weakref.WeakSet[Any] = weakref.WeakSet()
_watched = False


class Left:
    """Remembers what ran before a test, and names what runs after it and did not before."""

    def __init__(self) -> None:
        _watch_qt()
        self._threads = set(threading.enumerate())
        self._running = {id(thing) for thing in _started if _runs(thing)}

    def found(self) -> list[str]:
        """Return a description of each thing left behind."""
        return [*self._python_threads(), *self._qt(), *_open_units()]

    def _python_threads(self) -> list[str]:
        new = [thread for thread in threading.enumerate() if thread not in self._threads]
        for thread in new:
            if not thread.daemon:
                thread.join(_PATIENCE_MS / 1000)
        return [f"thread {t.name}" for t in new if t.is_alive() and not t.daemon]

    def _qt(self) -> list[str]:
        left = [t for t in list(_started) if id(t) not in self._running and _runs(t, _PATIENCE_MS)]
        for thing in left:
            _started.discard(thing)
        return [_name(thing) for thing in left]


class UnseenWarnings(logging.Handler):
    """Collects what is logged at warning level and above while it is entered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record as a line."""
        self.lines.append(f"{record.name}: {record.getMessage()}")

    def __enter__(self) -> Self:
        """Start to listen at the root logger."""
        logging.getLogger().addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        logging.getLogger().removeHandler(self)


def _watch_qt() -> None:
    """Have Qt's timers, threads and pools noted when they start, once Qt is loaded at all."""
    global _watched  # noqa: PLW0603 - Qt's classes are patched once per process
    core = sys.modules.get("PySide6.QtCore")
    if _watched or core is None:
        return
    _watched = True
    for kind in (core.QTimer, core.QThread, core.QThreadPool):
        kind.start = _noting(kind.start)
    _started.add(core.QThreadPool.globalInstance())


def _noting(start: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a `start` so that the object it starts is remembered, weakly."""

    def noted(self: Any, *args: Any, **options: Any) -> Any:
        _started.add(self)
        return start(self, *args, **options)

    return noted


def _runs(thing: Any, patience: int = 0) -> bool:
    """Say whether a timer, thread or pool still runs after so many milliseconds of patience."""
    core = sys.modules["PySide6.QtCore"]
    shiboken = sys.modules["shiboken6"]
    if not shiboken.isValid(thing):
        return False
    if isinstance(thing, core.QTimer):
        return bool(thing.isActive())
    if isinstance(thing, core.QThread):
        return bool(thing.isRunning() and not thing.wait(patience))
    return not thing.waitForDone(patience)


def _name(thing: Any) -> str:
    owner = thing.parent()
    label = thing.objectName() or (type(owner).__name__ if owner is not None else "no parent")
    return f"{type(thing).__name__} ({label})"


def _open_units() -> list[str]:
    """Return the labels of units of work that were begun and neither committed nor rolled back."""
    module = sys.modules.get("csplanner.store.unit_of_work")
    labels = getattr(module, "open_units", None)
    return [f"unit of work '{label}'" for label in labels()] if labels is not None else []
