"""From a file to tables of text: CSV and TSV in any usual encoding, XLSX, XLS, XLSB and ODS."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.importing import text_files, workbooks
from csplanner.importing.limits import LIMITS, check_dimensions, check_size
from csplanner.importing.tables import ReadOptions, Table
from csplanner.importing.texts import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.importing.limits import Limits

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SEARCHED_ROWS = 20


def read_tables(
    path: Path, options: ReadOptions | None = None, limits: Limits = LIMITS
) -> tuple[Table, ...]:
    """Read a file's tables: one for text, one a filled sheet for a workbook.

    Raises UserMistake for what is no table, too large, or in an encoding that cannot be told.
    """
    options = options or ReadOptions()
    check_size(path, limits)
    with path.open("rb") as file:
        start = file.read(4)
    if start in {_ZIP, _OLE} or path.suffix.lower() in _WORKBOOKS:
        sheets = workbooks.read_sheets(path, limits)
        return _from_sheets(path, sheets, options, limits)
    text = text_files.decoded(path.read_bytes(), path.name, options)
    separator = options.separator or text_files.separator_of(text.text, options.known)
    records = text_files.records_of(text.text, separator, path.name, limits)
    table = _table(path.name, "", records, options, limits)
    if table is None:
        raise UserMistake(f"{path.name} holds no table.", "Its first rows are blank.")
    torn = text_files.torn_rows(table, separator) if text.text.count('"') % 2 else {}
    faults = table.faults | torn
    return (_said(table, faults, text.encoding, separator),)


def _said(table: Table, faults: dict[int, str], encoding: str, separator: str) -> Table:
    return Table(
        file=table.file,
        header=table.header,
        header_row=table.header_row,
        rows=table.rows,
        numbers=table.numbers,
        faults=faults,
        encoding=encoding,
        separator=separator,
    )


def _from_sheets(
    path: Path,
    sheets: Sequence[tuple[str, list[list[str]]]],
    options: ReadOptions,
    limits: Limits,
) -> tuple[Table, ...]:
    wanted = [(name, rows) for name, rows in sheets if not options.sheet or name == options.sheet]
    if not wanted:
        names = ", ".join(name for name, _ in sheets)
        raise UserMistake(f"{path.name} has no sheet '{options.sheet}'.", f"It has: {names}.")
    made = (_table(path.name, name, rows, options, limits) for name, rows in wanted)
    tables = tuple(table for table in made if table is not None)
    if not tables:
        raise UserMistake(f"{path.name} holds no table: its sheets are blank.")
    return tables


def _table(
    file: str, sheet: str, records: list[list[str]], options: ReadOptions, limits: Limits
) -> Table | None:
    """Cut records into header and rows; None where all is blank."""
    at = _header_at(records, options)
    if at is None:
        return None
    header = _without_tail(records[at])
    name = f"{file}, sheet {sheet}" if sheet else file
    check_dimensions(name, len(records) - at - 1, len(header), limits)
    rows: list[list[str]] = []
    numbers: list[int] = []
    faults: dict[int, str] = {}
    for number, cells in enumerate(itertools.islice(records, at + 1, None), start=at + 2):
        whole = "".join(cells)
        if not whole or whole.isspace():
            continue
        fault = _fault(cells, whole, len(header), limits)
        if fault:
            faults[number] = fault
        rows.append(_fitted(cells, len(header)))
        numbers.append(number)
    return Table(
        file=file,
        sheet=sheet,
        header=tuple(header),
        header_row=at + 1,
        rows=tuple(rows),
        numbers=tuple(numbers),
        faults=faults,
    )


def _fault(cells: list[str], whole: str, width: int, limits: Limits) -> str:
    if "\0" in whole:
        return "a cell holds a NUL character; remove it"
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        return f"the row has {len(cells)} cells, the header {width}; a separator may be unquoted"
    if len(whole) > limits.cell and any(len(cell) > limits.cell for cell in cells):
        return f"a cell is longer than {limits.cell:,} characters"
    return ""


def _fitted(cells: list[str], width: int) -> list[str]:
    if len(cells) == width:
        return cells
    return (cells + [""] * (width - len(cells)))[:width]


def _without_tail(cells: list[str]) -> list[str]:
    """Drop blank cells behind the last header."""
    width = len(cells)
    while width > 1 and not cells[width - 1].strip():
        width -= 1
    return [cell.strip() for cell in cells[:width]]


def _header_at(records: list[list[str]], options: ReadOptions) -> int | None:
    """Find the header: the row said, or the one with most known headers, or the first filled."""
    if options.header_row:
        return options.header_row - 1 if options.header_row <= len(records) else None
    filled = [
        (index, [cell for cell in cells if cell.strip()])
        for index, cells in enumerate(records[:_SEARCHED_ROWS])
    ]
    filled = [(index, cells) for index, cells in filled if cells]
    if not filled:
        return None
    scores = [sum(words_of(cell) in options.known for cell in cells) for _, cells in filled]
    best = max(scores)
    if best:
        return filled[scores.index(best)][0]
    widest = max(len(cells) for _, cells in filled)
    return next(index for index, cells in filled if len(cells) == widest or len(cells) > 1)


def is_workbook(path: Path) -> bool:
    """Tell whether a file is read as a workbook, by its name."""
    return Path(path).suffix.lower() in _WORKBOOKS
