"""A card of rows that one walks through by keys; what does not fit is counted, never dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui import formats
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card
from ui.widgets.labels import Label
from ui.widgets.layouts import clear
from ui.widgets.list_row import ListRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.widgets.list_row import RowLook


class RowCard(Card):
    """Rows under a head. Signals: `opened(key)`, `ticked(key)`, `entered(key)`, `stepped(way)`.

    `more()` asks for what is not shown. With nothing to show it is one line that says so.
    """

    opened = Signal(str)
    ticked = Signal(str)
    entered = Signal(str)
    stepped = Signal(int)
    more = Signal()

    def __init__(self, title: str, none: str, *, most: int = 8) -> None:
        super().__init__(title)
        self._none, self._most = none, most
        self.rows: list[ListRow] = []
        self.empty = Label(none, "table", "text2").wrapped()
        self.body.addWidget(self.empty)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self._more = Button("", kind=Kind.QUIET, small=True)
        self._more.clicked.connect(self.more)
        self._more.hide()
        self.body.addWidget(self._more)

    def show_rows(self, looks: Sequence[RowLook], note: str = "", rest: str = "") -> None:
        """Show rows; `rest` says what the ones that do not fit are, as in "more overdue"."""
        stood = next((row.look.key for row in self.rows if row.stood_on), None)
        clear(self._list)
        self.rows = []
        for look in looks[: self._most]:
            row = ListRow(look, first=not self.rows)
            row.opened.connect(self.opened)
            row.ticked.connect(self.ticked)
            row.stepped.connect(self.stepped)
            row.entered.connect(self.entered)
            self._list.addWidget(row)
            self.rows.append(row)
        left = len(looks) - len(self.rows)
        self._more.setVisible(left > 0)
        self._more.setText(f"{formats.number(left)} {rest or 'more'}")
        self._more.setAccessibleName(
            f"{formats.number(left)} {rest or 'more'}: {self.title.text()}"
        )
        self._more.updateGeometry()
        self.note.setText(note)
        self.empty.setVisible(not looks)
        self.empty.setText(self._none)
        if stood is not None:
            self.stand_on(stood)

    def stand_on(self, key: str) -> bool:
        """Put the focus on the row of a key; without one, on the last row there is."""
        row = next((row for row in self.rows if row.look.key == key), None)
        if row is None and self.rows:
            row = self.rows[-1]
        if row is not None:
            row.setFocus()
        return row is not None
