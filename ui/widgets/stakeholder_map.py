"""The map of an account's people: drag a sign, or move it by keys, to rate somebody anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from csplanner.drawing.stakeholders import draw_stakeholders, person_at, places_of, stand_at
from ui.theme import colour
from ui.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from csplanner.drawing.stakeholders import Person

STEPS = 5
_DRAG, _RING = 4.0, 12.0
# So many people fit into the least height; each more needs room for a name.
_FEW, _MORE, _MOST_HIGH = 8, 16, 420
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class StakeholderMap(ChartView):
    """Arrows choose a person, Alt and arrows move them, Enter asks to keep it, Esc gives up.

    Signals: `opened(at)` for a click or Enter on somebody, `moved(at, attitude, influence)` when a
    sign was put elsewhere, both from 1 to 5.
    """

    opened = Signal(int)
    moved = Signal(int, int, int)

    def __init__(self, height: int, least_width: int) -> None:
        super().__init__("Stakeholder map", height, least_width)
        self._least = height
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.people: tuple[Person, ...] = ()
        self.chosen = 0
        self._held: int | None = None
        self._from = QPointF()
        self._to: tuple[float, float] | None = None

    def show_people(self, people: tuple[Person, ...], words: str) -> None:
        """Draw people; what was being moved is let go."""
        self.people = people
        self.chosen = min(self.chosen, max(0, len(people) - 1))
        self._held = self._to = None
        self._draw_now(words)

    @property
    def pending(self) -> tuple[int, int] | None:
        """Attitude and influence of who is being moved, None where nobody is."""
        if self._to is None:
            return None
        stance, influence = self._to
        return min(STEPS, int(stance * STEPS) + 1), min(STEPS, int(influence * STEPS) + 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a sign."""
        at = person_at(self.box(), self.people, event.position().x(), event.position().y())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self._held, self.chosen, self._from = at, at, event.position()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the sign along, or show that one can be taken."""
        spot = event.position()
        if self._held is None:
            over = person_at(self.box(), self.people, spot.x(), spot.y())
            shape = Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.OpenHandCursor
            self.setCursor(shape)
        elif self._to is not None or (spot - self._from).manhattanLength() > _DRAG:
            self._to = stand_at(self.box(), spot.x(), spot.y())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._draw_now()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask about who was clicked or put elsewhere."""
        held, self._held = self._held, None
        if held is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._to is None:
            self.opened.emit(held)
        else:
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, move, keep, give up."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None and self.people:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._shift(*way)
            else:
                self._choose(1 if way in {(1, 0), (0, -1)} else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.people:
            if self._to is None:
                self.opened.emit(self.chosen)
            else:
                self._ask()
        elif event.key() == Qt.Key.Key_Escape and self._to is not None:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, and a ring round who is chosen."""
        super().paintEvent(event)
        if self.people and (self.hasFocus() or self._to is not None):
            x, y = places_of(self.box(), self._shown())[self.chosen]
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 1.6))
            painter.drawEllipse(QPointF(x, y), _RING, _RING)
            painter.end()

    def _shown(self) -> tuple[Person, ...]:
        if self._to is None:
            return self.people
        stance, influence = self._to
        held = replace(self.people[self.chosen], stance=stance, influence=influence)
        return (*self.people[: self.chosen], held, *self.people[self.chosen + 1 :])

    def _draw_now(self, words: str | None = None) -> None:
        people = self._shown()
        told = self.accessibleDescription() if words is None else words
        high = self._least + _MORE * max(0, len(people) - _FEW)
        self.show_drawing(
            lambda canvas, box: draw_stakeholders(canvas, box, people), told, min(high, _MOST_HIGH)
        )

    def _choose(self, way: int) -> None:
        self._give_up()
        self.chosen = (self.chosen + way) % len(self.people)
        person = self.people[self.chosen]
        self.setToolTip(f"{person.name}, {person.role}")
        self.update()

    def _shift(self, across: int, up: int) -> None:
        if self._to is None:
            person = self.people[self.chosen]
            self._to = (person.stance, person.influence)
        stance, influence = (
            min(max(value + step / STEPS, 0.5 / STEPS), 1 - 0.5 / STEPS)
            for value, step in zip(self._to, (across, up), strict=True)
        )
        self._to = (stance, influence)
        self._draw_now()

    def _ask(self) -> None:
        pending = self.pending
        assert pending is not None
        self._to = None
        self._draw_now()
        self.moved.emit(self.chosen, *pending)

    def _give_up(self) -> None:
        if self._to is not None:
            self._to = None
            self._draw_now()
