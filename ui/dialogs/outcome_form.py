"""The outcome of a visit within a minute: who came, what was said and promised, signals, next date.

The brief is at hand at the right: agenda, open promises, and what never to say.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from csplanner.domain.ids import ContactId, PersonId
from csplanner.domain.promise import Side
from ui import formats
from ui.dialogs.form import Form
from ui.dialogs.record_form import DayField, Field
from ui.widgets.engagement_words import type_words
from ui.widgets.labels import Label, named
from ui.widgets.layouts import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.records import Engagement
    from csplanner.services.outcome import Given, Outcome
    from csplanner.services.visit_brief import VisitBrief
    from csplanner.services.workspace import Workspace
    from ui.context import Context

_WIDE, _SIDE, _HIGH, _PEOPLE_HIGH = 900, 300, 66, 118
_PROMISES = 3


class _Promise(NamedTuple):
    """The fields of one promise."""

    text: QLineEdit
    side: QComboBox
    due: DayField


class OutcomeForm(Form):
    """Asks for the outcome of one visit."""

    def __init__(
        self, parent: QWidget, context: Context, visit: Engagement, brief: VisitBrief
    ) -> None:
        super().__init__(parent, f"Outcome: {brief.account.name}", "Keep the outcome")
        self.setFixedWidth(_WIDE)
        self._context, self._visit, self._brief = context, visit, brief
        both = QHBoxLayout()
        both.setSpacing(20)
        self._left = QVBoxLayout()
        self._left.setSpacing(6)
        both.addLayout(self._left, 1)
        both.addWidget(_at_hand(brief, context.today))
        self.body.addLayout(both)
        self.came: dict[str, QCheckBox] = {}
        self.met: dict[str, QCheckBox] = {}
        self.promises: list[_Promise] = []
        self._add_held()
        self._add_people()
        self._add_said()
        self._add_next()
        self.said.setFocus()

    @property
    def _workspace(self) -> Workspace:
        assert self._context.workspace is not None
        return self._context.workspace

    def _add_held(self) -> None:
        today = self._context.today
        row = QHBoxLayout()
        held = min(self._visit.date, today)
        row.addWidget(Label(f"{type_words(self._visit.type)}, held on", "body", "text2"))
        self.held = QDateEdit(QDate(held.year, held.month, held.day))
        self.held.setMaximumDate(QDate(today.year, today.month, today.day))
        self.held.setCalendarPopup(True)
        self.held.setDisplayFormat("yyyy-MM-dd")
        named(self.held, "Held on")
        row.addWidget(self.held)
        row.addStretch(1)
        self._left.addLayout(row)

    def _add_people(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        theirs = [(c.id, c.name, c.title) for c in self._brief.contacts]
        ours = [(p.id, p.name, p.title or p.role.value) for p in self._brief.people]
        row.addWidget(_ticks("Who came, theirs", theirs, self._visit.contacts, self.met))
        row.addWidget(_ticks("Who came, ours", ours, self._visit.participants, self.came))
        self._left.addLayout(row)

    def _add_said(self) -> None:
        self._left.addWidget(Label("What was said", "body", weight=600))
        self.said = QPlainTextEdit(self._visit.outcome)
        self.said.setTabChangesFocus(True)
        self.said.setFixedHeight(_HIGH)
        named(self.said, "What was said", "Internal")
        self._left.addWidget(self.said)
        self._left.addWidget(Label("What was promised", "body", weight=600))
        for number in range(1, _PROMISES + 1):
            self._left.addLayout(self._promise(number))
        self._left.addWidget(Label("Signals, one a line: heard, never pitched", "body", weight=600))
        self.signals_field = QPlainTextEdit()
        self.signals_field.setTabChangesFocus(True)
        self.signals_field.setFixedHeight(_HIGH - 16)
        named(self.signals_field, "Signals", "Internal, one a line")
        self._left.addWidget(self.signals_field)

    def _promise(self, number: int) -> QHBoxLayout:
        row = QHBoxLayout()
        text = QLineEdit()
        named(text, f"Promise {number}")
        side = QComboBox()
        side.addItem("by us", Side.OURS.value)
        side.addItem("by them", Side.THEIRS.value)
        named(side, f"By whom, promise {number}")
        soon = self._context.today + dt.timedelta(days=14)
        label = f"Due, promise {number}"
        due = DayField(Field(key="due", label=label, kind="day", choices=((soon, ""),)))
        row.addWidget(text, 1)
        row.addWidget(side)
        row.addWidget(due)
        self.promises.append(_Promise(text, side, due))
        return row

    def _add_next(self) -> None:
        row = QHBoxLayout()
        row.addWidget(Label("Next date agreed", "body", weight=600))
        self.next_visit = QComboBox()
        following = self._brief.following
        start = self._context.today + dt.timedelta(days=28)
        if following is not None:
            self.next_visit.addItem(
                f"{type_words(following.type)}, planned {formats.day(following.date)}",
                following.id,
            )
            start = following.date
        self.next_visit.addItem("A new check-in", "")
        named(self.next_visit, "Next visit")
        field = Field(key="next", label="Next date", kind="day", choices=((start, ""),))
        self.next_on = DayField(field)
        row.addWidget(self.next_on)
        row.addWidget(self.next_visit, 1)
        self._left.addLayout(row)

    def outcome(self) -> Outcome:
        """Return what was typed."""
        from csplanner.services.outcome import Outcome

        held = self.held.date().toPython()
        assert isinstance(held, dt.date)
        return Outcome(
            held_on=held,
            came=tuple(PersonId(key) for key, box in self.came.items() if box.isChecked()),
            met=tuple(ContactId(key) for key, box in self.met.items() if box.isChecked()),
            said=self.said.toPlainText().strip(),
            promises=tuple(self._given()),
            signals=tuple(self.signals_field.toPlainText().splitlines()),
            next_on=self.next_on.day(),
            next_id=str(self.next_visit.currentData() or ""),
        )

    def _given(self) -> list[Given]:
        from csplanner.services.outcome import Given

        return [
            Given(
                text=row.text.text(),
                side=Side(row.side.currentData()),
                owner=self._brief.owner if row.side.currentData() == Side.OURS.value else "",
                due=row.due.day(),
            )
            for row in self.promises
            if row.text.text().strip()
        ]

    def finish(self) -> bool:
        """Keep it."""
        from csplanner.services.outcome import capture

        told = self.outcome()
        capture(self._workspace, self._visit.id, told)
        made = [formats.counted(len(told.promises), "promise")] if told.promises else []
        words = f"Kept the outcome: {self._brief.account.name}"
        self._context.notify(", ".join([words, *made]), undo=True)
        return True


def _ticks(
    title: str,
    people: Sequence[tuple[str, str, str]],
    on: Sequence[str],
    boxes: dict[str, QCheckBox],
) -> QWidget:
    """Return a short list of people to tick; those who were expected stand first, ticked."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(5)
    for key, name, role in sorted(people, key=lambda p: (p[0] not in on, p[1])):
        box = QCheckBox(name)
        box.setToolTip(role)
        box.setAccessibleDescription(role)
        box.setChecked(key in on)
        boxes[key] = box
        column.addWidget(box)
    if not people:
        column.addWidget(Label("Nobody is on record.", "table", "text2"))
    column.addStretch(1)
    scroll = scrolled(inside)
    scroll.setFixedHeight(_PEOPLE_HIGH)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    named(scroll, title)
    outer = QWidget()
    whole = QVBoxLayout(outer)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(Label(title, "body", weight=600))
    whole.addWidget(scroll)
    return outer


def _at_hand(brief: VisitBrief, today: dt.date) -> QWidget:
    """Return the brief in short."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(12, 0, 8, 0)
    column.setSpacing(4)
    parts = (
        ("Agenda", brief.agenda),
        ("Open promises", brief.owed(today)),
        ("In the contract, off the norm", brief.limits),
        ("They want to hear of", brief.goals),
    )
    for title, lines in parts:
        if lines:
            column.addWidget(Label(title, "body", weight=600))
            for line in lines:
                column.addWidget(Label(line, "table", "text2").wrapped())
            column.addSpacing(8)
    if not any(lines for _, lines in parts):
        column.addWidget(Label("Nothing is on record for this visit.", "table", "text2").wrapped())
    column.addStretch(1)
    scroll = scrolled(inside, "The brief in short")
    scroll.setFixedWidth(_SIDE)
    return scroll
