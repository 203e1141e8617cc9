"""The list of accounts: filter as you type, sort by any column, inspect beside the list."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from ui import formats
from ui.later import after_paint
from ui.models.row_table import RowTable
from ui.pages.base import Page
from ui.pages.portfolio_actions import portfolio_actions
from ui.pages.portfolio_columns import HEALTH_COLUMN, PortfolioColumns
from ui.pages.portfolio_inspector import PortfolioInspector
from ui.portfolio_filter import FilterFacts, haystack, read_filter
from ui.widgets.cards import EmptyState, Ground
from ui.widgets.labels import Label, named
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from csplanner.services.views import ListedAccount
    from csplanner.services.workspace import Changes
    from ui.actions import Action

_READ = ("account", "engagement", "person", "policy_version", "exchange_rate", "organisation")
_TIER_COLUMN = 2
_HINT = "Filter: words, or tier:growth renewal<90d health<70 owner:name"


class PortfolioPage(Page):
    """Every account in one table, with an inspector for the chosen one."""

    name, title = "portfolio", "Portfolio"

    def build(self) -> None:
        """Make the tool row, the table and the two empty states."""
        self._texts: dict[str, str] = {}
        self.table: RowTable[ListedAccount] = RowTable(
            PortfolioColumns(self.context).columns(), key=lambda account: account.row.id
        )
        self.view = TableView(self.table, "Accounts")
        self.view.setObjectName("portfolio_table")
        self.view.remember(self.context.memory, "portfolio")
        self.view.sort_by(_TIER_COLUMN, Qt.SortOrder.AscendingOrder)
        self.view.picked.connect(self._open)
        self.view.current_row.connect(self._on_current)
        self.filter = QLineEdit()
        self.filter.setObjectName("portfolio_filter")
        self.filter.setPlaceholderText(_HINT)
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(380)
        named(self.filter, "Filter accounts")
        self.filter.textChanged.connect(self._apply)
        self.totals = Label("", "table", "text2")
        self.wrong = Label("", "table", "watch")
        self._inspector: PortfolioInspector | None = None
        self.setFocusProxy(self.view)
        self._lay_out()
        self.context.scores.changed.connect(self._on_scores)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tools = Ground("surface", "b")
        tools.setFixedHeight(44)
        row = QHBoxLayout(tools)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self.filter)
        row.addWidget(self.wrong)
        row.addStretch(1)
        row.addWidget(self.totals)
        column.addWidget(tools)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._none = EmptyState(
            "No accounts yet",
            "Import a file of accounts, or add one by hand.",
            ("Import accounts", self.go_import),
        )
        self._unmatched = EmptyState(
            "No account matches the filter", "", ("Clear the filter", self.filter.clear)
        )
        for widget in (self.view, self._none, self._unmatched):
            self._stack.addWidget(widget)
        column.addWidget(below, 1)

    def open(self, **arguments: Any) -> None:
        """Take a filter (`text=`) or an account to choose (`account_id=`)."""
        if "text" in arguments:
            self.filter.setText(arguments["text"])
        if "account_id" in arguments:
            self.view.choose(arguments["account_id"])

    def refresh(self, changes: Changes | None) -> None:
        """Read the accounts again and have them scored."""
        if changes is None or changes.touch(*_READ):
            from csplanner.services import views

            rows = views.portfolio(self.workspace, self.context.today)
            self._texts = {}
            self.table.set_rows(rows)
            self._apply(self.filter.text())
        self.context.scores.want()
        if self._inspector is not None:
            self._inspector.refresh()

    def page_actions(self) -> tuple[Action, ...]:
        """Open, import, add."""
        return portfolio_actions(self)

    def buttons(self) -> tuple[str, ...]:
        """Import, and add."""
        return ("portfolio.import", "portfolio.add")

    def context_line(self) -> str:
        """Say how many accounts of how many owners there are."""
        owners = {account.row.owner_id for account in self.table.rows if account.row.owner_id}
        if not self.table.rows:
            return ""
        return " · ".join(
            (
                formats.counted(len(self.table.rows), "account"),
                formats.counted(len(owners), "owner"),
            )
        )

    def inspector(self) -> QWidget:
        """Return the summary of the chosen account."""
        if self._inspector is None:
            self._inspector = PortfolioInspector(self.context)
            after_paint(self, self._show_chosen)
        return self._inspector

    def _show_chosen(self) -> None:
        chosen = self.view.selected()
        if self._inspector is not None:
            self._inspector.show_account(chosen[0] if chosen else None)

    def at_hand(self) -> tuple[str, str]:
        """Return the account and the engagement that are chosen."""
        chosen = self.view.selected()
        return (chosen[0].row.id if chosen else ""), ""

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _apply(self, text: str) -> None:
        if text:
            self._index()
        facts = FilterFacts(self.context.today, self._score)
        found = read_filter(text, facts, self._texts)
        self.wrong.setText(f"Not understood: {', '.join(found.unknown)}" if found.unknown else "")
        self.table.set_filter(found.test, found.among)
        self._after()

    def _index(self) -> None:
        if not self._texts:
            self._texts = {account.row.id: haystack(account) for account in self.table.rows}

    def _after(self) -> None:
        shown = self.table.shown
        wanted: QWidget = self.view
        if not self.table.rows:
            wanted = self._none
        elif not shown:
            wanted = self._unmatched
        self._stack.setCurrentWidget(wanted)
        self.totals.setText(totals_of(shown, len(self.table.rows)))
        if shown and not self.view.currentIndex().isValid():
            self.view.stand_on(0)

    def _score(self, account_id: str) -> float | None:
        health = self.context.scores.get(account_id)
        return None if health is None else health.score

    def _on_scores(self) -> None:
        if self.view.horizontalHeader().sortIndicatorSection() == HEALTH_COLUMN:
            self.table.resort()
        elif "health" in self.filter.text():
            self._apply(self.filter.text())
        else:
            self.table.repaint(HEALTH_COLUMN)
        if self._inspector is not None:
            self._inspector.refresh()

    def _on_current(self, account: ListedAccount | None) -> None:
        if self._inspector is not None:
            self._inspector.show_account(account)

    def _open(self, account: ListedAccount) -> None:
        ids = tuple(found.row.id for found in self.table.shown)
        self.context.go("account", account_id=account.row.id, among=ids)

    def open_current(self) -> None:
        """Open the chosen account."""
        chosen = self.view.selected()
        if chosen:
            self._open(chosen[0])

    def go_import(self) -> None:
        """Go to the import."""
        self.context.go("import")

    def add(self) -> None:
        """Ask for an account and add it."""
        from ui.dialogs.account_form import ask_account

        account_id = ask_account(self, self.context)
        if account_id is not None:
            self.view.choose(account_id)


def totals_of(shown: tuple[ListedAccount, ...], all_of_them: int) -> str:
    """Return count and revenue of what is shown; currencies are never added to each other."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for account in shown:
        if account.row.arr is not None:
            sums[account.row.currency or "USD"] += account.row.arr
    count = formats.counted(len(shown), "account")
    if len(shown) != all_of_them:
        count = f"{formats.number(len(shown))} of {formats.counted(all_of_them, 'account')}"
    amounts = sorted(sums.items(), key=lambda pair: -pair[1])
    return " · ".join([count, *(formats.money(total, code) for code, total in amounts)])
