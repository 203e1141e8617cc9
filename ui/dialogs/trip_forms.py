"""The forms of a trip: who decided, what it costs, a leg typed by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QFormLayout, QLineEdit

from csplanner.base.errors import UserMistake
from csplanner.domain.ids import PersonId
from csplanner.domain.records import Person, Trip
from csplanner.domain.trip import CostCategory, TripState
from ui import formats
from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from csplanner.domain.trip_sheet import TripSheet
    from ui.context import Context

_WORDS = {
    CostCategory.AIR: "Air",
    CostCategory.LODGING: "Lodging",
    CostCategory.MEALS: "Meals",
    CostCategory.GROUND: "Ground",
    CostCategory.REGISTRATION: "Registration",
    CostCategory.OTHER: "Other",
}


def _form(rows: Iterable[tuple[str, QWidget]]) -> QFormLayout:
    form = QFormLayout()
    form.setSpacing(8)
    for label, field in rows:
        named(field, label)
        form.addRow(Label(label, "body", "text2"), field)
    return form


class DecisionForm(Form):
    """Asks who approved or refused."""

    def __init__(
        self, parent: QWidget, context: Context, sheet: TripSheet, state: TripState
    ) -> None:
        verb = "Approve" if state is TripState.APPROVED else "Refuse"
        super().__init__(parent, f"{verb} {sheet.id}, {sheet.title}", verb)
        self._context, self._sheet, self._state = context, sheet, state
        assert context.workspace is not None
        self.by = QComboBox()
        self.by.setEditable(True)
        people = sorted(context.workspace.all(Person), key=lambda p: (p.role != "MANAGER", p.name))
        for person in people:
            self.by.addItem(person.name)
        self.by.setCurrentIndex(0)
        total = formats.exact_money(sheet.total, sheet.currency)
        self.body.addWidget(Label(f"It costs {total}.", "table", "text2"))
        self.body.addLayout(_form((("Decided by", self.by),)))

    def finish(self) -> bool:
        """Keep the decision."""
        from csplanner.services.edit_trip import judge

        workspace = self._context.workspace
        assert workspace is not None
        trip = workspace.get(Trip, self._sheet.name)
        if trip is None:
            raise UserMistake("The trip is gone.", "A plan may have redrawn it.")
        judge(workspace, trip, self._state, self.by.currentText())
        self._context.notify(f"{self._sheet.id} is {self._state.value}", undo=True)
        return True


class CostsForm(Form):
    """Asks for the six amounts of one traveller, and why a limit is passed."""

    def __init__(self, parent: QWidget, context: Context, trip: Trip, sheet: TripSheet) -> None:
        super().__init__(parent, f"Costs of {sheet.id}, {sheet.title}", "Keep")
        self._context, self._trip, self._sheet = context, trip, sheet
        assert context.workspace is not None
        people = {p.id: p.name for p in context.workspace.many(Person, trip.travellers)}
        self.who = QComboBox()
        for key in trip.travellers:
            if key in people:
                self.who.addItem(people[key], key)
        self.who.addItem("All together", "")
        self.fields = {category: QLineEdit() for category in CostCategory}
        self.reason = QLineEdit(sheet.reason)
        self.reason.setPlaceholderText("needed where a limit is passed")
        rows: list[tuple[str, QWidget]] = [("Traveller", self.who)]
        rows += [(f"{_WORDS[c]} ({sheet.currency})", self.fields[c]) for c in CostCategory]
        self.body.addLayout(_form((*rows, ("Reason", self.reason))))
        self.who.currentIndexChanged.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        name = self.who.currentText() if self.who.currentData() else ""
        for category, field in self.fields.items():
            lines = [
                line
                for line in self._sheet.costs
                if line.category == category.value and line.traveller == name
            ]
            total = sum((line.amount for line in lines), Decimal(0))
            field.setText(f"{total.normalize():f}" if total else "")

    def finish(self) -> bool:
        """Keep the amounts, and the reason."""
        from csplanner.services.edit_trip import give_reason, set_costs

        workspace = self._context.workspace
        assert workspace is not None
        notes = {line.category: line.note for line in self._sheet.costs}
        amounts = {
            category: (self._amount(category), notes.get(category.value, ""))
            for category in self.fields
        }
        key = self.who.currentData()
        set_costs(workspace, self._trip, PersonId(key) if key else None, amounts)
        if self.reason.text().strip() != self._sheet.reason:
            give_reason(workspace, self._trip, self.reason.text())
        self._context.notify(f"Costs of {self._sheet.id} changed", undo=True)
        return True

    def _amount(self, category: CostCategory) -> Decimal:
        text = self.fields[category].text().replace(",", "").replace(" ", "")
        try:
            return Decimal(text or "0")
        except InvalidOperation as error:
            word = _WORDS[category]
            raise UserMistake(f"{word}: {text} is not a number.", "Write it as 349.50.") from error


class LegForm(Form):
    """Asks for one leg: how, from where to where, when, and its reference."""

    def __init__(self, parent: QWidget, context: Context, trip: Trip, sheet: TripSheet) -> None:
        super().__init__(parent, f"A leg of {sheet.id}, {sheet.title}", "Add leg")
        self._context, self._trip, self._sheet = context, trip, sheet
        self.mode = QComboBox()
        for word in ("air", "train", "car", "other"):
            self.mode.addItem(word.capitalize(), word)
        self.origin = self._cities(-1)
        self.destination = self._cities(0)
        self.departs = self._moment(8)
        self.arrives = self._moment(10)
        self.reference = QLineEdit()
        self.reference.setPlaceholderText("seat, booking code")
        self.body.addLayout(
            _form(
                (
                    ("How", self.mode),
                    ("From", self.origin),
                    ("To", self.destination),
                    ("Leaves", self.departs),
                    ("Arrives", self.arrives),
                    ("Reference", self.reference),
                )
            )
        )
        self.body.addWidget(Label("Times are local to each place.", "note", "text2"))

    def _cities(self, at: int) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        names = [home.name for home in self._sheet.homes] + [s.city for s in self._sheet.stops]
        box.addItems(list(dict.fromkeys(names)))
        first = self._sheet.stops[0].city if at == 0 else names[0]
        box.setCurrentText(first)
        return box

    def _moment(self, hour: int) -> QDateTimeEdit:
        day = self._sheet.start
        field = QDateTimeEdit(QDateTime(QDate(day.year, day.month, day.day), QTime(hour, 0)))
        field.setDisplayFormat("yyyy-MM-dd HH:mm")
        field.setCalendarPopup(True)
        return field

    def finish(self) -> bool:
        """Keep the leg, with the zones of its places where they are known."""
        from csplanner.services.edit_trip import TypedLeg, add_leg, zone_of

        workspace = self._context.workspace
        assert workspace is not None
        origin, destination = self.origin.currentText(), self.destination.currentText()
        typed = TypedLeg(
            mode=str(self.mode.currentData()),
            origin=origin,
            destination=destination,
            departs=_time(self.departs),
            departs_zone=zone_of(self._sheet, origin),
            arrives=_time(self.arrives),
            arrives_zone=zone_of(self._sheet, destination),
            reference=self.reference.text().strip(),
        )
        add_leg(workspace, self._trip, typed)
        self._context.notify(f"Leg to {destination} added", undo=True)
        return True


def _time(field: QDateTimeEdit) -> dt.datetime:
    found = field.dateTime().toPython()
    assert isinstance(found, dt.datetime)
    return found.replace(second=0, microsecond=0, tzinfo=None)
