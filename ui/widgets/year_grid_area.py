"""The scroll area under the year grid: its scene, its thin scroll bars, and when it is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar

from csplanner.drawing.canvas import Box
from csplanner.drawing.grid_values import SCREEN
from ui.theme import current
from ui.widgets.painter import PainterCanvas
from ui.widgets.year_grid_paint import paint
from ui.widgets.year_grid_scene import HEAD, Scene

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_BAR = 10


class GridArea(QAbstractScrollArea):
    """Shows a scene: painted where asked, scrolled both ways, its bars over the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.scene = Scene()
        self._bars = (self._slim(self.verticalScrollBar()), self._slim(self.horizontalScrollBar()))

    def _slim(self, model: QScrollBar) -> QScrollBar:
        """Return a thin bar over the rows, so that the weeks keep their room."""
        bar = QScrollBar(model.orientation(), self)
        bar.setAccessibleName(f"Scroll {'down' if self._upright(bar) else 'across'}")
        bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar.valueChanged.connect(model.setValue)
        model.valueChanged.connect(bar.setValue)
        bar.hide()
        return bar

    def set_density(self, size: str) -> None:
        """Set the height of rows: S, M or L."""
        sizes = current().size
        heights = {"S": sizes.row_small, "M": sizes.row_medium, "L": sizes.row_large}
        self.scene.row_height = float(heights[size])
        self.scene.lay()
        self.scale()
        self.viewport().update()

    def show_day(self, day: dt.date | None) -> None:
        """Scroll so that a day is in view, a third from the left."""
        if day is None:
            return
        scene = self.scene
        room = scene.width - SCREEN.width
        at = scene.axis.middle(day) - scene.axis.left
        if not scene.x + 20 <= at <= scene.x + room - 20:
            self.horizontalScrollBar().setValue(int(at - room / 3))

    def show_index(self, index: int) -> None:
        """Scroll so that a row is in view."""
        scene = self.scene
        if index < 0:
            return
        top, bottom = scene.tops[index], scene.tops[index + 1]
        bar = self.verticalScrollBar()
        if top < scene.y:
            bar.setValue(int(top))
        elif bottom > scene.y + scene.body.h:
            bar.setValue(int(bottom - scene.body.h + 1))

    def sizeHint(self) -> QSize:
        """Ask for the timeline at its narrowest."""
        return QSize(940, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is asked for."""
        painter = QPainter(self.viewport())
        rect = event.rect()
        painter.setClipRect(rect)
        canvas = PainterCanvas(painter, current())
        area = Box(rect.x(), rect.y(), rect.width(), rect.height())
        paint(canvas, self.scene, area, focused=self.hasFocus())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything in the new room."""
        super().resizeEvent(event)
        self.scene.width = float(self.viewport().width())
        self.scene.height = float(self.viewport().height())
        self.scale()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Follow the scroll bars."""
        self.scene.x = self.horizontalScrollBar().value()
        self.scene.y = self.verticalScrollBar().value()
        self.viewport().update()

    @staticmethod
    def _upright(bar: QScrollBar) -> bool:
        return bar.orientation() is Qt.Orientation.Vertical

    def scale(self) -> None:
        """Bring the scroll bars to what there is to see."""
        scene = self.scene
        body = scene.body
        across, down = scene.extent
        timeline = max(1, int(scene.width - SCREEN.width))
        for model, most, page, step in (
            (self.verticalScrollBar(), down, max(1, int(body.h)), int(scene.row_height)),
            (self.horizontalScrollBar(), across, timeline, max(1, int(scene.week_width))),
        ):
            model.setRange(0, most)
            model.setPageStep(page)
            model.setSingleStep(step)
        self._place_bars(body)
        self.scene.x = self.horizontalScrollBar().value()
        self.scene.y = self.verticalScrollBar().value()

    def _place_bars(self, body: Box) -> None:
        upright, across = self._bars
        width = int(self.scene.width)
        places = (
            QRect(width - _BAR, int(HEAD), _BAR, int(body.h)),
            QRect(int(SCREEN.width), int(body.y + body.h) - _BAR, width - int(SCREEN.width), _BAR),
        )
        models = (self.verticalScrollBar(), self.horizontalScrollBar())
        for bar, model, place in zip((upright, across), models, places, strict=True):
            bar.setRange(model.minimum(), model.maximum())
            bar.setPageStep(model.pageStep())
            bar.setSingleStep(model.singleStep())
            bar.setGeometry(place)
            bar.setVisible(model.maximum() > 0)
