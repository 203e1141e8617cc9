"""The tool row over the list of accounts: view, filter, its menu, groups, columns, totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from ui.pages.portfolio_chips import filter_menu
from ui.pages.portfolio_groups import GROUPS
from ui.widgets.buttons import Button, icon_button
from ui.widgets.cards import Ground
from ui.widgets.drop_button import DropButton
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.portfolio import PortfolioPage

_HINT = "Filter: words, tier:growth, renewal<90d"
_GROUP_WORDS = dict(GROUPS)


class PortfolioTools(Ground):
    """Holds what narrows and arranges the list; the page does it."""

    def __init__(self, page: PortfolioPage) -> None:
        super().__init__("surface", "b")
        self._page = page
        self.setFixedHeight(44)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        self.view = _ViewButton(page)
        self.filter = QLineEdit()
        self.filter.setObjectName("portfolio_filter")
        self.filter.setPlaceholderText(_HINT)
        self.filter.setToolTip('Also owner:"a name", -stage:churned, next:none, last>60d, arr>500k')
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(180)
        self.filter.setMaximumWidth(420)
        named(self.filter, "Filter accounts")
        self.narrow = Button("Filter", icon="filter", small=True)
        self.narrow.setAccessibleName("Add a filter")
        self.narrow.clicked.connect(self.open_filters)
        self.group = DropButton("Group", icon="layers", choices=self._groups, chosen=self._on_group)
        self.columns = icon_button("columns", "Choose columns")
        self.columns.clicked.connect(page.views.ask_columns)
        self.totals = Label("", "table", "text2")
        self.wrong = Label("", "table", "watch")
        row.addWidget(self.view)
        row.addWidget(self.filter, 1)
        row.addWidget(self.narrow)
        row.addWidget(self.group)
        row.addWidget(self.columns)
        row.addWidget(self.wrong)
        row.addStretch(0)
        row.addWidget(self.totals)

    def say(self) -> None:
        """Show which view and which groups are chosen."""
        self.view.say(self._page.views.title)
        key = self._page.grouped_by
        self.group.say(
            f"Group: {_GROUP_WORDS[key].lower()}" if key in _GROUP_WORDS and key else "Group"
        )
        self.view.setAccessibleName(f"View: {self._page.views.title}")

    def say_wrong(self, unknown: Sequence[str]) -> None:
        """Name the tokens that could not be understood."""
        self.wrong.setText(f"Not understood: {', '.join(unknown)}" if unknown else "")
        self.wrong.setVisible(bool(unknown))

    def open_filters(self) -> None:
        """Open the menu that builds a filter."""
        menu = filter_menu(self, self._page.table.rows, self._page.narrowing.add)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.narrow.mapToGlobal(QPoint(0, self.narrow.height() + 2)))

    def _groups(self) -> list[tuple[str, str, bool]]:
        return [(key, words, key == self._page.grouped_by) for key, words in GROUPS]

    def _on_group(self, key: str) -> None:
        self._page.group_by(key)
        self._page.views.keep_look()


class _ViewButton(DropButton):
    """Shows the open view; its menu opens others and keeps, names or deletes this one."""

    def __init__(self, page: PortfolioPage) -> None:
        super().__init__("All accounts", icon="saved", choices=tuple, chosen=str)
        self._page = page

    def open_menu(self) -> None:
        """Open the menu of views under the button."""
        menu = self._page.views.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
