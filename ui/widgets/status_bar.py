"""The status bar: offline, saved, backed up, edits since the last run; scope, policy, the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy

from ui.theme import colour, current, font
from ui.widgets.buttons import paint_focus
from ui.widgets.cards import Ground
from ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent


class Fact(NamedTuple):
    """One thing the status bar says; `page` is where a click leads, `ink` a token."""

    key: str
    text: str
    icon: str = ""
    page: str = ""
    ink: str = "text2"
    strong: bool = False


# What gives way first where there is too little room; what is not named stays.
_LESS = ("sample", "scope", "week", "policy", "edits", "offline", "backup")
_MARGINS, _GAP = 22, 14
OFFLINE = Fact("offline", "Offline", "offline", ink="text", strong=True)


class _Item(QAbstractButton):
    """One fact as a quiet button."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self.fact = fact
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if fact.page else Qt.FocusPolicy.NoFocus)
        self.say(fact)

    def say(self, fact: Fact) -> None:
        """Show a fact."""
        self.fact = fact
        self.setText(fact.text)
        self.setAccessibleName(fact.text)
        self.updateGeometry()
        self.update()

    def _font_role(self) -> tuple[str, int]:
        return "label", 600 if self.fact.strong else 500

    def sizeHint(self) -> QSize:
        """Return the room of icon and words."""
        width = QFontMetrics(font(*self._font_role())).horizontalAdvance(self.text())
        return QSize(width + 4 + (18 if self.fact.icon else 0), current().size.status - 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 2.0
        if self.fact.icon:
            top = (self.height() - 12) / 2
            paint_icon(painter, QPointF(left, top), self.fact.icon, self.fact.ink, 12)
            left += 17
        painter.setFont(font(*self._font_role()))
        hover = self.fact.page and self.underMouse()
        painter.setPen(colour("accenttext" if hover else self.fact.ink))
        box = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3)
        painter.end()


class StatusBar(Ground):
    """Facts at the left and at the right. Signal: `wanted(page name)`."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("sidebar", "t")
        self.setObjectName("status_bar")
        self.setAccessibleName("Status")
        self.setFixedHeight(current().size.status)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 12, 0)
        row.setSpacing(0)
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(_GAP)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addLayout(self._right)
        self._items: dict[str, _Item] = {}

    def say(self, left: Sequence[Fact], right: Sequence[Fact]) -> None:
        """Show these facts; an item keeps its place while its key stays."""
        wanted = [fact.key for fact in (*left, *right)]
        if wanted != list(self._items):
            self._make(left, right)
        for fact in (*left, *right):
            self._items[fact.key].say(fact)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Be content with little room; facts give way."""
        return QSize(0, current().size.status)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many facts as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide the lesser facts of a narrow window; none is cut."""
        wide = {key: item.sizeHint().width() + _GAP for key, item in self._items.items()}
        room = self.width() - _MARGINS
        hidden: set[str] = set()
        for key in _LESS:
            if sum(width for name, width in wide.items() if name not in hidden) <= room:
                break
            hidden.add(key)
        for key, item in self._items.items():
            item.setVisible(key not in hidden)

    def text(self, key: str) -> str:
        """Return what a fact says now, empty if it is not shown."""
        return self._items[key].text() if key in self._items else ""

    def _make(self, left: Sequence[Fact], right: Sequence[Fact]) -> None:
        for item in self._items.values():
            item.setParent(None)
            item.deleteLater()
        self._items = {}
        for layout, facts in ((self._left, left), (self._right, right)):
            for fact in facts:
                item = _Item(fact)
                item.clicked.connect(self._clicked)
                layout.addWidget(item)
                self._items[fact.key] = item

    def _clicked(self) -> None:
        item = self.sender()
        assert isinstance(item, _Item)
        if item.fact.page:
            self.wanted.emit(item.fact.page)
