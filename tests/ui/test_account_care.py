"""Proves history of an account with restore, archive and erase, from its page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QDialog

from csplanner.domain.records import Account

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver


def account(driver: WindowDriver, name: str = "Ardenmoor Freight") -> Account | None:
    """Return an account by name, None if it is gone."""
    return next((a for a in driver.workspace.all(Account) if a.name == name), None)


def shown(driver: WindowDriver) -> Account:
    """Go to the page of an account and return the account."""
    found = account(driver)
    assert found is not None
    driver.go("account", account_id=found.id)
    return found


def test_a_field_is_put_back_from_the_history(driver: WindowDriver) -> None:
    """The account's own changes are listed; a button puts one field back."""
    found = shown(driver)
    with driver.workspace.change("Write notes") as work:
        work.put(replace(found, notes="Wrong", domain="ardenmoor.example"))
    other = account(driver, "Boreth Freight")
    assert other is not None
    with driver.workspace.change("Elsewhere") as work:
        work.put(replace(other, notes="Other"))
    driver.window.actions_table.trigger("account.history")
    driver.settle()
    page: Any = driver.window.pages["history"]
    labels = [entry.label for entry in page.table.rows]
    assert "Write notes" in labels
    assert "Elsewhere" not in labels
    page.view.choose(next(e.id for e in page.table.rows if e.label == "Write notes"))
    driver.click("Restore notes")
    now = account(driver)
    assert now is not None
    assert (now.notes, now.domain) == ("", "ardenmoor.example")
    assert "Restored notes" in driver.notice
    driver.click("Show all changes")
    assert "Elsewhere" in [entry.label for entry in page.table.rows]


def test_an_account_is_archived_and_taken_back(driver: WindowDriver) -> None:
    """It leaves with a notice and Undo, not with a question; the same act takes it back."""
    shown(driver)
    driver.window.actions_table.trigger("account.archive")
    now = account(driver)
    assert now is not None
    assert now.archived
    assert "Archived" not in driver.notice
    assert "archived" in driver.notice
    driver.window.actions_table.trigger("account.archive")
    again = account(driver)
    assert again is not None
    assert not again.archived


def test_erasing_asks_for_the_name(driver: WindowDriver) -> None:
    """A wrong name erases nothing; the right one takes the account out of history, too."""
    found = shown(driver)
    driver.window.actions_table.trigger("account.erase")
    form: Any = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    )
    form.name_field.setText("Ardenmoor")
    form.accept()
    assert account(driver) is not None
    assert "not its name" in form.wrong.text()
    form.name_field.setText("ardenmoor freight")
    form.accept()
    assert account(driver) is None
    assert driver.page == "portfolio"
    assert "Erased for good" in driver.notice
    assert driver.workspace.history(50, found.id) == ()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.close()
