"""Parts to choose and order: switched by a toggle, moved by dragging or by Alt and arrows.

The sections of a brief are chosen so, and the columns of a list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, font
from ui.widgets.buttons import paint_focus
from ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

ROW = 33
_GRIP, _TOGGLE, _WORDS = 2, 20, 56
_TOGGLE_SIZE = QSize(26, 15)
_DRAG_FROM = 5  # pixels that a press may wander before it is a drag


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section: its key, name, whether it is printed, and a word on it, such as no data."""

    key: str
    title: str
    on: bool = True
    note: str = ""


class SectionList(QWidget):
    """Rows to switch and to order. Signals: `changed()`, and `picked(key)` when one is selected."""

    changed = Signal()
    picked = Signal(str)

    def __init__(self, name: str = "Sections: Space switches, Alt with arrows moves") -> None:
        super().__init__()
        self.rows: tuple[SectionRow, ...] = ()
        self.at = 0
        self._kind: tuple[str, str, str] | None = None
        self._pressed: int | None = None
        self._start = QPointF()
        self._dragging = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[SectionRow], *, customer: bool | None = None) -> None:
        """Show other rows, with a sign of who reads them if that is said; tells nobody."""
        self.rows = tuple(rows)
        self.at = min(self.at, max(0, len(self.rows) - 1))
        signs = (("lock", "text2", "inset"), ("eye", "good", "goodsoft"))
        self._kind = None if customer is None else signs[customer]
        self.setFixedHeight(ROW * len(self.rows) + 2)
        self._say()
        self.update()

    def keys(self) -> tuple[str, ...]:
        """Return the keys that are on, in their order."""
        return tuple(row.key for row in self.rows if row.on)

    def toggle(self, at: int) -> None:
        """Switch a row; the last one that is on stays on, a brief without sections is none."""
        row = self.rows[at]
        if row.on and len(self.keys()) == 1:
            return
        self._replace(at, replace(row, on=not row.on))
        self._tell()

    def put(self, at: int, to: int) -> None:
        """Put a row before or after another one."""
        to = min(max(to, 0), len(self.rows) - 1)
        if to == at:
            return
        rows = list(self.rows)
        rows.insert(to, rows.pop(at))
        self.rows, self.at = tuple(rows), to
        self._tell()

    def sizeHint(self) -> QSize:
        """Return the room of all rows."""
        return QSize(240, ROW * len(self.rows) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down select, with Alt they move; Space switches."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self.rows:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.put(self.at, self.at + step)
            else:
                self._pick(min(max(self.at + step, 0), len(self.rows) - 1))
        elif event.key() == Qt.Key.Key_Space and self.rows:
            self.toggle(self.at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what is under the pointer."""
        at = int(event.position().y() // ROW)
        if 0 <= at < len(self.rows):
            self._pressed, self._start, self._dragging = at, event.position(), False
            self._pick(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the row to where the pointer is."""
        if self._pressed is None:
            return
        if abs(event.position().y() - self._start.y()) > _DRAG_FROM:
            self._dragging = True
        to = int(event.position().y() // ROW)
        if self._dragging and 0 <= to < len(self.rows) and to != self.at:
            rows = list(self.rows)
            rows.insert(to, rows.pop(self.at))
            self.rows, self.at = tuple(rows), to
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the row, or switch it where the toggle was pressed."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if self._dragging:
            self._dragging = False
            if pressed != self.at:
                self._tell()
        elif _TOGGLE - 4 <= event.position().x() <= _WORDS - 4:
            self.toggle(pressed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint grip, toggle, name and reader of each row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for i, row in enumerate(self.rows):
            self._paint_row(painter, QRectF(0, i * ROW, self.width(), ROW), row, here=i == self.at)
        if self.hasFocus() and self.rows:
            box = QRectF(1, self.at * ROW + 1, self.width() - 2, ROW - 2)
            paint_focus(painter, box, 4)
        painter.end()

    def _paint_row(self, painter: QPainter, box: QRectF, row: SectionRow, *, here: bool) -> None:
        if here:
            painter.fillRect(box, colour("accentsoft"))
        painter.setPen(colour("border"))
        foot = box.bottom() - 0.5
        painter.drawLine(QPointF(box.left(), foot), QPointF(box.right(), foot))
        paint_icon(painter, QPointF(box.left() + _GRIP, box.center().y() - 7), "grip", "text3", 14)
        self._paint_toggle(painter, box, on=row.on)
        tag = self._paint_tag(painter, box)
        painter.setFont(font("table", 500))
        painter.setPen(colour("text" if row.on else "text3"))
        metrics = QFontMetrics(font("table", 500))
        words = row.title if not row.note else f"{row.title} · {row.note}"
        room = tag - box.left() - _WORDS - 8
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        place = QRectF(box.left() + _WORDS, box.top(), room, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_toggle(self, painter: QPainter, box: QRectF, *, on: bool) -> None:
        wide, high = _TOGGLE_SIZE.width(), _TOGGLE_SIZE.height()
        track = QRectF(box.left() + _TOGGLE, box.center().y() - high / 2, wide, high)
        painter.setPen(colour("accent" if on else "border2"))
        painter.setBrush(colour("accent" if on else "inset"))
        painter.drawRoundedRect(track, high / 2, high / 2)
        knob = track.right() - high / 2 if on else track.left() + high / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accentfg" if on else "text3"))
        painter.drawEllipse(QPointF(knob, track.center().y()), high / 2 - 3, high / 2 - 3)

    def _paint_tag(self, painter: QPainter, box: QRectF) -> float:
        """Paint the sign of who may read it, and return where it begins."""
        if self._kind is None:
            return box.right()
        icon, ink, ground = self._kind
        tag = QRectF(box.right() - 24, box.center().y() - 9, 22, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(tag, 4, 4)
        at = QPointF(tag.center().x() - 6, tag.center().y() - 6)
        paint_icon(painter, at, icon, ink, 12)
        return tag.left()

    def _replace(self, at: int, row: SectionRow) -> None:
        self.rows = (*self.rows[:at], row, *self.rows[at + 1 :])

    def _pick(self, at: int) -> None:
        self.at = at
        self._say()
        self.update()
        self.picked.emit(self.rows[at].key)

    def _tell(self) -> None:
        self._say()
        self.update()
        self.changed.emit()

    def _say(self) -> None:
        """Tell assistive software which row is selected and how it stands."""
        if not self.rows:
            self.setAccessibleDescription("")
            return
        row = self.rows[self.at]
        state = "on" if row.on else "off"
        place = f"{self.at + 1} of {len(self.rows)}"
        self.setAccessibleDescription(f"{row.title}, {state}, {place}")
