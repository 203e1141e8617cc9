"""One row of a card that one can stand on: a sign, two lines, columns at the right.

Up and down go to the row before and after, over all cards of a page; Enter opens, Space ticks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from csplanner.drawing.bars import draw_shares, draw_window_track
from csplanner.drawing.canvas import Align, Box, Style, elide, type_style
from csplanner.drawing.sparkline import draw_sparkline
from ui.theme import current, row_extra
from ui.widgets.buttons import paint_focus
from ui.widgets.icons import paint_icon
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from csplanner.drawing.bars import WindowTrack
    from csplanner.drawing.canvas import Canvas, Stamp

    Paint = Callable[[Canvas, Box], None]

HIGH, LOW = 43, 28
_SIGN = 26.0
_WORDS = 130.0
_HAIR = Style(stroke="grid")
_BOX = Style("surface", "border2", 1.4)
_TICKED = Style("accent")
_TICK = Style(stroke="accentfg", width=1.6, round=True)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """A part at the right of a row: its width and what paints it.

    An `optional` one gives way where the words of the row would have too little room.
    """

    width: float
    paint: Paint
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RowLook:
    """What a row shows; `ticked` makes it a step with a box, `spoken` is what is read aloud.

    `icon` is a name with its ink, `stamp` a glyph or a moon; at most one of them.
    """

    key: str
    title: str
    spoken: str
    note: str = ""
    stamp: Stamp | None = None
    icon: tuple[str, str] | None = None
    columns: tuple[Column, ...] = ()
    ticked: bool | None = None
    quiet: bool = False


class ListRow(QWidget):
    """Paints one row. Signals: `opened(key)`, `ticked(key)`, `stepped(-1 or 1)`, `entered(key)`."""

    opened = Signal(str)
    ticked = Signal(str)
    stepped = Signal(int)
    entered = Signal(str)

    def __init__(self, look: RowLook, *, first: bool) -> None:
        super().__init__()
        self.look, self._first = look, first
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(look.spoken)
        self.setToolTip(look.spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self.setFixedHeight(self.sizeHint().height())  # a card that is laid out late squeezes none

    @property
    def stood_on(self) -> bool:
        """Whether it has the focus of its window, whichever window is in front."""
        return self.window().focusWidget() is self

    def sizeHint(self) -> QSize:
        """Return two lines' height, or one line's for a step."""
        high = LOW if self.look.ticked is not None else HIGH
        return QSize(300, high + row_extra())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down step, Enter opens, Space ticks."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key is Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.look.key)
        elif key is Qt.Key.Key_Space and self.look.ticked is not None:
            self.ticked.emit(self.look.key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the row is stood on."""
        super().focusInEvent(event)
        self.update()
        self.entered.emit(self.look.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand on the row; a press on the box ticks."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.look.ticked is not None and event.position().x() < _SIGN:
            self.ticked.emit(self.look.key)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open what the row stands for."""
        self.opened.emit(self.look.key)

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint sign, lines, columns and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = PainterCanvas(painter, current())
        if not self._first:
            canvas.lines(((0, 0.5, self.width(), 0.5),), _HAIR)
        self._paint_sign(painter, canvas)
        right = float(self.width())
        for column in reversed(self._fitting()):
            column.paint(canvas, Box(right - column.width, 0, column.width, self.height()))
            right -= column.width + 10
        self._paint_words(canvas, right - _SIGN)
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(-0.5, 0.5, 0.5, -0.5)
            paint_focus(painter, ring.adjusted(1, 1, -1, -1), 4)
        painter.end()

    def _fitting(self) -> tuple[Column, ...]:
        """Return the columns that leave the words enough room."""
        columns = list(self.look.columns)
        while self.width() - sum(c.width + 10 for c in columns) - _SIGN < _WORDS:
            extra = next((c for c in columns if c.optional), None)
            if extra is None:
                break
            columns.remove(extra)
        return tuple(columns)

    def _paint_sign(self, painter: QPainter, canvas: PainterCanvas) -> None:
        look, middle = self.look, self.height() / 2
        if look.ticked is not None:
            box = Box(4, middle - 7, 14, 14)
            canvas.rect(box, _TICKED if look.ticked else _BOX, 3)
            if look.ticked:
                x, y = box.x, box.y
                segments = ((x + 3.5, y + 7, x + 6, y + 9.8), (x + 6, y + 9.8, x + 10.5, y + 4.4))
                canvas.lines(segments, _TICK)
        elif look.stamp is not None:
            canvas.stamp(look.stamp, 11, middle)
        elif look.icon is not None:
            paint_icon(painter, QPointF(3, middle - 8), look.icon[0], look.icon[1], 16)

    def _paint_words(self, canvas: PainterCanvas, room: float) -> None:
        look, middle = self.look, self.height() / 2
        ink = "text2" if look.quiet else "text"
        title, note = type_style("table", ink, 500), type_style("note", "text2")
        if not look.note:
            canvas.text((_SIGN, middle + 4), elide(canvas, look.title, title, room), title)
            return
        canvas.text((_SIGN, middle - 3), elide(canvas, look.title, title, room), title)
        canvas.text((_SIGN, middle + 13), elide(canvas, look.note, note, room), note)


def words(
    width: float,
    above: str,
    below: str = "",
    *,
    ink: str = "text",
    right: bool = True,
    strong: bool = False,
) -> Column:
    """Return a column of one or two lines."""

    def paint(canvas: Canvas, box: Box) -> None:
        top, under = type_style("table", ink, 600 if strong else 400), type_style("note", "text2")
        x = box.x + box.w if right else box.x
        side = Align.RIGHT if right else Align.LEFT
        middle = box.y + box.h / 2
        first = middle - 3 if below else middle + 4
        canvas.text((x, first), elide(canvas, above, top, box.w), top, side)
        if below:
            canvas.text((x, middle + 13), elide(canvas, below, under, box.w), under, side)

    return Column(width=width, paint=paint)


def figure(width: float, above: str, below: str, ink: str) -> Column:
    """Return a column of a figure with what changed under it, in an ink of its own."""

    def paint(canvas: Canvas, box: Box) -> None:
        top, under = type_style("table", weight=500), type_style("note", ink)
        x, middle = box.x + box.w, box.y + box.h / 2
        canvas.text((x, middle - 3), above, top, Align.RIGHT)
        canvas.text((x, middle + 13), elide(canvas, below, under, box.w), under, Align.RIGHT)

    return Column(width=width, paint=paint)


def health(stamp: Stamp, score: str) -> Column:
    """Return a moon with its score."""

    def paint(canvas: Canvas, box: Box) -> None:
        middle = box.y + box.h / 2
        canvas.stamp(stamp, box.x + 6, middle)
        style = type_style("table")
        canvas.text((box.x + 17, middle + 4), score, style)

    return Column(width=48, paint=paint)


def progress(width: float, share: float, below: str, ink: str) -> Column:
    """Return a bar with words under it."""

    def paint(canvas: Canvas, box: Box) -> None:
        middle = box.y + box.h / 2
        draw_shares(canvas, Box(box.x, middle - 9, box.w, 5), ((share, ink),))
        style = type_style("note", "text2")
        canvas.text((box.x, middle + 12), elide(canvas, below, style, box.w), style)

    return Column(width=width, paint=paint, optional=True)


def track(width: float, value: WindowTrack) -> Column:
    """Return a decision window on its track."""

    def paint(canvas: Canvas, box: Box) -> None:
        draw_window_track(canvas, box, value)

    return Column(width=width, paint=paint, optional=True)


def line(width: float, values: tuple[float | None, ...], ink: str) -> Column:
    """Return a sparkline."""

    def paint(canvas: Canvas, box: Box) -> None:
        middle = box.y + box.h / 2
        draw_sparkline(canvas, Box(box.x, middle - 8, box.w - 4, 16), values, colour=ink, end=True)

    return Column(width=width, paint=paint, optional=True)
