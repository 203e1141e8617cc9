"""Ten things that users do most, each from beginning to end without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from csplanner.domain.records import Account, Engagement
from csplanner.services.saved_views import saved_views
from tests.ui.journeys.keyboard import Keyboard
from tests.ui.portfolios import name_of
from ui.dialogs.text_found import TextFound

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver


@pytest.fixture
def keyboard(driver: WindowDriver) -> Keyboard:
    """Return a user at the keyboard, in front of twelve accounts."""
    driver.go("portfolio")
    return Keyboard(driver)


def _account(keyboard: Keyboard, number: int) -> Account:
    accounts = keyboard.driver.workspace.all(Account)
    return next(account for account in accounts if account.name == name_of(number))


def test_find_a_customer_and_open_its_page(keyboard: Keyboard) -> None:
    """I press Ctrl+K, type half a name and Enter: the account is there; Ctrl+2 brings me back."""
    keyboard.jump("everlund")
    assert keyboard.driver.title.startswith("Everlund")
    keyboard.press("Ctrl+2")
    assert keyboard.driver.page == "portfolio"


def test_go_through_all_pages_by_their_numbers(keyboard: Keyboard) -> None:
    """Ctrl and a number lead to the first eight pages of the sidebar."""
    seen = []
    for number in range(1, 9):
        keyboard.press(f"Ctrl+{number}")
        seen.append(keyboard.driver.page)
    wanted = ["today", "portfolio", "plan", "calendar", "review", "trips", "briefs", "coverage"]
    assert seen == wanted


def test_log_a_touch_with_what_was_said(keyboard: Keyboard) -> None:
    """N, T, the words, Enter: the touch is logged; Ctrl+Z takes it back."""
    keyboard.jump(name_of(3))
    before = len(keyboard.driver.workspace.all(Engagement))

    def write(user: Keyboard) -> None:
        user.until("Notes")
        user.type("They fear the audit")
        user.until("Log")
        user.press("Space")

    keyboard.answering(write)
    keyboard.press("N")
    keyboard.press("T")
    logged = [e for e in keyboard.driver.workspace.all(Engagement) if "audit" in e.notes]
    assert [e.account_id for e in logged] == [_account(keyboard, 3).id]
    keyboard.press("Ctrl+Z")
    assert len(keyboard.driver.workspace.all(Engagement)) == before


def test_narrow_the_list_and_keep_it_as_a_view(keyboard: Keyboard) -> None:
    """Ctrl+F, a token; then from the palette a name for the view; it is in the portfolio."""
    keyboard.press("Ctrl+F")
    keyboard.type("city:chicago")
    assert {a.row.city for a in keyboard.driver.portfolio.page.table.shown} == {"Chicago"}

    def name(user: Keyboard) -> None:
        user.type("By the lake")
        user.press("Return")

    keyboard.answering(name)
    keyboard.jump("> save as a new view")
    kept = saved_views(keyboard.driver.workspace).get("By the lake")
    assert kept.filter == "city:chicago"


def test_hand_several_customers_to_a_colleague(keyboard: Keyboard) -> None:
    """Shift and arrows select, E changes the owner of all; Ctrl+Z brings all of them back."""
    page = keyboard.driver.portfolio.page
    keyboard.press("Shift+Down", "Shift+Down")
    chosen = {account.row.id for account in page.view.selected()}
    before = keyboard.driver.workspace.all(Account)

    def hand_over(user: Keyboard) -> None:
        user.until("New value")
        user.type("T. Kelvane")
        user.press("Return")

    keyboard.answering(hand_over)
    keyboard.press("E")
    owners = {a.row.owner for a in page.table.rows if a.row.id in chosen}
    assert (len(chosen), owners) == (3, {"T. Kelvane"})
    keyboard.press("Ctrl+Z")
    assert keyboard.driver.workspace.all(Account) == before


def test_mend_a_city_where_it_stands(keyboard: Keyboard) -> None:
    """J down, right to the column, F2, the city, Enter."""
    page = keyboard.driver.portfolio.page
    keyboard.press("J")
    account_id = page.view.selected()[0].row.id
    at = [column.title for column in page.table.columns].index("City")
    keyboard.press(*["Right"] * (at - max(0, page.view.currentIndex().column())))
    keyboard.press("F2")
    keyboard.type("Oslo")
    keyboard.press("Return")
    changed = keyboard.driver.workspace.get(Account, account_id)
    assert changed is not None
    assert changed.city == "Oslo"


def test_find_what_somebody_wrote(keyboard: Keyboard) -> None:
    """A touch with its notes; Ctrl+Shift+F finds the words again, the whole text beside it."""
    keyboard.jump(name_of(5))

    def write(user: Keyboard) -> None:
        user.until("Notes")
        user.type("The new buyer wants figures on uptime")
        user.until("Log")
        user.press("Space")

    keyboard.answering(write)
    keyboard.press("N")
    keyboard.press("T")
    keyboard.press("Ctrl+Shift+F")
    keyboard.type("uptime")
    assert keyboard.driver.palette.groups() == ["In texts"]
    keyboard.press("Return")
    keyboard.driver.qtbot.waitUntil(lambda: bool(keyboard.driver.shown(TextFound)))
    found = keyboard.driver.shown(TextFound)[0]
    assert "figures on uptime" in found.text.toPlainText()
    keyboard.press("Escape")


def test_add_a_customer(keyboard: Keyboard) -> None:
    """Ctrl+Shift+N, a name, Enter; the new account is chosen in the list."""

    def write(user: Keyboard) -> None:
        user.type("Quillonby")
        user.press("Return")

    keyboard.answering(write)
    keyboard.press("Ctrl+Shift+N")
    assert keyboard.driver.portfolio.chosen == ["Quillonby"]


def test_take_the_list_into_a_mail(keyboard: Keyboard) -> None:
    """Ctrl+A, Ctrl+C: every account as a table on the clipboard."""
    keyboard.press("Ctrl+A", "Ctrl+C")
    assert len(QGuiApplication.clipboard().text().split("\n")) == 13
    keyboard.press("Escape")
    assert len(keyboard.driver.portfolio.chosen) == 1


def test_work_at_night_and_know_the_keys(keyboard: Keyboard) -> None:
    """The dark theme from the palette; the question mark lists what keys do here."""
    keyboard.jump("> dark theme")
    assert keyboard.driver.window.context.memory.get("theme", "") == "dark"
    keyboard.press("?")
    assert keyboard.driver.page == "help" or keyboard.driver.palette.is_open
