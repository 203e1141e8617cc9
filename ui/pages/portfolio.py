"""The list of accounts: views, filter as you type, groups, cells to change, an inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui import formats
from ui.later import after_paint
from ui.models.row_table import RowTable
from ui.pages.base import Page
from ui.pages.portfolio_actions import portfolio_actions
from ui.pages.portfolio_cells import PortfolioCells
from ui.pages.portfolio_choice import ChoiceBar, PortfolioChoice
from ui.pages.portfolio_columns import PortfolioColumns
from ui.pages.portfolio_groups import grouping_by, totals_of
from ui.pages.portfolio_inspector import PortfolioInspector
from ui.pages.portfolio_narrowing import PortfolioNarrowing
from ui.pages.portfolio_tools import PortfolioTools
from ui.pages.portfolio_views import PortfolioViews
from ui.widgets.cards import EmptyState
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from csplanner.services.views import ListedAccount
    from csplanner.services.workspace import Changes
    from ui.actions import Action
    from ui.portfolio_filter import Filter

_READ = ("account", "engagement", "person", "policy_version", "exchange_rate", "organisation")


class PortfolioPage(Page):
    """Every account in one table, with an inspector for the chosen one."""

    name, title = "portfolio", "Portfolio"

    def build(self) -> None:
        """Make the tool row, the chips, the table, the bar of the selection and empty states."""
        self.grouped_by = ""
        self._columns = PortfolioColumns(self.context)
        self.table: RowTable[ListedAccount] = RowTable(
            self._columns.columns(), key=lambda account: account.row.id
        )
        self._health_column = [column.called for column in self.table.columns].index("health")
        self.view = TableView(self.table, "Accounts")
        self.view.setObjectName("portfolio_table")
        self.views = PortfolioViews(self)
        self.choice = PortfolioChoice(self)
        self.cells = PortfolioCells(self)
        self.tools = PortfolioTools(self)
        self.filter, self.totals = self.tools.filter, self.tools.totals
        self.narrowing = PortfolioNarrowing(self)
        self.chips = self.narrowing.chips
        self.bar = ChoiceBar(self)
        self._inspector: PortfolioInspector | None = None
        self.setFocusProxy(self.view)
        self._lay_out()
        self._listen()

    def _listen(self) -> None:
        self.view.picked.connect(self._open)
        self.view.current_row.connect(self._on_current)
        self.view.chosen.connect(self._on_chosen)
        self.view.escaped.connect(self.filter.clear)
        self.views.changed.connect(self._on_view)
        self.context.scores.changed.connect(self._on_scores)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.chips)
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
        column.addWidget(self.bar)

    def open(self, **arguments: Any) -> None:
        """Take a view (`view=`), a filter (`text=`) or an account to choose (`account_id=`)."""
        self.views.begin()
        if "view" in arguments:
            self.views.open(arguments["view"])
        if "text" in arguments:
            self.filter.setText(arguments["text"])
        if "account_id" in arguments:
            self.view.choose(arguments["account_id"])

    def refresh(self, changes: Changes | None) -> None:
        """Read the accounts again and have them scored."""
        if changes is None or changes.touch(*_READ):
            from csplanner.services import views

            rows = views.portfolio(self.workspace, self.context.today)
            self.narrowing.forget()
            self.table.set_rows(rows)
            self.views.begin()
            self.narrowing.apply()
        self.context.scores.want()
        if self._inspector is not None:
            self._inspector.refresh()

    def leave(self) -> None:
        """Keep the look of the view that is left."""
        self.views.look.flush()

    def page_actions(self) -> tuple[Action, ...]:
        """Open, import, add; views, columns; change, copy and export what is selected."""
        return portfolio_actions(self)

    def ask_action(self) -> None:
        """Run the action that the clicked button names."""
        self.context.asked.emit(str(self.sender().property("action")))

    def buttons(self) -> tuple[str, ...]:
        """Export, import, and add."""
        return ("portfolio.export", "portfolio.import", "portfolio.add")

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

    def group_by(self, key: str) -> None:
        """Put the accounts into groups by a key of GROUPS, or into none."""
        self.grouped_by = key
        self.table.group(grouping_by(key))
        self.tools.say()

    def narrow(self, found: Filter) -> None:
        """Show what a filter lets through, and what it is in words."""
        self.tools.say_wrong(found.unknown)
        self.table.set_filter(found.test, found.among)
        self._after()

    def _after(self) -> None:
        shown = self.table.shown
        wanted: QWidget = self.view
        if not self.table.rows:
            wanted = self._none
        elif not shown:
            wanted = self._unmatched
        self._stack.setCurrentWidget(wanted)
        self.totals.setText(totals_of(shown, len(self.table.rows)))
        self.tools.say()
        if shown and not self.view.currentIndex().isValid():
            self.view.choose(shown[0].row.id)

    def _on_scores(self) -> None:
        if self.view.horizontalHeader().sortIndicatorSection() == self._health_column:
            self.table.resort()
        elif "health" in self.filter.text():
            self.narrowing.apply()
        else:
            self.table.repaint(self._health_column)
        if self._inspector is not None:
            self._inspector.refresh()

    def _on_view(self) -> None:
        self.tools.say()
        self.header_changed.emit()

    def _on_current(self, account: ListedAccount | None) -> None:
        if self._inspector is not None:
            self._inspector.show_account(account)

    def _on_chosen(self) -> None:
        self.bar.say(self.view.selected())

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
