"""The command palette (Ctrl+K): a field over a veil, and what it finds in groups.

Up and down move, Enter opens, Alt+2 to Alt+9 open a line at once, Esc gives the focus back. `>`
shows commands only, `@` people, `"` the texts that hold the words. Texts come a moment after names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui import formats
from ui.palette_index import PaletteIndex
from ui.theme import colour, current, font
from ui.widgets.buttons import key_width, paint_keys
from ui.widgets.icons import paint_icon
from ui.widgets.labels import Label
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QHideEvent, QMouseEvent, QPaintEvent

    from ui.actions import ActionTable
    from ui.context import Context
    from ui.palette_search import Hit

WIDE, TOP = 640, 112
_ROW, _HEAD, _FIELD, _FOOT = 34, 30, 46, 34
_TALLEST, _REST_MS = 470, 70


class Results(QWidget):
    """The lines that were found, painted in groups. Signal: `picked(index)`."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()
        self.row = 0
        self.setAccessibleName("Results")
        self.setMouseTracking(True)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show these lines, the first one chosen."""
        self.hits, self.row = hits, 0
        self.setFixedHeight(self._height())
        self._say()
        self.update()

    def choose(self, row: int) -> None:
        """Choose a line; past either end comes the other one."""
        if self.hits:
            self.row = row % len(self.hits)
            self._say()
            self.update()

    def box(self, row: int) -> QRectF:
        """Return where a line stands."""
        y, group = 4.0, ""
        for index, hit in enumerate(self.hits):
            if hit.group != group:
                group = hit.group
                y += _HEAD
            if index == row:
                break
            y += _ROW
        return QRectF(6, y, self.width() - 12, _ROW)

    def _height(self) -> int:
        groups = len({hit.group for hit in self.hits})
        return len(self.hits) * _ROW + groups * _HEAD + 10

    def _say(self) -> None:
        if self.hits:
            hit = self.hits[self.row]
            self.setAccessibleDescription(f"{hit.group}: {hit.text}, {hit.detail}".rstrip(", "))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the line under the pointer."""
        for row in range(len(self.hits)):
            if self.box(row).contains(event.position()) and row != self.row:
                self.choose(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the line under the pointer."""
        for row in range(len(self.hits)):
            if self.box(row).contains(event.position()):
                self.picked.emit(row)
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint groups and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = ""
        for row, hit in enumerate(self.hits):
            box = self.box(row)
            if hit.group != group:
                group = hit.group
                painter.setFont(font("note"))
                painter.setPen(colour("text3"))
                head = QRectF(16, box.top() - _HEAD + 4, box.width(), _HEAD - 4)
                painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, group)
            self._line(painter, row, hit, box)
        painter.end()

    def _line(self, painter: QPainter, row: int, hit: Hit, box: QRectF) -> None:
        if row == self.row:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accentsoft"))
            painter.drawRoundedRect(box, 6, 6)
        middle = box.center().y()
        if hit.stamp is not None:
            canvas = PainterCanvas(painter, current())
            canvas.stamp(hit.stamp, box.left() + 19, middle)  # type: ignore[arg-type]
        elif hit.icon:
            paint_icon(painter, QPointF(box.left() + 11, middle - 8), hit.icon, "text2", 16)
        keys = hit.keys or ("Enter" if row == self.row else f"Alt {row + 1}" if row < 9 else "")
        right = box.right() - 8
        if keys:
            right -= key_width(keys)
            paint_keys(painter, QPointF(right, middle), keys)
        x = self._words(painter, hit, QRectF(box.left() + 36, box.top(), right, box.height()))
        paint_detail(painter, hit, QRectF(x + 10, box.top(), right - x - 20, box.height()))

    @staticmethod
    def _words(painter: QPainter, hit: Hit, box: QRectF) -> float:
        """Paint the text with the part that matched in the accent colour; return its right edge."""
        start, end = hit.at
        x = box.left()
        parts = (
            (hit.text[:start], "text", 500),
            (hit.text[start:end], "accenttext", 600),
            (hit.text[end:], "text", 500),
        )
        for words, ink, weight in parts:
            if words:
                face = font("body", weight)
                painter.setFont(face)
                painter.setPen(colour(ink))
                painter.drawText(
                    QRectF(x, box.top(), 400, box.height()), Qt.AlignmentFlag.AlignVCenter, words
                )
                x += QFontMetrics(face).horizontalAdvance(words)
        return x


def paint_detail(painter: QPainter, hit: Hit, room: QRectF) -> None:
    """Paint the quiet words of a line, those that were looked for in the accent colour."""
    x, at = room.left(), 0
    for start, end in (*hit.marks, (len(hit.detail), len(hit.detail))):
        for words, ink, weight in (
            (hit.detail[at:start], "text2", 400),
            (hit.detail[start:end], "accenttext", 600),
        ):
            face = font("table", weight)
            left = int(room.right() - x)
            shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, left)
            painter.setFont(face)
            painter.setPen(colour(ink))
            place = QRectF(x, room.top(), max(0, left), room.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            x += QFontMetrics(face).horizontalAdvance(shown)
            if shown != words:
                return
        at = end


class Palette(QWidget):
    """The veil over the window with the palette on it."""

    def __init__(self, home: QWidget, context: Context, actions: ActionTable) -> None:
        super().__init__(home)
        self.setObjectName("command_palette")
        self.setAccessibleName("Command palette")
        self._home = home
        self._rest = QTimer(self)
        self._rest.setObjectName("palette texts")
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._add_texts)
        self._before: QWidget | None = None
        self.index = PaletteIndex(context, actions)
        self.field = QLineEdit()
        self.field.setObjectName("palette_field")
        self.field.setAccessibleName("Search, jump")
        self.field.setPlaceholderText("Search accounts, people, pages and commands")
        self.field.setFrame(False)
        self.field.setFont(font("inspector_title", 400))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.results = Results()
        self.results.picked.connect(self._open_row)
        self._scope = Label("", "note", "text2")
        self._count = Label("", "note", "text2")
        self._build()
        home.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        self.plate = _Plate(self)
        column = QVBoxLayout(self.plate)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(44, 0, 16, 0)
        top.addWidget(self.field, 1)
        top.addWidget(self._scope)
        foot.setContentsMargins(16, 0, 16, 0)
        hints = 'Up and Down move    Enter opens    > commands    @ people    " texts    Esc closes'
        foot.addWidget(Label(hints, "note", "text2"), 1)
        foot.addWidget(self._count)
        for row, height in ((top, _FIELD), (foot, _FOOT)):
            holder = QWidget()
            holder.setFixedHeight(height)
            holder.setLayout(row)
            column.addWidget(holder)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(self.results)
        self.results.setAutoFillBackground(False)
        column.insertWidget(1, self._scroll, 1)

    def open(self, words: str = "") -> None:
        """Open over the window with these words; the focus is given back later."""
        self._before = self._home.window().focusWidget()
        self.setGeometry(self._home.rect())
        self._scope.setText(self.index.scope())
        self.field.setText(words)
        self._search(words)
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_palette(self) -> None:
        """Close and give the focus back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _search(self, words: str) -> None:
        self._show(self.index.hits(words))
        self._scroll.verticalScrollBar().setValue(0)
        self._rest.start()

    def _add_texts(self) -> None:
        """Add the texts that hold the words, once the keys rest; what is chosen stays chosen."""
        texts = self.index.texts(self.field.text())
        if texts:
            hits, row = self.results.hits, self.results.row
            self._show((*hits, *texts))
            self.results.choose(row)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self.results.show_hits(hits)
        self._count.setText(formats.counted(len(hits), "result"))
        self._place()

    def _place(self) -> None:
        width = min(WIDE, self.width() - 40)
        body = min(_TALLEST, max(_ROW, self.results.height()))
        height = min(_FIELD + _FOOT + body + 4, self.height() - 60)
        top = min(TOP, max(20, (self.height() - height) // 3))
        self.plate.setGeometry((self.width() - width) // 2, top, width, height)

    def _open_row(self, row: int) -> None:
        if 0 <= row < len(self.results.hits):
            hit = self.results.hits[row]
            self.close_palette()
            hit.run()

    def _move(self, step: int) -> None:
        self.results.choose(self.results.row + step)
        box = self.results.box(self.results.row)
        self._scroll.ensureVisible(10, int(box.center().y()), 0, _ROW + _HEAD)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the field, and follow the size of the window."""
        if watched is self._home and event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._home.rect())
            self._place()
        pressed = event.type() is QEvent.Type.KeyPress
        if watched is self.field and pressed and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        if key in steps:
            self._move(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_row(self.results.row)
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif (
            event.modifiers() & Qt.KeyboardModifier.AltModifier
            and Qt.Key.Key_1 <= key <= Qt.Key.Key_9
        ):
            self._open_row(key - Qt.Key.Key_1)
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for nothing more."""
        self._rest.stop()
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click outside of the plate."""
        if not self.plate.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the veil."""
        painter = QPainter(self)
        veil = colour("shadow")
        veil.setAlphaF(0.34)
        painter.fillRect(self.rect(), veil)
        painter.end()


class _Plate(QWidget):
    """The rounded surface of the palette."""

    def sizeHint(self) -> QSize:
        return QSize(WIDE, 400)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = current().radius.palette
        painter.setPen(colour("border2"))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        paint_icon(painter, QPointF(17, 15), "search", "text2", 16)
        painter.fillRect(QRectF(1, _FIELD, self.width() - 2, 1), colour("border"))
        painter.fillRect(QRectF(1, self.height() - _FOOT, self.width() - 2, 1), colour("border"))
        painter.end()
