"""The frame of a dialog: 480 wide, one column, what is wrong in words, the primary button last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from csplanner.base.errors import CsplannerError
from ui.theme import colour
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from ui.drafts import DraftKeeper

_WIDE = 480


class Form(QDialog):
    """A dialog for what the program cannot answer; `finish` does it and says whether it did."""

    def __init__(self, parent: QWidget, title: str, verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDE)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, colour("surface"))
        self.setPalette(palette)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 18)
        outer.setSpacing(12)
        outer.addWidget(Label(title, "page_title"))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body)
        self.wrong = Label("", "table", "risk").wrapped()
        self.wrong.hide()
        outer.addWidget(self.wrong)
        self.foot = foot = QHBoxLayout()
        self._drafts: DraftKeeper | None = None
        foot.addStretch(1)
        self.cancel_button = Button("Cancel", keys="Esc")
        self.cancel_button.clicked.connect(self.reject)
        self.do_button = Button(verb, kind=Kind.PRIMARY, keys="Enter")
        self.do_button.clicked.connect(self.accept)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.do_button)
        outer.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Take back what was typed here before and not kept; from now on it is kept."""
        if self._drafts is None:
            from ui.drafts import keeper_for

            self._drafts = keeper_for(self)
            self._begin()
        super().showEvent(event)

    def _begin(self) -> None:
        """Put the cursor into the first field, unless the form has put it somewhere itself."""
        if self.focusWidget() not in {None, self.cancel_button}:
            return
        for field in self.findChildren(QWidget):
            takes = field.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and not field.isHidden() and not isinstance(field, QAbstractButton):
                field.setFocus()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do it on Enter (Ctrl Enter in a field of several lines), or press the button stood on."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if isinstance(focus, Button) and not ctrl:
            focus.click()
        else:
            self.accept()

    def finish(self) -> bool:
        """Do what was asked; raise a mistake or trouble in words."""
        return True

    def accept(self) -> None:
        """Do it, and close if it was done."""
        try:
            done = self.finish()
        except CsplannerError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        if done:
            super().accept()
