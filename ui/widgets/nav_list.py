"""A short list of places at the left of a page: headings, words, a badge; one of them is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import colour, current, font
from ui.widgets.buttons import paint_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

_ROW, _HEAD, _PAD, _ROUND, _LEAST = 28, 26, 10, 6, 80


class NavItem(NamedTuple):
    """One place; an empty key makes it a heading. `badge` stands at the right, in `ink`."""

    key: str
    words: str
    badge: str = ""
    ink: str = "text3"
    spoken: str = ""


class NavList(QWidget):
    """Places to choose from; arrows, Home and End move. Signal: `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, name: str, items: Sequence[NavItem] = (), width: int = 152) -> None:
        super().__init__()
        self._name, self._items, self.on, self._wide = name, tuple(items), "", width
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._hover = -1
        self._scroll: QScrollArea | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if self._items:
            self.choose(self._keys()[0], tell=False)

    @property
    def items(self) -> tuple[NavItem, ...]:
        """What is offered, headings too."""
        return self._items

    def show_items(self, items: Sequence[NavItem]) -> None:
        """Offer other places; what is on stays on where it is still there."""
        if self._items == tuple(items):
            return
        self._items = tuple(items)
        keys = self._keys()
        if self.on not in keys:
            self.on = keys[0] if keys else ""
        self._say()
        self.updateGeometry()
        self.update()

    def choose(self, key: str, *, tell: bool = True) -> None:
        """Go to a place."""
        if key == self.on or key not in self._keys():
            return
        self.on = key
        self._say()
        self.update()
        if self._scroll is not None:
            middle = self._box_of(key).center()
            self._scroll.ensureVisible(0, int(middle.y()), 0, _ROW)
        if tell:
            self.chosen.emit(key)

    def scrolled(self) -> QScrollArea:
        """Return an area as wide as the list, which scrolls it where the window is low."""
        scroll, port = QScrollArea(), QWidget()
        scroll.setViewport(port)
        port.setAutoFillBackground(False)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(self._wide)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self._name)
        scroll.setWidget(self)
        self.setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._scroll = scroll
        return scroll

    def _say(self) -> None:
        found = next((item for item in self._items if item.key and item.key == self.on), None)
        badge = found and (found.spoken or found.badge)
        words = "" if found is None else found.words + (f", {badge}" if badge else "")
        self.setAccessibleDescription(words)

    def _keys(self) -> list[str]:
        return [item.key for item in self._items if item.key]

    def _boxes(self) -> list[tuple[NavItem, QRectF]]:
        boxes, y = [], 0.0
        for item in self._items:
            high = _ROW if item.key else _HEAD
            boxes.append((item, QRectF(0, y, self.width(), high)))
            y += high
        return boxes

    def sizeHint(self) -> QSize:
        """Return the room of all places."""
        high = sum(_ROW if item.key else _HEAD for item in self._items)
        return QSize(self._wide, high)

    def minimumSizeHint(self) -> QSize:
        """Keep all places, also in an area that scrolls."""
        return QSize(_LEAST, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to what is under the pointer."""
        for item, box in self._boxes():
            if item.key and box.contains(event.position()):
                self.choose(item.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what would be chosen."""
        places = enumerate(self._boxes())
        hover = next((i for i, (_, box) in places if box.contains(event.position())), -1)
        if hover != self._hover:
            self._hover = hover
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home and End move."""
        keys = self._keys()
        key = Qt.Key(event.key())
        at = keys.index(self.on) if self.on in keys else 0
        moves = {
            Qt.Key.Key_Up: max(0, at - 1),
            Qt.Key.Key_Down: min(len(keys) - 1, at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(keys) - 1,
        }
        if key not in moves or not keys:
            super().keyPressEvent(event)
            return
        self.choose(keys[moves[key]])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint headings, words, badges, and the place that is on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for nth, (item, box) in enumerate(self._boxes()):
            self._paint_item(painter, item, box, hover=nth == self._hover)
        if self.hasFocus():
            paint_focus(painter, self._box_of(self.on), current().radius.button)
        painter.end()

    def _box_of(self, key: str) -> QRectF:
        found = (box for item, box in self._boxes() if item.key == key)
        return next(found, QRectF(self.rect())).adjusted(1, 1, -1, -1)

    def _paint_item(self, painter: QPainter, item: NavItem, box: QRectF, *, hover: bool) -> None:
        room = box.adjusted(_PAD, 0, -_PAD, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        if not item.key:
            painter.setFont(font("label", 500))
            painter.setPen(colour("text3"))
            painter.drawText(room, middle, item.words)
            return
        on = item.key == self.on
        if on or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accentsoft" if on else "inset"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), _ROUND, _ROUND)
        painter.setFont(font("table", 500))
        metrics = QFontMetrics(painter.font())
        badge = metrics.horizontalAdvance(item.badge) if item.badge else 0
        painter.setPen(colour("accenttext" if on else "text"))
        wide = int(room.width() - badge - (8 if badge else 0))
        words = metrics.elidedText(item.words, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(room, middle, words)
        if item.badge:
            painter.setPen(colour(item.ink))
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, item.badge)
