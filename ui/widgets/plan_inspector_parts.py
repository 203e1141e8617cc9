"""Parts of the annual plan's inspector: lines of facts, reasons, free days, ruled out weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from csplanner.drawing.canvas import Box, Style, hatch
from ui import formats
from ui.models.plan_sentences import short_titles
from ui.theme import colour, current, font
from ui.widgets.buttons import paint_focus
from ui.widgets.icons import paint_icon
from ui.widgets.labels import Label
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from csplanner.services.touch_insight import FreeDays

_LINE = 16


def facts_grid(facts: Sequence[tuple[str, str]]) -> QWidget:
    """Return names and values in two columns."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 4, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, 64)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(facts):
        left = Label(name, "table", "text2")
        grid.addWidget(left, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(value, "table").wrapped(), row, 1)
    return box


def section(title: str, note: str = "") -> tuple[QWidget, QVBoxLayout]:
    """Return a section with a hairline, a head and a column for its rows."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 6, 0, 2)
    column.setSpacing(4)
    column.addWidget(Hairline())
    column.addSpacing(4)
    head = QHBoxLayout()
    head.addWidget(Label(title, "table_strong"))
    head.addStretch(1)
    if note:
        head.addWidget(Label(note, "note", "text2"))
    column.addLayout(head)
    return box, column


class Hairline(QWidget):
    """A line from edge to edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("border"))
        painter.end()


class Reason(QWidget):
    """One reason with a tick: its head, and what explains it."""

    def __init__(self, head: str, rest: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{head}. {rest}" if rest else head)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 2, 0, 2)
        column.setSpacing(1)
        column.addWidget(Label(head, "table_first").wrapped())
        if rest:
            column.addWidget(Label(rest, "note", "text2").wrapped())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tick."""
        painter = QPainter(self)
        paint_icon(painter, QPointF(0, 3), "check", "good", 14)
        painter.end()


class RuledOutRow(QWidget):
    """A week struck out and the reason."""

    def __init__(self, week: str, reason: str, detail: str) -> None:
        super().__init__()
        self._week = week
        self.setToolTip(detail)
        self.setAccessibleName(f"{week} is ruled out: {reason}. {detail}")
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 0, 0, 0)
        row.addWidget(Label(reason, "table", "text2").wrapped(), 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the week and the stroke through it."""
        painter = QPainter(self)
        face = font("table")
        painter.setFont(face)
        painter.setPen(colour("text2"))
        width = QFontMetrics(face).horizontalAdvance(self._week)
        painter.drawText(QRectF(0, 0, 40, _LINE), Qt.AlignmentFlag.AlignVCenter, self._week)
        painter.drawLine(QPointF(0, _LINE / 2 + 0.5), QPointF(width, _LINE / 2 + 0.5))
        painter.end()


class GapRow(QAbstractButton):
    """A touch that was missed or has no date: what, why, and what would help; a click shows it."""

    def __init__(self, head: str, lines: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(". ".join([head, *lines]))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(6, 5, 6, 5)
        column.setSpacing(1)
        labels = [Label(head, "table_first").wrapped()]
        labels += [Label(line, "note", "text2").wrapped() for line in lines]
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)

    def sizeHint(self) -> QSize:
        """Ask for the room of the words."""
        return self._column.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Grow with the words."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words in a width."""
        return self._column.totalHeightForWidth(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground under the pointer and the focus ring."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), colour("inset"))
        if self.hasFocus():
            paint_focus(painter, box, 4)
        painter.end()


class NextBestRow(QWidget):
    """Another date and what it costs more."""

    def __init__(self, day: str, extra: str, terms: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{day}, {extra}. {terms}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.addWidget(Label(day, "table"))
        row.addStretch(1)
        row.addWidget(Label(extra, "table_strong"))
        column.addLayout(row)
        if terms:
            column.addWidget(Label(terms, "note", "text2").wrapped())


class FreeGrid(QWidget):
    """Monday to Friday for each of ours: free, partly taken, away; the day of the touch framed."""

    def __init__(self, rows: Sequence[FreeDays], day: dt.date, monday: dt.date) -> None:
        super().__init__()
        self._rows, self._day, self._monday = tuple(rows), day, monday
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Who was free: " + "; ".join(_words(row) for row in rows))

    def sizeHint(self) -> QSize:
        """Return the room of the head and the rows."""
        return QSize(240, 18 + 16 * len(self._rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint heads and cells."""
        painter = QPainter(self)
        canvas = PainterCanvas(painter, current())
        left, gap = 74.0, 4.0
        width = (self.width() - left - 4 * gap) / 5
        for number in range(5):
            day = self._monday.fromordinal(self._monday.toordinal() + number)
            x = left + number * (width + gap)
            chosen = day == self._day
            painter.setFont(font("dense", 600 if chosen else 400))
            painter.setPen(colour("accenttext" if chosen else "text3"))
            name = formats.weekday(day, day).split()[0]
            box = QRectF(x - 4, 0, width + 8, 14)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{name} {day.day}")
            if chosen:
                ground = Box(x - 2, 15, width + 4, 16.0 * len(self._rows) + 2)
                canvas.rect(ground, Style("accentsoft"), 3)
            for place, row in enumerate(self._rows):
                _paint_cell(canvas, Box(x, 19 + 16 * place, width, 11), row.taken[number])
        painter.setFont(font("note"))
        painter.setPen(colour("text2"))
        for place, row in enumerate(self._rows):
            words = QFontMetrics(font("note")).elidedText(
                short_titles(row.name), Qt.TextElideMode.ElideRight, int(left - 6)
            )
            box = QRectF(0, 17 + 16 * place, left, 15)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


def _paint_cell(canvas: PainterCanvas, box: Box, taken: float | None) -> None:
    if taken is None:
        canvas.rect(box, Style("surface", "border2", 1.0), 2)
        with canvas.clip(box):
            hatch(canvas, box, Style(stroke="border2", width=1.0), 5)
        return
    canvas.rect(box, Style("inset"), 2)
    free = box.w * (1 - taken)
    if free > 0:
        canvas.rect(Box(box.x, box.y, free, box.h), Style("goodfill", opacity=0.6), 2)


def _words(row: FreeDays) -> str:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri")
    states = [
        "away" if share is None else "free" if share < 0.05 else f"{formats.percent(share)} taken"
        for share in row.taken
    ]
    return f"{row.name} " + ", ".join(f"{d} {s}" for d, s in zip(days, states, strict=True))
