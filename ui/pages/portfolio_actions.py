"""What can be done on the list of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.actions import Action
from ui.pages.registry import entries

if TYPE_CHECKING:
    from ui.pages.portfolio import PortfolioPage


def portfolio_actions(page: PortfolioPage) -> tuple[Action, ...]:
    """Return the actions of the list: open, import, add."""
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
