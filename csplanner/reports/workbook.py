"""Workbooks: one sheet a table, a frozen and filtered header, no text that is a formula."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDEST, _NARROWEST = 48, 8


def workbook_of(
    sheets: Mapping[str, Sequence[Mapping[str, Any]]], title: str, today: dt.date
) -> bytes:
    """Return an .xlsx with one sheet a table; the rows of a table share their keys."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    # A workbook's own stamp has no zone; midnight of `today` repeats byte for byte.
    book.set_properties({"title": title, "created": dt.datetime.combine(today, dt.time())})
    for name, rows in sheets.items():
        _sheet(book, name, rows)
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.add_worksheet(name)
    heads = list(rows[0]) if rows else ["nothing"]
    bold = book.add_format({"bold": True, "bottom": 1})
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, heads, bold)
    for number, row in enumerate(rows, 1):
        for column, head in enumerate(heads):
            _cell(sheet, (number, column), row[head], days)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    for column, head in enumerate(heads):
        longest = max([len(head), *(len(str(row[head])) for row in rows)])
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, longest + 2)))


def _cell(sheet: Any, at: tuple[int, int], value: Any, days: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(*at, "true" if value else "false")
    elif isinstance(value, int | float):
        sheet.write_number(*at, value)
    elif isinstance(value, dt.date):
        sheet.write_datetime(*at, dt.datetime.combine(value, dt.time()), days)
    else:
        sheet.write_string(*at, str(value))
