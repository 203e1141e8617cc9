"""Sets, changes or removes the passphrase of the open portfolio, with a meter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QProgressBar

from csplanner.base.errors import UserMistake
from csplanner.domain.passphrase import ENOUGH_BITS, bits_of, verdict
from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    Change = Callable[[str | None, str | None], bool]

_FULL = 100.0


class PassphraseForm(Form):
    """Asks for the old one where there is one, and for the new one twice; empty removes it."""

    def __init__(self, parent: QWidget, *, protected: bool, change: Change) -> None:
        title = "Change the passphrase" if protected else "Set a passphrase"
        super().__init__(parent, title, "Change" if protected else "Set")
        self.setObjectName("passphrase_form")
        self._protected, self._change = protected, change
        self.old, self.new, self.again = _secret("Passphrase now"), _secret("New"), _secret("Again")
        fields = QFormLayout()
        fields.setSpacing(8)
        if protected:
            fields.addRow(Label("Now", "body", "text2"), self.old)
        fields.addRow(Label("New", "body", "text2"), self.new)
        fields.addRow(Label("Again", "body", "text2"), self.again)
        self.body.addLayout(fields)
        self.meter = QProgressBar()
        self.meter.setTextVisible(False)
        self.meter.setFixedHeight(6)
        self.meter.setRange(0, 100)
        named(self.meter, "How hard it is to guess")
        self.said = Label("", "table", "text2").wrapped()
        self.body.addWidget(self.meter)
        self.body.addWidget(self.said)
        self.remove = QCheckBox("Remove the passphrase: whoever has the file can read it")
        self.remove.setVisible(protected)
        self.remove.toggled.connect(self._removing)
        self.body.addWidget(self.remove)
        self.known = QCheckBox("I know that nobody can open the file without the passphrase")
        self.body.addWidget(self.known)
        lost = "Backups made before keep their old passphrase. Print the recovery sheet afterwards."
        self.body.addWidget(Label(lost, "note", "text2").wrapped())
        self.new.textChanged.connect(self._judge)
        self._judge("")
        (self.old if protected else self.new).setFocus()

    def finish(self) -> bool:
        """Hand the passphrases on; raises UserMistake in words."""
        old = self.old.text() or None
        if self.remove.isChecked():
            return self._change(old, None)
        new = self.new.text()
        if bits_of(new) < ENOUGH_BITS:
            raise UserMistake(verdict(new))
        if new != self.again.text():
            raise UserMistake("The two are not the same.", "Type the new passphrase twice.")
        if not self.known.isChecked():
            raise UserMistake("Nobody can help when it is forgotten.", "Tick that you know it.")
        return self._change(old, new)

    def _judge(self, words: str) -> None:
        self.meter.setValue(round(min(_FULL, bits_of(words))))
        self.said.setText(verdict(words))

    def _removing(self, on: bool) -> None:  # noqa: FBT001 - the signal says it
        for field in (self.new, self.again, self.known):
            field.setEnabled(not on)
        self.do_button.setText("Remove" if on else "Change")


def _secret(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    named(made, name)
    return made
