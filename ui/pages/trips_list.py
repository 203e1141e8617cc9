"""The list of a year's trips: a filter, the state of approval, the sum, and the table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from ui import formats
from ui.models.row_table import RowTable
from ui.pages.trips_columns import trip_columns, trip_words
from ui.widgets.cards import EmptyState, Ground, Segmented
from ui.widgets.labels import Label, named
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.trip_sheet import TripSheet
    from ui.context import Context

_STATES = (
    ("", "All"), ("draft", "Draft"), ("asked", "Waiting"), ("approved", "Approved"),
    ("refused", "Refused"),
)  # fmt: skip


class TripList(QWidget):
    """Signal: `narrowed()` when other trips are shown."""

    narrowed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.table: RowTable[TripSheet] = RowTable(
            trip_columns(context), key=lambda sheet: sheet.name
        )
        self.view = TableView(self.table, "Trips")
        self.view.setObjectName("trips_table")
        self.view.remember(context.memory, "trips")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter: a city, an account, who travels")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(300)
        named(self.filter, "Filter trips")
        self.filter.textChanged.connect(self.narrow)
        self.states = Segmented(_STATES, "State of approval")
        self.states.chosen.connect(self.narrow)
        self.totals = Label("", "table", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools())
        below = QWidget()
        self._rows = QStackedLayout(below)
        self._rows.addWidget(self.view)
        self._rows.addWidget(EmptyState("No trip matches", "", ("Show all trips", self._show_all)))
        column.addWidget(below, 1)
        self.setFocusProxy(self.view)

    def _tools(self) -> Ground:
        tools = Ground("surface", "b")
        tools.setFixedHeight(44)
        row = QHBoxLayout(tools)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self.filter)
        row.addWidget(self.states)
        row.addStretch(1)
        row.addWidget(self.totals)
        return tools

    @property
    def chosen(self) -> TripSheet | None:
        """The trip that is chosen."""
        chosen = self.view.selected()
        return chosen[0] if chosen else None

    def show_trips(self, sheets: Sequence[TripSheet]) -> None:
        """List other trips under the same filter."""
        self.table.set_rows(sheets)
        self.narrow()

    def narrow(self, _said: str = "") -> None:
        """Show the trips that filter and state leave, and choose the next one if none is."""
        words, state = self.filter.text().casefold().split(), self.states.on

        def keep(sheet: TripSheet) -> bool:
            text = trip_words(sheet)
            return (not state or sheet.state == state) and all(word in text for word in words)

        self.table.set_filter(keep if words or state else None)
        shown = self.table.shown
        self._rows.setCurrentIndex(0 if shown or not self.table.rows else 1)
        sums = [
            formats.exact_money(_sum(shown, each), each)
            for each in sorted({sheet.currency for sheet in shown})
        ]
        told = formats.counted(len(shown), "trip")
        self.totals.setText(f"{told} · {' + '.join(sums)}" if sums else told)
        if shown and not self.view.currentIndex().isValid():
            today = self._context.today
            self.view.stand_on(next((i for i, s in enumerate(shown) if s.end >= today), 0))
        self.narrowed.emit()

    def _show_all(self) -> None:
        self.filter.clear()
        self.states.choose("")


def _sum(sheets: Sequence[TripSheet], currency: str) -> Decimal:
    return sum((s.total for s in sheets if s.currency == currency), Decimal(0))
