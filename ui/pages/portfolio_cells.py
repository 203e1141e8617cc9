"""Changing cells of the list of accounts where they stand: F2, Enter, Esc, Tab."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.widgets.cell_editor import CellEditor

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from ui.pages.portfolio import PortfolioPage

_TIER = "tier_override"


class PortfolioCells(QObject):
    """Opens the field over a cell, and goes on to the next one with Tab."""

    def __init__(self, page: PortfolioPage) -> None:
        super().__init__(page)
        self._page = page
        self.editor: CellEditor | None = None
        self._at = ("", "")
        page.view.edit_asked.connect(self.edit)

    def edit(self, index: QModelIndex) -> None:
        """Change the cell, or the first one of its row that can be changed."""
        account = self._page.table.row_at(index.row())
        if account is None or self._page.workspace.read_only:
            return
        shown = self._editable()
        if not shown:
            return
        column = index.column() if index.column() in shown else shown[0]
        if len(self._page.view.selected()) > 1:
            self._page.choice.change(self._page.table.columns[column].edit)
        else:
            self._begin(account.row.id, column)

    def _begin(self, account_id: str, column: int) -> None:
        from csplanner.services.edit_accounts import EDITABLE, choices, current_text

        page = self._page
        name = page.table.columns[column].edit
        if name == _TIER:  # a tier set by hand has a reason, for which a cell has no room
            page.choice.change(name)
            return
        place = page.table.place_of(account_id)
        index = page.table.index(place, column)
        page.view.setCurrentIndex(index)
        page.view.scrollTo(index)
        editor = CellEditor(page.view.viewport(), page.view.visualRect(index), EDITABLE[name].label)
        editor.setPlaceholderText(EDITABLE[name].hint)
        text = current_text(page.workspace, account_id, name)
        known = choices(page.workspace, name, page.context.today)
        self._at = (account_id, name)
        editor.stepped.connect(self._step)
        editor.closed.connect(self._closed)
        self.editor = editor
        editor.begin(text, known, partial(self._save, account_id, name))

    def _save(self, account_id: str, name: str, text: str) -> None:
        from csplanner.services.edit_accounts import edit_accounts

        context = self._page.context
        edit_accounts(self._page.workspace, [account_id], {name: text}, context.today)

    def _step(self, way: int) -> None:
        """Go on to the next cell of the row that can be changed there."""
        account_id, name = self._at
        shown = [i for i in self._editable() if self._page.table.columns[i].edit != _TIER]
        names = [self._page.table.columns[index].edit for index in shown]
        at = names.index(name) + way if name in names else 0
        if 0 <= at < len(shown) and self._page.table.place_of(account_id) >= 0:
            self._begin(account_id, shown[at])

    def _editable(self) -> list[int]:
        columns = self._page.table.columns
        return [index for index in self._page.views.look.columns_shown() if columns[index].edit]

    def _closed(self) -> None:
        self.editor = None
