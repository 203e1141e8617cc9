"""The runs of a portfolio: what was accepted and supposed, the search under way, both sides of one.

Holds no workspace; the page hands rows in and hears what is asked.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csplanner.domain.engagement import RunState
from csplanner.services.proof import gap_words
from ui import formats
from ui.models.row_table import Column, RowTable
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Ground
from ui.widgets.cost_curve import CostCurve
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplanner.domain.records import PlanRun
    from ui.jobs import Handle

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
STATES = {
    RunState.ACCEPTED: "Accepted",
    RunState.WHAT_IF: "What-if",
    RunState.PROPOSED: "Proposed",
    RunState.DISCARDED: "Discarded",
}
# Of a run's figures: what it is called, its key, whether it is a share, money, or hours.
FIGURES = (
    ("Coverage", "coverage", "percent"),
    ("Touches asked for", "demand", "number"),
    ("Without a date", "unscheduled", "number"),
    ("Hours of CSMs", "hours", "hours"),
    ("Busiest week of a CSM", "busiest_week", "hours"),
    ("Visits", "visits", "number"),
    ("Trips of one person", "trips", "number"),
    ("Cost of travel", "cost", "money"),
)


def figure_words(value: float, kind: str, currency: str) -> str:
    """Return a figure as a person reads it."""
    if kind == "percent":
        return formats.percent(value, 1)
    if kind == "money":
        return formats.money(Decimal(round(value)), currency)
    return f"{formats.number(value)} h" if kind == "hours" else formats.number(value)


def change_words(before: float, after: float, kind: str, currency: str) -> str:
    """Return by how much a figure changes, with its sign; nothing where it stays."""
    more = after - before
    if kind == "percent":
        points = formats.number(more * 100, 1)
        return f"{points if more < 0 else '+' + points} points" if round(more, 4) else "same"
    if not round(more, 2):
        return "same"
    sign = "+" if more > 0 else "\N{MINUS SIGN}"
    return sign + figure_words(abs(more), kind, currency)


def show_figures(
    grid: QGridLayout,
    heads: tuple[str, str],
    sides: Mapping[str, tuple[float, float]],
    currency: str,
) -> None:
    """Fill an empty grid with both sides of a what-if, by key of FIGURES, and what changes."""
    for place, head in enumerate(("", *heads, "Change")):
        grid.addWidget(Label(head, "note", "text2"), 0, place, _RIGHT)
    for line, (name, key, kind) in enumerate(FIGURES, start=1):
        before, after = sides[key]
        told = (
            name,
            figure_words(before, kind, currency),
            figure_words(after, kind, currency),
            change_words(before, after, kind, currency),
        )
        for place, words in enumerate(told):
            label = Label(words, "body", "text" if place else "text2")
            grid.addWidget(label, line, place, _RIGHT if place else _LEFT)
    grid.setColumnStretch(4, 1)


def _title(run: PlanRun) -> str:
    return run.label or f"Plan of {run.year}"


def _gap(run: PlanRun) -> str:
    return formats.NOTHING if run.gap is None else gap_words(run.gap)


COLUMNS: tuple[Column[PlanRun], ...] = (
    Column("Run", lambda run: str(run.number), lambda run: run.number, 60, right=True),
    Column("Date", lambda run: formats.day(run.date), lambda run: run.date, 110),
    Column("What", _title, _title, 330, strong=True, tip=_title),
    Column("State", lambda run: STATES[run.state], lambda run: STATES[run.state], 90),
    Column("Asked for", lambda run: formats.number(run.demand), lambda run: run.demand, 90, True),
    Column(
        "No date",
        lambda run: formats.number(run.demand - run.scheduled),
        lambda run: run.demand - run.scheduled,
        80,
        right=True,
    ),
    Column(
        "Points",
        lambda run: formats.number(run.objective) if run.objective else formats.NOTHING,
        lambda run: run.objective,
        90,
        right=True,
    ),
    Column("Above the bound", _gap, lambda run: run.gap, 120, right=True),
)


class RunsView(QWidget):
    """Lists runs; shows the curve of a search, and a what-if beside the plan.

    Signals: `asked(word)`: "cancel" or "remove".
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.currency = ""
        self.title, self.text = Label("", "inspector_title"), Label("", "body", "text2").wrapped()
        self.remove = Button("Remove what-if", small=True)
        self.cancel = Button("Cancel", small=True)
        self.table: RowTable[PlanRun] = RowTable(COLUMNS, lambda run: run.id)
        self.view = TableView(self.table, "Plan runs")
        self.curve, self.step = CostCurve(96), Elided("", "body")
        self.live = Card("Search under way", "best cost so far, in points")
        self.both = Card("What if", "beside the plan as it is")
        self.grid, self.cards = QGridLayout(), QWidget()
        self._place()
        self.remove.clicked.connect(lambda: self.asked.emit("remove"))
        self.cancel.clicked.connect(lambda: self.asked.emit("cancel"))
        self.view.selectionModel().selectionChanged.connect(self._show_chosen)
        self.live.hide()
        self.both.hide()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Ground("surface", "b")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 12, 10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.text)
        row.addLayout(words, 1)
        row.addWidget(self.remove)
        column.addWidget(head)
        below = QHBoxLayout()
        below.addWidget(self.step, 1)
        below.addWidget(self.cancel)
        self.live.body.addWidget(self.curve)
        self.live.body.addLayout(below)
        self.grid.setHorizontalSpacing(24)
        self.grid.setVerticalSpacing(6)
        self.both.body.addLayout(self.grid)
        holder = QVBoxLayout(self.cards)
        holder.setContentsMargins(16, 12, 16, 12)
        holder.setSpacing(12)
        for card in (self.live, self.both):
            holder.addWidget(card)
        column.addWidget(self.cards)
        column.addWidget(self.view, 1)

    @property
    def chosen(self) -> PlanRun | None:
        """The selected run."""
        rows = self.view.selected()
        return rows[0] if rows else None

    def show_runs(self, runs: Sequence[PlanRun], title: str, text: str) -> None:
        """Show these runs under a title and a sentence."""
        self.title.setText(title)
        self.text.setText(text)
        self.table.set_rows(runs)
        self._show_chosen()

    def choose(self, run: PlanRun) -> None:
        """Select a run, which shows both sides of a what-if."""
        self.view.choose(run.id)
        self._show_chosen()

    def follow(self, handle: Handle | None) -> None:
        """Show the search that runs, or hide its card when there is none."""
        self.live.setVisible(handle is not None)
        self._room()
        if handle is not None:
            self.curve.show_points(handle.curve)
            self.step.setText(handle.step)

    def _show_chosen(self, *_: object) -> None:
        run = self.chosen
        is_what_if = run is not None and run.state is RunState.WHAT_IF
        self.remove.setVisible(is_what_if)
        self.both.setVisible(is_what_if)
        self._room()
        if run is not None and is_what_if:
            self.both.title.setText(f"What if: {run.label}")
            self._fill(json.loads(run.changes))

    def _room(self) -> None:
        """Take no room where neither card is shown."""
        self.cards.setVisible(not (self.live.isHidden() and self.both.isHidden()))

    def _fill(self, numbers: dict[str, float]) -> None:
        clear(self.grid)
        sides = {key: (numbers[f"now {key}"], numbers[f"then {key}"]) for _, key, _ in FIGURES}
        show_figures(self.grid, ("Now", "Then"), sides, self.currency)
