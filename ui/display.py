"""Says in one sentence why no window can open, where Qt would only abort."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from csplanner.base.errors import Trouble

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext

PLATFORM = "QT_QPA_PLATFORM"
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
_ON_SCREEN = ("", "xcb", "wayland")
HINT = (
    "Start it on a desktop, or use the command line: csplanner --help, "
    "for example csplanner coverage 2027 -p team.csplan"
)


def must_have_display() -> None:
    """Raise Trouble where a window needs a screen and there is none; tell Qt's abort in words."""
    wanted = os.environ.get(PLATFORM, "").partition(":")[0].partition(";")[0]
    if sys.platform == "linux" and wanted in _ON_SCREEN and not any(map(os.environ.get, SCREENS)):
        raise Trouble(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), "
            "so the window cannot open.",
            HINT,
        )
    qInstallMessageHandler(_told)


def settled() -> None:
    """Let Qt speak for itself again, once there is an application."""
    qInstallMessageHandler(None)


def _told(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
    """Take Qt's word: it ends the process right after the fatal one, so it must end here."""
    if kind is not QtMsgType.QtFatalMsg:
        if kind is not QtMsgType.QtDebugMsg:
            sys.stderr.write(f"{message}\n")
        return
    screen = next((value for name in SCREENS if (value := os.environ.get(name))), "")
    where = f"on the display {screen} " if screen else ""
    sys.stderr.write(f"csplanner: the window cannot open {where}here.\n{HINT}\n")
    sys.stderr.flush()
    os._exit(Trouble.exit_status)
