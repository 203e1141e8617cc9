"""Chips: what narrows a list, each with a cross that takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy

from ui.theme import colour, font
from ui.widgets.buttons import paint_focus
from ui.widgets.cards import Ground
from ui.widgets.icons import paint_icon
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_HIGH, _PAD, _CROSS = 24, 9, 16


class Chip(QAbstractButton):
    """One chip; a click, Space or Enter takes it away."""

    def __init__(self, words: str, place: int) -> None:
        super().__init__()
        self.place = place
        self.setText(words)
        self.setAccessibleName(f"Remove the filter {words}")
        self.setToolTip("Remove this filter")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the words and the cross."""
        wide = QFontMetrics(font("table", 500)).horizontalAdvance(self.text())
        return QSize(wide + 2 * _PAD + _CROSS, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rounded plate, the words and the cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(colour("border2"))
        painter.setBrush(colour("inset" if self.underMouse() else "accentsoft"))
        painter.drawRoundedRect(box, _HIGH / 2, _HIGH / 2)
        painter.setFont(font("table", 500))
        painter.setPen(colour("text"))
        words = box.adjusted(_PAD, 0, -_CROSS, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        at = QPointF(box.right() - _CROSS - 3, box.center().y() - 6)
        paint_icon(painter, at, "close", "text2", 12)
        if self.hasFocus():
            paint_focus(painter, box, _HIGH / 2)
        painter.end()


class Chips(Ground):
    """A row of chips, hidden while there is none. Signal: `removed(place)`."""

    removed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__("surface", "b")
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 5, 14, 5)
        self._row.setSpacing(6)
        self._words: tuple[str, ...] = ()
        self.hide()

    def show_words(self, words: Sequence[str]) -> None:
        """Show these chips; none hides the row."""
        if tuple(words) == self._words:
            return
        self._words = tuple(words)
        clear(self._row)
        for place, text in enumerate(words):
            chip = Chip(text, place)
            chip.clicked.connect(self._on_click)
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self.setVisible(bool(words))

    @property
    def words(self) -> tuple[str, ...]:
        """What the chips say."""
        return self._words

    def _on_click(self) -> None:
        chip = self.sender()
        assert isinstance(chip, Chip)
        self.removed.emit(chip.place)
