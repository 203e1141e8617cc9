"""Proves that files become tables: header found, rows numbered as a spreadsheet shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.errors import UserMistake
from csplanner.importing.limits import Limits
from csplanner.importing.reader import is_workbook, read_tables
from csplanner.importing.tables import ReadOptions
from tests.importing.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = ReadOptions(known=frozenset({"name", "arr"}))


def test_lines_above_the_header_are_skipped(tmp_path: Path) -> None:
    """A title and a blank line above the header do not hide it; row numbers stay the file's."""
    path = tmp_path / "a.csv"
    path.write_text("Export of May,\n\nname,arr\nAcme,5\n,\nBolt,6\n", encoding="utf-8")
    table = read_tables(path, KNOWN)[0]
    assert table.header == ("name", "arr")
    assert (table.header_row, table.numbers) == (3, (4, 6))
    assert table.column(0) == ["Acme", "Bolt"]


def test_a_header_row_that_was_said_is_taken(tmp_path: Path) -> None:
    """The user's word on the header row goes before any finding."""
    path = tmp_path / "a.csv"
    path.write_text("name,arr\nfirst,second\nAcme,5\n", encoding="utf-8")
    assert read_tables(path, ReadOptions(header_row=2))[0].header == ("first", "second")


def test_rows_that_do_not_fit_are_faults(tmp_path: Path) -> None:
    """Too many cells, a giant cell and a NUL are told row by row; short rows are filled up."""
    path = tmp_path / "a.csv"
    path.write_text(f"name,arr\nA,1,x\nB\n{'C' * 50},1\nD\0,1\n", encoding="utf-8")
    table = read_tables(path, KNOWN, Limits(cell=40))[0]
    assert sorted(table.faults) == [2, 4, 5]
    assert table.rows[1] == ["B", ""]


@pytest.mark.parametrize("text", ["", "\n\n\n", " , \n"])
def test_a_file_without_a_table_is_refused(tmp_path: Path, text: str) -> None:
    """Nothing readable is the user's mistake, said in words."""
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserMistake):
        read_tables(path)


def test_sheets_are_read_and_chosen(tmp_path: Path) -> None:
    """Every filled sheet is a table; one can be asked for by name."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("May", "June"):
            book.add_worksheet(name).write_row(0, 0, ("name", "arr"))
            book.get_worksheet_by_name(name).write_row(1, 0, (f"Acme {name}", 5))
    assert [table.sheet for table in read_tables(path)] == ["May", "June"]
    chosen = read_tables(path, ReadOptions(sheet="June"))[0]
    assert chosen.rows == (["Acme June", "5"],)
    with pytest.raises(UserMistake, match="It has: May, June"):
        read_tables(path, ReadOptions(sheet="July"))
    assert is_workbook(path)


@given(text=st.text(max_size=200), rows=st.lists(st.lists(st.text(max_size=8), max_size=4)))
def test_every_row_of_any_text_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, text: str, rows: list[list[str]]
) -> None:
    """Whatever stands in a file: it is refused as a whole, or imported + rejected == read."""
    desk = Desk(tmp_path_factory.mktemp("any"))
    body = "\n".join(",".join(row) for row in rows)
    path = desk.folder / "a.csv"
    path.write_text(f"name,arr\n{body}\n{text}", encoding="utf-8", errors="replace", newline="")
    try:
        told = desk.take("accounts", path)
    except UserMistake:
        return
    assert told.rows == told.new + told.changed + told.unchanged + told.rejected
    assert {(p.row) for p in told.problems} == {row for _, row in told.rejected_rows}
