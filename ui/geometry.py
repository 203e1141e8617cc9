"""Where a window stood and how large it was, kept between two runs; always on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.memory import Memory

WIDTH, HEIGHT = 1440, 900


def restore(window: QWidget, memory: Memory) -> None:
    """Put a window where it was, or where the first screen begins if that is gone."""
    window.resize(WIDTH, HEIGHT)
    kept = memory.get("geometry", "")
    if not kept:
        return
    window.restoreGeometry(QByteArray.fromBase64(kept.encode()))
    frame = window.frameGeometry()
    if not any(s.availableGeometry().intersects(frame) for s in QGuiApplication.screens()):
        window.move(QGuiApplication.primaryScreen().availableGeometry().topLeft())


def keep(window: QWidget, memory: Memory) -> None:
    """Remember where a window stands."""
    memory.keep("geometry", bytes(window.saveGeometry().toBase64().data()).decode())
