"""Finds what a test left behind: threads, pools, timers, open units of work, log warnings."""

from __future__ import annotations

import functools
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
_written: weakref.WeakSet[Any] = weakref.WeakSet()
_watched: set[str] = set()


class Left:
    """Remembers what ran before a test, and names what runs after it and did not before."""

    def __init__(self) -> None:
        _watch("PySide6.QtCore", ("QTimer", "QThread", "QThreadPool"), "start", _started)
        _watch("csplanner.store.database", ("Database",), "transaction", _written)
        self._threads = set(threading.enumerate())
        self._running = {id(thing) for thing in _started if _runs(thing)}

    def found(self) -> list[str]:
        """Return a description of each thing left behind."""
        units = [f"unit of work on {base.path.name}" for base in _written if base._inside]
        return [*self._python_threads(), *self._qt(), *units]

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


def _watch(module: str, kinds: tuple[str, ...], method: str, seen: weakref.WeakSet[Any]) -> None:
    """Have the objects noted on which a method is called, once their module is loaded at all."""
    if module in _watched or module not in sys.modules:
        return
    _watched.add(module)
    for name in kinds:
        kind = getattr(sys.modules[module], name)
        setattr(kind, method, _noting(getattr(kind, method), seen))
    if module.startswith("PySide6"):
        _started.add(sys.modules[module].QThreadPool.globalInstance())


def _noting(method: Callable[..., Any], seen: weakref.WeakSet[Any]) -> Callable[..., Any]:
    """Wrap a method so that each object it is called on is remembered, weakly."""

    @functools.wraps(method)
    def noted(self: Any, *args: Any, **options: Any) -> Any:
        seen.add(self)
        return method(self, *args, **options)

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
