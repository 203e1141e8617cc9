"""A small panel of choices, each behind one letter; the second of two keystrokes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import colour, current
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

WIDE, MARGIN = 300, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice: its letter, its words, more words, and what it does."""

    key: str
    words: str
    detail: str
    run: Callable[[], object]


class ChoiceStrip(QWidget):
    """Lies over the top right of its parent; a letter, a click or Enter chooses, Esc closes."""

    def __init__(self, parent: QWidget, name: str, choices: Sequence[Choice]) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._choices = tuple(choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(2)
        column.addWidget(Label(name, "body", weight=600))
        for choice in self._choices:
            row = QHBoxLayout()
            button = Button(choice.words, keys=choice.key, kind=Kind.QUIET, small=True)
            button.setAccessibleName(f"{choice.words}, {choice.key}")
            button.clicked.connect(partial(self._choose, choice))
            button.installEventFilter(self)
            row.addWidget(button)
            row.addWidget(Label(choice.detail, "note", "text2"), 1)
            column.addLayout(row)
        self.hide()

    def open(self) -> None:
        """Show it and take the keys."""
        self.setFixedWidth(min(WIDE, self._over.width()))
        self.adjustSize()
        self.move(self._over.width() - self.width() - MARGIN, 4)
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a letter; Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        pressed = event.text().upper()
        choice = next((c for c in self._choices if c.key == pressed), None)
        if choice is None:
            super().keyPressEvent(event)
        else:
            self._choose(choice)

    def event(self, event: QEvent) -> bool:
        """Keep the letters: the page's own shortcuts wait while this is open."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the letters work while one of the buttons has the focus."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and getattr(event, "text", str)().strip():
            self.keyPressEvent(event)  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the focus goes elsewhere."""
        super().focusOutEvent(event)
        if not self.isAncestorOf(self.window().focusWidget() or self):
            self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the raised surface."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("border2"))
        painter.setBrush(colour("surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, current().radius.card, current().radius.card)
        painter.end()

    def _choose(self, choice: Choice) -> None:
        self._close()
        choice.run()

    def _close(self) -> None:
        self.hide()
        self._over.setFocus()
