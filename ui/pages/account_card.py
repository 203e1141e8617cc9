"""One card of an account's page: what fills it, what stands there when nothing does, adding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, Kind, paint_focus
from ui.widgets.cards import Card, Ground
from ui.widgets.labels import Label

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from csplanner.services.account_view import AccountView


_PLUS_WIDE, _PLUS_HIGH = 26, 18


class AccountCard(Card):
    """One card: `show_view` fills it; with nothing to show it says what fills it.

    Signals: `edit_asked(record)` when a row shall be changed, `add_asked()` for a new one.
    """

    edit_asked = Signal(object)
    add_asked = Signal()

    def __init__(self, title: str, note: str = "", *, adds: str = "") -> None:
        super().__init__(title, note)
        self.adds = adds
        self.empty = Label("", "table", "text2").wrapped()
        self.content = QWidget()
        self.inside = QVBoxLayout(self.content)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(0)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.content)
        if adds:
            button = Button("", icon="plus", kind=Kind.QUIET, small=True)
            button.setAccessibleName(adds)
            button.setToolTip(adds)
            button.setFixedSize(_PLUS_WIDE, _PLUS_HIGH)  # a head is no higher for it
            button.clicked.connect(self.add_asked)
            self.head.addWidget(button)

    def fill(self, *, there: bool, otherwise: str) -> None:
        """Show the content, or the words that stand in its place."""
        self.content.setVisible(there)
        self.empty.setVisible(not there)
        self.empty.setText(otherwise)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Show this card's part of an account; a card that has none says nothing."""
        del view, today
        self.fill(there=False, otherwise="")


class Row(Ground):
    """A row of a card that can be pressed: a click, Enter or Space asks to change it."""

    pressed = Signal()

    def __init__(self, words: str, *, first: bool, ground: str = "surface") -> None:
        super().__init__(ground, "" if first else "t")
        self.setAccessibleName(words)
        self.setToolTip("Change")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 3, 0, 4)
        self.line.setSpacing(9)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask on a click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask on Enter and Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus(painter, QRectF(self.rect()), 3)
            painter.end()
