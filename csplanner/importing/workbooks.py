"""Workbooks: the filled sheets of XLSX, XLSM, XLSB, XLS and ODS as text."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.importing.limits import check_archive, check_dimensions

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.importing.limits import Limits

_ZIP = b"PK\x03\x04"


def read_sheets(path: Path, limits: Limits) -> list[tuple[str, list[list[str]]]]:
    """Read the visible sheets, hidden ones left out; formulas give their last value as text.

    Raises UserMistake for what is damaged, protected or beyond the limits.
    """
    data = path.read_bytes()
    if data.startswith(_ZIP):
        check_archive(path, limits)
    try:
        return _sheets(data, path.name, limits)
    except UserMistake:
        raise
    except BaseException as error:
        # The reader's own panics come as a BaseException that belongs to no public class.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise UserMistake(
            f"{path.name} cannot be read as a workbook: {_reason(error)}.",
            "Open it in a spreadsheet program and save it again, or save the sheet as CSV.",
        ) from error


def _reason(error: BaseException) -> str:
    if type(error).__name__ == "PasswordError":
        return "it is protected by a password"
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def _sheets(data: bytes, name: str, limits: Limits) -> list[tuple[str, list[list[str]]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    found = []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for info in book.sheets_metadata:
            if info.typ != SheetTypeEnum.WorkSheet or info.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(info.name)
            check_dimensions(f"{name}, sheet {info.name}", sheet.height, sheet.width, limits)
            above = [[""]] * (sheet.start[0] if sheet.start else 0)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
            if rows:
                found.append((info.name, above + rows))
    if not found:
        raise UserMistake(f"{name} holds no filled sheet.")
    return found


def _text(cell: Any) -> str:
    """Write a cell as the text that a CSV of it would hold; dates as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f")
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)
