"""The keys of a table: Enter opens, J and K move, Space selects, F2 edits, Esc lets go."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from ui.widgets.table_view import TableView

_FLAG = QItemSelectionModel.SelectionFlag
WHOLE_ROW = _FLAG.ClearAndSelect | _FLAG.Rows


class TableKeys:
    """Does what the plain keys of one table ask."""

    def __init__(self, view: TableView) -> None:
        self._view = view

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key asks; says whether it asked for something."""
        act = self._acts.get(Qt.Key(event.key()))
        if act is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        act()
        return True

    @cached_property
    def _acts(self) -> dict[Qt.Key, Callable[[], None]]:
        key, way = Qt.Key, QAbstractItemView.CursorAction
        return {
            key.Key_Return: self._pick,
            key.Key_Enter: self._pick,
            key.Key_J: partial(self._step, way.MoveDown),
            key.Key_K: partial(self._step, way.MoveUp),
            key.Key_Space: self._toggle,
            key.Key_F2: self._edit,
            key.Key_Escape: self._escape,
        }

    def _pick(self) -> None:
        row = self._view.table.row_at(self._view.currentIndex().row())
        if row is not None:
            self._view.picked.emit(row)

    def _step(self, way: QAbstractItemView.CursorAction) -> None:
        index = self._view.moveCursor(way, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self._view.selectionModel().setCurrentIndex(index, WHOLE_ROW)

    def _toggle(self) -> None:
        model = self._view.selectionModel()
        model.select(self._view.currentIndex(), _FLAG.Toggle | _FLAG.Rows)

    def _edit(self) -> None:
        self._view.edit_asked.emit(self._view.currentIndex())

    def _escape(self) -> None:
        if len(self._view.selected()) > 1:
            self._view.let_go()
        else:
            self._view.escaped.emit()
