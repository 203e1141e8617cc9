"""Proves presentation mode: nothing internal and no other customer is on the screen or said aloud.

The canaries are those of the customer pack: a word or number of its own in each internal field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QWidget

from csplanner.base.clock import Clock
from csplanner.domain.engagement import EngagementType
from csplanner.domain.records import Account
from csplanner.services import workspace as ws
from tests.services.test_canaries import TODAY, Maker, tight_of
from ui.pages.registry import entries
from ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.test_canaries import World
    from tests.ui.conftest import Start
    from tests.ui.drivers import WindowDriver

_KINDS = [EngagementType.EXECUTIVE_QBR, EngagementType.CHECK_IN, EngagementType.VALUE_REVIEW]
_SAID = ("text", "toolTip", "whatsThis", "statusTip", "accessibleName", "accessibleDescription")
_SAID += ("windowTitle", "placeholderText", "title", "toPlainText", "currentText")
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.EditRole,
)


def said(driver: WindowDriver) -> list[str]:
    """Return all that can be read, pointed at or heard now, of every window of the program."""
    found = [driver.window.windowTitle()]
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            found.append(window.windowTitle())
            found += _of(window)
    return found


def _of(window: QWidget) -> list[str]:
    found: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        for name in _SAID:
            call = None if isinstance(widget, StatusBar) else getattr(widget, name, None)
            value = call() if callable(call) else ""
            found.append(value if isinstance(value, str) else "")
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is not None:
            found += [spoken.text(QAccessible.Text.Name), spoken.text(QAccessible.Text.Value)]
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += _cells(widget)
    return found


def _cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    rows, columns = model.rowCount(), model.columnCount()
    cells: list[Any] = [
        model.index(row, column).data(role)
        for row in range(min(rows, 60))
        for column in range(columns)
        for role in _ROLES
    ]
    return [str(cell) for cell in cells if cell is not None]


def canaries(world: World, texts: list[str]) -> list[str]:
    """Return the canaries that are in texts, and the names of other customers."""
    tight = tight_of(texts)
    others = [r.name for r in world.records if isinstance(r, Account) and r.id != world.account]
    return sorted(word for word in (*world.words, *world.numbers, *others) if word in tight)


@pytest.fixture
def world(tmp_path: Path) -> tuple[World, Path]:
    """Return a portfolio with a canary in every internal field, and where it lies."""
    made = Maker(7, [True, False, False], _KINDS).world()
    path = tmp_path / "zqxfilexqz.csplan"
    with ws.create(path, Clock(TODAY)) as workspace, workspace.change("Zqxlabelxqz") as work:
        work.put(*made.records)
    return made, path


def _begin(start: Start, world: tuple[World, Path]) -> WindowDriver:
    driver = start(None, str(world[1]))
    driver.settle()
    driver.go("account", account_id=world[0].account)
    return driver


def test_no_page_says_what_is_internal(start: Start, world: tuple[World, Path]) -> None:
    """Whatever page is asked for, no canary, no other customer and no file name is said."""
    driver = _begin(start, world)
    driver.press("Ctrl+Shift+P")
    assert driver.window.presentation.on
    for entry in entries():
        driver.go(entry.name)
        texts = said(driver)
        assert canaries(world[0], texts) == [], entry.name
        assert not [text for text in texts if "zqx" in text.casefold()], entry.name
    driver.go("account")
    assert any("Shared" in text for text in said(driver)), "the customer's own facts are shown"


def test_without_the_mode_the_canaries_are_seen(start: Start, world: tuple[World, Path]) -> None:
    """The same pages do say them before and after, so their absence means something."""
    driver = _begin(start, world)
    for name in ("portfolio", "today", "calendar", "history", "account"):
        driver.go(name)
        assert canaries(world[0], said(driver)), name
    driver.press("Ctrl+Shift+P")
    driver.press("Ctrl+Shift+P")
    driver.settle()
    assert canaries(world[0], said(driver)), "all is back after leaving"
    assert "zqxfilexqz" in driver.window.windowTitle()


def test_notices_palette_and_menus_keep_silent(start: Start, world: tuple[World, Path]) -> None:
    """A notice waits until the mode is left; the palette, the menus and undo do not come."""
    driver = _begin(start, world)
    driver.press("Ctrl+Shift+P")
    driver.window.context.notify("Zqxnoticexqz was moved", undo=True)
    for keys in ("Ctrl+K", "F10", "Ctrl+Z", "Ctrl+F", "N", "?", "Ctrl+2", "Ctrl+B", "Ctrl+I"):
        driver.press(keys)
        assert not [text for text in said(driver) if "zqx" in text.casefold()], keys
    assert driver.workspace.next_undo() is not None, "Ctrl+Z did nothing"
    driver.window.open_palette("")
    assert not driver.window.palette_box.isVisible()
    driver.press("Ctrl+Shift+P")
    assert driver.notice == "Zqxnoticexqz was moved"


def test_what_was_there_comes_back(driver: WindowDriver) -> None:
    """Page, inspector, sidebar and focus are as they were before."""
    window = driver.window
    driver.portfolio.choose("Ardenmoor Freight")
    sidebar, inspector = window.sidebar.isVisible(), window.inspector.isVisible()
    driver.press("Ctrl+Shift+P")
    assert window.presentation.stage.who.text() == "Ardenmoor Freight"
    assert not window.sidebar.isVisible()
    assert not window.status.isVisible()
    driver.go("coverage")
    assert "not shown" in window.presentation.stage.cover.title.text()
    driver.click("Leave presentation mode")
    assert driver.page == "portfolio"
    assert (window.sidebar.isVisible(), window.inspector.isVisible()) == (sidebar, inspector)
    assert driver.portfolio.chosen == ["Ardenmoor Freight"]
    assert "team" in window.windowTitle()


def test_nobody_chosen_shows_nobody_and_lists_nobody(driver: WindowDriver) -> None:
    """Without an account at hand it asks by name, and a wrong name lists no customers."""
    driver.go("settings")
    driver.press("Ctrl+Shift+P")
    stage = driver.window.presentation.stage
    assert stage.ask.isVisible()
    assert driver.window.windowTitle() == "csplanner"
    assert driver.window.focusWidget() is stage.ask.field
    driver.type("Boreth")
    driver.press("Return")
    assert "Boreth Grid" not in "".join(said(driver))
    stage.ask.field.setText("boreth freight")
    driver.press("Return", stage.ask.field)
    assert stage.who.text() == "Boreth Freight"
    assert stage.overview.isVisible()


def test_the_keys_reach_every_view(driver: WindowDriver) -> None:
    """The switch of views works by keys; the pack is the customer's own."""
    driver.portfolio.choose("Ardenmoor Freight")
    driver.press("Ctrl+Shift+P")
    stage = driver.window.presentation.stage
    stage.views.setFocus()
    driver.press("Right")
    assert stage.year.isVisible()
    driver.press("Right")
    driver.settle()
    assert stage.pack.isVisible()
    assert stage.pack.count > 0
    driver.press("F6")
    assert stage.isAncestorOf(driver.window.focusWidget())


def test_a_dialog_that_is_open_is_put_away(driver: WindowDriver) -> None:
    """A form over the window does not stay on the shared screen, and comes back."""
    form = QDialog(driver.window)
    form.setWindowTitle("Zqxformxqz")
    form.show()
    driver.window.presentation.toggle()
    assert not form.isVisible()
    driver.window.presentation.toggle()
    assert form.isVisible()
    form.close()


def test_another_portfolio_does_not_end_the_mode(driver: WindowDriver, tmp_path: Path) -> None:
    """When another file is opened meanwhile, nothing of it comes to the screen."""
    driver.portfolio.choose("Ardenmoor Freight")
    driver.press("Ctrl+Shift+P")
    ws.create(tmp_path / "zqxotherxqz.csplan", Clock(TODAY)).close()
    driver.window.opening.open(tmp_path / "zqxotherxqz.csplan")
    driver.settle()
    assert driver.window.presentation.on
    texts = " ".join(said(driver))
    assert "zqxotherxqz" not in texts
    assert "Ardenmoor" not in texts
