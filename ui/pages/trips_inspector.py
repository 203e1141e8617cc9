"""Beside a trip: what it costs by category, the limits it keeps, and where its approval stands."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import formats
from ui.pages.trips_columns import STATES, paint_state
from ui.widgets.buttons import Button, icon_button
from ui.widgets.chart_view import ChartView
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from csplanner.domain.trip_sheet import Limit, TripSheet
    from csplanner.drawing.canvas import Box, Canvas
    from ui.pages.trips_acts import TripActs

_RIGHT = Qt.AlignmentFlag.AlignRight
CATEGORIES = {
    "air": "Air",
    "lodging": "Lodging",
    "meals": "Meals",
    "ground": "Ground",
    "registration": "Registration",
    "other": "Other",
}


class TripInspector(QWidget):
    """Shows a trip; the buttons at its foot stay in place."""

    def __init__(self, acts: TripActs) -> None:
        super().__init__()
        self._acts = acts
        self._body = InspectorBody("Cost and approval")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        foot = QHBoxLayout()
        self._copy = Button("Copy request", icon="copy")
        self._copy.clicked.connect(acts.copy_request)
        self._pack = Button("Export pack", icon="export")
        self._pack.clicked.connect(acts.export_pack)
        self._edit = Button("Change costs", icon="edit")
        self._edit.clicked.connect(acts.change_costs)
        foot.addWidget(self._copy)
        foot.addWidget(self._pack)
        self._body.foot.addLayout(foot)
        self._body.foot.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_sheet(self, sheet: TripSheet | None) -> None:
        """Show a trip, or say that none is chosen."""
        column = self._body.column
        clear(column)
        self._copy.setEnabled(sheet is not None)
        self._pack.setEnabled(sheet is not None)
        self._edit.setEnabled(sheet is not None and self._acts.can_write)
        if sheet is None:
            column.addWidget(Label("Choose a trip in the list.", "table", "text2"))
            column.addStretch(1)
            return
        head = QHBoxLayout()
        head.addWidget(Label("Cost", "body", weight=600))
        head.addStretch(1)
        head.addWidget(Label(sheet.currency, "note", "text2"))
        column.addLayout(head)
        column.addLayout(_costs(sheet))
        if sheet.limits:
            column.addSpacing(10)
            column.addWidget(Label("Limits", "body", weight=600))
            for limit in sheet.limits:
                column.addLayout(_limit(limit, sheet.base))
        column.addSpacing(10)
        column.addWidget(Label("Approval", "body", weight=600))
        column.addLayout(_approval(sheet))
        column.addSpacing(10)
        self._legs(sheet)
        column.addStretch(1)

    def _legs(self, sheet: TripSheet) -> None:
        column = self._body.column
        head = QHBoxLayout()
        head.addWidget(Label("Legs", "body", weight=600))
        head.addStretch(1)
        add = Button("Add", icon="plus", small=True)
        add.setAccessibleName("Add a leg")
        add.setEnabled(self._acts.can_write)
        add.clicked.connect(self._acts.add_leg)
        head.addWidget(add)
        column.addLayout(head)
        if not sheet.legs:
            column.addWidget(Label("None typed yet.", "table", "text2"))
        for leg in sheet.legs:
            line = QHBoxLayout()
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Elided(f"{leg.origin} → {leg.destination}", "table", weight=500))
            times = [
                f"{formats.day(at.date(), at.date())} {formats.clock(at.time())}"
                for at in (leg.departs, leg.arrives)
                if at is not None
            ]
            said = f" {formats.NOTHING} ".join(times) or "no times"
            words.addWidget(Elided(f"{said}  {leg.reference}".strip(), "note", "text2"))
            line.addLayout(words, 1)
            remove = icon_button("close", f"Remove the leg to {leg.destination}")
            remove.setEnabled(self._acts.can_write)
            remove.clicked.connect(partial(self._acts.remove_leg, leg.id))
            line.addWidget(remove)
            column.addLayout(line)


def _costs(sheet: TripSheet) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    row = 0
    for key, word in CATEGORIES.items():
        lines = [line for line in sheet.costs if line.category == key]
        if not lines:
            continue
        total = sum((line.amount for line in lines), Decimal(0))
        notes = [line.note for line in lines if line.note]
        names = sorted({line.traveller for line in lines if line.traveller})
        note = notes[0] if len(notes) == 1 else formats.counted(len(names) or 1, "traveller")
        grid.addWidget(Label(word, "table", weight=500), row, 0)
        grid.addWidget(Label(formats.exact_money(total, sheet.currency), "table"), row, 1, _RIGHT)
        grid.addWidget(Elided(note, "note", "text2"), row + 1, 0)
        row += 2
    grid.addWidget(Label("Total", "table", weight=600), row, 0)
    total_label = Label(formats.exact_money(sheet.total, sheet.currency), "table", weight=600)
    grid.addWidget(total_label, row, 1, _RIGHT)
    alone = f"alone {formats.exact_money(sheet.alone, sheet.currency)}" if sheet.alone else ""
    grid.addWidget(Elided(alone, "note", "text2"), row + 1, 0)
    for extra, line in enumerate(sheet.unconverted, start=row + 2):
        words = f"{CATEGORIES[line.category]}: {line.amount:,.2f} {line.currency}, no rate"
        grid.addWidget(Label(words, "note", "watch").wrapped(), extra, 0, 1, 2)
    return grid


def _limit(limit: Limit, base: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(Label(limit.name, "table", "text2"))
    line.addStretch(1)
    if limit.actual is None:
        words, ink = "not asked for", "text3"
    elif limit.kept:
        words, ink = f"within {formats.exact_money(limit.limit, base)}", "good"
    else:
        over = formats.exact_money(limit.actual - limit.limit, base)
        words, ink = f"{over} over {formats.exact_money(limit.limit, base)}", "risk"
    line.addWidget(Label(words, "table", ink, weight=500 if limit.kept else 600))
    return line


def _approval(sheet: TripSheet) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    word, ink = STATES[sheet.state]
    sign = ChartView(word, 16, 16)
    sign.setFixedWidth(16)

    def paint(canvas: Canvas, box: Box) -> None:
        paint_state(canvas, box.x + 8, box.y + 8, sheet.state)  # type: ignore[arg-type]

    sign.show_drawing(paint, word)
    line.addWidget(sign)
    line.addWidget(Label(word, "table", ink, weight=500))
    who = f"by {sheet.decided_by}, {formats.day(sheet.decided_on)}" if sheet.decided_by else ""
    line.addWidget(Elided(who, "table", "text2"), 1)
    return line
