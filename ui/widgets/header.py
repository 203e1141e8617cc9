"""The header of a page: where we are, its title, one line of context, at most three buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import current
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Ground
from ui.widgets.labels import Elided, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.actions import Action

MOST_BUTTONS = 3


class Crumb(Button):
    """The page above this one, as a quiet button."""

    def __init__(self) -> None:
        super().__init__("", kind=Kind.QUIET, small=True)
        self.page = ""
        self.soft = True

    def say(self, words: str, page: str) -> None:
        """Name the page above, or hide."""
        self.page = page
        self.setText(f"{words} /" if words else "")
        self.setAccessibleName(f"Back to {words}" if words else "")
        self.setVisible(bool(words))
        self.updateGeometry()


class Header(Ground):
    """The bar above the main area. Signals: `asked(action name)`, `up(page name)`."""

    asked = Signal(str)
    up = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", "b")
        self.setObjectName("header")
        self.setFixedHeight(current().size.header)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 14, 0)
        row.setSpacing(8)
        self.crumb = Crumb()
        self.crumb.clicked.connect(self._up)
        self.title = Label("", "page_title")
        self.line = Elided("", "body", "text2")
        self.line.setAlignment(Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.crumb)
        row.addWidget(self.title)
        row.addWidget(self.line, 1)
        self._place = QWidget()
        self._row = QHBoxLayout(self._place)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        row.addWidget(self._place)
        self._shown: tuple[str, ...] = ()
        self._buttons: list[Button] = []

    def say(self, title: str, line: str, crumb: tuple[str, str]) -> None:
        """Set the words."""
        self.title.setText(title)
        self.line.setText(line)
        self.crumb.say(*crumb)

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Show one button an action, the last one primary."""
        shown = actions[:MOST_BUTTONS]
        names = tuple(action.name for action in shown)
        if names != self._shown:
            self._make(shown)
            self._shown = names
        for button, action in zip(self._buttons, shown, strict=True):
            button.setText(action.text)
            button.setAccessibleName(action.text)
            button.setEnabled(action.enabled)
            button.setToolTip(action.detail)
            button.updateGeometry()

    def _make(self, actions: Sequence[Action]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action in actions:
            primary = action is actions[-1]
            button = Button(
                action.text,
                icon=action.icon,
                keys=action.shown_keys,
                kind=Kind.PRIMARY if primary else Kind.PLAIN,
            )
            button.setObjectName(f"button_{action.name}")
            button.setProperty("action", action.name)
            button.clicked.connect(self._ask)
            self._row.addWidget(button)
            self._buttons.append(button)

    def _ask(self) -> None:
        self.asked.emit(str(self.sender().property("action")))

    def _up(self) -> None:
        self.up.emit(self.crumb.page)
