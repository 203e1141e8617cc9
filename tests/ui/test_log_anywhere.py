"""Proves that a touch is logged in two keystrokes from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from csplanner.domain.engagement import State
from csplanner.domain.records import Account, Engagement
from tests.ui.portfolios import TODAY

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver


def held(driver: WindowDriver, name: str) -> int:
    """Return how many touches of an account are held today."""
    account = next(a for a in driver.workspace.all(Account) if a.name == name)
    found = driver.workspace.where(Engagement, account_id=account.id, date=TODAY)
    return sum(e.state is State.DONE for e in found)


def form() -> Any:
    """Return the form that is open."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    return shown[-1]


@pytest.mark.parametrize("page", ["portfolio", "briefs"])
def test_two_keystrokes_with_the_account_at_hand(driver: WindowDriver, page: str) -> None:
    """N, Enter: logged as held today; Ctrl+Z takes it back."""
    driver.portfolio.choose("Boreth Freight")
    if page == "briefs":
        account = next(a for a in driver.workspace.all(Account) if a.name == "Boreth Freight")
        driver.go("briefs", account_id=account.id)
    before = held(driver, "Boreth Freight")
    driver.press("N", driver.window)
    driver.press("Return", form())
    assert held(driver, "Boreth Freight") == before + 1
    assert "Logged" in driver.notice
    driver.press("Ctrl+Z")
    assert held(driver, "Boreth Freight") == before


def test_without_one_the_name_is_typed(driver: WindowDriver) -> None:
    """On a page without an account any part of a name finds it; nothing typed is told."""
    driver.go("backup")
    driver.press("N", driver.window)
    open_form = form()
    driver.press("Return", open_form)
    assert "No account" in open_form.wrong.text()
    open_form.account_box.setEditText("calyxa freight")
    before = held(driver, "Calyxa Freight")
    open_form.accept()
    assert held(driver, "Calyxa Freight") == before + 1
