"""What can be done on the list of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.actions import Action
from ui.pages.registry import entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.portfolio import PortfolioPage


def portfolio_actions(page: PortfolioPage) -> tuple[Action, ...]:
    """Return the actions of the list: open, import, add; its look; its selection; its views."""
    return (*_accounts(page), *_selection(page), *_selecting(page), *_look(page), *_views(page))


def _accounts(page: PortfolioPage) -> tuple[Action, ...]:
    return (
        Action(
            name="portfolio.open",
            text="Open account",
            run=page.open_current,
            icon="portfolio",
            menu="Account",
            detail="Enter",
            on=lambda: bool(page.view.selected()),
        ),
        Action(
            name="portfolio.import",
            text="Import",
            run=page.go_import,
            icon="import",
            menu="File",
            on=lambda: any(entry.name == "import" for entry in entries()),
        ),
        Action(
            name="portfolio.add",
            text="Add account",
            run=page.add,
            keys="Ctrl+Shift+N",
            icon="plus",
            menu="Account",
            on=lambda: not page.workspace.read_only,
        ),
    )


def _selection(page: PortfolioPage) -> tuple[Action, ...]:
    def chosen() -> bool:
        return bool(page.view.selected())

    return (
        Action(
            name="portfolio.change",
            text="Change selected",
            run=page.choice.change,
            keys="E",
            icon="edit",
            menu="Account",
            detail="One field of all selected accounts, as one step of undo",
            on=lambda: chosen() and not page.workspace.read_only,
        ),
        Action(
            name="portfolio.copy",
            text="Copy as table",
            run=page.choice.copy,
            keys="Ctrl+C",
            icon="copy",
            menu="Edit",
            detail="The selected accounts, for a spreadsheet or a mail",
            on=chosen,
        ),
        Action(
            name="portfolio.export",
            text="Export",
            run=page.choice.ask_export,
            keys="Ctrl+E",
            icon="export",
            menu="File",
            detail="The accounts shown, or those selected, as a workbook or CSV",
            on=lambda: bool(page.table.shown),
        ),
    )


def _selecting(page: PortfolioPage) -> tuple[Action, ...]:
    return (
        Action(
            name="portfolio.all",
            text="Select all",
            run=page.view.selectAll,
            menu="Edit",
            detail="Ctrl A in the list",
            on=lambda: bool(page.table.shown),
        ),
        Action(
            name="portfolio.unselect",
            text="Clear selection",
            run=page.view.let_go,
            menu="Edit",
            detail="Esc in the list",
            on=lambda: len(page.view.selected()) > 1,
        ),
    )


def _look(page: PortfolioPage) -> tuple[Action, ...]:
    return (
        Action(
            name="portfolio.filters",
            text="Add a filter",
            run=page.tools.open_filters,
            icon="filter",
            menu="View",
        ),
        Action(
            name="portfolio.columns",
            text="Choose columns",
            run=page.views.ask_columns,
            icon="columns",
            menu="View",
        ),
        Action(
            name="portfolio.group",
            text="Group accounts",
            run=page.tools.group.open_menu,
            keys="G",
            icon="layers",
            menu="View",
        ),
    )


def _views(page: PortfolioPage) -> tuple[Action, ...]:
    views = page.views

    def writable() -> bool:
        return not page.workspace.read_only

    def named() -> bool:
        return bool(views.name) and writable()

    new = "Filter, columns, sorting and groups under a name"
    first = "Open the portfolio with this view"
    return (
        _view("", "Open a view", page.tools.view.open_menu, keys="V", icon="saved"),
        _view("_new", "Save as a new view…", views.ask_new, icon="saved", detail=new, on=writable),
        _view(
            "_update",
            "Keep this filter in the view",
            views.update,
            on=lambda: named() and views.altered,
        ),
        _view("_rename", "Rename the view…", views.ask_rename, on=named),
        _view("_first", first, views.open_first, checked=views.opens_first, on=writable),
        _view("_delete", "Delete the view", views.delete, icon="delete", on=named),
    )


def _view(name: str, text: str, run: Callable[[], object], **more: Any) -> Action:
    return Action(name=f"portfolio.view{name}", text=text, run=run, menu="View", **more)
