"""The notice bar: what happened, what to do, and Undo; instead of a dialog.

A plain notice or a warning goes after a while unless the pointer rests on it; a mistake or trouble
stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import colour
from ui.widgets.buttons import Button, Kind, icon_button
from ui.widgets.icons import paint_icon
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QPaintEvent

    from ui.context import Notice

_SECONDS = 8
_WIDEST, _ABOVE_FOOT = 620, 36
_LOOKS = {
    "info": ("check", "good"),
    "warning": ("warning", "watch"),
    "mistake": ("warning", "watch"),
}
_PASSING = {"info", "warning"}


class NoticeBar(QWidget):
    """Shows the newest notice over the foot of the window. Signal: `undo()` when it is asked."""

    undo = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self.setAccessibleName("Notice")
        self.notice: Notice | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 9, 8, 9)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.text = Label("", "body", weight=500).wrapped()
        self.hint = Label("", "table", "text2").wrapped()
        words.addWidget(self.text)
        words.addWidget(self.hint)
        row.addLayout(words, 1)
        self.button = Button("Undo", keys="Ctrl Z", small=True)
        self.button.clicked.connect(self._act)
        self.close_button = icon_button("close", "Close the notice")
        self.close_button.clicked.connect(self.dismiss)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self._time = QTimer(self)
        self._time.setObjectName("notice bar")
        self._time.setSingleShot(True)
        self._time.timeout.connect(self.dismiss)
        self.hide()

    def tell(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        self.notice = notice
        self.text.setText(notice.text)
        self.hint.setText(notice.hint)
        self.hint.setVisible(bool(notice.hint))
        self._offer(notice)
        self.setAccessibleDescription(f"{notice.text} {notice.hint}".strip())
        self.place()
        self.show()
        self.raise_()
        if notice.kind in _PASSING:
            self._time.start(_SECONDS * 1000)
        else:
            self._time.stop()

    def _offer(self, notice: Notice) -> None:
        label = "Undo" if notice.undo else notice.action[0] if notice.action else ""
        self.button.setText(label)
        self.button.setAccessibleName(label)
        self.button.keys = "Ctrl Z" if notice.undo else ""
        self.button.kind = Kind.PLAIN
        self.button.setVisible(bool(label))
        self.button.updateGeometry()

    def place(self) -> None:
        """Stand above the foot of the window, in the middle."""
        home = self.parentWidget()
        assert home is not None
        width = min(_WIDEST, home.width() - 32)
        metrics = self.text.fontMetrics()
        room = metrics.horizontalAdvance(f"{self.text.text()}") + 190
        self.setFixedWidth(max(320, min(width, max(room, self._hint_room()))))
        layout = self.layout()
        height = layout.heightForWidth(self.width()) if layout is not None else 0
        self.resize(self.width(), max(44, height))
        left = (home.width() - self.width()) // 2
        self.move(left, home.height() - self.height() - _ABOVE_FOOT)

    def dismiss(self) -> None:
        """Put the notice away."""
        self._time.stop()
        self.notice = None
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while somebody reads."""
        self._time.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go a while later."""
        if self.notice is not None and self.notice.kind in _PASSING:
            self._time.start(_SECONDS * 1000)
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate and the sign of its kind."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("border2"))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        kind = self.notice.kind if self.notice else "info"
        sign, ink = _LOOKS.get(kind, ("warning", "risk"))
        at = QRectF(13, 13, 16, 16).topLeft()
        paint_icon(painter, at, sign, ink, 16)
        painter.end()

    def _hint_room(self) -> int:
        if not self.hint.text():
            return 0
        return self.hint.fontMetrics().horizontalAdvance(self.hint.text()) + 190

    def _act(self) -> None:
        notice = self.notice
        self.dismiss()
        if notice is None:
            return
        if notice.undo:
            self.undo.emit()
        elif notice.action is not None:
            notice.action[1]()
