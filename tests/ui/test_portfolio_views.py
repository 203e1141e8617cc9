"""Proves views, filter tokens and chips, columns and groups of the list of accounts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from csplanner.domain.records import Account
from csplanner.services.saved_views import saved_views
from tests.ui.portfolios import name_of
from ui.dialogs.columns_form import ColumnsForm
from ui.dialogs.name_form import NameForm
from ui.pages.portfolio_chips import chip_words, offers
from ui.pages.portfolio_groups import sums_of
from ui.portfolio_filter import quoted, tokens, with_token, without

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.services.views import ListedAccount
    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


def test_chips_are_the_tokens_and_each_can_be_taken_away(driver: WindowDriver) -> None:
    """Typing makes chips in words; a chip's cross takes its token out of the text."""
    page = driver.portfolio.page
    driver.portfolio.filter("tier:growth,scale city:chicago grid")
    assert page.chips.words == ("Tier is growth or scale", "City is chicago")
    driver.click("Remove the filter Tier is growth or scale")
    assert page.filter.text() == "city:chicago grid"
    assert page.chips.words == ("City is chicago",)
    driver.click("Remove the filter City is chicago")
    assert not page.chips.isVisible()


def test_the_menu_and_the_text_give_the_same_rows(driver: WindowDriver) -> None:
    """Every offer of the menu shows the very rows that its own words promise."""
    page = driver.portfolio.page
    lists = dict(offers(page.table.rows))
    of: dict[str, Callable[[ListedAccount], str]] = {
        "Tier": lambda a: a.tier_name,
        "Owner": lambda a: a.row.owner,
        "City": lambda a: a.row.city,
        "Industry": lambda a: a.row.industry,
    }
    for title, value in of.items():
        for offer in lists[title]:
            page.filter.clear()
            page.narrowing.add(offer.token)
            shown = sorted(driver.portfolio.names())
            wanted = "" if offer.token.endswith(":none") else offer.words
            assert shown == sorted(a.row.name for a in page.table.rows if value(a) == wanted)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("-city:chicago", lambda a: a.row.city != "Chicago"),
        ("city:none", lambda a: not a.row.city),
        ("-city:none", lambda a: bool(a.row.city)),
        ('owner:"i. sollander","t. kelvane"', lambda a: a.row.owner[0] in "IT"),
        ("renewal<2027-09-01", lambda a: a.row.renewal < dt.date(2027, 9, 1)),
        ("country:gb", lambda a: a.row.country == "GB"),
        ('"boreth grid"', lambda a: a.row.name == "Boreth Grid"),
        ("next:none", lambda a: a.row.next is None),
    ],
)
def test_tokens_may_negate_list_quote_and_ask_for_nothing(
    driver: WindowDriver, words: str, wanted: Callable[[ListedAccount], bool]
) -> None:
    """Each form shows the very accounts that a plain test of each row would."""
    driver.portfolio.filter(words)
    rows = driver.portfolio.page.table.rows
    assert sorted(driver.portfolio.names()) == sorted(a.row.name for a in rows if wanted(a))


@given(st.text(max_size=30), st.text(min_size=1, max_size=12))
def test_a_token_put_in_can_be_taken_out_again(text: str, value: str) -> None:
    """Whatever is typed, the token that was added last is there and goes without a trace."""
    value = value.replace('"', "").strip() or "x"
    before = " ".join(without_all(text).split())
    added = with_token(before, f"city:{quoted(value)}")
    found = tokens(added)
    assert len(found) == 1
    assert without(added, found[0]) == before
    assert chip_words(found[0]).startswith("City is ") or value.casefold() == "none"


def without_all(text: str) -> str:
    """Return the plain words of a text: no token, no open quote."""
    text = text.replace('"', "").replace(":", "").replace("<", "").replace(">", "")
    return text.replace("-", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("renewal<90d", "Renewal within 90 days"),
        ("next>30d", "Next in more than 30 days"),
        ("last>60d", "Last more than 60 days ago"),
        ("arr>500k", "ARR over 500k"),
        ("-health<50", "Not: health under 50"),
        ("stage:at_risk", "Stage is At risk"),
        ("-stage:churned", "Stage is not Churned"),
        ("owner:none", "Nobody owns it"),
        ("renewal>2027-12-31", "Renewal after 2027-12-31"),
    ],
)
def test_chips_speak_in_words(text: str, words: str) -> None:
    """A chip says what its token means."""
    assert chip_words(tokens(text)[0]) == words


def test_a_view_is_saved_opened_renamed_and_deleted_with_a_way_back(driver: WindowDriver) -> None:
    """Filter, columns, sorting and groups come back with the name; deleting can be taken back."""
    page = driver.portfolio.page
    driver.portfolio.filter("city:chicago")
    driver.portfolio.sort("ARR")
    page.group_by("owner")
    form = NameForm(page, ("Save", "Save", "Name"), "", page.views.add)
    form.accept()
    assert "no name" in form.wrong.text()
    form.field.setText("Chicago by owner")
    form.accept()
    shown = driver.portfolio.names()
    page.views.open("")
    assert len(driver.portfolio.names()) == 12
    page.views.open("Chicago by owner")
    assert (driver.portfolio.names(), page.grouped_by) == (shown, "owner")
    page.views.rename("Lake")
    page.views.delete()
    assert (page.views.name, driver.notice) == ("", "Deleted the view Lake")
    driver.click("Bring it back")
    assert (page.views.name, driver.portfolio.names()) == ("Lake", shown)


