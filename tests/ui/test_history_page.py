"""Proves the journal's page: what it lists, its filter, undo and redo and what they change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.domain.records import Account
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver
    from ui.pages.history import HistoryPage


@pytest.fixture
def page(driver: WindowDriver) -> HistoryPage:
    """Return the page after two changes by hand."""
    account = driver.workspace.all(Account)[0]
    for name in ("First name", "Second name"):
        with driver.workspace.change(f"Rename to {name}") as work:
            work.put(replace(account, name=name))
    driver.go("history")
    found: Any = driver.window.page
    return found


def column(page: HistoryPage, title: str) -> list[str]:
    """Return what a column shows, from above."""
    at = [c.title for c in page.table.columns].index(title)
    return [str(page.table.index(row, at).data()) for row in range(page.table.rowCount())]


def test_changes_are_listed_with_who_when_and_what(page: HistoryPage, driver: WindowDriver) -> None:
    """The newest stands first, in words, and the header says what undo would do."""
    labels = ["Rename to Second name", "Rename to First name"]
    assert column(page, "What")[:2] == labels
    assert column(page, "Records")[:2] == ["1", "1"]
    assert column(page, "Touched")[:2] == ["accounts", "accounts"]
    assert column(page, "When")[0].startswith("12 May, ")
    assert all(column(page, "Who"))
    assert page.context_line() == "Undo would take back: Rename to Second name"
    assert driver.window.inspector.isVisible()


def test_undo_and_redo_move_the_states(page: HistoryPage, driver: WindowDriver) -> None:
    """Undo marks the newest as undone, redo brings it back, and the portfolio follows."""
    driver.click("Undo")
    driver.settle()
    assert column(page, "State")[:2] == ["Undone", "Done"]
    assert driver.workspace.where(Account, name="First name")
    driver.click("Redo")
    driver.settle()
    assert column(page, "State")[:2] == ["Done", "Done"]
    assert driver.workspace.where(Account, name="Second name")
    driver.click("Undo")
    driver.settle()
    with driver.workspace.change("Something else") as work:
        work.put(replace(driver.workspace.all(Account)[1], notes="x"))
    driver.settle()
    driver.qtbot.waitUntil(lambda: column(page, "State")[:2] == ["Done", "Overtaken"])


def test_the_filter_goes_over_all_words(page: HistoryPage, driver: WindowDriver) -> None:
    """Words of label, day and kind narrow the list; nothing found offers to clear it."""
    page.filter.setText("second rename")
    assert column(page, "What") == ["Rename to Second name"]
    assert "1 of 3 changes" in driver.words()
    page.filter.setText("no such words")
    assert "No change matches the filter" in driver.words()
    driver.click("Clear the filter")
    assert len(column(page, "What")) == 3


def test_the_inspector_tells_of_the_chosen_change(page: HistoryPage) -> None:
    """Label, moment, person, records, and what its state means."""
    panel = page.inspector()
    assert page.view.choose(page.table.rows[1].id)
    words = " ".join(label.text() for label in panel.findChildren(Label))
    assert "Rename to First name" in words
    assert "1 record: accounts." in words
    assert "Undo takes the newest such change back first." in words
