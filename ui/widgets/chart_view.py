"""A drawing of `csplanner.charts` or `csplanner.drawing` as a widget: the same code as on paper.

The words of a chart are its accessible description; `tips` say more under the pointer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from csplanner.drawing.canvas import Box
from ui.theme import current
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from csplanner.drawing.canvas import Canvas

    Draw = Callable[[Canvas, Box], None]


class ChartView(QWidget):
    """Paints one drawing at its whole width and a height of its own."""

    def __init__(self, name: str, height: int = 120, least_width: int = 240) -> None:
        super().__init__()
        self._draw: Draw | None = None
        self._height = height
        self._press: Callable[[float, float], object] | None = None
        self._tip: Callable[[float, float, Box], str] | None = None
        self.setAccessibleName(name)
        self.setMinimumWidth(least_width)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_drawing(self, draw: Draw, words: str, height: int | None = None) -> None:
        """Show a drawing; `words` say what it shows to who cannot see it."""
        self._draw = draw
        if height is not None and height != self._height:
            self._height = height
            self.updateGeometry()
        self.setAccessibleDescription(words)
        self.update()

    def tip(self, at: Callable[[float, float, Box], str]) -> None:
        """Ask `at(x, y, box)` for the tooltip under the pointer."""
        self._tip = at

    def press(self, act: Callable[[float, float], object]) -> None:
        """Call `act(x, y)` when it is clicked."""
        self._press = act
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where it was clicked."""
        if self._press is not None and event.button() is Qt.MouseButton.LeftButton:
            self._press(event.position().x(), event.position().y())

    def box(self) -> Box:
        """Return where the drawing stands."""
        return Box(0, 0, self.width(), self.height())

    def sizeHint(self) -> QSize:
        """Return the drawing's height; the width is what there is."""
        return QSize(400, self._height)

    def minimumSizeHint(self) -> QSize:
        """Never be lower than the drawing."""
        return QSize(self.minimumWidth(), self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing in the theme that is on."""
        if self._draw is None:
            return
        painter = QPainter(self)
        self._draw(PainterCanvas(painter, current()), self.box())
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Show the tip of what is under the pointer."""
        if event.type() is QEvent.Type.ToolTip and self._tip is not None:
            assert isinstance(event, QHelpEvent)
            words = self._tip(event.pos().x(), event.pos().y(), self.box())
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
