"""The year grid: every account of a portfolio against the weeks of a year, in one painted widget.

Only what is visible is painted and read. Frozen columns, ruler, trip lane, load strip and legend
stay in place while the rows scroll both ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QCursor
from PySide6.QtWidgets import QToolTip

from csplanner.services.plan_lanes import ruler
from ui.models.plan_grid import Kind
from ui.models.plan_strips import load_rows, rota_row
from ui.models.plan_words import item_words, mark_words
from ui.widgets.year_grid_area import GridArea
from ui.widgets.year_grid_keys import GridKeys
from ui.widgets.year_grid_mouse import GridMouse
from ui.widgets.year_grid_paint import drag_words
from ui.widgets.year_grid_scene import trip_drag

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtGui import (
        QFocusEvent,
        QHelpEvent,
        QKeyEvent,
        QMouseEvent,
    )
    from PySide6.QtWidgets import QWidget

    from csplanner.drawing.axis import Zoom
    from csplanner.services.plan_lanes import Lane
    from csplanner.services.plan_view import MarkRow
    from ui.models.plan_grid import PlanGrid
    from ui.widgets.year_grid_scene import Drag, Verdict

    Judge = Callable[[str], Mapping[int, Verdict]]

MOST_LOADS = 6
TOGETHER = "Several trips stand here as one number: zoom in until each has its code."


def _no_verdicts(_key: str) -> Mapping[int, Verdict]:
    return {}


class YearGrid(GridArea):
    """The grid of the annual plan.

    Signals: `selected(account, engagement)` with empty texts for nothing; `opened(account)`;
    `toggled(kind, group)` for a group or a folded row; `moved(engagement, date)`; `trips_moved(ids,
    days)`; `asked(word)` for what a letter or a column head asks of the page.
    """

    selected = Signal(str, str)
    opened = Signal(str)
    toggled = Signal(object, str)
    moved = Signal(str, object)
    trips_moved = Signal(object, int)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("year_grid")
        self.setAccessibleName("Year grid")
        self.judge: Judge = _no_verdicts
        self.judge_trips: Judge = _no_verdicts
        self.movable = True
        self._keys = GridKeys(self)
        self._mouse = GridMouse(self)

    def show_content(self, content: PlanGrid | None, holidays: Iterable[dt.date] = ()) -> None:
        """Show a year; place and selection stay where they can."""
        scene = self.scene
        before, scene.content = scene.content, content
        if before is None or content is None or before.facts is not content.facts:
            scene.drag = None  # health that comes in late takes nothing out of the hand
        if content is not None:
            if before is None or before.facts is not content.facts:
                scene.loads = load_rows(content.facts, MOST_LOADS)
                scene.rota = rota_row(content.facts)
            scene.ruler = ruler(content.facts, holidays)
        scene.lay()
        if scene.account and scene.current_index < 0:
            self.select("", "")
        elif scene.chosen and content is not None:
            self._keep_chosen(content)
        self.scale()
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
        self.scale()
        mark = self.chosen_mark()
        today = scene.content.facts.today if scene.content else None
        self.show_day(mark.date if mark else today)
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

    def start_move(self) -> None:
        """Take the selected glyph in hand: arrows carry it, Enter puts it down, Esc gives up."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keys.start_move()

    def start_trip(self) -> None:
        """Take the trip of the selected glyph in hand, with all its visits."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keys.start_trip()

    def take_trips(self, lane: Lane, *, by_keys: bool = False) -> None:
        """Take the trips behind a code in hand, with all their visits, if they lie ahead."""
        scene = self.scene
        if not self.movable or scene.content is None:
            return
        if lane.trip.code.isdigit():
            QToolTip.showText(QCursor.pos(), TOGETHER, self.viewport())
            return
        verdicts = self.judge_trips(lane.trip.key)
        scene.drag = trip_drag(scene.content, lane, verdicts, by_keys=by_keys)
        if not by_keys:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.say_drag()
        self.viewport().update()

    def put_down(self, drag: Drag) -> None:
        """End a drag where it is, and tell what was moved."""
        self.scene.drag = None
        self.viewport().update()
        if drag.day == drag.start:
            return
        if drag.code:
            self.trips_moved.emit(tuple(drag.key.split()), (drag.day - drag.start).days)
        else:
            self.moved.emit(drag.key, drag.day)

    def to_today(self) -> None:
        """Bring today into view, and select the glyph of the row that is nearest to it."""
        self._keys.to_today()

    def refresh_look(self) -> None:
        """Paint everything again, after the theme changed."""
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
