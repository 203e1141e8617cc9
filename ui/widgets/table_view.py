"""The table of the design over a RowTable: no vertical lines, one hairline a row, a calm header.

The selection is kept by key while rows are sorted, filtered and read again. Widths are remembered
under the table's name.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
)

from ui.models.row_table import ROW_ROLE
from ui.theme import colour, current, font, kept_colour, table_row
from ui.widgets.icons import paint_icon
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
    from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter
    from PySide6.QtWidgets import (
        QStyleOptionViewItem,
        QWidget,
    )

    from ui.memory import Memory
    from ui.models.row_table import Column, RowTable

    Index = QModelIndex | QPersistentModelIndex

_PAD = 8
_SETTLED_MS = 400


class CellPainter(QStyledItemDelegate):
    """Paints one cell by its column's words, ink or own drawing."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, hairline, selection bar and content."""
        box: QRect = option.rect
        view, theme = self._view, current()
        look, at = theme.name, index.column()
        # Asked of the view: the option's own flags would make PySide load all that styles know.
        if view.selectionModel().isSelected(index):
            painter.fillRect(box, kept_colour(look, "accentsoft"))
            if at == 0:
                painter.fillRect(box.left(), box.top(), 3, box.height(), colour("accent"))
        hairline = kept_colour(look, "grid")
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, hairline)
        column: Column[Any] = view.table.columns[at]
        row = view.table.row_at(index.row())
        if column.paint is not None:
            painter.save()
            column.paint(PainterCanvas(painter, theme), QRectF(box), row)
            painter.restore()
            return
        weight = 500 if column.strong else 400
        painter.setFont(font("table", weight))
        painter.setPen(kept_colour(look, column.ink(row) if column.ink else "text"))
        room = box.width() - 2 * _PAD
        text, width = _fitted(column.show(row), weight, room)
        left = box.left() + _PAD + (room - width if column.right else 0)
        painter.drawText(left, box.top() + _baseline(weight, box.height()), text)


@lru_cache(maxsize=20_000)
def _fitted(text: str, weight: int, room: int) -> tuple[str, int]:
    """Return the part of a cell's words that fits its room, and how wide that is."""
    metrics = _metrics(weight)
    width = metrics.horizontalAdvance(text)
    if width <= room:
        return text, width
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return shown, metrics.horizontalAdvance(shown)


@cache
def _metrics(weight: int) -> QFontMetrics:
    return QFontMetrics(font("table", weight))


@cache
def _baseline(weight: int, height: int) -> int:
    """Return how far below its top a row has the baseline of its words."""
    metrics = _metrics(weight)
    return (height - metrics.height()) // 2 + metrics.ascent()


class Head(QHeaderView):
    """Column heads: small quiet words, a chevron at the column that sorts."""

    def __init__(self, view: TableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(28)
        self.setFixedHeight(30)
        self.setAccessibleName("Column heads")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one head."""
        column = self._view.table.columns[section]
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour("border"))
        face = font("label")
        painter.setFont(face)
        sorts = self.sortIndicatorSection() == section and self.isSortIndicatorShown()
        painter.setPen(colour("text" if sorts else "text3"))
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, column.title)
        if sorts:
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            width = QFontMetrics(face).horizontalAdvance(column.title)
            x = room.right() - width - 14 if column.right else room.left() + width + 3
            at = QPointF(x, rect.center().y() - 5)
            paint_icon(painter, at, "chevron-up" if up else "chevron-down", "text2", 11)


class TableView(QTableView):
    """Shows a RowTable. Signals: `picked(row)` on Enter or double click, `current(row or None)`."""

    picked = Signal(object)
    current_row = Signal(object)

    def __init__(self, table: RowTable[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._wanted: Hashable | None = None
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
        self.doubleClicked.connect(self._on_double)

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
        head = Head(self)
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
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = (self.table.row_at(place) for place in places)
        return tuple(row for row in rows if row is not None)

    def choose(self, key: Hashable) -> bool:
        """Select the row with a key and bring it into view; says whether it is shown."""
        place = self.table.place_of(key)
        if place < 0:
            return False
        self.stand_on(place)
        self.scrollTo(self.table.index(place, 0))
        return True

    def stand_on(self, place: int) -> None:
        """Select one row alone, whatever keys are held down (`selectRow` would heed Ctrl)."""
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.table.index(place, 0), how.ClearAndSelect | how.Rows
        )

    def _note(self) -> None:
        row = self.table.row_at(self.currentIndex().row())
        if row is not None:
            self._wanted = self.table.key_of(row)

    def _restore(self) -> None:
        if self._wanted is not None:
            place = self.table.place_of(self._wanted)
            if place >= 0:
                self.stand_on(place)
                return
        self.current_row.emit(None)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Home and End go to the ends."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.table.row_at(self.currentIndex().row())
            if row is not None:
                self.picked.emit(row)
            return
        super().keyPressEvent(event)
