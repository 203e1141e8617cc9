"""Buttons as the design draws them: plain, primary, quiet, an icon alone; each with its key."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import colour, current, font
from ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QFont, QPaintEvent
    from PySide6.QtWidgets import QWidget

_PAD, _GAP = 10, 6


class Kind(Enum):
    """How loud a button is; a page has one primary button at most."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"


class Button(QAbstractButton):
    """A button with icon, words and the key that does the same; each of them may be missing."""

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        keys: str = "",
        kind: Kind = Kind.PLAIN,
        small: bool = False,
    ) -> None:
        super().__init__()
        self.setText(text)
        self.icon_name, self.keys, self.kind, self.small = icon, keys, kind, small
        self.soft = False
        self._hover = False
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of icon, words and key cap."""
        size = current().size
        height = size.button_small if self.small else size.button
        width = 2 * (_PAD if self.text() else 7)
        parts = []
        if self.icon_name:
            parts.append(14)
        if self.text():
            parts.append(QFontMetrics(self._font()).horizontalAdvance(self.text()))
        if self.keys:
            parts.append(key_width(self.keys))
        return QSize(width + sum(parts) + _GAP * max(0, len(parts) - 1), height)

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Rest again."""
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, words, key cap and focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        token = self._ink()
        x = float(_PAD if self.text() else 7)
        middle = self.height() / 2
        if self.icon_name:
            paint_icon(painter, QPointF(x, middle - 7), self.icon_name, token, 14)
            x += 14 + _GAP
        if self.text():
            painter.setFont(self._font())
            painter.setPen(colour(token))
            width = QFontMetrics(self._font()).horizontalAdvance(self.text())
            box = QRectF(x, 0, width + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
            x += width + _GAP
        if self.keys:
            loud = self.kind is Kind.PRIMARY and self.isEnabled()
            paint_keys(painter, QPointF(x, middle), self.keys, loud=loud)
        painter.end()

    def _font(self) -> QFont:
        return font("table" if self.small else "body", 500)

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text3"
        if self.kind is Kind.PRIMARY:
            return "accentfg"
        return "text2" if self.soft else "text"

    def _ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill, line = self._tokens()
        painter.setPen(colour(line) if line else Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
        radius = current().radius.button
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            paint_focus(painter, box, radius, loud=self.kind is Kind.PRIMARY)

    def _tokens(self) -> tuple[str, str]:
        pressed = self.isDown() or self.isChecked()
        if not self.isEnabled():
            return ("" if self.kind is Kind.QUIET else "inset"), ""
        if self.kind is Kind.PRIMARY:
            return ("accenttext" if pressed and current().name == "light" else "accent"), ""
        if self.kind is Kind.QUIET:
            return ("accentsoft" if pressed else "inset" if self._hover else ""), ""
        return ("accentsoft" if pressed else "inset" if self._hover else "surface"), "border2"


def key_width(keys: str) -> int:
    """Return the width of a key cap."""
    return QFontMetrics(font("dense", 500)).horizontalAdvance(keys) + 10


def paint_keys(painter: QPainter, at: QPointF, keys: str, *, loud: bool = False) -> None:
    """Paint a key cap with the middle of its left edge at a point; `loud` on an accent ground."""
    painter.save()
    box = QRectF(at.x(), at.y() - 8.5, key_width(keys), 17)
    ground = colour("accentfg" if loud else "surface2")
    line = colour("accentfg" if loud else "border2")
    if loud:
        ground.setAlphaF(0.14)
        line.setAlphaF(0.45)
    painter.setPen(line)
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(font("dense", 500))
    painter.setPen(colour("accentfg" if loud else "text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


def paint_focus(painter: QPainter, box: QRectF, radius: float, *, loud: bool = False) -> None:
    """Paint the focus ring just inside a box."""
    painter.save()
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setColor(colour("accentfg" if loud else "accent"))
    pen.setWidthF(2.0)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = 2.5 if loud else 0.5
    painter.drawRoundedRect(box.adjusted(inside, inside, -inside, -inside), radius, radius)
    painter.restore()


def icon_button(icon: str, name: str, *, keys: str = "", parent: QWidget | None = None) -> Button:
    """Return a quiet button that shows an icon only; `name` is its tooltip and spoken name."""
    button = Button(icon=icon, kind=Kind.QUIET, small=True)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({keys})" if keys else name)
    if parent is not None:
        button.setParent(parent)
    return button
