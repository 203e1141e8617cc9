"""The frame of a dialog: 480 wide, one column, what is wrong in words, the primary button last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from csplanner.base.errors import CsplannerError
from ui.theme import colour
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

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
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.cancel_button = Button("Cancel", keys="Esc")
        self.cancel_button.clicked.connect(self.reject)
        self.do_button = Button(verb, kind=Kind.PRIMARY, keys="Enter")
        self.do_button.clicked.connect(self.accept)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.do_button)
        outer.addLayout(foot)

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
