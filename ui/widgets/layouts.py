"""Small help with layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget


def scrolled(inside: QWidget, name: str = "") -> QScrollArea:
    """Return a frameless area that scrolls a widget and lets the ground behind show through."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setAccessibleName(name)
    scroll.setWidget(inside)
    inside.setAutoFillBackground(False)  # Qt turns it on in setWidget
    return scroll


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, widgets and layouts inside it too, and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inside = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inside is not None:
            clear(inside)
            inside.deleteLater()
