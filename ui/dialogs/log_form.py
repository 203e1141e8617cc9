"""The form that logs a touch that was held: anyone's touch counts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QPlainTextEdit

from csplanner.domain.engagement import EngagementType
from csplanner.domain.ids import PersonId
from csplanner.domain.records import Person
from ui.dialogs.form import Form
from ui.widgets.engagement_words import type_words
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.domain.records import Account
    from ui.context import Context


class LogForm(Form):
    """Asks what was held, when, by whom, and what was said."""

    def __init__(self, parent: QWidget, context: Context, account: Account) -> None:
        super().__init__(parent, f"Log a touch with {account.name}", "Log")
        self._context, self._account = context, account
        assert context.workspace is not None
        self.kind = QComboBox()
        for kind in EngagementType:
            self.kind.addItem(type_words(kind), kind.value)
        self.kind.setCurrentIndex(self.kind.findData(EngagementType.CHECK_IN.value))
        today = context.today
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.who = QComboBox()
        people = sorted(context.workspace.all(Person), key=lambda person: person.name)
        for person in people:
            self.who.addItem(f"{person.name}, {person.title or person.role.value}", person.id)
        self.who.setCurrentIndex(max(0, self.who.findData(account.owner_id)))
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(110)
        rows = (("What", self.kind), ("When", self.day), ("Who", self.who), ("Notes", self.notes))
        form = QFormLayout()
        form.setSpacing(8)
        for label, field in rows:
            named(field, label)
            form.addRow(Label(label, "body", "text2"), field)
        self.body.addLayout(form)
        self.body.addWidget(Label("Notes are internal.", "note", "text2"))

    def finish(self) -> bool:
        """Log it."""
        from csplanner.services.adjust_calendar import LoggedTouch, log

        day = self.day.date().toPython()
        assert isinstance(day, dt.date)
        assert self._context.workspace is not None
        person = self.who.currentData()
        touch = LoggedTouch(
            account=self._account,
            type=EngagementType(self.kind.currentData()),
            date=day,
            who=(PersonId(person),) if person else (),
            notes=self.notes.toPlainText().strip(),
        )
        log(self._context.workspace, touch)
        words = type_words(touch.type).lower()
        self._context.notify(f"Logged a {words} with {self._account.name}", undo=True)
        return True
