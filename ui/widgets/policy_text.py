"""The policy as text: numbered lines, quiet comments, marks where something is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ui.theme import colour, font
from ui.widgets.labels import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

_SETTLED_MS, _PAD = 500, 10
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_HEADER = re.compile(r"^\s*\[.*?\]+")
_COMMENT = re.compile(r"#.*$")


class _Inks(QSyntaxHighlighter):
    """Headers bold, texts in the accent, comments quiet."""

    def highlightBlock(self, text: str) -> None:
        held = _STRING.sub(lambda match: "_" * len(match[0]), text)
        for pattern, token, weight in (
            (_STRING, "accenttext", 0),
            (_HEADER, "text", 600),
            (_COMMENT, "text3", 0),
        ):
            look = QTextCharFormat()
            look.setForeground(QColor(colour(token)))
            if weight:
                look.setFontWeight(weight)
            where = text if pattern is _STRING else held
            for match in pattern.finditer(where):
                self.setFormat(match.start(), match.end() - match.start(), look)


class PolicyText(QPlainTextEdit):
    """The text under edit. Signal: `settled(text)` once typing pauses or the focus goes."""

    settled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "Text of the policy", "TOML; what is wrong is marked at its line")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(font("table").pixelSize())
        self.setFont(fixed)
        self.setObjectName("policy_text")
        self._inks = _Inks(self.document())
        self._wrong: dict[int, str] = {}
        self._shown = ""
        self._margin = _Margin(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SETTLED_MS)
        self._pause.setObjectName("policy text")
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._pause.start)
        self.blockCountChanged.connect(self._room)
        self.updateRequest.connect(self._scrolled)
        self._room()

    def show_text(self, text: str) -> None:
        """Show another text, with the cursor where it was; tells nobody."""
        self._shown = text
        if text == self.toPlainText():
            return
        at, top = self.textCursor().position(), self.verticalScrollBar().value()
        self.blockSignals(True)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(min(at, len(text)))
        self.setTextCursor(cursor)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(top)
        self._room()

    def show_problems(self, wrong: Mapping[int, str]) -> None:
        """Mark lines, counted from 1, with what is wrong there."""
        self._wrong = dict(wrong)
        self._margin.update()

    def go_to(self, line: int) -> None:
        """Put the cursor at a line, counted from 1."""
        block = self.document().findBlockByNumber(line - 1)
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()
        self.setFocus()

    def restyle(self) -> None:
        """Take the colours of the theme that is on."""
        self._inks.rehighlight()

    def flush(self) -> None:
        """Tell at once what was typed."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what was typed."""
        super().focusOutEvent(event)
        self.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        box = self.contentsRect()
        self._margin.setGeometry(QRect(box.left(), box.top(), self.margin_width, box.height()))

    @property
    def margin_width(self) -> int:
        """The width of the line numbers, with room for a mark."""
        digits = len(str(max(99, self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 3 * _PAD

    def paint_margin(self, painter: QPainter, box: QRect) -> None:
        """Paint the numbers of the lines in a box, a sign where something is wrong."""
        painter.fillRect(box, colour("surface2"))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(offset)
            if area.top() > box.bottom():
                break
            number = block.blockNumber() + 1
            line = QRect(0, int(area.top()), self.margin_width - _PAD, int(area.height()))
            painter.setPen(colour("risk" if number in self._wrong else "text3"))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, str(number))
            if number in self._wrong:
                sign = line.adjusted(4, 0, 0, 0)
                painter.drawText(sign, Qt.AlignmentFlag.AlignLeft, "\N{WARNING SIGN}")
            block = block.next()

    def _tell(self) -> None:
        text = self.toPlainText()  # other colours count as a change of the text, too
        if text != self._shown:
            self._shown = text
            self.settled.emit(text)

    def _room(self) -> None:
        self.setViewportMargins(self.margin_width, 0, 0, 0)
        self._margin.update()

    def _scrolled(self, rect: QRect, by: int) -> None:
        if by:
            self._margin.scroll(0, by)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())


class _Margin(QWidget):
    """The line numbers."""

    def __init__(self, text: PolicyText) -> None:
        super().__init__(text)
        self._text = text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._text.paint_margin(painter, event.rect())
        painter.end()
