"""A list to choose one thing from, drawn as the design draws its fields; dashed where unused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QComboBox, QSizePolicy

from ui.theme import colour, current, font
from ui.widgets.buttons import paint_focus
from ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent

_PAD, _CHEVRON = 8, 20
_MOST = 16


class FieldBox(QComboBox):
    """Chooses a key by its words. Up and Down stay with the list around it; Enter opens it.

    Signals: `chose(key)` when the user has chosen, `stepped(-1 or 1)` on Up and Down, `focused()`,
    `cleared()` on Delete.
    """

    chose = Signal(str)
    stepped = Signal(int)
    focused = Signal()
    cleared = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, on: str = "") -> None:
        super().__init__()
        self.line = "border2"
        self.in_list = False
        self.setMaxVisibleItems(_MOST)
        self.setFont(font("table"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # On Linux the name that is spoken is what is chosen; the description says for what.
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)
        self.fill(choices, on)
        self.activated.connect(self._tell)

    def fill(self, choices: Sequence[tuple[str, str]], on: str) -> None:
        """Offer other choices, with one of them on; tells nobody."""
        self.blockSignals(True)
        if [self.itemData(i) for i in range(self.count())] != [key for key, _ in choices]:
            self.clear()
            for key, words in choices:
                self.addItem(words, key)
        self.blockSignals(False)
        self.turn_on(on)

    def turn_on(self, key: str) -> None:
        """Show a choice as the one that is on; tells nobody."""
        self.setCurrentIndex(max(0, self.findData(key)))
        self.update()

    @property
    def key(self) -> str:
        """What is chosen."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose as a user would."""
        index = self.findData(key)
        if index >= 0:
            self.setCurrentIndex(index)
            self.chose.emit(key)

    def sizeHint(self) -> QSize:
        """Return the room of the widest words and the chevron."""
        metrics = QFontMetrics(self.font())
        widths = [metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())]
        return QSize(min(280, max(widths, default=60) + _PAD * 2 + _CHEVRON), 24)

    def minimumSizeHint(self) -> QSize:
        """Be content with little room."""
        return QSize(64, 24)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list around."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the row that it is the chosen one."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete clears, Up and Down move on where this stands in a list."""
        key = event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.showPopup()
        elif key == Qt.Key.Key_Delete:
            self.cleared.emit()
        elif self.in_list and key in steps and not event.modifiers():
            self.stepped.emit(steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, words and chevron."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = current().radius.button
        unused = self.in_list and not self.key
        pen = painter.pen()
        pen.setColor(colour(self.line))
        if unused:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if unused else colour("surface"))
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            paint_focus(painter, box, radius)
        painter.setFont(self.font())
        painter.setPen(colour("text3" if unused or not self.isEnabled() else "text"))
        room = self.rect().adjusted(_PAD, 0, -_CHEVRON - 2, 0)
        words = QFontMetrics(self.font()).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        at = QPointF(self.width() - _CHEVRON, self.height() / 2 - 6)
        paint_icon(painter, at, "chevron-down", "text2", 12)
        painter.end()

    def _tell(self) -> None:
        self.chose.emit(self.key)
