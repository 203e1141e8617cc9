"""The steps of an import in a row: done ones ticked, the one at hand filled, the others open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter

from ui.theme import colour, font
from ui.widgets.cards import Ground
from ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

_LEFT, _SIDE, _LINE, _GAP = 16, 18, 33, 8


class Stepper(Ground):
    """Shows where an import stands. Signal: `wanted(step)` when an earlier step is clicked."""

    wanted = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__("surface", "b")
        self.names = tuple(names)
        self.step = 0
        self.skipped: frozenset[int] = frozenset()
        self.finished = False
        self.setFixedHeight(44)
        self.say(0)

    def say(
        self, step: int, *, skipped: frozenset[int] = frozenset(), finished: bool = False
    ) -> None:
        """Show a step as the one at hand; skipped ones are left out, `finished` ticks them all."""
        self.step, self.skipped, self.finished = step, skipped, finished
        self.setAccessibleName(f"{self.words()}: {self.names[step]}")
        self.update()

    def words(self) -> str:
        """Return "Step 2 of 4"."""
        shown = [i for i in range(len(self.names)) if i not in self.skipped]
        return f"Step {shown.index(self.step) + 1} of {len(shown)}"

    def sizeHint(self) -> QSize:
        """Return the room of all steps."""
        places = self._places()
        return QSize(int(places[-1][2].right()) + _LEFT, 44)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back to an earlier step."""
        for index, _, box in self._places():
            if box.contains(event.position()) and index < self.step and not self.finished:
                self.wanted.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the steps and the lines between them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (index, name, box) in enumerate(self._places(), start=1):
            done = index < self.step or self.finished
            here = index == self.step and not self.finished
            self._disc(painter, box, number, done=done, here=here)
            painter.setFont(font("table", 600 if here else 500))
            painter.setPen(colour("text" if done or here else "text2"))
            words = box.adjusted(_SIDE + _GAP, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
            if number > 1:
                painter.fillRect(
                    QRectF(box.left() - _LINE - _GAP, box.center().y(), _LINE, 1), colour("border2")
                )
        painter.end()

    @staticmethod
    def _disc(painter: QPainter, box: QRectF, number: int, *, done: bool, here: bool) -> None:
        disc = QRectF(box.left() + 0.5, box.center().y() - 8.5, 17, 17)
        pen = painter.pen()
        pen.setWidthF(1.4 if done else 1.0)
        pen.setColor(colour("goodfill" if done else "accent" if here else "border2"))
        painter.setPen(pen)
        painter.setBrush(colour("accent") if here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if done:
            paint_icon(painter, QPointF(disc.left() + 3.5, disc.top() + 3.5), "check", "good", 10)
            return
        painter.setFont(font("dense", 600))
        painter.setPen(colour("accentfg" if here else "text2"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))

    def _places(self) -> list[tuple[int, str, QRectF]]:
        metrics = QFontMetrics(font("table", 600))
        x, places = float(_LEFT), []
        for index, name in enumerate(self.names):
            if index in self.skipped:
                continue
            width = _SIDE + _GAP + metrics.horizontalAdvance(name)
            places.append((index, name, QRectF(x, 0, width, 43)))
            x += width + _LINE + 2 * _GAP
        return places
