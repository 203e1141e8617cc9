"""A user without a mouse: keys go to whatever has the focus, dialogs are answered as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from tests.ui.drivers import WindowDriver

    Answer = Callable[["Keyboard"], None]

_LOOK_MS = 20


class Keyboard(QObject):
    """Presses keys and types words where the focus is: in the open dialog, or the window."""

    def __init__(self, driver: WindowDriver) -> None:
        super().__init__(driver.window)
        self.driver = driver
        self.stuck: list[str] = []
        self._answered = False
        self._answer: Answer | None = None
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._look)

    @property
    def place(self) -> QWidget:
        """What has the focus."""
        dialog = QApplication.activeModalWidget()
        home = dialog if isinstance(dialog, QDialog) else self.driver.window
        return home.focusWidget() or home

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as "Ctrl+K" or "Return"; dialogs must end."""
        for name in keys:
            combination = QKeySequence(name)[0]
            QTest.keyClick(self.place, combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()
        self._settle()

    def type(self, words: str) -> None:
        """Type words."""
        QTest.keyClicks(self.place, words)
        QApplication.processEvents()

    def until(self, name: str) -> None:
        """Press Tab until the widget of this accessible name has the focus."""
        for _ in range(40):
            if self.place.accessibleName() == name:
                return
            QTest.keyClick(self.place, Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"Tab does not reach {name}, it stands on {self.place}")

    def answering(self, answer: Answer) -> None:
        """Answer the dialog that the next key opens."""
        self._answer = answer
        self._looks.start()

    def jump(self, words: str) -> None:
        """Open the palette, type words, take the first answer."""
        self.press("Ctrl+K")
        self.type(words)
        self.press("Return")

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if self._answer is not None and isinstance(dialog, QDialog) and dialog.isVisible():
            self._looks.stop()
            self._answered = True
            answer, self._answer = self._answer, None
            answer(self)
            if dialog.isVisible():  # an answer that does not end it must not wait for ever
                self.stuck.append(dialog.windowTitle())
                dialog.reject()

    def _settle(self) -> None:
        if QApplication.activeModalWidget() is None:
            if self._answered:  # as a window manager does after a dialog
                self._answered = False
                self.driver.window.activateWindow()
            self.driver.settle()
            assert self.stuck == []
