"""Ask from when on the draft of the policy holds, and why; the policy itself is known."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QFormLayout, QLineEdit

from ui import formats
from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class PolicyForm(Form):
    """Collects the day and the note of a new version."""

    def __init__(
        self,
        parent: QWidget,
        number: int,
        today: dt.date,
        changes: int,
        save: Callable[[dt.date, str], bool],
    ) -> None:
        super().__init__(parent, f"Save as version {number}", "Save version")
        self._save = save
        told = (
            f"{formats.counted(changes, 'difference')} from what is in force. Plans made before"
            " keep being explained by the version that they were made with."
        )
        self.body.addWidget(Label(told, "body", "text2").wrapped())
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setCalendarPopup(True)
        self.note = QLineEdit()
        self.note.setPlaceholderText("Why, in a few words")
        named(self.day, "In force from")
        named(self.note, "Note")
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(Label("In force from", "body", "text2"), self.day)
        form.addRow(Label("Note", "body", "text2"), self.note)
        self.body.addLayout(form)
        self.note.setFocus()

    def finish(self) -> bool:
        """Hand the day and the note over."""
        day = self.day.date().toPython()
        assert isinstance(day, dt.date)
        return self._save(day, self.note.text().strip())
