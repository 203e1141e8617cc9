"""The inspector: a frame at the right that shows what a page has about the selected thing."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import current
from ui.widgets.cards import Ground


class Inspector(Ground):
    """Holds one widget a page; only its content scrolls, a foot that a page gives stays."""

    def __init__(self) -> None:
        super().__init__("surface2", "l")
        self.setObjectName("inspector")
        self.setAccessibleName("Inspector")
        self.setFixedWidth(current().size.inspector)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        self._column = column
        self._shown: QWidget | None = None

    def show_widget(self, widget: QWidget | None) -> None:
        """Show a page's widget, or nothing; the page keeps it."""
        if widget is self._shown:
            return
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.setParent(None)
        self._shown = widget
        if widget is not None:
            self._column.addWidget(widget)
            widget.show()


class InspectorBody(QWidget):
    """A ready-made content: a scrolled column, and a foot that stays in place.

    Add widgets to `column` and fixed actions to `foot`.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll, port = QScrollArea(), QWidget()
        scroll.setViewport(port)  # asked for Qt's own, PySide would load every kind of widget
        port.setAutoFillBackground(False)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(14, 14, 14, 14)
        self.column.setSpacing(4)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # Qt turns it on in setWidget
        scroll.setAccessibleName(name)
        outer.addWidget(scroll, 1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(14, 10, 14, 12)
        self.foot.setSpacing(8)
        outer.addLayout(self.foot)
