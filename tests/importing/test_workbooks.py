"""Proves that workbooks become text: dates as ISO, numbers plain, formulas as their value."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from csplanner.base.errors import UserMistake
from csplanner.importing.limits import LIMITS
from csplanner.importing.workbooks import read_sheets

if TYPE_CHECKING:
    from pathlib import Path


def test_cells_become_text(tmp_path: Path) -> None:
    """Each type of cell is written as a CSV would hold it; a hidden sheet is left out."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("One")
        sheet.write_row(1, 0, ("Name", 1200.0, 0.1, True, "<b>html</b>"))
        sheet.write_datetime(2, 0, dt.datetime(2027, 5, 12, tzinfo=None), day)  # noqa: DTZ001 - a cell
        sheet.write_formula(2, 1, "=1+1", None, 2)
        book.add_worksheet("Two").hide()
    ((name, rows),) = read_sheets(path, LIMITS)
    assert name == "One"
    assert rows[1] == ["Name", "1200", "0.1", "true", "<b>html</b>"]
    assert rows[2][:2] == ["2027-05-12", "2"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0" + b"x" * 600])
def test_what_only_looks_like_a_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    """Damage is the user's to mend, whatever the reader makes of it."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserMistake, match=r"a\.xlsx"):
        read_sheets(path, LIMITS)


def test_blank_workbooks_are_refused(tmp_path: Path) -> None:
    """A workbook without a filled sheet says so."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    with pytest.raises(UserMistake, match="no filled sheet"):
        read_sheets(path, LIMITS)
