"""Locks a portfolio that has a passphrase: by hand, after idle minutes, after the machine slept.

Locking closes the file, so that its key leaves the memory; what was typed is kept in the file. The
frame shows a stage without a word of anybody, the title is the program's own, and no key reaches
what lies beneath.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from csplanner.base.clock import Clock
from csplanner.base.errors import CsplannerError
from ui import locked_forms, preferences

if TYPE_CHECKING:
    from pathlib import Path

    from ui.locked_forms import LockedForm
    from ui.main_window import MainWindow
    from ui.widgets.lock_stage import LockStage

TICK_MS = 5_000
_SLEPT_SECONDS = 45
_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
_KEYS = {QEvent.Type.Shortcut, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}


class Locker(QObject):
    """Locks and unlocks one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._stage: LockStage | None = None
        self._path: Path | None = None
        self._forms: list[LockedForm] = []
        self._alive = time.monotonic()
        self._wall = Clock().now()
        self._ticks = QTimer(self)
        self._ticks.setObjectName("lock ticks")
        self._ticks.timeout.connect(self.tick)
        self._ticks.start(TICK_MS)
        window.closing.connect(self._ticks.stop)
        window.context.workspace_changed.connect(self._on_workspace)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        application.focusWindowChanged.connect(self._watch)
        self._watch(window.windowHandle())

    @property
    def locked(self) -> bool:
        """Whether the window waits for a passphrase."""
        return self._path is not None

    @property
    def can_lock(self) -> bool:
        """Whether there is something that a passphrase protects."""
        workspace = self._window.context.workspace
        return workspace is not None and workspace.is_protected

    @property
    def stage(self) -> LockStage:
        """What stands in the window while it is locked."""
        if self._stage is None:
            from ui.widgets.lock_stage import LockStage

            self._stage = LockStage()
            self._stage.tried.connect(self.unlock)
        return self._stage

    def _watch(self, surface: QWindow | None) -> None:
        """Watch a window of the system: to it come few events, to the application all of them."""
        if surface is not None:
            surface.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note signs of life; while locked, keys go to the stage only."""
        kind = event.type()
        if kind in _SIGNS_OF_LIFE:
            self._alive = time.monotonic()
        if self._path is None or kind not in _KEYS:
            return False
        if isinstance(watched, QWindow):
            return False
        if not isinstance(watched, QWidget):
            return kind is QEvent.Type.Shortcut  # of an action
        return not (watched is self.stage or self.stage.isAncestorOf(watched))

    def tick(self) -> None:
        """Lock if nobody was there for long enough, or if the machine slept since the last tick."""
        now = Clock().now()
        slept = abs((now - self._wall).total_seconds()) > TICK_MS / 1000 + _SLEPT_SECONDS
        self._wall = now
        minutes = int(preferences.preferred(self._window.context.memory, preferences.LOCK))
        idle = time.monotonic() - self._alive
        if not minutes or self.locked or not self.can_lock:
            return
        if slept:
            self.lock("The machine was asleep.")
        elif idle >= minutes * 60:
            self.lock(f"Nobody was there for {minutes} minutes.")

    def lock(self, why: str = "") -> None:
        """Close the file, whatever is being done; what was typed is kept in it."""
        workspace = self._window.context.workspace
        if workspace is None or not self.can_lock or self.locked:
            return
        self._forms = locked_forms.taken()
        QGuiApplication.clipboard().clear()
        self._path = workspace.path
        self._application.installEventFilter(self)
        self._window.notices.dismiss()
        self._window.palette_box.hide()
        self._window.root.present(self.stage)
        self._window.context.use_workspace(None)
        self._window.setWindowTitle("csplanner")
        self.stage.ask(why or "Type the passphrase of the portfolio to go on.")

    def unlock(self, words: str) -> None:
        """Open the file again, go on where one was, and put back what was typed."""
        from csplanner.services.workspace import NotOpened, open_workspace

        context, path = self._window.context, self._path
        if path is None:
            return
        try:
            workspace = open_workspace(path, context.clock, words)
        except NotOpened:
            self.stage.refuse("That is not the passphrase.", wrong=True)
            return
        except CsplannerError as error:
            self.stage.refuse(str(error), wrong=False)
            return
        context.use_workspace(workspace)

    def _on_workspace(self) -> None:
        """Whatever opened a portfolio, the lock is off."""
        workspace = self._window.context.workspace
        if workspace is None:
            return
        here = self._path is not None and workspace.path == self._path
        if self.locked:
            self._path = None
            self._application.removeEventFilter(self)
            self._alive = time.monotonic()
            self.stage.rest()
            presenting = self._window.presentation
            self._window.root.present(presenting.stage if presenting.on else None)
            if self._window.page is not None:
                self._window.go(self._window.page.name)
        if here:
            locked_forms.give_back(self._forms, workspace)
        self._forms = []
