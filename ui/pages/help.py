"""Help: the guide by task with a search, the keys of every page, diagnostics to copy; offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout

from csplanner.services.guide import guide_pages, page_about
from ui.pages.base import Page
from ui.pages.help_parts import Diagnostics, Keys
from ui.widgets.cards import EmptyState, Ground
from ui.widgets.guide_view import GuideView
from ui.widgets.labels import named
from ui.widgets.nav_list import NavItem, NavList

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.services.workspace import Changes

_WIDE = 232
_PARTS = (NavItem("", "Reference"), NavItem("keys", "Keys"), NavItem("diagnostics", "Diagnostics"))


class HelpPage(Page):
    """The guide at the right of its contents."""

    name, title = "help", "Help"

    def build(self) -> None:
        """Make contents, guide, keys and diagnostics."""
        self.pages = {page.name: page for page in guide_pages()}
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Search the guide")
        self.filter.setClearButtonEnabled(True)
        named(self.filter, "Search the guide")
        self.filter.textChanged.connect(self._search)
        self.filter.returnPressed.connect(self._next)
        self.nav = NavList("Contents of the help", self._contents(""), _WIDE)
        self.nav.chosen.connect(self._go)
        self.guide = GuideView()
        self.guide.wanted.connect(self.nav.choose)
        self.keys, self.diagnostics = Keys(), Diagnostics(self.context)
        self.none = EmptyState(
            "Nothing in the guide says this", "", ("Clear the search", self.filter.clear)
        )
        self.stack = QStackedWidget()
        for widget in (self.guide, self.keys, self.diagnostics, self.none):
            self.stack.addWidget(widget)
        side = Ground("surface2", "r")
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 10, 11, 10)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.nav.scrolled(), 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(side)
        outer.addWidget(self.stack, 1)
        self.setFocusProxy(self.filter)
        self.context.theme_changed.connect(self.guide.restyle)

    def open(self, **arguments: object) -> None:
        """Go to what the guide says `about` a page, or to a `part`: keys or diagnostics."""
        about, part = str(arguments.get("about", "")), str(arguments.get("part", ""))
        if about and about != self.name:
            self.keys.page = about
            part = part or page_about(about)
        if part:
            self.filter.clear()
            self.nav.choose(part)

    def refresh(self, changes: Changes | None) -> None:
        """Show the chosen part."""
        if changes is None:
            self._show()

    def context_line(self) -> str:
        """Say that it is all here."""
        return "In the program itself; no network needed"

    def focus_filter(self) -> None:
        """Put the cursor into the search."""
        self.filter.setFocus()
        self.filter.selectAll()

    def copy_diagnostics(self) -> None:
        """Put the diagnostics on the clipboard."""
        QGuiApplication.clipboard().setText(self.diagnostics.text())
        self.context.notify("Diagnostics copied; they hold no customer data")

    def _contents(self, words: str) -> list[NavItem]:
        found = [NavItem("", "By task")]
        for page in self.pages.values():
            count = page.count(words)
            if not words.strip():
                found.append(NavItem(page.name, page.title))
            elif count:
                found.append(NavItem(page.name, page.title, str(count), spoken=f"{count} found"))
        return [*found, *_PARTS] if not words.strip() else found

    def _search(self, words: str) -> None:
        self.nav.show_items(self._contents(words))
        self._show()

    def _next(self) -> None:
        if not self.guide.next_word():
            self.nav.setFocus()

    def _go(self, _key: str) -> None:
        self._show()

    def _show(self) -> None:
        key = self.nav.on
        shown: QWidget = self.none
        if key == "keys":
            self.keys.show_keys(self.window())
            shown = self.keys
        elif key == "diagnostics":
            self.diagnostics.show_facts(self.window(), self.copy_diagnostics)
            shown = self.diagnostics
        elif key in self.pages:
            self.guide.show_page(self.pages[key], self.filter.text())
            shown = self.guide
        self.stack.setCurrentWidget(shown)
