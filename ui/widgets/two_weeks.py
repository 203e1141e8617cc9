"""Two weeks in one row: a column a day, today tinted, the engagements of each day under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from csplanner.drawing.canvas import Box, Style, elide, type_style
from ui import formats
from ui.theme import current
from ui.widgets.engagement_words import spoken, stamp_of, state_words, type_words
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from csplanner.services.today import Day, VisitRow

_HEAD, _ITEM, _MOST = 24.0, 34.0, 3
_TODAY = Style("accentsoft")
_LINE = Style(stroke="grid")
_WEEK = Style(stroke="border2")
_FOCUS = Style(stroke="accent", width=2.0)


class TwoWeeks(QWidget):
    """Paints the days; arrows walk over the engagements. Signal: `opened(VisitRow)`."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[Day, ...] = ()
        self._today: dt.date | None = None
        self._at: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Two weeks")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[Day], today: dt.date) -> None:
        """Show other days."""
        self._days, self._today = tuple(days), today
        if self._at is not None and self._visit(self._at) is None:
            self._at = None
        said = [
            f"{formats.weekday(day.date)}: "
            + "; ".join(spoken(v.type, v.state, v.date, v.account) for v in day.visits)
            for day in days
            if day.visits
        ]
        self.setAccessibleDescription(". ".join(said) or "Nothing is on the calendar.")
        self.updateGeometry()
        self.update()

    @property
    def current(self) -> VisitRow | None:
        """The engagement that is stood on."""
        return self._visit(self._at) if self._at is not None else None

    def sizeHint(self) -> QSize:
        """Return the height of the fullest day, of at most three engagements."""
        fullest = max((len(day.visits) for day in self._days), default=0)
        rows = min(fullest, _MOST)
        more = 14 if fullest > _MOST else 0
        return QSize(700, int(_HEAD + max(1, rows) * _ITEM + more + 4))

    def _visit(self, at: tuple[int, int]) -> VisitRow | None:
        day, number = at
        if day >= len(self._days) or number >= len(self._days[day].visits):
            return None
        return self._days[day].visits[number]

    def _column(self, number: int) -> Box:
        wide = self.width() / max(1, len(self._days))
        return Box(number * wide, 0, wide, self.height())

    def _under(self, x: float, y: float) -> tuple[int, int] | None:
        if not self._days:
            return None
        day = min(len(self._days) - 1, max(0, int(x // (self.width() / len(self._days)))))
        number = int((y - _HEAD) // _ITEM)
        at = (day, number)
        return at if 0 <= number < _MOST and self._visit(at) is not None else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint days, separators and engagements."""
        painter = QPainter(self)
        canvas = PainterCanvas(painter, current())
        for number, day in enumerate(self._days):
            box = self._column(number)
            if day.date == self._today:
                canvas.rect(Box(box.x + 1, 0, box.w - 2, box.h), _TODAY, 6)
            if number:
                week = day.date.weekday() == 0
                canvas.lines(((box.x, 2, box.x, box.h - 2),), _WEEK if week else _LINE)
            self._paint_day(canvas, box, number)
        painter.end()

    def _paint_day(self, canvas: PainterCanvas, box: Box, number: int) -> None:
        day = self._days[number]
        today = day.date == self._today
        name = type_style("table", "accenttext" if today else "text2")
        digits = type_style("table", "accenttext" if today else "text", 600)
        word = formats.weekday(day.date).split()[0]
        canvas.text((box.x + 8, 16), word, name)
        x = box.x + 12 + canvas.text_width(word, name)
        canvas.text((x, 16), str(day.date.day), digits)
        for place, visit in enumerate(day.visits[:_MOST]):
            top = _HEAD + place * _ITEM
            self._paint_visit(canvas, Box(box.x, top, box.w, _ITEM), visit)
            if self.hasFocus() and self._at == (number, place):
                canvas.rect(Box(box.x + 2, top - 1, box.w - 4, _ITEM - 1), _FOCUS, 4)
        left = len(day.visits) - _MOST
        if left > 0:
            style = type_style("note", "text2")
            canvas.text((box.x + 22, _HEAD + _MOST * _ITEM + 9), f"{left} more", style)

    @staticmethod
    def _paint_visit(canvas: PainterCanvas, box: Box, visit: VisitRow) -> None:
        canvas.stamp(stamp_of(visit.type, visit.state, 11.0), box.x + 14, box.y + 9)
        room = box.w - 30
        past = visit.state in {"done", "missed"}
        name, note = (
            type_style("table", "text2" if past else "text", 500),
            type_style("note", "text2"),
        )
        canvas.text((box.x + 24, box.y + 13), elide(canvas, visit.account, name, room), name)
        words = elide(canvas, when(visit), note, room)
        canvas.text((box.x + 24, box.y + 27), words, note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk over engagements, Enter opens."""
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is not None:
            self._walk(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        places = [
            (column, number)
            for column, day in enumerate(self._days)
            for number in range(min(_MOST, len(day.visits)))
        ]
        if self._at in places:
            at = places.index(self._at) + step
            self._at = places[max(0, min(len(places) - 1, at))]
        else:
            self._stand()
        self.update()

    def _stand(self) -> None:
        """Stand on the first engagement from today on, else on the last one."""
        there = [number for number, day in enumerate(self._days) if day.visits]
        ahead = (n for n in there if self._today is None or self._days[n].date >= self._today)
        column = next(ahead, there[-1] if there else None)
        self._at = None if column is None else (column, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first engagement from today on."""
        super().focusInEvent(event)
        if self._at is None:
            self._stand()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand on what is under the pointer."""
        self._at = self._under(event.position().x(), event.position().y()) or self._at
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        at = self._under(event.position().x(), event.position().y())
        visit = self._visit(at) if at is not None else None
        if visit is not None:
            self.opened.emit(visit)

    def event(self, event: QEvent) -> bool:
        """Say all of an engagement under the pointer."""
        if event.type() is QEvent.Type.ToolTip:
            help_event: QHelpEvent = event  # type: ignore[assignment]
            at = self._under(help_event.pos().x(), help_event.pos().y())
            visit = self._visit(at) if at is not None else None
            if visit is not None:
                told = f"{type_words(visit.type)}, {state_words(visit.state)}"
                words = f"{visit.account}\n{told}\n{when(visit)}"
                QToolTip.showText(help_event.globalPos(), words, self)
                return True
        return super().event(event)


def when(visit: VisitRow) -> str:
    """Return the time and the place: "15:30 · Remote", "10:00 · Chicago"."""
    place = (visit.city or "On site") if visit.mode == "onsite" else "Remote"
    clock = visit.start[:5] if visit.start else ""
    return " · ".join(part for part in (clock, place) if part)
