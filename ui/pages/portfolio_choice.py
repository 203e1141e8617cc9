"""What can be done with the selected accounts: the bar that counts them, change, copy, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from csplanner.base.errors import CsplannerError
from ui import formats
from ui.pages.portfolio_groups import sums_of
from ui.widgets.buttons import Button
from ui.widgets.cards import Ground
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.services.views import ListedAccount
    from ui.models.row_table import Column
    from ui.pages.portfolio import PortfolioPage

_FILTER = "Workbook (*.xlsx);;CSV table (*.csv)"


class ChoiceBar(Ground):
    """Says how many accounts are selected and what can be done with them; hidden for one."""

    def __init__(self, page: PortfolioPage) -> None:
        super().__init__("accentsoft", "t")
        self.setAccessibleName("Selected accounts")
        self.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        self.words = Label("", "table", weight=600)
        row.addWidget(self.words)
        row.addStretch(1)
        self._buttons = []
        for name, icon in (
            ("portfolio.change", "edit"),
            ("portfolio.copy", "copy"),
            ("portfolio.export", "export"),
            ("portfolio.unselect", "close"),
        ):
            button = Button(icon=icon, small=True)
            button.setProperty("action", name)
            button.clicked.connect(page.ask_action)
            row.addWidget(button)
            self._buttons.append(button)
        self._page = page
        self.hide()

    def say(self, selected: Sequence[ListedAccount]) -> None:
        """Show the bar for more than one selected account."""
        several = len(selected) > 1
        if several:
            self.words.setText(f"{sums_of(selected)} selected")
            actions = {action.name: action for action in self._page.page_actions()}
            for button in self._buttons:
                action = actions[str(button.property("action"))]
                button.setText(action.text)
                button.setAccessibleName(action.text)
                button.keys = action.shown_keys
                button.setEnabled(action.enabled)
                button.updateGeometry()
        self.setVisible(several)


class PortfolioChoice(QObject):
    """Changes, copies and exports what is selected, or all that is shown."""

    def __init__(self, page: PortfolioPage) -> None:
        super().__init__(page)
        self._page = page

    def change(self, field: str = "owner") -> None:
        """Ask for a field and its new value for all that is selected."""
        from ui.dialogs.bulk_form import BulkForm

        ids = [account.row.id for account in self._page.view.selected()]
        if ids:
            BulkForm(self._page, self._page.context, ids, field).exec()

    def copy(self) -> None:
        """Put the selected accounts on the clipboard, as text and as a table."""
        rows = self._page.view.selected()
        columns = self._columns()
        if not rows:
            return
        lines = [[column.title for column in columns]]
        lines += [[_said(column, row) for column in columns] for row in rows]
        mime = QMimeData()
        mime.setText("\n".join("\t".join(line) for line in lines))
        mime.setHtml(_html(lines))
        QGuiApplication.clipboard().setMimeData(mime)
        self._page.context.notify(f"Copied {formats.counted(len(rows), 'account')} as a table")

    def ask_export(self) -> None:
        """Ask where to, and write the table there."""
        from PySide6.QtWidgets import QFileDialog

        from csplanner.base.paths import safe_name

        name = safe_name(self._page.views.name or "accounts", "accounts")
        start = str(Path.home() / f"{name}.xlsx")
        chosen, kind = QFileDialog.getSaveFileName(self._page, "Export accounts", start, _FILTER)
        if chosen:
            path = Path(chosen)
            usual = ".csv" if "csv" in kind else ".xlsx"
            self.export(path if path.suffix else path.with_suffix(usual))

    def export(self, path: Path) -> None:
        """Write what is selected, or all that is shown where one row or none is selected."""
        from csplanner.services.export_table import export_table

        selected = self._page.view.selected()
        rows = selected if len(selected) > 1 else self._page.table.shown
        columns = [column for column in self._columns() if column.value is not None]
        heads = [column.title for column in columns]
        amounts = {"ARR"} & set(heads) and "Currency" not in heads
        table: list[dict[str, Any]] = []
        for row in rows:
            found = {c.title: c.value(row) for c in columns if c.value is not None}
            if amounts:
                found["Currency"] = row.row.currency
            table.append(found)
        if amounts:
            heads.insert(heads.index("ARR") + 1, "Currency")
        context = self._page.context
        title = self._page.views.name or "Accounts"
        try:
            export_table(table, heads, title, context.today, path)
        except CsplannerError as error:
            context.notify_error(error)
            return
        context.notify(f"Wrote {formats.counted(len(rows), 'account')} to {path.name}")

    def _columns(self) -> list[Column[ListedAccount]]:
        columns = self._page.table.columns
        return [columns[index] for index in self._page.views.look.columns_shown()]


def _said(column: Column[ListedAccount], row: ListedAccount) -> str:
    """Return what a cell says in words; an owner by the whole name, not the initials."""
    text = column.value(row) if column.called == "owner" and column.value else column.show(row)
    return str(text).replace("\t", " ").replace("\n", " ")


def _html(lines: Sequence[Sequence[str]]) -> str:
    from html import escape

    def cells(line: Sequence[str], tag: str) -> str:
        return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in line)

    rows = [cells(line, "td" if place else "th") for place, line in enumerate(lines)]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
