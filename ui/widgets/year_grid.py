"""The year grid: every account of a portfolio against the weeks of a year, in one painted widget.

Only what is visible is painted and read. Frozen columns, ruler, trip lane, load strip and legend
stay in place while the rows scroll both ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QToolTip

from csplanner.drawing.canvas import Box
from csplanner.drawing.grid_values import SCREEN
from ui.models.plan_grid import Kind
from ui.models.plan_strips import load_rows, rota_row, ruler
from ui.models.plan_words import item_words, mark_words
from ui.theme import current
from ui.widgets.painter import PainterCanvas
from ui.widgets.year_grid_keys import GridKeys
from ui.widgets.year_grid_mouse import GridMouse
from ui.widgets.year_grid_paint import drag_words, paint
from ui.widgets.year_grid_scene import HEAD, Scene

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtGui import (
        QFocusEvent,
        QHelpEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )
    from PySide6.QtWidgets import QWidget

    from csplanner.drawing.axis import Zoom
    from csplanner.services.plan_view import MarkRow
    from ui.models.plan_grid import PlanGrid
    from ui.widgets.year_grid_scene import Verdict

    Judge = Callable[[str], Mapping[int, Verdict]]

_BAR = 10
MOST_LOADS = 6


def _no_verdicts(_key: str) -> Mapping[int, Verdict]:
    return {}


class YearGrid(QAbstractScrollArea):
    """The grid of the annual plan.

    Signals: `selected(account, engagement)` with empty texts for nothing; `opened(account)`;
    `toggled(kind, group)` for a group or a folded row; `moved(engagement, date)`; `asked(word)`
    for what a letter or a column head asks of the page.
    """

    selected = Signal(str, str)
    opened = Signal(str)
    toggled = Signal(object, str)
    moved = Signal(str, object)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("year_grid")
        self.setAccessibleName("Year grid")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.scene = Scene()
        self.judge: Judge = _no_verdicts
        self._keys = GridKeys(self)
        self._mouse = GridMouse(self)
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

    def show_content(self, content: PlanGrid | None, holidays: Iterable[dt.date] = ()) -> None:
        """Show a year; place and selection stay where they can."""
        scene = self.scene
        scene.content, scene.drag = content, None
        if content is not None:
            scene.loads = load_rows(content.facts, MOST_LOADS)
            scene.rota = rota_row(content.facts)
            scene.ruler = ruler(content.facts, holidays)
        scene.lay()
        if scene.account and scene.current_index < 0:
            self.select("", "")
        elif scene.chosen and content is not None:
            self._keep_chosen(content)
        self._scale()
        self._say()
        self.viewport().update()

    def _keep_chosen(self, content: PlanGrid) -> None:
        if content.mark(self.scene.account, self.scene.chosen) is None:
            self.select(self.scene.account, "")

    def set_zoom(self, zoom: Zoom) -> None:
        """Show a year, half, quarter or month, round the selected glyph or today."""
        scene = self.scene
        scene.zoom = zoom
        scene.lay()
        self._scale()
        mark = self.chosen_mark()
        today = scene.content.facts.today if scene.content else None
        self.show_day(mark.date if mark else today)
        self.viewport().update()

    def set_density(self, size: str) -> None:
        """Set the height of rows: S, M or L."""
        sizes = current().size
        heights = {"S": sizes.row_small, "M": sizes.row_medium, "L": sizes.row_large}
        self.scene.row_height = float(heights[size])
        self.scene.lay()
        self._scale()
        self.viewport().update()

    def select(self, account: str, mark: str = "", kind: Kind = Kind.ROW) -> None:
        """Select a row, and one of its glyphs or none; tell it and say it."""
        scene = self.scene
        before = scene.kind, scene.account, scene.chosen
        scene.kind, scene.account, scene.chosen = kind, account, mark
        if before != (kind, account, mark):
            self._say()
            self.viewport().update()
            self.selected.emit(account if kind is Kind.ROW else "", mark)

    def chosen_mark(self) -> MarkRow | None:
        """Return the selected engagement, or None."""
        scene = self.scene
        if scene.content is None or not scene.chosen:
            return None
        return scene.content.mark(scene.account, scene.chosen)

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

    def start_move(self) -> None:
        """Take the selected glyph in hand: arrows carry it, Enter puts it down, Esc gives up."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keys.start_move()

    def refresh_look(self) -> None:
        """Paint everything again, after the theme changed."""
        self.viewport().update()

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
        self._scale()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Follow the scroll bars."""
        self.scene.x = self.horizontalScrollBar().value()
        self.scene.y = self.verticalScrollBar().value()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, choose, ask; what is not ours goes on."""
        if not self._keys.pressed(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus, and have something selected."""
        super().focusInEvent(event)
        if not self.scene.account:
            self._keys.select_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, toggle, sort, or take a glyph in hand."""
        self._mouse.pressed(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point out what is under the pointer, or carry a glyph."""
        self._mouse.moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put a glyph down."""
        self._mouse.released(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the account."""
        self._mouse.opened(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tooltip what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            self._tip(event)  # type: ignore[arg-type]
            return True
        if event.type() == QEvent.Type.Leave:
            self._mouse.left()
        return super().viewportEvent(event)

    def _tip(self, event: QHelpEvent) -> None:
        words = self._mouse.words_at(event.pos())
        QToolTip.showText(event.globalPos(), words, self.viewport())

    def words(self) -> str:
        """Return the selected cell in words."""
        scene = self.scene
        index = scene.current_index
        if scene.content is None or index < 0:
            return "nothing selected"
        item = scene.items[index]
        mark = self.chosen_mark()
        if mark is not None and item.account is not None:
            people = {person.id: person for person in scene.content.facts.people}
            return mark_words(mark, item.account.name, people)
        return item_words(item, scene.content.facts)

    def say_drag(self) -> None:
        """Say where the glyph in hand would fall, and what that would do."""
        if self.scene.drag is not None:
            self._announce(drag_words(self.scene.drag))

    def _say(self) -> None:
        self._announce(self.words())

    def _announce(self, words: str) -> None:
        self.setAccessibleName(f"Year grid: {words}")
        event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
        QAccessible.updateAccessibility(event)

    @staticmethod
    def _upright(bar: QScrollBar) -> bool:
        return bar.orientation() is Qt.Orientation.Vertical

    def _scale(self) -> None:
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
