"""The form for a new account: name, revenue, place, owner, renewal; one undo step."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QFormLayout, QLineEdit

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, PersonId
from csplanner.domain.records import Account, Person
from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class AccountForm(Form):
    """Asks for one account."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "Add account", "Add account")
        self._context = context
        workspace = context.workspace
        assert workspace is not None
        self.name_field = QLineEdit()
        self.arr = QLineEdit()
        self.arr.setPlaceholderText("a year, such as 250000")
        self.currency = QLineEdit()
        self.city, self.country = QLineEdit(), QLineEdit()
        self.country.setPlaceholderText("two letters, such as US")
        self.owner = QComboBox()
        self.owner.addItem("Nobody yet", "")
        people = sorted(workspace.all(Person), key=lambda person: person.name)
        for person in people:
            if person.role.value == "CSM":
                self.owner.addItem(person.name, person.id)
        self.renews = QCheckBox("Renews on")
        self.renewal = QDateEdit()
        self.renewal.setCalendarPopup(True)
        self.renewal.setDisplayFormat("yyyy-MM-dd")
        year_on = context.today.replace(day=1)
        self.renewal.setDate(QDate(year_on.year + 1, year_on.month, 1))
        self._rows()

    def _rows(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        rows = (
            ("Name", self.name_field),
            ("ARR", self.arr),
            ("Currency", self.currency),
            ("City", self.city),
            ("Country", self.country),
            ("Owner", self.owner),
        )
        for label, field in rows:
            named(field, label)
            form.addRow(Label(label, "body", "text2"), field)
        named(self.renewal, "Renewal date")
        form.addRow(self.renews, self.renewal)
        self.body.addLayout(form)
        self.name_field.setFocus()

    def account(self) -> Account:
        """Return the account that was typed; raises UserMistake."""
        name = self.name_field.text().strip()
        if not name:
            raise UserMistake("The account has no name.", "Type one.")
        day = self.renewal.date().toPython()
        return Account(
            id=AccountId(new_id()),
            name=name,
            arr=self._amount(),
            currency=self.currency.text().strip().upper(),
            city=self.city.text().strip(),
            country=self.country.text().strip().upper(),
            owner_id=PersonId(self.owner.currentData()) if self.owner.currentData() else None,
            renewal_date=day if self.renews.isChecked() else None,  # type: ignore[arg-type]
        )

    def _amount(self) -> Decimal | None:
        text = self.arr.text().replace(",", "").replace(" ", "").strip()
        if not text:
            return None
        try:
            amount = Decimal(text)
        except InvalidOperation as error:
            raise UserMistake(f"ARR {text} is not a number.", "Write it as 250000.") from error
        if not amount.is_finite() or amount < 0:
            raise UserMistake(f"ARR {text} is not an amount.", "Write it as 250000.")
        return amount

    def finish(self) -> bool:
        """Write the account."""
        account = self.account()
        label = f"Add {account.name}"
        done = self._context.run_change(
            label, lambda work: work.put(account), notice=f"Added {account.name}"
        )
        if done:
            self.made = account.id
        return done

    made: str | None = None


def ask_account(parent: QWidget, context: Context) -> str | None:
    """Ask for an account and add it; returns its id, None if the user gave up."""
    form = AccountForm(parent, context)
    form.exec()
    return form.made
