"""A form of a few fields for one record: new, changed, or removed; one undo step each."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from csplanner.base.errors import UserMistake
from ui.dialogs.form import Form
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Values = dict[str, Any]

_LONG_HIGH = 84


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: `kind` is text, long, number, whole, day, choice, mark or weekdays.

    `value` is what it begins with. A day may be left open when it is not `needed`; `choices` are
    (value, words) of a choice. Weekdays are a tuple, 0 is Monday, and None is all five.
    """

    key: str
    label: str
    kind: str = "text"
    value: Any = None
    needed: bool = False
    hint: str = ""
    choices: tuple[tuple[Any, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a form is called, what its button says, a line beneath, the field to begin with."""

    title: str
    verb: str
    below: str = ""
    first: str = ""


class RecordForm(Form):
    """Asks for some fields and hands them on as a dict by key; `remove` adds a second button."""

    def __init__(
        self,
        parent: QWidget,
        wording: Wording,
        fields: Sequence[Field],
        save: Callable[[Values], bool],
        remove: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent, wording.title, wording.verb)
        self._fields, self._save, self._remove = tuple(fields), save, remove
        self.inputs: dict[str, QWidget] = {}
        layout = QFormLayout()
        layout.setSpacing(8)
        for field in self._fields:
            made = _MAKERS[field.kind](field)
            self.inputs[field.key] = made
            named(made, field.label, field.hint)
            layout.addRow(Label(field.label, "body", "text2"), made)
        self.body.addLayout(layout)
        if wording.below:
            self.body.addWidget(Label(wording.below, "note", "text2").wrapped())
        if remove is not None:
            row = QHBoxLayout()
            self.remove_button = Button("Remove", icon="delete", small=True)
            self.remove_button.clicked.connect(self._removed)
            row.addWidget(self.remove_button)
            row.addStretch(1)
            self.body.addLayout(row)
        first = self.inputs.get(wording.first) or next(iter(self.inputs.values()), None)
        if first is not None:
            first.setFocus()

    def values(self) -> Values:
        """Return what was typed, by key; raises UserMistake in words."""
        return {field.key: _read(field, self.inputs[field.key]) for field in self._fields}

    def finish(self) -> bool:
        """Hand the values on."""
        return self._save(self.values())

    def _removed(self) -> None:
        if self._remove is not None and self._remove():
            self.done(self.DialogCode.Accepted)


def _line(field: Field) -> QWidget:
    made = QLineEdit("" if field.value is None else str(field.value))
    made.setPlaceholderText(field.hint)
    return made


def _long(field: Field) -> QWidget:
    made = QPlainTextEdit(field.value or "")
    made.setTabChangesFocus(True)
    made.setFixedHeight(_LONG_HIGH)
    made.setPlaceholderText(field.hint)
    return made


def _choice(field: Field) -> QWidget:
    made = QComboBox()
    for value, words in field.choices:
        made.addItem(words, value)
    made.setCurrentIndex(max(0, made.findData(field.value)))
    return made


def _mark(field: Field) -> QWidget:
    made = QCheckBox(field.hint)
    made.setChecked(bool(field.value))
    return made


class DayField(QWidget):
    """A day that may be left open: a tick before the date."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.tick = QCheckBox()
        self.tick.setAccessibleName(f"{field.label} is known")
        self.edit = QDateEdit()
        self.edit.setAccessibleName(field.label)
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        value = field.value if isinstance(field.value, dt.date) else None
        self.tick.setChecked(value is not None)
        self.tick.setVisible(not field.needed)
        if value is not None:
            self.edit.setDate(QDate(value.year, value.month, value.day))
        elif isinstance(field.choices, tuple) and field.choices:
            start = field.choices[0][0]
            self.edit.setDate(QDate(start.year, start.month, start.day))
        self.edit.dateChanged.connect(self._touched)
        self.setFocusProxy(self.edit)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.edit, 1)

    def day(self) -> dt.date | None:
        """Return the day, None where it is left open."""
        found = self.edit.date().toPython()
        assert isinstance(found, dt.date)
        return found if self.tick.isChecked() else None

    def _touched(self) -> None:
        self.tick.setChecked(True)


class WeekdaysField(QWidget):
    """Monday to Friday as ticks; all of them are the whole working week."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.ticks: list[QCheckBox] = []
        for number, (word, name) in enumerate(_WEEKDAYS):
            tick = QCheckBox(word)
            tick.setAccessibleName(f"{field.label}: {name}")
            tick.setChecked(field.value is None or number in field.value)
            self.ticks.append(tick)
            row.addWidget(tick)
        row.addStretch(1)
        self.setFocusProxy(self.ticks[0])

    def days(self) -> tuple[int, ...] | None:
        """Return the days that are ticked, None for all."""
        found = tuple(number for number, tick in enumerate(self.ticks) if tick.isChecked())
        return None if len(found) == len(self.ticks) else found


_WEEKDAYS = (
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
)
_MAKERS: dict[str, Callable[[Field], QWidget]] = {
    "text": _line,
    "number": _line,
    "whole": _line,
    "weekdays": WeekdaysField,
    "long": _long,
    "day": DayField,
    "choice": _choice,
    "mark": _mark,
}


def _read(field: Field, made: QWidget) -> Any:
    if isinstance(made, QComboBox):
        return made.currentData()
    if isinstance(made, QCheckBox):
        return made.isChecked()
    if isinstance(made, DayField):
        return made.day()
    return made.days() if isinstance(made, WeekdaysField) else _typed(field, made)


def _typed(field: Field, made: QWidget) -> Any:
    if isinstance(made, QPlainTextEdit):
        text = made.toPlainText().strip()
    else:
        assert isinstance(made, QLineEdit)
        text = made.text().strip()
    if field.needed and not text:
        raise UserMistake(f"{field.label} is empty.", "Type it.")
    if field.kind == "whole":
        return _whole(field, text)
    return _number(field, text) if field.kind == "number" else text


def _whole(field: Field, text: str) -> int | None:
    number = _number(field, text)
    if number is not None and number != int(number):
        raise UserMistake(f"{field.label} {text} is not a whole number.", "Write it as 4.")
    return None if number is None else int(number)


def _number(field: Field, text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "").replace(" ", ""))
    except ValueError as error:
        raise UserMistake(f"{field.label} {text} is not a number.", "Write it as 12.5.") from error
    if not math.isfinite(value):
        raise UserMistake(f"{field.label} {text} is not a number.", "Write it as 12.5.")
    return value
