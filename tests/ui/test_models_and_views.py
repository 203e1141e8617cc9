"""Proves the table model by Qt's own tester, and the views of a portfolio in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.row_table import ROW_ROLE, SORT_ROLE, Column, RowTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.drivers import WindowDriver

_ROWS = (("b", 2), ("a", None), ("c", 1), ("d", 3))


@pytest.fixture
def table(qapp: object) -> RowTable[tuple[str, int | None]]:
    """Return a small table of names and numbers, watched by Qt's tester."""
    del qapp
    columns = (
        Column(title="Name", show=lambda row: row[0]),
        Column(title="Number", show=lambda row: str(row[1]), sort=lambda row: row[1], right=True),
    )
    made = RowTable(columns, key=lambda row: row[0])
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    made.setProperty("tester", QAbstractItemModelTester(made, mode, made))
    return made


def _names(table: RowTable[tuple[str, int | None]]) -> str:
    return "".join(row[0] for row in table.shown)


def test_it_keeps_qts_rules_through_rows_sorting_and_filters(
    table: RowTable[tuple[str, int | None]],
) -> None:
    """The tester ends the process on a broken rule; nothing here breaks one."""
    table.set_rows(_ROWS)
    table.sort(1, Qt.SortOrder.DescendingOrder)
    table.set_filter(lambda row: row[0] != "b")
    assert _names(table) == "dca"
    table.set_rows(())
    assert table.rowCount() == 0


def test_rows_without_a_value_come_last_either_way(
    table: RowTable[tuple[str, int | None]],
) -> None:
    """None is not smaller than anything."""
    table.set_rows(_ROWS)
    table.sort(1, Qt.SortOrder.AscendingOrder)
    assert _names(table) == "cbda"
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert _names(table) == "dbca"


def test_a_cell_says_what_it_is(table: RowTable[tuple[str, int | None]]) -> None:
    """A cell gives its words, its row, what it sorts by, and what a screen reader says."""
    table.set_rows(_ROWS)
    cell = table.index(0, 1)
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert (cell.data(), cell.data(ROW_ROLE), cell.data(SORT_ROLE)) == ("2", ("b", 2), 2)
    assert spoken == "Number: 2"
    assert table.headerData(1, Qt.Orientation.Horizontal) == "Number"


def test_places_and_rows_are_found_by_key(table: RowTable[tuple[str, int | None]]) -> None:
    """A filtered row has no place."""
    table.set_rows(_ROWS)
    table.sort(0, Qt.SortOrder.AscendingOrder)
    assert table.place_of("c") == 2
    table.set_filter(lambda row: row[0] != "c")
    assert table.place_of("c") == -1
    assert table.row_at(9) is None


def test_the_portfolios_own_table_keeps_qts_rules(driver: WindowDriver, qtbot: QtBot) -> None:
    """The same on the page, with real rows, while filter and order change."""
    del qtbot
    table = driver.portfolio.page.table
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(table, mode)
    driver.portfolio.filter("ardenmoor")
    driver.portfolio.sort("Renewal")
    driver.portfolio.page.filter.clear()
    assert table.rowCount() == 12
    tester.deleteLater()
