"""The differences between two versions of the policy, or a version and the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import formats
from ui.models.policy_fields import words_of
from ui.models.row_table import Column, RowTable
from ui.widgets.cards import EmptyState, Ground
from ui.widgets.field_box import FieldBox
from ui.widgets.labels import Label
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.services.policy_changes import PolicyChange


class PolicyDifferences(QWidget):
    """Chooses two sides and lists what differs. Signal: `asked()` when a side was chosen."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table: RowTable[PolicyChange] = RowTable(COLUMNS, key=lambda c: (c.where, c.key))
        self.view = TableView(self.table, "Differences")
        self.before = FieldBox((), "Compare from")
        self.after = FieldBox((), "Compare with")
        self.count = Label("", "table", "text2")
        for box in (self.before, self.after):
            box.chose.connect(self.asked)
        self.none = EmptyState("No difference", "Both say the same; comments do not count.")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.none)
        tools = Ground("surface", "b")
        row = QHBoxLayout(tools)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(Label("From", "table", "text2"))
        row.addWidget(self.before)
        row.addWidget(Label("to", "table", "text2"))
        row.addWidget(self.after)
        row.addStretch(1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tools)
        column.addWidget(self.stack, 1)

    def offer(self, sides: Sequence[tuple[str, str]], before: str, after: str) -> None:
        """Offer versions, keeping what is chosen where it is still there."""
        keys = {key for key, _ in sides}
        first = self.before.key if self.before.key in keys else before
        second = self.after.key if self.after.key in keys else after
        self.before.fill(sides, first)
        self.after.fill(sides, second)

    def show_changes(self, changes: Sequence[PolicyChange]) -> None:
        """List what differs."""
        self.table.set_rows(changes)
        self.count.setText(formats.counted(len(changes), "difference"))
        self.stack.setCurrentWidget(self.view if changes else self.none)


def _what(change: PolicyChange) -> str:
    if change.key:
        return words_of(change.key)
    return "New" if change.after else "Gone"


def _side(text: str) -> str:
    return text or formats.NOTHING


COLUMNS: tuple[Column[PolicyChange], ...] = (
    Column(
        "Where",
        lambda c: c.where[:1].upper() + c.where[1:],
        width=200,
        strong=True,
        tip=lambda c: c.where,
    ),
    Column("What", _what, width=150),
    Column("Before", lambda c: _side(c.before), width=180, tip=lambda c: c.before),
    Column("After", lambda c: _side(c.after), width=180, tip=lambda c: c.after),
)
