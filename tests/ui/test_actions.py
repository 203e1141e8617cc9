"""Proves the one table of actions: names, keys, scopes, menus, letters beside text fields."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMenu

from csplanner.domain.records import Account
from ui.actions import MENUS, Action
from ui.pages.registry import entries

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver
    from ui.pages.registry import PageEntry


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_no_key_means_two_things_on_a_page(driver: WindowDriver, entry: PageEntry) -> None:
    """On each page every shortcut belongs to one action, and menus are those agreed."""
    driver.go(entry.name)
    actions = driver.window.actions_table.all()
    made = [driver.window.actions_table.qaction(action.name) for action in actions]
    keys = Counter(key.toString() for qaction in made for key in qaction.shortcuts())
    assert [key for key, count in keys.items() if count > 1] == []
    assert {action.menu for action in actions} - {*MENUS, ""} == set()


def test_actions_of_a_page_leave_with_it(driver: WindowDriver) -> None:
    """A page's actions are there while it is shown."""
    table = driver.window.actions_table
    assert table.of("portfolio")
    driver.go("account")
    assert not table.of("portfolio")
    assert table.of("account")


def test_two_actions_of_one_name_are_a_bug(driver: WindowDriver) -> None:
    """The table refuses the second one."""
    with pytest.raises(ValueError, match=r"file\.open"):
        driver.window.actions_table.add([Action(name="file.open", text="", run=lambda: None)])


def test_menus_hold_every_action_that_names_one(driver: WindowDriver) -> None:
    """The menu of menus is made from the table."""
    menu = QMenu(driver.window)
    driver.window.actions_table.fill_bar(menu)
    texts = {a.text() for part in menu.findChildren(QMenu) for a in part.actions()}
    wanted = {a.words for a in driver.window.actions_table.all() if a.menu}
    assert texts == wanted
    menu.deleteLater()


def test_a_letter_is_text_in_a_field_and_a_key_elsewhere(driver: WindowDriver) -> None:
    """J typed into the filter is a letter; on the account's page it steps."""
    driver.portfolio.filter("j")
    assert driver.portfolio.page.filter.text() == "j"
    assert driver.page == "portfolio"


def test_a_disabled_action_does_nothing(driver: WindowDriver) -> None:
    """Triggering what cannot be asked for now runs nothing."""
    ran: list[int] = []
    action = Action(name="test.off", text="Off", run=lambda: ran.append(1), on=lambda: False)
    driver.window.actions_table.add([action], "test")
    driver.window.actions_table.trigger("test.off")
    assert ran == []
    assert not driver.window.actions_table.qaction("test.off").isEnabled()


def test_undo_and_redo_say_what_they_would_do(driver: WindowDriver) -> None:
    """Menu and palette name the step; with nothing to take back they say only the verb."""
    table = driver.window.actions_table
    account = driver.workspace.all(Account)[0]
    driver.window.context.run_change(
        "Change city of 1 account", lambda work: work.put(replace(account, city="Oslo"))
    )
    assert table.qaction("edit.undo").text() == "Undo change city of 1 account"
    assert table.get("edit.redo").words == "Redo"
    assert "Undo change city of 1 account" in driver.palette.find("undo")
    driver.palette.press("Escape")
    driver.press("Ctrl+Z")
    assert table.qaction("edit.redo").text() == "Redo change city of 1 account"
