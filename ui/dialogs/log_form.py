"""The form that logs a touch that was held: anyone's touch counts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QDateEdit, QFormLayout, QPlainTextEdit

from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import EngagementType
from csplanner.domain.ids import PersonId
from csplanner.domain.records import Account, Person
from ui.dialogs.form import Form
from ui.widgets.engagement_words import type_words
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class LogForm(Form):
    """Asks what was held, when, by whom, and what was said."""

    def __init__(self, parent: QWidget, context: Context, account: Account | None) -> None:
        title = f"Log a touch with {account.name}" if account is not None else "Log a touch"
        super().__init__(parent, title, "Log")
        self._context, self._account = context, account
        assert context.workspace is not None
        self.account_box = QComboBox()
        if account is None:
            self._offer_accounts()
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
        if account is not None:
            self.who.setCurrentIndex(max(0, self.who.findData(account.owner_id)))
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(110)
        rows: tuple[tuple[str, QWidget], ...]
        rows = (("What", self.kind), ("When", self.day), ("Who", self.who), ("Notes", self.notes))
        form = QFormLayout()
        form.setSpacing(8)
        if account is None:
            rows = (("With", self.account_box), *rows)
        for label, field in rows:
            named(field, label)
            form.addRow(Label(label, "body", "text2"), field)
        self.body.addLayout(form)
        self.body.addWidget(Label("Notes are internal.", "note", "text2"))
        (self.kind if account is not None else self.account_box).setFocus()

    def _offer_accounts(self) -> None:
        """Offer all accounts, found by any part of their names."""
        from csplanner.services.brief_builder import account_names

        assert self._context.workspace is not None
        box = self.account_box
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItem("", "")
        for named_account in account_names(self._context.workspace):
            box.addItem(named_account.name, named_account.id)
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box.setCompleter(completer)
        box.currentIndexChanged.connect(self._on_account)
        box.setFocus()

    def _on_account(self) -> None:
        account = self._chosen()
        if account is not None:
            self.who.setCurrentIndex(max(0, self.who.findData(account.owner_id)))

    def _chosen(self) -> Account | None:
        if self._account is not None:
            return self._account
        assert self._context.workspace is not None
        typed = self.account_box.currentText().strip().casefold()
        index = next(
            (i for i in range(self.account_box.count())
             if self.account_box.itemText(i).casefold() == typed),
            0,
        )  # fmt: skip
        return self._context.workspace.get(Account, str(self.account_box.itemData(index) or ""))

    def finish(self) -> bool:
        """Log it."""
        from csplanner.services.adjust_calendar import LoggedTouch, log
        from csplanner.services.coverage_words import type_name

        day = self.day.date().toPython()
        assert isinstance(day, dt.date)
        assert self._context.workspace is not None
        account = self._chosen()
        if account is None:
            raise UserMistake("No account is chosen.", "Type a part of its name and choose it.")
        person = self.who.currentData()
        touch = LoggedTouch(
            account=account,
            type=EngagementType(self.kind.currentData()),
            date=day,
            who=(PersonId(person),) if person else (),
            notes=self.notes.toPlainText().strip(),
        )
        log(self._context.workspace, touch)
        words = type_name(touch.type)
        self._context.notify(f"Logged a {words} with {account.name}", undo=True)
        return True
