"""A button that opens a list of choices: its words, a chevron, and the menu under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QAction, QActionGroup, QPainter
from PySide6.QtWidgets import QMenu

from ui.widgets.buttons import Button
from ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

_CHEVRON = 18


class DropButton(Button):
    """Shows what is chosen; `choices` is asked for when the menu opens, as (key, words, on)."""

    def __init__(
        self,
        name: str,
        *,
        icon: str,
        choices: Callable[[], Sequence[tuple[str, str, bool]]],
        chosen: Callable[[str], object],
    ) -> None:
        super().__init__(name, icon=icon, small=True)
        self._choices, self._chosen = choices, chosen
        self.clicked.connect(self.open_menu)

    def say(self, words: str) -> None:
        """Show what is chosen."""
        if words != self.text():
            self.setText(words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the words and the chevron."""
        return super().sizeHint() + QSize(_CHEVRON, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chevron beside the words."""
        super().paintEvent(event)
        painter = QPainter(self)
        at = QPointF(self.width() - _CHEVRON - 3, self.height() / 2 - 7)
        paint_icon(painter, at, "chevron-down", "text2", 14)
        painter.end()

    def open_menu(self) -> None:
        """Open the choices under the button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def menu(self) -> QMenu:
        """Return the choices as a menu."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for key, words, on in self._choices():
            action = QAction(words, menu)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(on)
            group.addAction(action)
            menu.addAction(action)
        menu.triggered.connect(self._take)
        return menu

    def _take(self, action: QAction) -> None:
        self._chosen(str(action.data()))
