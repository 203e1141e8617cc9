"""What waits for the paint comes after it, and not at all without its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.later import after_paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot


class _Told(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        self.told.append("painted")


def test_the_paint_comes_first(qtbot: QtBot) -> None:
    widget = _Told()
    qtbot.addWidget(widget)
    widget.show()
    QApplication.processEvents()
    widget.told.clear()
    after_paint(widget, lambda: widget.told.append("done"))
    widget.update()
    QApplication.processEvents()
    assert widget.told == ["painted", "done"]


def test_without_its_owner_nothing_is_done(qapp: QApplication) -> None:
    told: list[str] = []
    owner = QObject()
    after_paint(owner, lambda: told.append("done"))
    shiboken6.delete(owner)
    qapp.processEvents()
    assert told == []
