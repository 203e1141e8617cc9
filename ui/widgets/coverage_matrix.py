"""The matrix of coverage as a widget: arrows walk over cells, Enter lists what is behind one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from csplanner.drawing.canvas import Box
from csplanner.drawing.coverage import Matrix, cell_at, draw_matrix
from ui.theme import current
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class MatrixView(QWidget):
    """Paints a matrix. Signal: `asked(group key, column)`, column -1 for the group itself."""

    asked = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.matrix = Matrix(heads=("",), rows=())
        self.at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Required and placed")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(620)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show other counts; the cell that is stood on stays where it is."""
        self.matrix = matrix
        last = max(0, len(matrix.rows) - 1)
        self.at = (min(self.at[0], last), max(0, min(self.at[1], len(matrix.heads) - 2)))
        self._say()
        self.updateGeometry()
        self.update()

    def words_of(self, row: int, column: int) -> str:
        """Return what a screen reader says of a cell."""
        if not 0 <= row < len(self.matrix.rows):
            return ""
        group = self.matrix.rows[row]
        if column < 0:
            return f"{group.name}, {group.note}. {group.promise}"
        cell = group.cells[column]
        head = self.matrix.heads[column + 1]
        return f"{group.name}, {head}: {cell.share}, {cell.counts}, {cell.words}"

    def _say(self) -> None:
        self.setAccessibleDescription(self.words_of(*self.at) or "Nothing is owed.")

    def _box(self) -> Box:
        return Box(0, 0, self.width(), self.height())

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(900, int(self.matrix.height) + 1)

    def minimumSizeHint(self) -> QSize:
        """Never be lower than all rows."""
        return QSize(self.minimumWidth(), int(self.matrix.height) + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter lists what is behind the cell."""
        key = Qt.Key(event.key())
        rows, columns = len(self.matrix.rows), len(self.matrix.heads) - 1
        if key in _STEPS and rows:
            down, right = _STEPS[key]
            row, column = self.at[0] + down, self.at[1] + right
            self.at = (max(0, min(rows - 1, row)), max(0, min(columns - 1, column)))
            self._say()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and rows:
            self.asked.emit(self.matrix.rows[self.at[0]].key, self.at[1])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """List what is behind the cell under the pointer."""
        found = cell_at(self._box(), self.matrix, event.position().x(), event.position().y())
        if found is not None:
            self.at = (found[0], max(0, found[1]))
            self._say()
            self.update()
            self.asked.emit(self.matrix.rows[found[0]].key, found[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the matrix and the ring."""
        painter = QPainter(self)
        ring = self.at if self.hasFocus() and self.matrix.rows else None
        draw_matrix(PainterCanvas(painter, current()), self._box(), self.matrix, ring)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say all of the cell under the pointer."""
        if event.type() is QEvent.Type.ToolTip:
            spot: QHelpEvent = event  # type: ignore[assignment]
            found = cell_at(self._box(), self.matrix, spot.pos().x(), spot.pos().y())
            if found is not None:
                QToolTip.showText(spot.globalPos(), self.words_of(*found), self)
                return True
        return super().event(event)
