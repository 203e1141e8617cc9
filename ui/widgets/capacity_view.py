"""Fifty-two weeks of each CSM and the visits of executives; a week lists what lies in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from csplanner.drawing.axis import YearAxis, iso_weeks
from csplanner.drawing.canvas import Box, Style
from csplanner.drawing.coverage import (
    EXECUTIVE,
    MONTHS_HIGH,
    NAMES,
    PERSON,
    TOTALS,
    capacity_height,
    draw_capacity,
)
from ui import formats
from ui.theme import current
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from csplanner.drawing.coverage import ExecutiveLine, PersonLine

_RING = Style(stroke="accent", width=2.0)


class CapacityView(QWidget):
    """Paints the weeks; arrows walk. Signal: `asked(person id, ISO week)`."""

    asked = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[PersonLine, ...] = ()
        self.executives: tuple[ExecutiveLine, ...] = ()
        self._year = 2000
        self._today: dt.date | None = None
        self.at = (0, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Capacity and executive load")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(620)

    def show_year(
        self,
        year: int,
        today: dt.date,
        people: Sequence[PersonLine],
        executives: Sequence[ExecutiveLine],
    ) -> None:
        """Show a year's weeks, from the week of today on where it lies in the year."""
        if (self._year, self._today) != (year, today) and today.year == year:
            self.at = (0, min(today.isocalendar().week, iso_weeks(year)))
        self._year, self._today = year, today
        self.people, self.executives = tuple(people), tuple(executives)
        self.at = (min(self.at[0], max(0, self._count - 1)), self.at[1])
        self._say()
        self.updateGeometry()
        self.update()

    @property
    def _count(self) -> int:
        return len(self.people) + len(self.executives)

    def key_of(self, row: int) -> str:
        """Return the id of the person of a row."""
        if row < len(self.people):
            return self.people[row].load.key
        return self.executives[row - len(self.people)].key

    def words_of(self, row: int, week: int) -> str:
        """Return what is said of a person's week."""
        if row >= self._count:
            return ""
        if row >= len(self.people):
            line = self.executives[row - len(self.people)]
            return f"{line.name}, {line.note}, week {week}"
        load = self.people[row].load
        hours = load.hours[week - 1] if week <= len(load.hours) else 0.0
        away = ", away" if week in load.away else ""
        asked, has = formats.number(hours, 1), formats.number(load.capacity)
        return f"{load.name}, week {week}: {asked} of {has} h{away}"

    def _say(self) -> None:
        self.setAccessibleDescription(self.words_of(*self.at) or "Nobody takes part in plans.")

    def _axis(self) -> YearAxis:
        left, right = NAMES, self.width() - TOTALS
        return YearAxis(
            year=self._year,
            left=left,
            week=max(1.0, (right - left) / iso_weeks(self._year)),
            view=(left, right),
            today=self._today,
        )

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(900, int(capacity_height(len(self.people), len(self.executives))))

    def minimumSizeHint(self) -> QSize:
        """Never be lower than all rows."""
        return QSize(self.minimumWidth(), self.sizeHint().height())

    def _under(self, x: float, y: float) -> tuple[int, int] | None:
        axis = self._axis()
        if not (axis.view[0] <= x < axis.view[1] and y >= MONTHS_HIGH):
            return None
        down = y - MONTHS_HIGH
        row = int(down // PERSON)
        if row >= len(self.people):
            row = len(self.people) + int((down - PERSON * len(self.people)) // EXECUTIVE)
        return (row, axis.week_at(x)) if row < self._count else None

    def _row_box(self, row: int) -> tuple[float, float]:
        if row < len(self.people):
            return MONTHS_HIGH + PERSON * row, PERSON
        below = row - len(self.people)
        return MONTHS_HIGH + PERSON * len(self.people) + EXECUTIVE * below, EXECUTIVE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over people and weeks, Enter lists a week."""
        key = Qt.Key(event.key())
        row, week = self.at
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            week += 1 if key is Qt.Key.Key_Right else -1
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row += 1 if key is Qt.Key.Key_Down else -1
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._count:
            self.asked.emit(self.key_of(row), week)
            return
        else:
            super().keyPressEvent(event)
            return
        last = max(0, self._count - 1)
        self.at = (max(0, min(last, row)), max(1, min(iso_weeks(self._year), week)))
        self._say()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """List the week under the pointer."""
        found = self._under(event.position().x(), event.position().y())
        if found is not None:
            self.at = found
            self._say()
            self.update()
            self.asked.emit(self.key_of(found[0]), found[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the weeks and the ring."""
        painter = QPainter(self)
        canvas, axis = PainterCanvas(painter, current()), self._axis()
        box = Box(0, 0, self.width(), self.height())
        draw_capacity(canvas, box, axis, self.people, self.executives)
        if self.hasFocus() and self._count:
            top, high = self._row_box(self.at[0])
            x = axis.week_left(self.at[1])
            canvas.rect(Box(x - 1, top + 2, axis.week + 2, high - 4), _RING, 3)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say the hours of the week under the pointer."""
        if event.type() is QEvent.Type.ToolTip:
            spot: QHelpEvent = event  # type: ignore[assignment]
            found = self._under(spot.pos().x(), spot.pos().y())
            if found is not None:
                QToolTip.showText(spot.globalPos(), self.words_of(*found), self)
                return True
        return super().event(event)
