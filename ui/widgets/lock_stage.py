"""What stands in a locked window: a field for the passphrase and nothing of anybody."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card
from ui.widgets.labels import Label, named

_WIDE = 420
_LONGEST_WAIT = 30


class LockStage(QWidget):
    """Asks for the passphrase. Signal: `tried(words)`; `refuse` makes the next try wait longer."""

    tried = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lock_stage")
        self.failures = self._waits = 0
        self._said = Label("", "body", "text2").wrapped()
        self.words = QLineEdit()
        self.words.setEchoMode(QLineEdit.EchoMode.Password)
        self.words.setObjectName("lock_words")
        named(self.words, "Passphrase")
        self.button = Button("Unlock", kind=Kind.PRIMARY, keys="Enter")
        self.button.clicked.connect(self._try)
        self.words.returnPressed.connect(self._try)
        self.wrong = Label("", "table", "risk").wrapped()
        self.wrong.hide()
        card = Card("Locked")
        card.setFixedWidth(_WIDE)
        card.body.addWidget(self._said)
        card.body.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        card.body.addLayout(row)
        card.body.addWidget(self.wrong)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self._clock = QTimer(self)
        self._clock.setObjectName("lock wait")
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._second)

    def ask(self, why: str) -> None:
        """Say why it is locked, and wait for the passphrase."""
        self._said.setText(why)
        self.wrong.hide()
        self.words.clear()
        self.words.setFocus()

    def refuse(self, said: str, *, wrong: bool) -> None:
        """Say that it did not open; after a wrong passphrase the next try waits.

        Each time twice as long, up to half a minute. Nobody is ever locked out.
        """
        self.words.clear()
        self.wrong.setText(said)
        self.wrong.show()
        if wrong:
            self.failures += 1
            self._waits = min(_LONGEST_WAIT, 2 ** (self.failures - 1))
            self._clock.start()
            self._show_wait()

    def rest(self) -> None:
        """Forget what was tried."""
        self._clock.stop()
        self.failures = self._waits = 0
        self._open_field()
        self.words.clear()
        self.wrong.hide()

    @property
    def waits(self) -> int:
        """How many seconds until the next try."""
        return self._waits

    def _second(self) -> None:
        self._waits -= 1
        self._show_wait()

    def _show_wait(self) -> None:
        if self._waits > 0:
            self.words.setEnabled(False)
            self.button.setEnabled(False)
            self.button.setText(f"Wait {self._waits} s")
            return
        self._clock.stop()
        self._open_field()
        self.words.setFocus()

    def _open_field(self) -> None:
        self.words.setEnabled(True)
        self.button.setEnabled(True)
        self.button.setText("Unlock")

    def _try(self) -> None:
        if self.words.text() and self._waits <= 0:
            self.tried.emit(self.words.text())
