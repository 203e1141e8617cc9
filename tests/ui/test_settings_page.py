"""The page Settings: every change takes effect at once, is found by words, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from csplanner.services.our_settings import our_settings
from ui.theme import current

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver
    from ui.pages.settings import SettingsPage


@pytest.fixture
def page(driver: WindowDriver) -> SettingsPage:
    driver.go("settings")
    found: Any = driver.window.pages["settings"]
    return found


def test_a_name_typed_is_kept_and_undone(driver: WindowDriver, page: SettingsPage) -> None:
    """No button to save: leaving the field keeps it; Ctrl Z takes it back."""
    before = our_settings(driver.workspace).name
    page.texts["name"].setText("Kestrane North")
    page.texts["name"].editingFinished.emit()
    assert our_settings(driver.workspace).name == "Kestrane North"
    driver.window.context.undo()
    assert our_settings(driver.workspace).name == before
    assert page.texts["name"].text() == before


def test_a_wrong_currency_is_told_and_put_back(driver: WindowDriver, page: SettingsPage) -> None:
    """The field returns to what is in force."""
    before = our_settings(driver.workspace).base_currency
    page.texts["base_currency"].setText("dollars")
    page.texts["base_currency"].editingFinished.emit()
    assert "no currency" in driver.notice
    assert page.texts["base_currency"].text() == before


def test_the_calendar_follows_the_first_day(driver: WindowDriver, page: SettingsPage) -> None:
    """A week that begins on Sunday is one in the calendar as well."""
    page.week.choose("6")
    driver.go("calendar")
    calendar: Any = driver.window.pages["calendar"]
    assert calendar.view.months[0].first_weekday == 6


def test_the_theme_changes_at_once(driver: WindowDriver, page: SettingsPage) -> None:
    """Dark is on as soon as it is chosen."""
    page.theme.choose("dark")
    assert current().name == "dark"
    page.theme.choose("light")
    assert current().name == "light"
    assert driver.page == "settings"


def test_a_setting_is_found_by_its_words(driver: WindowDriver, page: SettingsPage) -> None:
    """Other lines and empty cards give way."""
    page.filter.setText("fiscal")
    driver.settle()
    assert page.fiscal.isVisible()
    assert not page.week.isVisible()
    assert not page.theme.isVisible()
    page.filter.clear()
    assert page.week.isVisible()
