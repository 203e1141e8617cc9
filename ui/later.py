"""Work that waits until what is to be seen now was painted.

A timer of no time fires before the paint that its own event asked for. Qt posts the request to
paint with low priority; what comes here is posted with a lower one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Callable

_AFTER_PAINT = Qt.EventPriority.LowEventPriority.value - 1


class _Call(QEvent):
    """Carries what is to be done."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(QEvent.Type.User)
        self.act = act


class _Doer(QObject):
    """Does one thing when its event comes, and goes."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, _Call):
            self.deleteLater()
            event.act()
            return True
        return super().event(event)


def after_paint(owner: QObject, act: Callable[[], object]) -> None:
    """Do `act` once all that waits to be painted was painted; never if the owner is gone."""
    QCoreApplication.postEvent(_Doer(owner), _Call(act), _AFTER_PAINT)
