"""Words on the screen: labels with a type role and an ink, elided ones, key caps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget


class Label(QLabel):
    """Plain text in a type role of the tokens; `ink` is one of `ui.theme.INKS`."""

    def __init__(
        self, text: str = "", role: str = "body", ink: str = "text", *, weight: int = 0
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role, weight))
        self.setProperty("ink", ink)

    def set_ink(self, ink: str) -> None:
        """Change the colour of the words."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)

    def wrapped(self) -> Label:
        """Let the text run over several lines; returns the label."""
        self.setWordWrap(True)
        return self

    def selectable(self) -> Label:
        """Let the text be marked and copied; returns the label."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self


class Elided(Label):
    """One line that ends in an ellipsis where the room ends; the tooltip then says all of it."""

    def __init__(
        self, text: str = "", role: str = "body", ink: str = "text", *, weight: int = 0
    ) -> None:
        super().__init__(text, role, ink, weight=weight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)

    def sizeHint(self) -> QSize:
        """Ask for the room of the whole line."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Be content with little room."""
        return QSize(24, QFontMetrics(self.font()).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole text in the tooltip when it does not fit."""
        super().resizeEvent(event)
        fits = self.sizeHint().width() <= self.width() + 2
        self.setToolTip("" if fits else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the part that fits."""
        painter = QPainter(self)
        text = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


def named(widget: QWidget, name: str, description: str = "") -> QWidget:
    """Give a widget the name and description that a screen reader says; returns it."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
    return widget
