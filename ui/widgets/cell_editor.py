"""Changing one cell where it stands: a field over it, what is wrong beside it, keys as in sheets.

Enter keeps, Esc leaves everything as it was, Tab keeps and goes on to the next cell that can be
changed. A text that cannot be kept stays in the field, with the reason in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from csplanner.base.errors import CsplannerError
from ui.theme import colour, font
from ui.widgets.completion import offer
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QLabel, QWidget

    Save = Callable[[str], None]

_WIDEST = 320


class CellEditor(QLineEdit):
    """A field over a cell. Signals: `stepped(1 or -1)` after Tab, `closed()` when it goes."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, home: QWidget, box: QRect, name: str) -> None:
        super().__init__(home)
        self._save: Save | None = None
        self._before = ""
        self._ending = False
        self.setObjectName("cell_editor")
        self.setAccessibleName(name)
        self.setFont(font("table"))
        self.setGeometry(box.adjusted(0, 0, 0, -1))
        self.setMinimumWidth(min(_WIDEST, max(box.width(), 120)))
        self._wrong = _Wrong(home)
        self.textEdited.connect(self._wrong.hide)

    def begin(self, text: str, choices: Sequence[str], save: Save) -> None:
        """Show a text to change; `save` raises a mistake in words where it cannot be kept."""
        self._before, self._save = text, save
        self.setText(text)
        self.selectAll()
        if choices:
            offer(self, choices, f"{self.accessibleName()}: choices")
        self.show()
        self.setFocus()

    @property
    def wrong(self) -> str:
        """What is wrong with the text, empty while nothing is."""
        return self._wrong.words if self._wrong.isVisible() else ""

    def keep(self) -> bool:
        """Keep the text and go; says whether that was possible."""
        text = self.text().strip()
        if self._save is not None and text != self._before:
            try:
                self._save(text)
            except CsplannerError as error:
                self._wrong.say(str(error), self.geometry())
                self.setAccessibleDescription(str(error))
                return False
        self.go()
        return True

    def go(self) -> None:
        """Go, and give the focus back."""
        if self._ending:
            return
        self._ending = True
        self._wrong.deleteLater()
        home = self.parentWidget()
        view = None if home is None else home.parentWidget()
        if view is not None and self.window().focusWidget() is self:
            view.setFocus()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Take the keys that end it before anybody else does."""
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._ended_by(Qt.Key(event.key())) or super().event(event)
        return super().event(event)

    def _ended_by(self, key: Qt.Key) -> bool:
        step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(key, 0)
        if step or key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.keep() and step:
                self.stepped.emit(step)
            return True
        if key == Qt.Key.Key_Escape:
            self.go()
            return True
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when the user goes elsewhere; let go of what cannot be kept."""
        super().focusOutEvent(event)
        popup = event.reason() in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }
        if not popup and not self._ending and not self.keep():
            self.go()


class _Wrong(QFrame):
    """The reason beside a cell why its text cannot be kept."""

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self.setObjectName("cell_wrong")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 5)
        self._label: QLabel = Label("", "table", "risk").wrapped()
        column.addWidget(self._label)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, words: str, beside: QRect) -> None:
        """Say it under the cell, or above it where there is no room."""
        home = self.parentWidget()
        assert home is not None
        ground, line = colour("surface").name(), colour("risk").name()
        self.setStyleSheet(f"#cell_wrong {{ background: {ground}; border: 1px solid {line}; }}")
        self._label.setText(words)
        self.setFixedWidth(min(_WIDEST, home.width()))
        self.adjustSize()
        left = max(0, min(beside.left(), home.width() - self.width()))
        below = beside.bottom() + 2
        top = below if below + self.height() <= home.height() else beside.top() - self.height() - 2
        self.move(left, max(0, top))
        self.show()
        self.raise_()
