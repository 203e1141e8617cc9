"""Grounds that things stand on: card, line, pill, segmented control, empty state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from csplanner.drawing.marks import Health
from ui.theme import colour, current, font
from ui.widgets.buttons import Button, Kind, paint_focus
from ui.widgets.labels import Elided, Label
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent


class Ground(QWidget):
    """A plain area in a token's colour, with a hairline on the sides named in `lines` ("lrtb")."""

    def __init__(
        self, fill: str = "surface", lines: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.fill, self.lines = fill, lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill, then draw the hairlines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.fill))
        width, height = self.width(), self.height()
        sides = {
            "l": (0, 0, 1, height),
            "r": (width - 1, 0, 1, height),
            "t": (0, 0, width, 1),
            "b": (0, height - 1, width, 1),
        }
        for side in self.lines:
            painter.fillRect(*sides[side], colour("border"))
        painter.end()


class Card(QWidget):
    """A rounded surface with a head (title left, note right) and a body laid out below it."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        space = current().space
        outer = QVBoxLayout(self)
        outer.setContentsMargins(space.m + 2, 10, space.m + 2, space.m)
        outer.setSpacing(space.s)
        head = QHBoxLayout()
        head.setSpacing(space.s)
        self.title = Label(title, "body", weight=600)
        self.note = Elided(note, "note", "text2")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        self.head = head
        outer.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        outer.addLayout(self.body)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rounded surface and its border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("border"))
        painter.setBrush(colour("surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, current().radius.card, current().radius.card)
        painter.end()


_PILLS = {
    "good": ("goodsoft", "good"),
    "watch": ("watchsoft", "watch"),
    "risk": ("risksoft", "risk"),
    "accent": ("accentsoft", "accenttext"),
    "plain": ("inset", "text2"),
}
HEALTH_WORDS = {
    Health.HEALTHY: ("Healthy", "good"),
    Health.WATCH: ("Watch", "watch"),
    Health.AT_RISK: ("At risk", "risk"),
    Health.NO_DATA: ("No data", "plain"),
}


class Pill(QWidget):
    """A small tinted tag; with `health`, a moon before the word, so that colour is not alone."""

    def __init__(self, text: str, kind: str = "plain", health: Health | None = None) -> None:
        super().__init__()
        self._text, self._kind, self._health = text, kind, health
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_health(self, health: Health) -> None:
        """Show a health band."""
        self._text, self._kind = HEALTH_WORDS[health]
        self._health = health
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def set_text(self, text: str, kind: str = "plain") -> None:
        """Show other words."""
        self._text, self._kind = text, kind
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of moon and word."""
        width = QFontMetrics(font("table", 500)).horizontalAdvance(self._text)
        return QSize(width + 12 + (14 if self._health else 0), current().size.pill)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, moon and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = _PILLS[self._kind]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        left = 6.0
        if self._health:
            from csplanner.drawing.glyphs import moon

            canvas = PainterCanvas(painter, current())
            canvas.stamp(moon(self._health), left + 5, self.height() / 2)
            left += 14
        painter.setFont(font("table", 500))
        painter.setPen(colour(ink))
        box = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()


class Segmented(QWidget):
    """A row of choices of which one is on; arrows move it. Signal: `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, on: str = "") -> None:
        super().__init__()
        self._choices = tuple(choices)
        self.on = on or self._choices[0][0]
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def choose(self, key: str, *, tell: bool = True) -> None:
        """Turn a choice on; `tell` emits `chosen`."""
        if key == self.on:
            return
        self.on = key
        self.setAccessibleDescription(dict(self._choices)[key])
        self.update()
        if tell:
            self.chosen.emit(key)

    def _boxes(self) -> list[tuple[str, str, QRectF]]:
        metrics = QFontMetrics(font("table", 500))
        boxes, x = [], 2.0
        for key, text in self._choices:
            width = metrics.horizontalAdvance(text) + 18
            boxes.append((key, text, QRectF(x, 2, width, current().size.button_small - 4)))
            x += width
        return boxes

    def sizeHint(self) -> QSize:
        """Return the room of all choices."""
        return QSize(int(self._boxes()[-1][2].right()) + 2, current().size.button_small)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        for key, _, box in self._boxes():
            if box.contains(event.position()):
                self.choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the choice."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        keys = [key for key, _ in self._choices]
        self.choose(keys[(keys.index(self.on) + step) % len(keys)])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the well and the choice that is on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("inset"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setFont(font("table", 500))
        for key, text, box in self._boxes():
            if key == self.on:
                painter.setPen(colour("border2"))
                painter.setBrush(colour("surface"))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(colour("text" if key == self.on else "text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6)
        painter.end()


class EmptyState(QWidget):
    """What stands where nothing is: what goes here, and the one step that fills it."""

    def __init__(
        self, title: str, text: str = "", action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.setSpacing(6)
        outer.addStretch(2)
        self.title = Label(title, "inspector_title")
        self.text = Label(text, "body", "text2").wrapped()
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            outer.addWidget(label)
        self.button: Button | None = None
        if action is not None:
            self.button = Button(action[0], kind=Kind.PRIMARY)
            self.button.clicked.connect(action[1])
            outer.addSpacing(8)
            outer.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)


class Stamp(QWidget):
    """One stamp of the drawing layer, such as a glyph or a moon, as a widget of its own size."""

    def __init__(self, stamp: object, name: str, side: int = 16) -> None:
        super().__init__()
        self._stamp = stamp
        self.setFixedSize(side, side)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set(self, stamp: object, name: str) -> None:
        """Show another stamp."""
        self._stamp = stamp
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the stamp in the middle."""
        painter = QPainter(self)
        canvas = PainterCanvas(painter, current())
        middle = QPointF(self.width() / 2, self.height() / 2)
        canvas.stamp(self._stamp, middle.x(), middle.y())  # type: ignore[arg-type]
        painter.end()
