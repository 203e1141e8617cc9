"""One running window a user: a second start hands its file over to the first, and ends.

The first window listens on a local socket of its user. Windows on another screen, or with another
`--today`, are worlds of their own. A socket that a killed program left behind stops nobody.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtNetwork import QLocalSocket

    from ui.main_window import MainWindow

_WAIT_MS = 2000
_LONGEST = 1 << 16
_LONGEST_FOLDER = 70  # the system's paths of sockets end at some 100 bytes
_TAKEN = b"taken\n"
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def address(today: dt.date | None) -> str:
    """Return where the window of this user, screen and day listens."""
    where = [os.environ.get(name, "") for name in ("DISPLAY", "WAYLAND_DISPLAY")]
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    told = json.dumps([config, *where, str(today or "")])
    name = f"csplanner-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
    if sys.platform == "win32":
        return name
    own = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    return str(
        own / name if len(str(own)) < _LONGEST_FOLDER else Path(tempfile.gettempdir()) / name
    )


def handed_over(path: Path | None, today: dt.date | None, secret: Path | None = None) -> bool:
    """Ask the window that runs already to come to the front and open `path`; says if it does."""
    where = address(today)
    if sys.platform != "win32" and not Path(where).exists():
        return False  # and QtNetwork need not be loaded to know it
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(where)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    asked = {
        "open": str(path.absolute()) if path else "",
        "passphrase_file": str(secret.absolute()) if secret else "",
        "token": next((value for name in _TOKENS if (value := os.environ.get(name))), ""),
    }
    socket.write(json.dumps(asked).encode() + b"\n")
    while socket.bytesAvailable() < len(_TAKEN):
        if not socket.waitForReadyRead(_WAIT_MS):
            return False
    return bytes(socket.readAll().data()) == _TAKEN


class Door(QObject):
    """Where other starts knock: brings the window to the front and opens what they name."""

    def __init__(self, window: MainWindow, today: dt.date | None) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(window)
        self.setObjectName("door")
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        where = address(today)
        if not self._server.listen(where):
            QLocalServer.removeServer(where)
            self._server.listen(where)
        window.closing.connect(self._server.close)

    @property
    def is_open(self) -> bool:
        """Whether other starts can knock."""
        return self._server.isListening()

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(partial(self._hear, socket))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        try:
            asked = json.loads(bytes(socket.readLine(_LONGEST).data()))
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        self._answer({name: value for name, value in asked.items() if isinstance(value, str)})

    def _answer(self, asked: dict[str, Any]) -> None:
        self._raise(asked.get("token", ""))
        if not asked.get("open"):
            return
        path = Path(asked["open"])
        workspace = self._window.context.workspace
        if workspace is not None and workspace.path.absolute() == path:
            return
        if QApplication.activeModalWidget() is not None:
            # A question is open: it comes first, then a click does what was asked for.
            again = ("Open it", partial(self._open, path, asked.get("passphrase_file", "")))
            self._window.context.notify(f"{path.name} was asked for.", action=again)
            return
        self._open(path, asked.get("passphrase_file", ""))

    def _open(self, path: Path, secret: str) -> None:
        opening = self._window.opening
        opening.passphrase_file = Path(secret) if secret else opening.passphrase_file
        opening.open(path)

    def _raise(self, token: str) -> None:
        window = self._window
        if token:
            os.environ[_TOKENS[0]] = token  # Wayland lets nobody to the front without it
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)
