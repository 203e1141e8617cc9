"""Proves changing accounts in the list: cells, a whole selection, copying, exporting."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from csplanner.domain.records import Account
from tests.ui.portfolios import name_of
from ui.dialogs.bulk_form import BulkForm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.drivers import WindowDriver
    from ui.widgets.cell_editor import CellEditor

    Start = Callable[..., WindowDriver]


def _account(driver: WindowDriver, name: str) -> Account:
    return next(a for a in driver.workspace.all(Account) if a.name == name)


def _begin(driver: WindowDriver, name: str, title: str) -> CellEditor:
    page = driver.portfolio.page
    driver.portfolio.choose(name)
    column = [c.title for c in page.table.columns].index(title)
    page.view.setFocus()
    page.view.setCurrentIndex(page.table.index(page.view.currentIndex().row(), column))
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    editor = page.cells.editor
    assert editor is not None
    return editor


def test_f2_changes_a_cell_enter_keeps_it_and_undo_brings_it_back(driver: WindowDriver) -> None:
    """The word of the undo says what is taken back."""
    editor = _begin(driver, name_of(3), "City")
    assert editor.text() == "London"
    QTest.keyClicks(editor, "Oslo")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert _account(driver, name_of(3)).city == "Oslo"
    assert driver.portfolio.chosen == [name_of(3)]
    assert driver.window.focusWidget() is driver.portfolio.page.view
    driver.press("Ctrl+Z")
    assert _account(driver, name_of(3)).city == "London"
    assert driver.notice == f"Undone: Change city of {name_of(3)}"


def test_escape_leaves_everything_as_it_was(driver: WindowDriver) -> None:
    """Nothing is written, and the focus is back in the list."""
    steps = len(driver.workspace.history())
    editor = _begin(driver, name_of(3), "City")
    QTest.keyClicks(editor, "Oslo")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert _account(driver, name_of(3)).city == "London"
    assert len(driver.workspace.history()) == steps
    assert driver.window.focusWidget() is driver.portfolio.page.view


def test_what_is_wrong_is_said_beside_the_cell_and_the_text_stays(driver: WindowDriver) -> None:
    """The field keeps what was typed until it can be kept, or Esc."""
    editor = _begin(driver, name_of(3), "Renewal")
    editor.setText("soon")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "expected a date" in editor.wrong
    assert editor.text() == "soon"
    editor.setText("2027-11-30")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert str(_account(driver, name_of(3)).renewal_date) == "2027-11-30"


def test_tab_keeps_and_goes_on_to_the_next_cell(driver: WindowDriver) -> None:
    """From the stage to the city of the same account, and back with Shift."""
    editor = _begin(driver, name_of(3), "Stage")
    editor.setText("onboarding")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    follower = driver.portfolio.page.cells.editor
    assert follower is not None
    assert follower.accessibleName() == "City"
    QTest.keyClick(follower, Qt.Key.Key_Backtab)
    before = driver.portfolio.page.cells.editor
    assert before is not None
    assert (before.accessibleName(), before.text()) == ("Stage", "onboarding")
    QTest.keyClick(before, Qt.Key.Key_Escape)


@pytest.mark.parametrize("count", [2, 12])
def test_a_selection_changes_as_one_step(driver: WindowDriver, count: int) -> None:
    """The bar counts the selection and its revenue; one undo brings all of them back."""
    page = driver.portfolio.page
    page.view.setFocus()
    page.view.choose(page.table.shown[0].row.id)
    for _ in range(count - 1):
        QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.bar.words.text().startswith(f"{count} accounts · $")
    before = driver.workspace.all(Account)
    ids = [account.row.id for account in page.view.selected()]
    form = BulkForm(page, driver.window.context, ids, "stage")
    form.value.setText("onboarding")
    form.accept()
    assert not form.isVisible()
    assert sum(a.stage == "onboarding" for a in driver.workspace.all(Account)) == count
    assert len(driver.portfolio.chosen) == count
    driver.click("Undo")
    assert driver.workspace.all(Account) == before
    form.deleteLater()


def test_space_and_all_select_and_escape_lets_go(driver: WindowDriver) -> None:
    """Ctrl+A takes all, Space takes one out again, Esc keeps only the row stood on."""
    page = driver.portfolio.page
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(driver.portfolio.chosen) == 12
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert len(driver.portfolio.chosen) == 11
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert len(driver.portfolio.chosen) == 1
    assert not page.bar.isVisible()


def test_a_tier_by_hand_asks_for_its_reason(driver: WindowDriver) -> None:
    """Only with the tier does the form show the field of the reason."""
    page = driver.portfolio.page
    account = _account(driver, name_of(3))
    form = BulkForm(page, driver.window.context, [account.id], "city")
    form.show()
    assert not form.reason.isVisible()
    form.field.choose("tier_override")
    QApplication.processEvents()
    assert form.reason.isVisible()
    form.value.setText("platinum")
    form.accept()
    assert "no tier platinum" in form.wrong.text()
    form.value.setText("Strategic")
    form.reason.setText("a lighthouse")
    form.accept()
    held = _account(driver, name_of(3))
    assert (held.tier_override, held.tier_reason) == ("strategic", "a lighthouse")
    form.deleteLater()


def test_a_selection_is_copied_as_a_table(driver: WindowDriver) -> None:
    """Text for a spreadsheet, a table for a mail; the columns are those shown."""
    page = driver.portfolio.page
    page.views.show_columns(("account", "owner", "arr"))
    page.view.selectAll()
    page.choice.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Account\tOwner\tARR"
    assert len(lines) == 13
    assert "I. Sollander" in QGuiApplication.clipboard().text()
    assert QGuiApplication.clipboard().mimeData().html().count("<tr>") == 13


def test_what_is_shown_is_exported_with_each_currency_beside_its_amount(
    driver: WindowDriver, tmp_path: Path
) -> None:
    """The filter holds for the file, too; amounts are plain and say their currency."""
    page = driver.portfolio.page
    driver.portfolio.filter("city:chicago")
    page.choice.export(tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Account"] for row in rows] == driver.portfolio.names()
    assert {row["Currency"] for row in rows} == {"USD"}
    assert all(row["ARR"].isdigit() for row in rows)
    page.choice.export(tmp_path / "list.xlsx")
    assert (tmp_path / "list.xlsx").stat().st_size > 0
    assert driver.notice == f"Wrote {len(rows)} accounts to list.xlsx"
    page.choice.export(tmp_path / "list.docx")
    assert "cannot be written" in driver.notice
