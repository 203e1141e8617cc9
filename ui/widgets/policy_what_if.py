"""The draft tried on the year: progress with a cancel, both sides in figures, what gets no date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui import formats
from ui.models.policy_fields import words_of
from ui.models.row_table import Column, RowTable
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.field_box import FieldBox
from ui.widgets.labels import Elided, Label, named
from ui.widgets.layouts import clear
from ui.widgets.runs_view import FIGURES, show_figures
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from csplanner.services.plan_changes import CannotPlace
    from csplanner.services.what_if import WhatIf
    from ui.jobs import Handle

_PARTS = 1000


class PolicyWhatIf(QWidget):
    """Signals: `asked()` to try the draft, `cancelled()`, `kept()` to keep it as a run."""

    asked = Signal()
    cancelled = Signal()
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: WhatIf | None = None
        self._runs = False
        self.year = FieldBox((), "Year to plan")
        self.run = Button("Plan with the draft", icon="play", small=True)
        self.cancel = Button("Cancel", icon="stop", small=True)
        self.keep = Button("Keep as a run", icon="saved", small=True)
        self.keep.setToolTip("Listed in Plan runs; the calendar stays as it is")
        self.bar = QProgressBar()
        self.bar.setRange(0, _PARTS)
        self.bar.setTextVisible(False)
        named(self.bar, "Planning with the draft")
        self.step = Elided("", "table", "text2")
        self.told = Label("", "table", "text2").wrapped()
        self.grid = QGridLayout()
        self.figures = Card("The year, planned both ways", "beside the policy in force")
        self.table: RowTable[CannotPlace] = RowTable(COLUMNS, key=lambda each: each.touch)
        self.view = TableView(self.table, "Touches without a date")
        self.lost = Label("", "body", weight=600).wrapped()
        self.none = EmptyState(
            "Not tried yet",
            "The year is planned with the policy in force and with the draft, around what is on the"
            " calendar. Nothing is written.",
            ("Plan with the draft", self.asked.emit),
        )
        self.run.clicked.connect(self.asked)
        self.cancel.clicked.connect(self.cancelled)
        self.keep.clicked.connect(self.kept)
        self._place()
        self.follow(None)
        self.show_found(None)

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.year, self.run, self.keep):
            row.addWidget(widget)
        row.addWidget(self.told, 1)
        column.addLayout(row)
        self._live = QWidget()
        live = QHBoxLayout(self._live)
        live.setContentsMargins(0, 0, 0, 0)
        live.addWidget(self.bar, 1)
        live.addWidget(self.step, 1)
        live.addWidget(self.cancel)
        column.addWidget(self._live)
        self.grid.setHorizontalSpacing(24)
        self.grid.setVerticalSpacing(5)
        self.figures.body.addLayout(self.grid)
        column.addWidget(self.figures)
        column.addWidget(self.lost)
        column.addWidget(self.view, 1)
        column.addWidget(self.none, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def follow(self, handle: Handle | None) -> None:
        """Show how far the planning is, or nothing while none runs."""
        self._runs = handle is not None
        self._arrange()
        self.run.setEnabled(handle is None)
        if handle is not None:
            self.bar.setValue(round(handle.fraction * _PARTS))
            self.step.setText(handle.step)

    def show_found(self, found: WhatIf | None) -> None:
        """Show both sides, or that nothing was tried yet."""
        self.found = found
        self.told.setText("")
        if found is not None:
            self._fill(found)
            lost = [each for each in found.lost if each.reason != "PAST"]
            self.table.set_rows(lost)
            self.lost.setText(_lost_words(len(lost), len(found.lost) - len(lost)))
        self._arrange()

    def _arrange(self) -> None:
        """Show what there is to show, the rest of the room empty."""
        there = self.found is not None
        for widget in (self.figures, self.lost, self.keep, self.run):
            widget.setVisible(there)
        listed = there and bool(self.table.rows)
        asking = not there and not self._runs
        self._live.setVisible(self._runs)
        self.view.setVisible(listed)
        self.none.setVisible(asking)
        self._rest.setVisible(not listed and not asking)

    def say_stale(self) -> None:
        """Say that the draft is another one by now."""
        if self.found is not None:
            self.told.setText("The draft has changed since; plan again.")

    def _fill(self, found: WhatIf) -> None:
        clear(self.grid)
        now, then = found.now.as_json(), found.then.as_json()
        sides = {key: (float(now[key]), float(then[key])) for _, key, _ in FIGURES}
        show_figures(self.grid, ("In force", "Draft"), sides, found.currency)


def _lost_words(lost: int, past: int) -> str:
    told = "Nothing becomes impossible"
    if lost:
        words = formats.counted(lost, "touch", "touches")
        told = f"{words} would get no date, beyond those that have none now"
    if past:
        told += f"; {formats.counted(past, 'touch', 'touches')} more would lie in the past"
    return told


def _window(each: CannotPlace) -> str:
    if not each.first:
        return formats.NOTHING
    first, last = map(dt.date.fromisoformat, (each.first, each.last))
    return f"{formats.day(first, last)} to {formats.day(last)}"


def _why(each: CannotPlace) -> str:
    return each.detail[:1].upper() + each.detail[1:]


def _relax(each: CannotPlace) -> str:
    return each.relax or formats.NOTHING


COLUMNS: tuple[Column[CannotPlace], ...] = (
    Column("Account", lambda e: e.account_name, width=170, strong=True),
    Column("Rule", lambda e: e.rule, width=90),
    Column("What", lambda e: words_of(e.type), width=110),
    Column("Window", _window, width=160),
    Column("Why", _why, width=230, tip=_why),
    Column("What would place it", _relax, width=260, tip=_relax),
)
