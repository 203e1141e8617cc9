"""Proves that a table is written as it is meant: CSV, workbook, no text that is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from csplanner.base.errors import UserMistake
from csplanner.services.export_table import export_table

if TYPE_CHECKING:
    from pathlib import Path

HEADS = ("Account", "ARR", "Currency", "Renewal", "Health", "Archived")
ROWS = (
    {
        "Account": "=cmd()",
        "ARR": Decimal("1250.50"),
        "Currency": "EUR",
        "Renewal": dt.date(2027, 12, 31),
        "Health": 71.5,
        "Archived": False,
    },
    {"Account": "Örtlich, GmbH", **dict.fromkeys(HEADS[1:])},
)
DAY = dt.date(2027, 5, 12)


def test_csv_is_plain_and_opens_in_spreadsheets(tmp_path: Path) -> None:
    """A mark of UTF-8 at the start, ISO days, plain amounts, formulas kept as text."""
    out = tmp_path / "a.csv"
    size = export_table(ROWS, HEADS, "Accounts", DAY, out)
    content = out.read_bytes()
    assert size == len(content)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == list(HEADS)
    assert rows[1][0].lstrip("'") == "=cmd()"
    assert rows[1][0] != "=cmd()"
    assert rows[1][1:] == ["1250.50", "EUR", "2027-12-31", "71.5", "false"]
    assert rows[2] == ["Örtlich, GmbH", "", "", "", "", ""]


def test_a_workbook_keeps_numbers_and_days(tmp_path: Path) -> None:
    """Amounts add up in the spreadsheet, days sort, and no text is a formula."""
    out = tmp_path / "a.xlsx"
    export_table(ROWS, HEADS, "Accounts", DAY, out)
    first = _rows(out)[1]
    assert first == ["=cmd()", 1250.5, "EUR", dt.date(2027, 12, 31), 71.5, "false"]
    again = tmp_path / "b.xlsx"
    export_table(ROWS, HEADS, "Accounts", DAY, again)
    assert out.read_bytes() == again.read_bytes()


def _rows(path: Path) -> list[list[object]]:
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()]


def test_an_empty_table_still_has_its_heads(tmp_path: Path) -> None:
    """Nothing selected gives a file with the names of the columns."""
    export_table((), HEADS, "Accounts", DAY, tmp_path / "a.xlsx")
    assert _rows(tmp_path / "a.xlsx")[0] == list(HEADS)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """The file's ending tells the format; one that is not known is a mistake in words."""
    with pytest.raises(UserMistake, match=r"\.xlsx, \.csv"):
        export_table(ROWS, HEADS, "Accounts", DAY, tmp_path / "a.docx")
