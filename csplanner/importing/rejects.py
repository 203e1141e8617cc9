"""Rejected rows as a CSV that can be mended and imported again, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from csplanner.importing.entries import guarded, unguarded
from csplanner.importing.texts import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.importing.calendar_text import CalendarText
    from csplanner.importing.preview import ImportPreview
    from csplanner.importing.tables import Table

PROBLEM = "csplanner_problem"


def rejected_rows(preview: ImportPreview) -> tuple[str, ...]:
    """Return the text of one CSV for each header among the tables with rejected rows.

    Cells stand as in the file; a last column tells what is wrong. A good row that a rejected one
    contradicts stands with it: imported unmended, the two are judged as before, and none of them
    overwrites the other. Without rejected rows the one text is the header of the first table.
    """
    told: dict[tuple[str, str, int], list[str]] = {}
    for problem in preview.problems:
        message = f"{problem.column}: {problem.message}" if problem.column else problem.message
        told.setdefault((problem.file, problem.sheet, problem.row), []).append(message)
    texts: dict[tuple[str, ...], list[list[str]]] = {}
    for place, table in enumerate(preview.tables):
        kept = [at for at, header in enumerate(table.header) if words_of(header) != _FOLDED]
        header = tuple(table.header[at] for at in kept)
        for number, other in _rivals(preview, place).items():
            told[_key(table, number)] = [f"imported, but row {other} contradicts it: keep one"]
        rows = [
            [*(row[at] for at in kept), "; ".join(told.get(_key(table, number), ()))]
            for number, row in zip(table.numbers, table.rows, strict=True)
            if (place, number) in preview.rejected_rows or (place, number) in preview.rivals
        ]
        if rows or not place:
            texts.setdefault(header, []).extend(rows)
    filled = {header: rows for header, rows in texts.items() if rows}
    return tuple(_csv((*header, PROBLEM), rows) for header, rows in (filled or texts).items())


def rejected_events(preview: ImportPreview, calendars: Sequence[CalendarText]) -> str:
    """Return the rejected events as a calendar that can be mended and imported again.

    Of each event the lines stand that an import reads, and X-CSPLANNER-PROBLEM with its fault.
    """
    faults = {(p.file, p.row): p.message for p in preview.problems}
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:csplanner"]
    for place, calendar in enumerate(calendars):
        events = [e for e in calendar.events if (place, e.line) in preview.rejected_rows]
        said = "\n".join(line for event in events for line in event.lines)
        lines += [zone for name, zone in calendar.zones.items() if name in said]
        for event in events:
            fault = faults.get((calendar.name, event.line), "")
            problem = f"X-CSPLANNER-PROBLEM:{fault}"
            lines += ["BEGIN:VEVENT", *event.lines, problem, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


_FOLDED = words_of(PROBLEM)


def _rivals(preview: ImportPreview, place: int) -> dict[int, int]:
    """Return the good rows of a table that a rejected one contradicts."""
    return {
        number: other
        for (at, number), other in preview.rivals.items()
        if at == place and (at, number) not in preview.rejected_rows
    }


def _key(table: Table, number: int) -> tuple[str, str, int]:
    return (table.file, table.sheet, number)


def _csv(header: tuple[str, ...], rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(unguarded(cell)) for cell in row] for row in rows)
    return out.getvalue()
