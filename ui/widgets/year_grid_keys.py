"""The keyboard of the year grid: between glyphs and rows, and carrying a glyph to another day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from csplanner.drawing.axis import Zoom
from ui.models.plan_grid import Kind
from ui.widgets.year_grid_scene import Drag

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from csplanner.services.plan_view import MarkRow
    from ui.widgets.year_grid import YearGrid

_K = Qt.Key
_ASKED = {
    _K.Key_L: "lock",
    _K.Key_S: "swap",
    _K.Key_B: "brief",
    _K.Key_W: "why",
    _K.Key_G: "group",
    _K.Key_F: "filter",
}
_ZOOMS = {
    _K.Key_1: Zoom.YEAR,
    _K.Key_2: Zoom.HALF,
    _K.Key_3: Zoom.QUARTER,
    _K.Key_4: Zoom.MONTH,
}
MOVABLE = ("planned", "agreed")


class GridKeys:
    """Turns keys into selection, movement and wishes; `pressed` says whether a key was used."""

    def __init__(self, grid: YearGrid) -> None:
        self._grid = grid

    def pressed(self, event: QKeyEvent) -> bool:
        """Do what a key means here."""
        if self._grid.scene.content is None:
            return False
        key = Qt.Key(event.key())
        if self._grid.scene.drag is not None:
            return self._carry(key, event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if key == _K.Key_M and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.start_trip()
            return True
        return self._go(key, control=control) or (not control and self._ask(key))

    def _go(self, key: Qt.Key, *, control: bool) -> bool:
        steps = {_K.Key_Up: -1, _K.Key_Down: 1}
        if key in steps:
            self._step_rows(steps[key], keep=not control)
        elif key in {_K.Key_Left, _K.Key_Right}:
            self._step_marks(-1 if key == _K.Key_Left else 1)
        elif key in {_K.Key_Home, _K.Key_End}:
            self._to_end(last=key == _K.Key_End, rows=control)
        elif key in {_K.Key_PageUp, _K.Key_PageDown}:
            self._page(-1 if key == _K.Key_PageUp else 1)
        else:
            return False
        return True

    def _ask(self, key: Qt.Key) -> bool:
        if key in _ASKED:
            self._grid.asked.emit(_ASKED[key])
        elif key in _ZOOMS:
            self._grid.asked.emit(f"zoom {_ZOOMS[key].name}")
        elif key == _K.Key_T:
            self.to_today()
        elif key == _K.Key_M:
            self.start_move()
        elif key in {_K.Key_Return, _K.Key_Enter, _K.Key_Space}:
            self._enter()
        elif key == _K.Key_Escape and self._grid.scene.chosen:
            self._grid.select(self._grid.scene.account)
        else:
            return False
        return True

    def select_first(self) -> None:
        """Select the first account row in view."""
        scene = self._grid.scene
        for i in scene.shown(0, scene.height):
            if scene.items[i].kind is Kind.ROW:
                self._grid.select(scene.items[i].key)
                return

    def to_today(self) -> None:
        """Bring today into view, and the glyph of the row that is nearest to it."""
        scene = self._grid.scene
        if scene.content is None:
            return
        today = scene.content.facts.today
        self._grid.show_day(today)
        marks = self._marks()
        if marks:
            self._choose(_nearest(marks, today))

    def _enter(self) -> None:
        scene = self._grid.scene
        if scene.kind is Kind.ROW:
            self._grid.opened.emit(scene.account)
        elif scene.account or scene.kind is Kind.GROUP:
            self._grid.toggled.emit(scene.kind, scene.account)

    def _marks(self) -> tuple[MarkRow, ...]:
        scene = self._grid.scene
        index = scene.current_index
        if scene.content is None or index < 0 or scene.kind is not Kind.ROW:
            return ()
        return scene.content.marks(index)

    def _choose(self, mark: MarkRow) -> None:
        self._grid.select(mark.account_id, mark.id)
        self._grid.show_index(self._grid.scene.current_index)
        self._grid.show_day(mark.date)

    def _step_rows(self, step: int, *, keep: bool) -> None:
        """Go to the next row; with `keep` to the next account, at the glyph nearest in time."""
        scene, grid = self._grid.scene, self._grid
        before = grid.chosen_mark()
        index = scene.current_index + step
        while keep and 0 <= index < len(scene.items) and scene.items[index].kind is not Kind.ROW:
            index += step
        if not 0 <= index < len(scene.items):
            return
        item = scene.items[index]
        grid.select(item.key, kind=item.kind)
        grid.show_index(index)
        marks = self._marks()
        if keep and before is not None and marks:
            self._choose(_nearest(marks, before.date))

    def _step_marks(self, step: int) -> None:
        marks = self._marks()
        if not marks:
            return
        now = self._grid.chosen_mark()
        if now is None:
            content = self._grid.scene.content
            assert content is not None
            self._choose(_nearest(marks, content.facts.today))
            return
        place = next(i for i, mark in enumerate(marks) if mark.id == now.id) + step
        if 0 <= place < len(marks):
            self._choose(marks[place])

    def _to_end(self, *, last: bool, rows: bool) -> None:
        scene = self._grid.scene
        if rows and scene.items:
            index = len(scene.items) - 1 if last else 0
            item = scene.items[index]
            self._grid.select(item.key, kind=item.kind)
            self._grid.show_index(index)
            return
        marks = self._marks()
        if marks:
            self._choose(marks[-1 if last else 0])

    def _page(self, step: int) -> None:
        scene = self._grid.scene
        if not scene.items:
            return
        rows = max(1, int(scene.body.h // scene.row_height) - 1)
        index = min(max(scene.current_index + step * rows, 0), len(scene.items) - 1)
        item = scene.items[index]
        self._grid.select(item.key, kind=item.kind)
        self._grid.show_index(index)

    def start_move(self) -> None:
        """Take the selected glyph in hand, if it may be moved."""
        mark = self._grid.chosen_mark()
        if mark is None or mark.state not in MOVABLE or not self._grid.movable:
            return
        scene = self._grid.scene
        scene.drag = Drag(
            account=mark.account_id,
            key=mark.id,
            start=mark.date,
            day=mark.date,
            verdicts=self._grid.judge(mark.id),
            by_keys=True,
        )
        self._grid.viewport().update()

    def start_trip(self) -> None:
        """Take the trip of the selected glyph in hand, with all its visits."""
        mark = self._grid.chosen_mark()
        lane = self._grid.scene.lane_of(mark.trip_id) if mark is not None else None
        if lane is not None:
            self._grid.take_trips(lane, by_keys=True)

    def _carry(self, key: Qt.Key, event: QKeyEvent) -> bool:
        scene = self._grid.scene
        drag = scene.drag
        assert drag is not None
        if key in {_K.Key_Left, _K.Key_Right}:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            by_day = shift and not drag.code
            self._shift(drag, -1 if key == _K.Key_Left else 1, by_day=by_day)
            self._grid.say_drag()
        elif key in {_K.Key_Return, _K.Key_Enter}:
            self._grid.put_down(drag)
        elif key == _K.Key_Escape:
            scene.drag = None
        else:
            return False
        self._grid.viewport().update()
        return True

    def _shift(self, drag: Drag, step: int, *, by_day: bool) -> None:
        """Carry a glyph by a week to its best day there, or by a day."""
        axis = self._grid.scene.axis
        if by_day:
            drag.day = within(drag.day + dt.timedelta(days=step), axis.start, axis.weeks)
        else:
            week = min(max((drag.day - axis.start).days // 7 + 1 + step, 1), axis.weeks)
            drag.carry_to(week, axis.start + dt.timedelta(weeks=week - 1))
        self._grid.show_day(drag.day)


def within(day: dt.date, first: dt.date, weeks: int) -> dt.date:
    """Return a day kept inside so many weeks from a Monday."""
    last = first + dt.timedelta(days=weeks * 7 - 1)
    return min(max(day, first), last)


def _nearest(marks: tuple[MarkRow, ...], day: dt.date) -> MarkRow:
    return min(marks, key=lambda mark: (abs((mark.date - day).days), mark.date < day))
