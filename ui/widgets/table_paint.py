"""How a table of the design is painted: cells, heads of groups, heads of columns."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate

from ui.theme import colour, current, font, kept_colour
from ui.widgets.icons import paint_icon
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.models.row_table import Column, Head
    from ui.widgets.table_view import TableView

    Index = QModelIndex | QPersistentModelIndex

_PAD = 8


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
        head = view.table.head_at(index.row())
        if head is not None:
            _paint_head(painter, box, head)
            return
        # Asked of the view: the option's own flags would make PySide load all that styles know.
        if view.selectionModel().isSelected(index):
            painter.fillRect(box, kept_colour(look, "accentsoft"))
            if view.horizontalHeader().logicalIndexAt(0) == at and view.at_left():
                painter.fillRect(box.left(), box.top(), 3, box.height(), colour("accent"))
        hairline = kept_colour(look, "grid")
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, hairline)
        column: Column[Any] = view.table.columns[at]
        row = view.table.row_at(index.row())
        if column.paint is not None:
            painter.save()
            column.paint(PainterCanvas(painter, theme), QRectF(box), row)
            painter.restore()
        else:
            self._words(painter, box, column, row)
        if column.edit and view.hasFocus() and view.currentIndex() == index:
            _paint_ring(painter, box)

    @staticmethod
    def _words(painter: QPainter, box: QRect, column: Column[Any], row: Any) -> None:
        weight = 500 if column.strong else 400
        painter.setFont(font("table", weight))
        painter.setPen(kept_colour(current().name, column.ink(row) if column.ink else "text"))
        room = box.width() - 2 * _PAD
        text, width = _fitted(column.show(row), weight, room)
        left = box.left() + _PAD + (room - width if column.right else 0)
        painter.drawText(left, box.top() + _baseline(weight, box.height()), text)


def _paint_ring(painter: QPainter, box: QRect) -> None:
    """Paint the ring of the cell that F2 would change."""
    painter.setPen(colour("accent"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -2))


def _paint_head(painter: QPainter, box: QRect, head: Head) -> None:
    """Paint a cell's part of the line that heads a group; the line reads across all cells."""
    painter.fillRect(box, colour("inset"))
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, colour("border"))
    painter.save()
    painter.setClipRect(box)
    left = _PAD
    for words, weight, ink in ((head.words, 600, "text"), (head.sums, 400, "text2")):
        painter.setFont(font("table", weight))
        painter.setPen(colour(ink))
        painter.drawText(left, box.top() + _baseline(weight, box.height()), words)
        left += _metrics(weight).horizontalAdvance(words) + 12
    painter.restore()


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


class Heads(QHeaderView):
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
