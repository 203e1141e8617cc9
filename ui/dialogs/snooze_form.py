"""The form that keeps something off the page Today until a day."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout

from ui import formats
from ui.dialogs.form import Form
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class SnoozeForm(Form):
    """Asks until when; tomorrow, next Monday and two weeks are one press away."""

    def __init__(self, parent: QWidget, context: Context, key: str, title: str) -> None:
        super().__init__(parent, "Snooze", "Snooze")
        self._context, self._key, self._title = context, key, title
        self.body.addWidget(Label(title, "body", "text2").wrapped())
        today = context.today
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, day in choices(today):
            button = Button(words, small=True)
            button.clicked.connect(partial(self.choose, day))
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setMinimumDate(_date(today + dt.timedelta(days=1)))
        self.choose(choices(today)[0][1])
        named(self.day, "Until")
        self.body.addWidget(self.day)

    def choose(self, day: dt.date) -> None:
        """Take a day."""
        self.day.setDate(_date(day))

    def finish(self) -> bool:
        """Keep it away until the day, with a way back."""
        from csplanner.services.snoozed import snooze, wake

        workspace = self._context.workspace
        assert workspace is not None
        until = self.day.date().toPython()
        assert isinstance(until, dt.date)
        snooze(workspace, self._key, until)

        def back() -> None:
            wake(workspace, self._key)
            self._context.go("today", again=True)

        words = f"Snoozed until {formats.weekday(until)}: {self._title}"
        self._context.notify(words, action=("Show again", back))
        return True


def choices(today: dt.date) -> tuple[tuple[str, dt.date], ...]:
    """Return the days that are one press away."""
    monday = today + dt.timedelta(days=7 - today.weekday())
    return (
        ("Tomorrow", today + dt.timedelta(days=1)),
        ("Next Monday", monday),
        ("Two weeks", today + dt.timedelta(days=14)),
    )


def _date(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
