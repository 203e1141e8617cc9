"""Proves the page Help: the guide with its search, the keys of a page, diagnostics to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication

from csplanner.domain.records import Account
from csplanner.services.guide import PAGES

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver
    from ui.pages.help import HelpPage


@pytest.fixture
def page(driver: WindowDriver) -> HelpPage:
    """Return the page, shown."""
    driver.go("help")
    shown: Any = driver.window.pages["help"]
    return shown


def test_every_page_of_the_guide_is_shown_with_its_pictures(page: HelpPage) -> None:
    """Its title stands at the top; each picture has come and fits the column."""
    for name in PAGES:
        page.nav.choose(name)
        guide = page.pages[name]
        assert page.guide.toPlainText().startswith(guide.title)
        for target in guide.text.split("](")[1:]:
            source = target.partition(")")[0]
            if source.endswith(".png"):
                image = page.guide.loadResource(2, QUrl(source))
                assert 200 < image.width() <= 760 * page.devicePixelRatioF()


def test_f1_leads_to_what_the_guide_says_of_a_page(driver: WindowDriver) -> None:
    """From any page, also where a list has the focus; the keys are those of that page."""
    for name, about in (("coverage", "review-coverage"), ("backup", "back-up-and-move")):
        driver.go(name)
        driver.press("F1")
        shown: Any = driver.window.pages["help"]
        assert driver.page == "help"
        assert shown.nav.on == about
        shown.nav.choose("keys")
        assert shown.keys.where.key in {name, ""}
    assert any(row.text == "Undo" for row in shown.keys.table.rows)


def test_keys_of_a_page_stand_above_those_of_every_page(driver: WindowDriver) -> None:
    """Ctrl R of the annual plan, then what holds everywhere."""
    driver.go("plan")
    driver.press("F1")
    shown: Any = driver.window.pages["help"]
    shown.nav.choose("keys")
    rows = [row.text for row in shown.keys.table.rows]
    assert rows.index("Run plan") < rows.index("Undo")
    shown.keys.where.choose("")
    assert "Run plan" not in [row.text for row in shown.keys.table.rows]


def test_words_are_found_in_the_guide(driver: WindowDriver, page: HelpPage) -> None:
    """Only pages that hold all of them are left, the words are marked, Enter goes on."""
    page.filter.setText("hatched decision")
    assert page.nav.on == "plan-your-year"
    assert page.guide.extraSelections()
    before = page.guide.textCursor().position()
    page.filter.returnPressed.emit()
    assert page.guide.textCursor().position() != before
    page.filter.setText("no such words anywhere")
    assert page.none.isVisible()
    driver.click("Clear the search")
    assert page.guide.isVisible()
    assert not page.guide.extraSelections()


def test_a_link_leads_to_another_page(page: HelpPage) -> None:
    """Within the guide; nothing is fetched."""
    page.nav.choose("review-coverage")
    page.guide.anchorClicked.emit(QUrl("change-the-policy.md"))
    assert page.nav.on == "change-the-policy"
    page.guide.anchorClicked.emit(QUrl("https://example.invalid/"))
    assert page.nav.on == "change-the-policy"


def test_pictures_follow_the_theme(driver: WindowDriver, page: HelpPage) -> None:
    """A dark window shows dark pictures."""
    source = QUrl("../pictures/plan-light.png")
    light = page.guide.loadResource(2, source).pixelColor(5, 5).lightness()
    driver.window.context.use_theme("dark")
    assert page.guide.loadResource(2, source).pixelColor(5, 5).lightness() < light
    driver.window.context.use_theme("light")


def test_diagnostics_are_copied_without_customers(driver: WindowDriver, page: HelpPage) -> None:
    """Versions, counts and the last fault; no account's name."""
    driver.window.crashes.report = "csplanner on Python\nValueError: '…'"
    driver.window.actions_table.trigger("help.diagnostics")
    driver.click("Copy")
    text = QGuiApplication.clipboard().text()
    assert "ValueError" in text
    assert "Account" in text
    assert not [a.name for a in driver.workspace.all(Account) if a.name in text]
    assert "copied" in driver.notice


def test_the_guide_is_there_without_a_portfolio(start: Any) -> None:
    """Before anything is opened, F1 helps."""
    driver = start(None)
    driver.press("F1")
    assert driver.page == "help"
    shown: Any = driver.window.pages["help"]
    assert shown.guide.isVisible()
    shown.nav.choose("diagnostics")
    assert "Portfolio" not in shown.diagnostics.text()
