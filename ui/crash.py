"""What happens when a bug shows: it is logged, told with a report to copy, and the window goes on.

The report holds the trace and the versions; names of files of the user, quoted values and anything
that looks like an address are taken out. Only when bugs come faster than anybody could work does
the program end, with status 70.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from ui.main_window import MainWindow

    Hook = Callable[[type[BaseException], BaseException, TracebackType | None], Any]

_log = logging.getLogger("csplanner.ui")
EXIT_BUG = 70
_MANY, _SECONDS = 20, 10.0
_QUOTED = r"'[^'\n]*'|\"[^\"\n]*\""
_MAIL = r"[\w.+-]+@[\w.-]+"


class Crashes(QObject):
    """Takes what nobody caught. Signal: `crashed(report)`, emitted from any thread."""

    crashed = Signal(str)

    def __init__(self, window: MainWindow, before: Hook, *, debug: bool) -> None:
        super().__init__(window)
        self._window, self._before, self._debug = window, before, debug
        self._times: list[float] = []
        self.report = ""
        self.crashed.connect(self._tell)

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Be `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        if self._debug or self._before is not sys.__excepthook__:
            self._before(kind, error, trace)
        report = redacted(error)
        _log.info("a bug: %s", report)
        self.crashed.emit(report)

    def take_thread(self, failure: threading.ExceptHookArgs) -> None:
        """Be `threading.excepthook`."""
        if failure.exc_value is not None:
            self.take(failure.exc_type, failure.exc_value, failure.exc_traceback)

    def _tell(self, report: str) -> None:
        self.report = report
        now = time.monotonic()
        self._times = [*(t for t in self._times if now - t < _SECONDS), now]
        if len(self._times) >= _MANY:
            self._window.context.stop()
            QApplication.exit(EXIT_BUG)
            return
        self._window.context.notify(
            "Something went wrong inside csplanner; your data is as it was after the last save.",
            hint="Copy the report (it holds no customer data) and send it to who looks after it.",
            kind="bug",
            action=("Copy the report", self.copy),
        )

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)


def install(window: MainWindow, *, debug: bool = False) -> Crashes:
    """Take over what nobody caught until the window closes; the hook before is put back then."""
    before, before_thread = sys.excepthook, threading.excepthook
    crashes = Crashes(window, before, debug=debug)
    sys.excepthook = crashes.take
    threading.excepthook = crashes.take_thread

    def restore() -> None:
        if sys.excepthook == crashes.take:
            sys.excepthook = before
            threading.excepthook = before_thread

    window.closing.connect(restore)
    window.crashes = crashes
    return crashes


def redacted(error: BaseException) -> str:
    """Return a report of an error without values, addresses and the user's own folders."""
    import platform
    import re
    import traceback

    import PySide6

    head = (
        f"csplanner on Python {platform.python_version()}, Qt {PySide6.__version__}, "
        f"{platform.system()} {platform.release()}"
    )
    trace = traceback.extract_tb(error.__traceback__)
    lines = [f"  {_short(f.filename)}:{f.lineno} in {f.name}" for f in trace]
    words = re.sub(_MAIL, "…", re.sub(_QUOTED, "'…'", str(error)))
    said = f"{type(error).__name__}: {words}"
    return "\n".join([head, *lines, said.replace(str(Path.home()), "~")])


def _short(filename: str) -> str:
    """Return the part of a source path that is ours or the library's, without the folders above."""
    parts = Path(filename).parts
    for anchor in ("site-packages", "csplanner", "ui"):
        if anchor in parts:
            at = len(parts) - 1 - parts[::-1].index(anchor)
            return "/".join(parts[at + (anchor == "site-packages") :])
    return parts[-1] if parts else filename
