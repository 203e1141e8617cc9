"""Drivers of the window: what a user sees and does, in the words of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from csplanner.services.workspace import Workspace
    from ui.main_window import MainWindow
    from ui.pages.account import AccountPage
    from ui.pages.portfolio import PortfolioPage

Kind = TypeVar("Kind", bound=QWidget)


class WindowDriver:
    """The window as a whole."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self._open = True
        self.landing = ""

    @property
    def workspace(self) -> Workspace:
        """The open portfolio."""
        assert self.window.context.workspace is not None
        return self.window.context.workspace

    def settle(self) -> None:
        """Wait until no job runs and all that was asked for was painted."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.window.context.jobs.running, timeout=20_000)
        QApplication.processEvents()

    def close(self) -> None:
        """Close the window as a user does; a second time does nothing."""
        if not self._open:
            return
        self._open = False
        self.settle()
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()
        # Without an event loop nobody else deletes; kept windows would slow down every later test.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, keys: str, on: QWidget | None = None) -> None:
        """Press keys, such as "Ctrl+K" or "J", where the focus is."""
        self.window.activateWindow()
        QApplication.processEvents()  # a shortcut needs the window to be active already
        target = on or self.window.focusWidget() or self.window
        combination = QKeySequence(keys)[0]
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        target = self.window.focusWidget()
        assert target is not None
        QTest.keyClicks(target, words)
        QApplication.processEvents()

    def go(self, page: str, **arguments: Any) -> None:
        """Go to a page."""
        self.window.go(page, **arguments)
        self.settle()

    def click(self, name: str) -> None:
        """Click the visible button with an accessible name."""
        button = next(b for b in self.shown(QAbstractButton) if b.accessibleName() == name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
        QApplication.processEvents()

    def shown(self, kind: type[Kind]) -> list[Kind]:
        """Return all visible widgets of a kind."""
        return [widget for widget in self.window.findChildren(kind) if widget.isVisible()]

    @property
    def page(self) -> str:
        """The name of the page that is shown, after `page_`."""
        assert self.window.page is not None
        assert self.window.page.isVisible()
        return self.window.page.objectName().removeprefix("page_")

    @property
    def title(self) -> str:
        """The title in the header."""
        return self.window.header.title.text()

    @property
    def notice(self) -> str:
        """What the notice bar says, empty while there is none."""
        bar = self.window.notices
        return bar.text.text() if bar.isVisible() else ""

    def status(self, key: str) -> str:
        """Return what one fact of the status bar says."""
        return self.window.status.text(key)

    def words(self) -> str:
        """All words that are shown on the page."""
        assert self.window.page is not None
        labels = self.window.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    @property
    def portfolio(self) -> PortfolioDriver:
        """The page Portfolio."""
        page: Any = self.window.pages["portfolio"]
        return PortfolioDriver(page, self)

    @property
    def account(self) -> AccountPage:
        """The page Account."""
        page: Any = self.window.pages["account"]
        return page

    @property
    def palette(self) -> PaletteDriver:
        """The command palette."""
        return PaletteDriver(self)


class PortfolioDriver:
    """The list of accounts."""

    def __init__(self, page: PortfolioPage, window: WindowDriver) -> None:
        self.page, self._window = page, window

    def names(self) -> list[str]:
        """Return the accounts shown, from above."""
        return [account.row.name for account in self.page.table.shown]

    def filter(self, words: str) -> None:
        """Type into the filter, after emptying it."""
        self.page.filter.clear()
        self.page.filter.setFocus()
        QTest.keyClicks(self.page.filter, words)
        QApplication.processEvents()

    def column(self, title: str) -> list[str]:
        """Return what a column shows, from above."""
        table = self.page.table
        at = [column.title for column in table.columns].index(title)
        return [str(table.index(row, at).data()) for row in range(table.rowCount())]

    def sort(self, title: str) -> None:
        """Click a column's head."""
        at = [column.title for column in self.page.table.columns].index(title)
        head = self.page.view.horizontalHeader()
        place = QPoint(head.sectionViewportPosition(at) + 8, 10)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QApplication.processEvents()

    @property
    def chosen(self) -> list[str]:
        """The names of the selected accounts."""
        return [account.row.name for account in self.page.view.selected()]

    def choose(self, name: str) -> None:
        """Select an account by name."""
        account = next(a for a in self.page.table.rows if a.row.name == name)
        assert self.page.view.choose(account.row.id)
        QApplication.processEvents()

    def totals(self) -> str:
        """Return the words beside the filter."""
        return self.page.totals.text()


class PaletteDriver:
    """The command palette."""

    def __init__(self, window: WindowDriver) -> None:
        self._window = window
        self._box = window.window.palette_box

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self._box.isVisible()

    def find(self, words: str) -> list[str]:
        """Open it, type words, return what it offers."""
        self._window.press("Ctrl+K")
        self._window.type(words)
        return self.offers()

    def offers(self) -> list[str]:
        """Return what it offers now, best first."""
        return [hit.text for hit in self._box.results.hits]

    def groups(self) -> list[str]:
        """Return the groups of what it offers, in order."""
        return list(dict.fromkeys(hit.group for hit in self._box.results.hits))

    def press(self, keys: str) -> None:
        """Press keys in its field."""
        self._window.press(keys, on=self._box.field)
        self._window.settle()
