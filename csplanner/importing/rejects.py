"""Rejected rows as a CSV that can be mended and imported again, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from csplanner.importing.entries import guarded, unguarded
from csplanner.importing.texts import words_of

if TYPE_CHECKING:
    from csplanner.importing.preview import ImportPreview
    from csplanner.importing.tables import Table

PROBLEM = "csplanner_problem"


def rejected_rows(preview: ImportPreview) -> tuple[str, ...]:
    """Return the text of one CSV for each header among the tables with rejected rows.

    Cells stand as in the file; a last column tells what is wrong. Without rejected rows the one
    text is the header of the first table.
    """
    told: dict[tuple[str, str, int], list[str]] = {}
    for problem in preview.problems:
        message = f"{problem.column}: {problem.message}" if problem.column else problem.message
        told.setdefault((problem.file, problem.sheet, problem.row), []).append(message)
    texts: dict[tuple[str, ...], list[list[str]]] = {}
    for place, table in enumerate(preview.tables):
        kept = [at for at, header in enumerate(table.header) if words_of(header) != _FOLDED]
        header = tuple(table.header[at] for at in kept)
        rows = [
            [*(row[at] for at in kept), "; ".join(told.get(_key(table, number), ()))]
            for number, row in zip(table.numbers, table.rows, strict=True)
            if (place, number) in preview.rejected_rows
        ]
        if rows or not place:
            texts.setdefault(header, []).extend(rows)
    filled = {header: rows for header, rows in texts.items() if rows}
    return tuple(_csv((*header, PROBLEM), rows) for header, rows in (filled or texts).items())


_FOLDED = words_of(PROBLEM)


def _key(table: Table, number: int) -> tuple[str, str, int]:
    return (table.file, table.sheet, number)


def _csv(header: tuple[str, ...], rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(unguarded(cell)) for cell in row] for row in rows)
    return out.getvalue()