def test_a_view_keeps_its_look_but_its_filter_only_when_told(driver: WindowDriver) -> None:
    """A typed filter does not change the view; columns and widths do, and come back at restart."""
    page = driver.portfolio.page
    driver.portfolio.filter("city:chicago")
    page.views.add("Lake")
    driver.portfolio.filter("city:denver")
    assert page.views.title == "Lake · changed"
    page.views.show_columns(("account", "renewal"))
    kept = saved_views(driver.workspace).get("Lake")
    assert kept.filter == "city:chicago"
    assert [key for key, _ in kept.columns] == ["account", "renewal"]
    page.views.update()
    assert saved_views(driver.workspace).get("Lake").filter == "city:denver"
    assert page.views.title == "Lake"


def test_the_portfolio_opens_with_the_view_that_was_chosen(start: Start) -> None:
    """After a restart the view is there as it was left, widths too."""
    driver = start()
    page = driver.portfolio.page
    driver.portfolio.filter("renewal<200d")
    page.views.add("Soon")
    page.views.open_first()
    at = [column.called for column in page.table.columns].index("account")
    page.view.setColumnWidth(at, 222)
    page.views.look.flush()
    names, path = driver.portfolio.names(), driver.workspace.path
    driver.close()
    again = start(None, str(path))
    again.go("portfolio")
    page = again.portfolio.page
    assert (page.views.title, again.portfolio.names()) == ("Soon", names)
    assert page.view.columnWidth(at) == 222


def test_columns_are_chosen_and_moved_by_keys(driver: WindowDriver) -> None:
    """Space switches a column off, Alt and Up moves one; the list shows it so."""
    page = driver.portfolio.page
    shown: list[ColumnsForm] = []

    def press(form: ColumnsForm) -> int:
        form.show()
        QTest.keyClick(form.list, Qt.Key.Key_Space)  # the owner, off
        QTest.keyClick(form.list, Qt.Key.Key_Down)
        QTest.keyClick(form.list, Qt.Key.Key_Down)
        QTest.keyClick(form.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        form.accept()
        shown.append(form)
        return 1

    exec_, ColumnsForm.exec = ColumnsForm.exec, press  # type: ignore[method-assign, assignment]
    try:
        page.views.ask_columns()
    finally:
        ColumnsForm.exec = exec_  # type: ignore[method-assign]
    titles = [page.table.columns[i].called for i in page.views.look.columns_shown()]
    assert titles[:3] == ["tier", "account", "arr"]
    assert "owner" not in titles


def test_groups_have_heads_with_sums_and_are_passed_over(driver: WindowDriver) -> None:
    """Each head says count and revenue; arrows and J go from row to row."""
    page = driver.portfolio.page
    tester = QAbstractItemModelTester(page.table)
    page.group_by("city")
    heads = [page.table.head_at(row) for row in range(page.table.rowCount())]
    words = [head.words for head in heads if head]
    assert words == ["Boston", "Chicago", "Denver", "London", "No city"]
    assert len(driver.portfolio.names()) == 12
    page.view.setFocus()
    page.view.choose(page.table.shown[0].row.id)
    seen = list(driver.portfolio.chosen)
    for _ in range(11):
        driver.press("J", on=page.view)
        seen += driver.portfolio.chosen
    assert seen == driver.portfolio.names()
    driver.press("K", on=page.view)
    assert driver.portfolio.chosen == [seen[-2]]
    assert tester.model() is page.table
    page.group_by("")
    assert page.table.rowCount() == 12


def test_currencies_are_never_added_to_each_other(driver: WindowDriver) -> None:
    """Totals, heads and the bar of the selection tell each currency apart."""
    page = driver.portfolio.page
    euro = next(a for a in driver.workspace.all(Account) if a.name == name_of(3))
    with driver.workspace.change("Another currency") as work:
        work.put(replace(euro, currency="EUR", arr=Decimal(90_000)))
    told = driver.portfolio.totals()
    assert "$" in told
    assert "€90k" in told
    rows = [a for a in page.table.rows if a.row.currency == "USD"]
    whole = sum(a.row.arr for a in rows if a.row.arr is not None)
    assert sums_of(rows).count("$") == 1
    assert whole > 0


def test_a_list_without_accounts_takes_every_view(start: Start) -> None:
    """With nothing in it, filter, groups, columns and menus still work and say so."""
    driver = start(0)
    page = driver.portfolio.page
    page.group_by("tier")
    driver.portfolio.filter("tier:growth")
    menu = page.views.menu()
    assert next(a.text() for a in menu.actions()) == "All accounts"
    assert "No accounts yet" in driver.words()
    menu.deleteLater()
    QApplication.processEvents()
