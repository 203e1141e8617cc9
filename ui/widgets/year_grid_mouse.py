"""The pointer of the year grid: hover, selection, heads, and dragging a glyph to another week."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from csplanner.drawing.grid_values import SCREEN
from csplanner.drawing.yeargrid import RULER_HEIGHT
from ui.models.plan_grid import Kind
from ui.models.plan_words import item_words, mark_words, trip_words
from ui.widgets.year_grid_keys import MOVABLE, within
from ui.widgets.year_grid_scene import HEAD, Drag

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QMouseEvent

    from csplanner.services.plan_lanes import Lane
    from ui.widgets.year_grid import YearGrid

_FAR = 5.0


class GridMouse:
    """Turns presses and movements into hover, selection and drags."""

    def __init__(self, grid: YearGrid) -> None:
        self._grid = grid
        self._pressed: QPointF | None = None
        self._lane: Lane | None = None

    def pressed(self, event: QMouseEvent) -> None:
        """Select what is under the pointer; toggle a group; sort by a head."""
        at = event.position()
        scene = self._grid.scene
        if event.button() is not Qt.MouseButton.LeftButton or scene.content is None:
            return
        if at.y() < HEAD:
            self._press_head(at)
            self._lane = scene.lane_at(at.x(), at.y())
            self._pressed = at if self._lane is not None else None
            return
        index = scene.index_at(at.y())
        if index < 0:
            return
        item = scene.items[index]
        if item.kind is not Kind.ROW:
            self._grid.select(item.key, kind=item.kind)
            self._grid.toggled.emit(item.kind, item.key)
            return
        mark = scene.mark_at(at.x(), at.y())
        self._grid.select(item.key, mark.key if mark is not None else "")
        self._pressed = at if mark is not None else None

    def _press_head(self, at: QPointF) -> None:
        if at.x() >= SCREEN.width or at.y() > RULER_HEIGHT:
            return
        if at.x() < SCREEN.name:
            column = "owner"
        else:
            column = (
                "name" if at.x() < SCREEN.arr - 50 else "arr" if at.x() < SCREEN.arr + 5 else ""
            )
        if column:
            self._grid.asked.emit(f"sort {column}")

    def moved(self, event: QMouseEvent) -> None:
        """Hover, begin a drag, or carry the glyph."""
        at = event.position()
        if self._pressed is not None and self._grid.scene.drag is None:
            far = (at - self._pressed).manhattanLength() > _FAR
            if event.buttons() & Qt.MouseButton.LeftButton and far:
                self._begin()
        if self._grid.scene.drag is not None and not self._grid.scene.drag.by_keys:
            self._carry(at)
        elif not event.buttons():
            self._hover(at)

    def _begin(self) -> None:
        self._pressed = None
        lane, self._lane = self._lane, None
        if lane is not None:
            self._grid.take_trips(lane)
            return
        mark = self._grid.chosen_mark()
        if mark is None or mark.state not in MOVABLE or not self._grid.movable:
            return
        self._grid.scene.drag = Drag(
            account=mark.account_id,
            key=mark.id,
            start=mark.date,
            day=mark.date,
            verdicts=self._grid.judge(mark.id),
        )
        self._grid.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _carry(self, at: QPointF) -> None:
        scene = self._grid.scene
        drag, axis = scene.drag, scene.axis
        assert drag is not None
        before = drag.day
        if axis.by_day and not drag.code:
            drag.day = within(axis.day_at(at.x()), axis.start, axis.weeks)
        else:
            week = axis.week_at(at.x())
            drag.carry_to(week, axis.start + dt.timedelta(weeks=week - 1))
        if drag.day != before:
            self._grid.say_drag()
            self._grid.viewport().update()

    def released(self, _event: QMouseEvent) -> None:
        """Put the glyph down where it is."""
        self._pressed = self._lane = None
        drag = self._grid.scene.drag
        if drag is None or drag.by_keys:
            return
        self._grid.viewport().unsetCursor()
        self._grid.put_down(drag)

    def opened(self, event: QMouseEvent) -> None:
        """Open the account of a row."""
        scene = self._grid.scene
        index = scene.index_at(event.position().y())
        if index >= 0 and scene.items[index].kind is Kind.ROW:
            self._grid.opened.emit(scene.items[index].key)

    def left(self) -> None:
        """Forget what was under the pointer."""
        self._set_hover("", "")

    def _hover(self, at: QPointF) -> None:
        scene = self._grid.scene
        index = scene.index_at(at.y())
        if index < 0 or scene.items[index].kind is not Kind.ROW:
            self._set_hover("", "")
            return
        mark = scene.mark_at(at.x(), at.y())
        self._set_hover(scene.items[index].key, mark.key if mark is not None else "")

    def _set_hover(self, account: str, key: str) -> None:
        scene = self._grid.scene
        before, scene.hover = scene.hover, (account, key)
        if before == scene.hover:
            return
        for name, mark in (before, scene.hover):
            index = scene.index_of(Kind.ROW, name) if name and mark else -1
            if index >= 0:
                strip = scene.strip(index)
                self._grid.viewport().update(
                    0, int(strip.y) - 1, int(scene.width), int(strip.h) + 2
                )

    def words_at(self, at: QPoint) -> str:
        """Return what is under a point in words."""
        scene = self._grid.scene
        if scene.content is None:
            return ""
        if RULER_HEIGHT < at.y() < HEAD:
            return self._trip_words(at)
        index = scene.index_at(at.y())
        if index < 0:
            return ""
        item = scene.items[index]
        mark = scene.mark_at(at.x(), at.y())
        found = scene.content.mark(item.key, mark.key) if mark is not None else None
        if found is not None and item.account is not None:
            people = {person.id: person for person in scene.content.facts.people}
            return mark_words(found, item.account.name, people)
        return item_words(item, scene.content.facts) if at.x() < SCREEN.width else ""

    def _trip_words(self, at: QPoint) -> str:
        found = self._grid.scene.lane_at(at.x(), at.y())
        return trip_words(found.trips) if found is not None else ""
