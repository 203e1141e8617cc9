"""Starts the window: application, fonts, theme, frame; then the portfolio.

`start(argv)` returns a shown window with its portfolio open and does not enter the event loop;
`run(argv)` does. The frame is painted before the portfolio is opened, and before SQLAlchemy is
imported.
"""

from __future__ import annotations

import atexit
import datetime as dt
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from csplanner.base.clock import Clock
from csplanner.base.collector import collector_held
from csplanner.base.errors import UserMistake
from ui import preferences, theme
from ui.context import Context
from ui.display import must_have_display, settled
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.widgets.painter import load_fonts

if TYPE_CHECKING:
    from collections.abc import Sequence

PORTFOLIO_VARIABLE = "CSPLANNER_PORTFOLIO"
_STYLED = "csplanner_styled"
_BACKUP_EVERY_MS = 5 * 60 * 1000


class Options(NamedTuple):
    """What the command line asks of the window."""

    portfolio: Path | None = None
    today: dt.date | None = None
    passphrase_file: Path | None = None
    debug: bool = False


_VALUES = {
    "-p": "portfolio",
    "--portfolio": "portfolio",
    "--today": "today",
    "--passphrase-file": "passphrase_file",
}


def options(arguments: Sequence[str]) -> Options:
    """Read the window's options; raises UserMistake.

    By hand, because argparse alone would cost a tenth of the start.
    """
    given = {"portfolio": os.environ.get(PORTFOLIO_VARIABLE, "")}
    debug, rest = False, iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name in _VALUES:
            given[_VALUES[name]] = value if equals else next(rest, "")
            if not given[_VALUES[name]]:
                raise UserMistake(f"{name} needs a value.", "See csplanner --help.")
        elif argument == "--debug":
            debug = True
        elif argument.startswith("-"):
            raise UserMistake(f"There is no option {argument}.", "See csplanner --help.")
        else:
            given["portfolio"] = argument
    secret = given.get("passphrase_file")
    return Options(
        portfolio=Path(given["portfolio"]) if given["portfolio"] else None,
        today=_day(given.get("today")),
        passphrase_file=Path(secret) if secret else None,
        debug=debug,
    )


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UserMistake(f"--today {text} is not a date.", "Write it as 2027-05-12.") from error


def start(argv: Sequence[str]) -> MainWindow:
    """Make the application and the window, show it, open the portfolio; no event loop."""
    with collector_held():
        return _started(argv)


def _started(argv: Sequence[str]) -> MainWindow:
    wanted = options(argv[1:])
    memory = Memory()
    preferences.scale_before_start(memory)
    app = application(argv[:1])
    preferences.apply(memory)
    mode = str(memory.get("theme", "system"))
    theme.use(theme.system_theme() if mode == "system" else mode)
    context = Context(memory, Clock(wanted.today))
    window = MainWindow(context)
    path = wanted.portfolio or next(iter(memory.recent), None)
    window.teller.say_opening(path)
    window.show()
    app.processEvents()
    _install(app, window, wanted)
    if path is None:
        window.go("welcome")
    else:
        window.opening.open(path)
    app.processEvents()
    window.palette_box.hide()
    return window


def application(argv: Sequence[str] = ("csplanner",)) -> QApplication:
    """Return the application, made with its name and fonts if there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        must_have_display()
        # Qt makes the style from this word; `setStyle` would wrap it for Python, at 5 ms.
        app = QApplication([*argv, "-style", "fusion"])
        settled()
    elif app.property(_STYLED) is None:  # made elsewhere; under a style sheet its name is hidden
        app.setStyle("Fusion")
    app.setProperty(_STYLED, True)
    app.setApplicationName("csplanner")
    app.setApplicationDisplayName("csplanner")
    app.setDesktopFileName("csplanner")
    preferences.use_system_locale()
    load_fonts()
    return app


def _install(app: QApplication, window: MainWindow, wanted: Options) -> None:
    from ui import crash
    from ui.lock import Locker
    from ui.opening import Opening
    from ui.safety_actions import safety_actions
    from ui.window_actions import window_actions

    opening = Opening(window)
    opening.passphrase_file = wanted.passphrase_file
    window.opening = opening
    window.context.open_asked.connect(opening.open)
    window.actions_table.add(window_actions(window, opening))
    opening.locker = Locker(window)
    window.actions_table.add(safety_actions(window, opening.locker))
    crash.install(window, debug=wanted.debug)
    app.styleHints().colorSchemeChanged.connect(window.follow_system)
    backups = QTimer(window)
    backups.setObjectName("backups")
    backups.timeout.connect(window.opening.back_up_when_due)
    backups.start(_BACKUP_EVERY_MS)
    window.closing.connect(backups.stop)
    atexit.register(_leave, window)


def _leave(window: MainWindow) -> None:
    """Give the file back and take the window down before the interpreter does, in any order."""
    import shiboken6

    if shiboken6.isValid(window):
        window.close()
        shiboken6.delete(window)


def run(argv: Sequence[str]) -> int:
    """Start the window and stay until it is closed; returns the exit status.

    Where a window of this user runs already, it comes to the front instead and opens the file.
    """
    from ui.instance import Door, handed_over

    wanted = options(argv[1:])
    if handed_over(wanted.portfolio, wanted.today, wanted.passphrase_file):
        return 0
    window = start(argv)
    QTimer.singleShot(0, window, partial(Door, window, wanted.today))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    status = app.exec()
    if window.start_again:
        _again(window, argv, wanted)
    return status


def _again(window: MainWindow, argv: Sequence[str], wanted: Options) -> None:
    """Become a new start of the program on the same portfolio, as for another scale."""
    command = list(sys.orig_argv[: len(sys.orig_argv) - len(argv) + 1])
    path = next(iter(window.context.memory.recent), None)
    if path is not None:
        command.append(str(path))
    if wanted.today is not None:
        command += ["--today", wanted.today.isoformat()]
    if wanted.passphrase_file is not None:
        command += ["--passphrase-file", str(wanted.passphrase_file)]
    preferences.forget_scale()
    _leave(window)
    os.execv(sys.executable, command)  # noqa: S606 - the very program that runs


if __name__ == "__main__":
    sys.exit(run(sys.argv))
