"""Saved views on the page Portfolio: which one is open, what it keeps, its menu."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from csplanner.services import saved_views as kept
from csplanner.services.saved_views import WHOLE, SavedView, Views
from ui.pages.portfolio_columns import USUAL
from ui.widgets.table_look import Look, TableLook

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.portfolio import PortfolioPage

ALL_ACCOUNTS = "All accounts"


class PortfolioViews(QObject):
    """Opens, keeps and names views. Signal: `changed()` when another is open or one is renamed."""

    changed = Signal()

    def __init__(self, page: PortfolioPage) -> None:
        super().__init__(page)
        self._page = page
        self.views = Views()
        self.name = WHOLE
        self.look = TableLook(page.view)
        self.look.changed.connect(self.keep_look)
        usual = {column.called: column.width for column in page.table.columns}
        self._usual = tuple((key, usual[key]) for key in USUAL)
        self._path: object = None

    def begin(self) -> None:
        """Open the view that this portfolio opens with, once for each portfolio."""
        workspace = self._page.workspace
        if self._path != workspace.path:
            self._path = workspace.path
            self.views = kept.saved_views(workspace)
            first = self.views.get(self.views.first)
            self._show(first)

    @property
    def title(self) -> str:
        """What the open view is called, with a sign where its filter was changed."""
        return f"{self.name or ALL_ACCOUNTS}{' · changed' if self.altered else ''}"

    @property
    def altered(self) -> bool:
        """Whether the filter is another one than the view keeps."""
        return bool(self.name) and self._page.filter.text() != self.views.get(self.name).filter

    def open(self, name: str) -> None:
        """Show a view; what was open keeps its look first."""
        self.look.flush()
        self._show(self.views.get(name))

    def _show(self, view: SavedView) -> None:
        self.name = view.name
        columns = view.columns or self._usual
        self.look.put(Look(columns, view.sort or "tier", view.descending))
        self._page.group_by(view.group)
        self._page.filter.setText(view.filter)
        self.changed.emit()

    def now(self, name: str) -> SavedView:
        """Return what is shown as a view of this name."""
        look = self.look.take()
        return SavedView(
            name=name,
            filter=self._page.filter.text(),
            columns=look.columns,
            sort=look.sort,
            descending=look.descending,
            group=self._page.grouped_by,
        )

    def keep_look(self) -> None:
        """Keep columns, widths, sorting and grouping of the open view; its filter stays."""
        if self._page.context.workspace is None:
            return
        shown = self.now(self.name)
        old = self.views.get(self.name)
        self.views = kept.keep_view(self._page.workspace, replace(shown, filter=old.filter))
        self.changed.emit()

    def show_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns in this order; those that were shown keep their widths."""
        look = self.look.take()
        widths = {column.called: column.width for column in self._page.table.columns}
        widths |= dict(look.columns)
        self.look.put(look._replace(columns=tuple((key, widths[key]) for key in keys)))
        self.keep_look()

    def ask_columns(self) -> None:
        """Ask which columns to show, in which order."""
        from ui.dialogs.columns_form import ColumnsForm
        from ui.widgets.section_list import SectionRow

        columns, shown = self._page.table.columns, self.look.columns_shown()
        rest = [index for index in range(len(columns)) if index not in shown]
        rows = [
            SectionRow(columns[index].called, columns[index].title, on=index in shown)
            for index in (*shown, *rest)
        ]
        ColumnsForm(self._page, rows, self.show_columns).exec()

    def ask_new(self) -> None:
        """Ask for a name and keep what is shown under it."""
        self._ask("Save as a new view", "Save view", "", self.add)

    def add(self, name: str) -> None:
        """Keep what is shown as a new view; raises UserMistake."""
        self.views = kept.add_view(self._page.workspace, self.now(name))
        self.name = " ".join(name.split())
        self._page.context.notify(f"Saved the view {self.name}")
        self.changed.emit()

    def ask_rename(self) -> None:
        """Ask for another name of the open view."""
        self._ask("Rename the view", "Rename", self.name, self.rename)

    def rename(self, name: str) -> None:
        """Give the open view another name; raises UserMistake."""
        self.views = kept.rename_view(self._page.workspace, self.name, name)
        self.name = " ".join(name.split())
        self.changed.emit()

    def update(self) -> None:
        """Keep the filter that is typed in the open view."""
        self.views = kept.keep_view(self._page.workspace, self.now(self.name))
        self._page.context.notify(f"The view {self.name} keeps this filter")
        self.changed.emit()

    def delete(self) -> None:
        """Delete the open view, with a way back."""
        gone, first = self.views.get(self.name), self.views.first
        self.views = kept.delete_view(self._page.workspace, gone.name)

        def back() -> None:
            self.views = kept.keep_view(self._page.workspace, gone)
            if first == gone.name:
                self.views = kept.open_first(self._page.workspace, first)
            self.open(gone.name)

        self._page.context.notify(f"Deleted the view {gone.name}", action=("Bring it back", back))
        self.open(WHOLE)

    def open_first(self) -> None:
        """Open the portfolio with this view from now on, or no longer."""
        name = WHOLE if self.views.first == self.name else self.name
        self.views = kept.open_first(self._page.workspace, name)
        self._page.context.notify(f"This portfolio opens with {name or ALL_ACCOUNTS}")
        self.changed.emit()

    def opens_first(self) -> bool:
        """Whether the portfolio opens with the open view."""
        return self.views.first == self.name

    def menu(self) -> QMenu:
        """Return the menu: the views, then what can be done with the open one."""
        menu = QMenu(self._page)
        for name in (WHOLE, *(view.name for view in self.views.named)):
            action = QAction((name or ALL_ACCOUNTS).replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(name == self.name)
            action.triggered.connect(partial(self._open, name))
            menu.addAction(action)
        menu.addSeparator()
        for known in self._page.page_actions():
            if known.name.startswith("portfolio.view_"):
                item = QAction(known.text, menu)
                item.setEnabled(known.enabled)
                item.triggered.connect(partial(self._ask_for, known.name))
                menu.addAction(item)
        return menu

    def _ask_for(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt says it
        self._page.context.asked.emit(name)

    def _open(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt says it
        self.open(name)

    def _ask(self, title: str, verb: str, text: str, save: Callable[[str], None]) -> None:
        from ui.dialogs.name_form import NameForm

        NameForm(self._page, (title, verb, "Name of the view"), text, save).exec()
