"""The page Settings: every change takes effect at once, is found by words, and can be undone."""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.services.backup_place import backup_folder, usual_backup_folder
from csplanner.services.our_settings import our_settings
from ui import formats, preferences
from ui.theme import current
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.drivers import WindowDriver
    from ui.pages.settings import SettingsPage


@pytest.fixture
def page(driver: WindowDriver) -> SettingsPage:
    driver.go("settings")
    found: Any = driver.window.pages["settings"]
    return found


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leave how days and numbers are said to the next test as it was."""
    yield
    formats.use()
    preferences.use_system_locale()


def _choose(page: SettingsPage, name: str, key: str) -> None:
    """Choose as a user does."""
    line: Any = page.lines[name]
    line.choice.choose(key)


def _type(page: SettingsPage, name: str, words: str) -> None:
    line: Any = page.lines[name]
    line.text.setText(words)
    line.text.editingFinished.emit()


def test_a_name_typed_is_kept_and_undone(driver: WindowDriver, page: SettingsPage) -> None:
    """No button to save: leaving the field keeps it; Ctrl Z takes it back."""
    before = our_settings(driver.workspace).name
    _type(page, "name", "Kestrane North")
    assert our_settings(driver.workspace).name == "Kestrane North"
    driver.window.context.undo()
    line: Any = page.lines["name"]
    assert our_settings(driver.workspace).name == before
    assert line.text.text() == before


def test_a_wrong_currency_is_told_and_put_back(driver: WindowDriver, page: SettingsPage) -> None:
    """The field returns to what is in force."""
    before = our_settings(driver.workspace).base_currency
    _type(page, "base_currency", "dollars")
    line: Any = page.lines["base_currency"]
    assert "no currency" in driver.notice
    assert line.text.text() == before


def test_the_calendar_follows_the_first_day(driver: WindowDriver, page: SettingsPage) -> None:
    """A week that begins on Sunday is one in the calendar as well."""
    week: Any = page.lines["week"]
    week.box.choose("6")
    driver.go("calendar")
    calendar: Any = driver.window.pages["calendar"]
    assert calendar.view.months[0].first_weekday == 6


def test_a_day_that_ends_before_it_starts_is_refused(
    driver: WindowDriver, page: SettingsPage
) -> None:
    """The field says again what is in force."""
    line: Any = page.lines["day_ends"]
    line.time.setTime(line.time.time().fromString("05:00", "HH:mm"))
    line.time.editingFinished.emit()
    assert "cannot end" in driver.notice
    assert line.time.time().hour() == our_settings(driver.workspace).day_ends.hour


def test_the_theme_changes_at_once(driver: WindowDriver, page: SettingsPage) -> None:
    """Dark is on as soon as it is chosen."""
    _choose(page, "theme", "dark")
    assert current().name == "dark"
    _choose(page, "theme", "light")
    assert current().name == "light"
    assert driver.page == "settings"


def test_rows_follow_the_density_at_once(driver: WindowDriver, page: SettingsPage) -> None:
    """Tables that are there and those made later, until the next run and in it."""
    view = driver.window.pages["portfolio"].findChild(TableView)
    heights = []
    for density in ("comfortable", "compact", "normal"):
        _choose(page, "density", density)
        driver.go("history")
        later = driver.window.pages["history"].findChild(TableView)
        assert view.rowHeight(0) == later.verticalHeader().defaultSectionSize()
        heights.append(view.rowHeight(0))
        driver.go("settings")
    assert heights == [32, 26, 28]


def test_dates_numbers_and_paper_are_said_as_preferred(
    driver: WindowDriver, page: SettingsPage
) -> None:
    """On every page at once; what was said before is not remembered."""
    day = dt.date(2027, 5, 12)
    assert formats.day(day) == "12 May 2027"
    _choose(page, "dates", "us")
    assert (formats.day(day), formats.weekday(day, day)) == ("May 12, 2027", "Wed May 12")
    _choose(page, "dates", "iso")
    assert formats.day(day) == "2027-05-12"
    _choose(page, "dates", "dots")
    assert formats.day(day) == "12.05.2027"
    _choose(page, "clock", "12")
    assert formats.clock(dt.time(14, 30)) == "2:30 PM"
    _choose(page, "region", "en_DE")
    assert formats.number(1234.5, 1) == "1.234,5"
    assert formats.exact_money(Decimal("2400.5"), "EUR") == "€2.400,50"
    assert formats.paper() == "A4"
    _choose(page, "paper", "Letter")
    assert formats.paper() == "Letter"
    assert page.sample.text().endswith("Letter")
    assert "12.05." in driver.status("day")


def test_what_is_preferred_is_there_in_the_next_run(
    driver: WindowDriver, page: SettingsPage, start: Any
) -> None:
    """Density, dates and the reader of briefs come back with the window."""
    _choose(page, "density", "compact")
    _choose(page, "dates", "iso")
    _choose(page, "reader", "customer")
    path = driver.workspace.path
    driver.close()
    formats.use()
    again = start(None, str(path))
    assert formats.day(dt.date(2027, 5, 12)) == "2027-05-12"
    assert again.window.pages["portfolio"].findChild(TableView).rowHeight(0) == 26
    again.go("briefs")
    assert again.window.pages["briefs"].choice.audience.on == "customer"


def test_another_scale_asks_for_a_new_start(driver: WindowDriver, page: SettingsPage) -> None:
    """The notice offers it; the scale is asked of Qt before the next application."""
    _choose(page, "scale", "150")
    assert "150 %" in driver.notice
    memory = driver.window.context.memory
    assert "QT_SCALE_FACTOR" not in os.environ
    preferences.scale_before_start(memory)
    try:
        assert os.environ["QT_SCALE_FACTOR"] == "1.5"
        assert preferences.scale_in_force() == "150"
    finally:
        preferences.forget_scale()
    driver.settle()
    driver.window.notices.button.click()
    assert driver.window.start_again
    assert not driver.window.isVisible()


def test_a_scale_asked_for_outside_stays(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable of the system goes before the setting."""
    _choose(page, "scale", "200")
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.25")
    preferences.scale_before_start(page.context.memory)
    assert os.environ["QT_SCALE_FACTOR"] == "1.25"


