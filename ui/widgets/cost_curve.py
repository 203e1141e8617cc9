"""The best figure so far while the planner searches: a falling line, first and last value said."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from csplanner.drawing.canvas import Box, Style, type_style
from ui import formats
from ui.theme import current
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_LINE, _AXIS = Style(stroke="accent", width=1.6), Style(stroke="border")
_LABELLED = 80  # pixels of height from which values are written beside the line


class CostCurve(QWidget):
    """Paints the points of one search over the share of it that is done."""

    def __init__(self, height: int, width: int = 0) -> None:
        super().__init__()
        self._points: tuple[tuple[float, float], ...] = ()
        self._size = QSize(width or 320, height)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Fixed if width else policy.Expanding, policy.Fixed)
        self.show_points(())

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The points shown: (share done, best figure)."""
        return self._points

    def show_points(self, points: Sequence[tuple[float, float]]) -> None:
        """Show other points; the name says how far the figure fell."""
        self._points = tuple(points)
        told = "no figure yet"
        if self._points:
            first, last = self._points[0][1], self._points[-1][1]
            told = f"from {formats.number(first)} to {formats.number(last)} points"
        self.setAccessibleName(f"Best cost so far: {told}")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the curve."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the axis, the line and, where there is room, its values."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = PainterCanvas(painter, current())
        labelled = self.height() >= _LABELLED
        left, right = (0.0, self.width() - 92.0) if labelled else (0.0, float(self.width()))
        box = Box(left, 6, max(20.0, right - left), self.height() - 12)
        bottom = box.y + box.h
        canvas.lines(((box.x, bottom, box.x + box.w, bottom),), _AXIS)
        placed = self._placed(box)
        steps = [
            piece
            for (x, y), (later, lower) in pairwise(placed)
            for piece in ((x, y, later, y), (later, y, later, lower))
        ]
        if steps:
            canvas.lines(tuple(steps), _LINE)
        if labelled and placed:
            self._write(canvas, placed)
        painter.end()

    def _placed(self, box: Box) -> list[tuple[float, float]]:
        figures = [figure for _, figure in self._points]
        low, high = min(figures, default=0.0), max(figures, default=1.0)
        room = high - low or 1.0
        return [
            (box.x + share * box.w, box.y + (high - figure) / room * (box.h - 4))
            for share, figure in self._points
        ]

    def _write(self, canvas: PainterCanvas, placed: list[tuple[float, float]]) -> None:
        style, small = type_style("body"), type_style("note", "text2")
        x, y = placed[-1]
        canvas.text(
            (x + 8, max(14.0, min(y + 4, self.height() - 18.0))), _points(self._points), style
        )
        first = f"from {formats.number(self._points[0][1])}"
        canvas.text((x + 8, max(28.0, min(y + 18, self.height() - 4.0))), first, small)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return formats.number(points[-1][1])
