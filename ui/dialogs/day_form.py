"""Asks for a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from ui.dialogs.form import Form
from ui.widgets.labels import named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class DayForm(Form):
    """One field for a day."""

    def __init__(self, parent: QWidget, day: dt.date) -> None:
        super().__init__(parent, "Go to date", "Go")
        self.field = QDateEdit(QDate(day.year, day.month, day.day))
        self.field.setCalendarPopup(True)
        self.field.setDisplayFormat("yyyy-MM-dd")
        named(self.field, "Date")
        self.body.addWidget(self.field)
        self.field.setFocus()

    @property
    def day(self) -> dt.date:
        """The day that was typed."""
        found = self.field.date().toPython()
        assert isinstance(found, dt.date)
        return found


def ask_day(parent: QWidget, day: dt.date) -> dt.date | None:
    """Ask for a day; None if the user gave up."""
    form = DayForm(parent, day)
    return form.day if form.exec() else None