def test_backups_go_where_they_are_sent(
    driver: WindowDriver, page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next backup is there, also by command line; a folder that cannot be is refused."""
    monkeypatch.delenv("CSPLANNER_BACKUPS", raising=False)
    place: Any = page.lines["place"]
    wanted = tmp_path / "stick" / "backups"
    place.use(wanted)
    assert place.path.text() == str(wanted)
    assert driver.workspace.back_up("by-hand").path.parent == wanted
    assert backup_folder() == wanted
    (tmp_path / "file").write_text("no folder")
    place.use(tmp_path / "file")
    assert "cannot be written to" in driver.notice
    assert driver.workspace.backups == wanted
    place.reset()
    assert backup_folder() == driver.workspace.backups == usual_backup_folder()


def test_a_setting_goes_back_to_its_standard(driver: WindowDriver, page: SettingsPage) -> None:
    """One by its button, all of this computer by the header; Undo takes all back."""
    _choose(page, "density", "compact")
    driver.click("Density: back to the standard")
    assert page.lines["density"].is_standard
    _choose(page, "density", "compact")
    _choose(page, "dates", "iso")
    driver.click("Reset this computer's settings")
    assert page.lines["density"].is_standard
    assert page.lines["dates"].is_standard
    driver.window.notices.button.click()
    assert not page.lines["density"].is_standard
    assert formats.day(dt.date(2027, 5, 12)) == "2027-05-12"


def test_a_setting_is_found_by_its_words(driver: WindowDriver, page: SettingsPage) -> None:
    """Other lines and empty cards give way; a search without a find says so."""
    page.filter.setText("fiscal")
    driver.settle()
    assert page.lines["fiscal"].field.isVisible()
    assert not page.lines["week"].field.isVisible()
    assert not page.lines["theme"].field.isVisible()
    page.filter.setText("fiscal nothing")
    assert page.none.isVisible()
    page.filter.clear()
    assert page.lines["week"].field.isVisible()


def test_a_setting_is_found_by_the_palette(driver: WindowDriver, page: SettingsPage) -> None:
    """Words of a setting lead to its line, from any page."""
    driver.go("today")
    driver.window.actions_table.trigger("set.paper")
    assert driver.page == "settings"
    assert page.lines["paper"].field.isVisible()
    assert not page.lines["week"].field.isVisible()
