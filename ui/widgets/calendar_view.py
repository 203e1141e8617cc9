"""Months of the calendar as one painted widget: days are walked by keys, engagements dragged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from csplanner.drawing.canvas import Box, Style
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.monthgrid import (
    ITEM,
    Detail,
    day_at,
    draw_month,
    place_days,
    shown_items,
)
from ui.theme import current
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from csplanner.drawing.monthgrid import (
        DayItem,
        Month,
    )

_GAP, _MARGIN, _DRAG = 22.0, 14.0, 6.0
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class CalendarView(QWidget):
    """Shows one, three or twelve months.

    Signals: `day_chosen(date)`, `item_chosen(engagement id)`, `opened(date)` on Enter or a double
    click, `moved(engagement id, date)` when one is dropped on another day.
    """

    day_chosen = Signal(object)
    item_chosen = Signal(str)
    opened = Signal(object)
    moved = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("calendar_view")
        self.setAccessibleName("Calendar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 300)
        self.months: tuple[Month, ...] = ()
        self.chosen = dt.date(2000, 1, 1)
        self.item = ""
        self._make: Callable[[dt.date, dt.date | None], Sequence[Month]] | None = None
        self._grip: tuple[DayItem, dt.date, QPointF] | None = None
        self._at: QPointF | None = None
        self._target: dt.date | None = None

    @property
    def detail(self) -> Detail:
        """How much is shown of a day."""
        count = len(self.months)
        return Detail.WORDS if count <= 1 else Detail.SIGNS if count <= 3 else Detail.COUNTS

    def show_months(
        self, make: Callable[[dt.date, dt.date | None], Sequence[Month]], chosen: dt.date
    ) -> None:
        """Show what `make(chosen day, day under a dragged one)` returns."""
        self._make, self.chosen = make, chosen
        self._remake()

    def _remake(self) -> None:
        if self._make is not None:
            self.months = tuple(self._make(self.chosen, self._target))
        items = self.items_of(self.chosen)
        if self.item not in {item.key for item in items}:
            self.item = items[0].key if items else ""
        said = ", ".join(item.words for item in items) or "nothing"
        self.setAccessibleDescription(f"{self.chosen:%A %d %B %Y}: {said}")
        self.update()

    def items_of(self, day: dt.date) -> tuple[DayItem, ...]:
        """Return the engagements of a day."""
        for month in self.months:
            if day in month.items:
                return month.items[day]
        return ()

    def boxes(self) -> list[tuple[Month, Box]]:
        """Return where each month stands."""
        count = max(1, len(self.months))
        across = 1 if count == 1 else 3 if count == 3 else 4
        down = -(-count // across)
        wide = (self.width() - 2 * _MARGIN - (across - 1) * _GAP) / across
        high = (self.height() - 2 * _MARGIN - (down - 1) * 8) / down
        return [
            (
                month,
                Box(
                    _MARGIN + i % across * (wide + _GAP),
                    _MARGIN + i // across * (high + 8),
                    wide,
                    high,
                ),
            )
            for i, month in enumerate(self.months)
        ]

    def day_at(self, at: QPointF) -> dt.date | None:
        """Return the day at a point."""
        for month, box in self.boxes():
            day = day_at(month, box, self.detail, at.x(), at.y())
            if day is not None:
                return day
        return None

    def item_at(self, at: QPointF) -> DayItem | None:
        """Return the engagement at a point of a month with words."""
        if self.detail is not Detail.WORDS or not self.months:
            return None
        month, box = self.boxes()[0]
        for day, cell in place_days(month, box, self.detail):
            if not (cell.x <= at.x() < cell.x + cell.w and cell.y <= at.y() < cell.y + cell.h):
                continue
            items = month.items.get(day, ())
            row = int((at.y() - cell.y - 24) // ITEM)
            return items[row] if 0 <= row < shown_items(cell, len(items)) else None
        return None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the months, and what is being dragged."""
        painter = QPainter(self)
        canvas = PainterCanvas(painter, current())
        canvas.rect(Box(0, 0, self.width(), self.height()), Style("surface"))
        for month, box in self.boxes():
            draw_month(canvas, box, month, self.detail)
        if self.hasFocus():
            frame = Box(1, 1, self.width() - 2, self.height() - 2)
            canvas.rect(frame, Style(stroke="accentline", width=1.0), 4)
        if self._grip is not None and self._at is not None:
            item = self._grip[0]
            canvas.stamp(glyph(item.shape, item.state, 15), self._at.x(), self._at.y())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day and the engagement under the pointer."""
        day = self.day_at(event.position())
        if day is None:
            return
        item = self.item_at(event.position())
        self.choose(day, item.key if item else "")
        self._grip = (item, day, event.position()) if item else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry an engagement over other days."""
        if self._grip is None:
            return
        away = event.position() - self._grip[2]
        if self._at is None and abs(away.x()) + abs(away.y()) < _DRAG:
            return
        self._at = event.position()
        target = self.day_at(event.position())
        if target != self._target:
            self._target = target
            self._remake()
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Drop it: another day is a move."""
        grip, target, carried = self._grip, self._target, self._at is not None
        self._drop()
        if grip is not None and carried and target is not None and target != grip[1]:
            self.moved.emit(grip[0].key, target)

    def _drop(self) -> None:
        self._grip, self._at, self._target = None, None, None
        self._remake()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day under the pointer."""
        day = self.day_at(event.position())
        if day is not None:
            self.opened.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the days, Alt with arrows moves the engagement, Tab of a day: J and K."""
        key = Qt.Key(event.key())
        step = _STEPS.get(key)
        if key == Qt.Key.Key_Escape and self._grip is not None:
            self._drop()
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.item:
                self.moved.emit(self.item, self.chosen + dt.timedelta(days=step))
        elif step:
            self.choose(self.chosen + dt.timedelta(days=step))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def choose(self, day: dt.date, item: str = "") -> None:
        """Choose a day, and one of its engagements."""
        self.chosen, self.item = day, item
        self._remake()
        self.day_chosen.emit(day)
        if self.item:
            self.item_chosen.emit(self.item)

    def step_item(self, way: int) -> None:
        """Choose the next engagement of the day, or the one before."""
        keys = [item.key for item in self.items_of(self.chosen)]
        if keys:
            at = keys.index(self.item) if self.item in keys else 0
            self.item = keys[(at + way) % len(keys)]
            self.item_chosen.emit(self.item)

    def event(self, event: QEvent) -> bool:
        """Say a day's engagements under the pointer."""
        if event.type() is QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            day = self.day_at(QPointF(event.pos()))
            words = [item.words for item in self.items_of(day)] if day else []
            note = next((m.notes[day] for m in self.months if day in m.notes), "") if day else ""
            QToolTip.showText(event.globalPos(), "\n".join(filter(None, [note, *words])), self)
            return True
        return super().event(event)
