"""The table of the design over a RowTable: no vertical lines, one hairline a row, a calm header.

The selection is kept by key while rows are sorted, filtered and read again. Widths are remembered
under the table's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
)

from ui.models.row_table import ROW_ROLE
from ui.theme import table_row
from ui.widgets.table_keys import WHOLE_ROW, TableKeys
from ui.widgets.table_paint import CellPainter, Heads

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QHideEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ui.memory import Memory
    from ui.models.row_table import RowTable

_SETTLED_MS = 400


class TableView(QTableView):
    """Shows a RowTable.

    Signals: `picked(row)` on Enter or double click, `current_row(row or None)`, `chosen()` when
    other rows are selected, `edit_asked(index)` on F2, `escaped()` on Esc.
    """

    picked = Signal(object)
    current_row = Signal(object)
    chosen = Signal()
    edit_asked = Signal(object)
    escaped = Signal()

    def __init__(self, table: RowTable[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._wanted: Hashable | None = None
        self._held: frozenset[Hashable] = frozenset()
        self._column = 0
        self._keys = TableKeys(self)
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._memory: Memory | None = None
        self.setAccessibleName(name)
        self._dress()
        self.setModel(table)
        self.setItemDelegate(CellPainter(self))
        self._widths()
        self.selectionModel().currentRowChanged.connect(self._on_current)
        table.modelAboutToBeReset.connect(self._note)
        table.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.doubleClicked.connect(self._on_double)

    def _on_selection(self) -> None:
        self.chosen.emit()

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        head = Heads(self)
        self.setHorizontalHeader(head)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(table_row())
        side.setMinimumSectionSize(20)
        side.setAccessibleName("Rows")

    def _widths(self) -> None:
        head = self.horizontalHeader()
        for index, column in enumerate(self.table.columns):
            self.setColumnWidth(index, column.width)
        head.setStretchLastSection(True)
        head.sectionClicked.connect(self._on_head)

    def set_row_height(self, height: int) -> None:
        """Set the height of every row in pixels."""
        self.verticalHeader().setDefaultSectionSize(height)

    def follow_density(self) -> None:
        """Take the height of rows of the density that is on."""
        self.set_row_height(table_row())

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column and show the chevron there."""
        head = self.horizontalHeader()
        head.setSortIndicatorShown(True)
        head.setSortIndicator(column, order)
        self.table.sort(column, order)

    def remember(self, memory: Memory, name: str) -> None:
        """Keep the widths of the columns under a name, and take those that were kept."""
        self._memory = memory
        key = f"widths.{name}"
        kept = memory.get(key, [])
        if len(kept) == len(self.table.columns):
            for index, width in enumerate(kept):
                self.setColumnWidth(index, max(28, int(width)))

        self.setProperty("memory", key)
        self._settle = QTimer(self)
        self._settle.setObjectName("column widths")
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self._on_resized)
        self.horizontalHeader().sectionResized.connect(self._arm)

    def selected(self) -> tuple[Any, ...]:
        """Return the selected rows, in the order shown."""
        spans: Any = self.selectionModel().selection()  # thousands of rows are few spans
        places = sorted({p for span in spans for p in range(span.top(), span.bottom() + 1)})
        rows = (self.table.row_at(place) for place in places)
        return tuple(row for row in rows if row is not None)

    def choose(self, key: Hashable) -> bool:
        """Select the row with a key and bring it into view; says whether it is shown."""
        place = self.table.place_of(key)
        if place < 0:
            return False
        self.stand_on(place)
        self.scrollTo(self.currentIndex())
        return True

    def at_left(self) -> bool:
        """Whether the first columns are in view, not scrolled away."""
        return self.horizontalScrollBar().value() == 0

    def stand_on(self, place: int) -> None:
        """Select one row alone, whatever keys are held down (`selectRow` would heed Ctrl)."""
        column = max(0, self.currentIndex().column())
        self.selectionModel().setCurrentIndex(self.table.index(place, column), WHOLE_ROW)

    def _note(self) -> None:
        row = self.table.row_at(self.currentIndex().row())
        if row is not None:
            self._wanted = self.table.key_of(row)
            self._column = self.currentIndex().column()
        self._held = frozenset(self.table.key_of(row) for row in self.selected())

    def _restore(self) -> None:
        place = -1 if self._wanted is None else self.table.place_of(self._wanted)
        if place >= 0:
            index = self.table.index(place, self._column)
            self.selectionModel().setCurrentIndex(index, WHOLE_ROW)
            self._hold()
        else:
            self.current_row.emit(None)
        self.chosen.emit()

    def _hold(self) -> None:
        """Select again all that was selected and is still shown."""
        if len(self._held) < 2:
            return
        last = len(self.table.columns) - 1
        wanted = QItemSelection()
        for place in self.table.places_of(self._held):
            wanted.append(
                QItemSelectionRange(self.table.index(place, 0), self.table.index(place, last))
            )
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.Select)

    def _on_current(self, now: QModelIndex) -> None:
        row = now.data(ROW_ROLE) if now.isValid() else None
        if row is not None:
            self._wanted = self.table.key_of(row)
        self.current_row.emit(row)

    def _on_double(self, index: QModelIndex) -> None:
        self.picked.emit(self.table.row_at(index.row()))

    def _on_head(self, section: int) -> None:
        head = self.horizontalHeader()
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        first = down if self.table.columns[section].descending_first else up
        same = head.isSortIndicatorShown() and self._sorted == (section, first)
        order = (up if first is down else down) if same else first
        self._sorted = (section, order)
        self.sort_by(section, order)

    def _arm(self) -> None:
        self._settle.start()

    def _on_resized(self) -> None:
        if self._memory is not None:
            count = len(self.table.columns)
            widths = [self.columnWidth(index) for index in range(count)]
            self._memory.keep(str(self.property("memory")), widths)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep widths that were changed a moment ago."""
        super().hideEvent(event)
        if self._memory is not None and self._settle.isActive():
            self._settle.stop()
            self._on_resized()

    def let_go(self) -> None:
        """Let go of all selected rows but the one stood on."""
        self.stand_on(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, J and K move, Space selects, F2 edits, Esc lets go."""
        if not self._keys.take(event):
            super().keyPressEvent(event)
