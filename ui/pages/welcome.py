"""The first screen: open a portfolio, make one, or look at the sample team; and the recent ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.pages.base import Page
from ui.theme import colour, current, font
from ui.widgets.buttons import paint_focus
from ui.widgets.cards import Card
from ui.widgets.icons import paint_icon
from ui.widgets.labels import Label
from ui.widgets.sidebar import Mark

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from csplanner.services.workspace import Changes

_WIDE = 760
_SENTENCE = (
    "Plan a whole year of face time with every account, offline, and walk into each visit with a "
    "brief that is right."
)
_CHOICES = (
    ("folder", "Open a portfolio", "A .csplan file of this machine", "file.open"),
    ("plus", "New portfolio", "Empty, ready for an import", "file.new"),
    ("star", "Look at the sample", "42 invented accounts, planned", "file.sample"),
)


class Choice(QAbstractButton):
    """One way to begin, as a tile with icon, title and a line."""

    def __init__(self, icon: str, title: str, line: str) -> None:
        super().__init__()
        self._icon, self._line = icon, line
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of icon and two lines."""
        return QSize(220, 104)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hover = self.underMouse()
        painter.setPen(colour("accentline" if hover else "border"))
        painter.setBrush(colour("accentsoft" if self.isDown() else "surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, current().radius.card, current().radius.card)
        paint_icon(painter, QPointF(16, 16), self._icon, "accenttext", 22)
        painter.setFont(font("inspector_title"))
        painter.setPen(colour("text"))
        painter.drawText(
            QRectF(16, 48, self.width() - 32, 22), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        painter.setFont(font("table"))
        painter.setPen(colour("text2"))
        words = QFontMetrics(font("table")).elidedText(
            self._line, Qt.TextElideMode.ElideRight, self.width() - 32
        )
        painter.drawText(
            QRectF(16, 70, self.width() - 32, 20), Qt.AlignmentFlag.AlignVCenter, words
        )
        if self.hasFocus():
            paint_focus(painter, box, current().radius.card)
        painter.end()


class Recent(QAbstractButton):
    """A portfolio opened before: its name, and the folder it lies in."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.setText(path.stem)
        self.setAccessibleName(f"Open {path.stem}")
        self.setToolTip(str(path))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of one row."""
        return QSize(200, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("inset"))
            painter.drawRoundedRect(box, 6, 6)
        paint_icon(painter, QPointF(8, 8), "portfolio", "text2", 16)
        painter.setFont(font("body", 500))
        painter.setPen(colour("text"))
        width = QFontMetrics(font("body", 500)).horizontalAdvance(self.text())
        painter.drawText(QRectF(34, 0, width + 4, 32), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(font("table"))
        painter.setPen(colour("text3"))
        room = QRectF(width + 50, 0, self.width() - width - 62, 32)
        folder = QFontMetrics(font("table")).elidedText(
            str(self.path.parent), Qt.TextElideMode.ElideMiddle, int(room.width())
        )
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, side, folder)
        if self.hasFocus():
            paint_focus(painter, box, 6)
        painter.end()


class WelcomePage(Page):
    """Open, new, sample; the recent portfolios below."""

    name, title = "welcome", "Welcome"

    def build(self) -> None:
        """Make the tiles and the list."""
        outer = QHBoxLayout(self)
        middle = QWidget()
        middle.setMaximumWidth(_WIDE)
        column = QVBoxLayout(middle)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(2)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Mark(40))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label("csplanner", "page_title"))
        words.addWidget(Label(_SENTENCE, "body", "text2").wrapped())
        head.addLayout(words, 1)
        column.addLayout(head)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for icon, title, line, action in _CHOICES:
            tile = Choice(icon, title, line)
            tile.clicked.connect(partial(self._ask, action))
            tiles.addWidget(tile)
        column.addLayout(tiles)
        self.recent = Card("Opened before")
        column.addWidget(self.recent)
        column.addStretch(3)
        outer.addStretch(1)
        outer.addWidget(middle, 20)
        outer.addStretch(1)

    def context_line(self) -> str:
        """Say what this needs."""
        return "Everything stays in one file on this machine"

    def refresh(self, changes: Changes | None) -> None:
        """List the portfolios opened before."""
        del changes
        body = self.recent.body
        while body.count():
            item = body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        paths = self.context.memory.recent
        self.recent.setVisible(bool(paths))
        for path in paths:
            row = Recent(path)
            row.clicked.connect(partial(self._open, path))
            body.addWidget(row)

    def _ask(self, action: str) -> None:
        self.context.asked.emit(action)

    def _open(self, path: Path) -> None:
        self.context.open_asked.emit(path)
