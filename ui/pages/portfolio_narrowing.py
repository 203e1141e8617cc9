"""The filter of the list of accounts at work: typed, by chips, by the menu; one text behind all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.pages.portfolio_chips import chip_words
from ui.portfolio_filter import FilterFacts, haystack, read_filter, tokens, with_token, without
from ui.widgets.chips import Chips

if TYPE_CHECKING:
    from ui.pages.portfolio import PortfolioPage


class PortfolioNarrowing(QObject):
    """Reads the filter's text and has the page show what it lets through."""

    def __init__(self, page: PortfolioPage) -> None:
        super().__init__(page)
        self._page = page
        self._texts: dict[str, str] = {}
        self.chips = Chips("Filters")
        self.chips.removed.connect(self._remove)
        page.filter.textChanged.connect(self.apply)

    def forget(self) -> None:
        """Other accounts are shown: their words are not known yet."""
        self._texts = {}

    def apply(self) -> None:
        """Read the filter and show what it lets through."""
        page, text = self._page, self._page.filter.text()
        if text and not self._texts:
            self._texts = {account.row.id: haystack(account) for account in page.table.rows}
        facts = FilterFacts(page.context.today, self._score)
        self.chips.show_words([chip_words(token) for token in tokens(text)])
        page.narrow(read_filter(text, facts, self._texts))

    def add(self, token: str) -> None:
        """Narrow the list by a token, beside what narrows it already."""
        self._page.filter.setText(with_token(self._page.filter.text(), token))

    def _remove(self, place: int) -> None:
        field = self._page.filter
        field.setText(without(field.text(), tokens(field.text())[place]))
        field.setFocus()

    def _score(self, account_id: str) -> float | None:
        health = self._page.context.scores.get(account_id)
        return None if health is None else health.score
