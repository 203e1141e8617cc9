"""Small help with layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


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
