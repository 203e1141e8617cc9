"""Writes a table as the user sees it to a file that spreadsheets and scripts read."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.base.paths import write_atomically
from csplanner.importing.entries import guarded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SUFFIXES = (".xlsx", ".csv")


def export_table(
    rows: Sequence[Mapping[str, Any]], heads: Sequence[str], title: str, today: dt.date, out: Path
) -> int:
    """Write rows by head to `out`, whose ending tells the format; returns its size in bytes.

    Values are numbers, days, yes or no, texts or None. A text that a spreadsheet would take for a
    formula is written so that it stays a text.
    """
    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserMistake(
            f"{out.name}: a table cannot be written as {suffix or 'a file without ending'}.",
            f"Use one of {', '.join(SUFFIXES)}.",
        )
    content = table_csv(rows, heads) if suffix == ".csv" else _workbook(rows, heads, title, today)
    write_atomically(out, content)
    return len(content)


def table_csv(rows: Sequence[Mapping[str, Any]], heads: Sequence[str]) -> bytes:
    """Return rows as CSV in UTF-8 with a mark for spreadsheets; days are ISO, amounts plain."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_text(row[head]) for head in heads] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else str(value)


def _workbook(
    rows: Sequence[Mapping[str, Any]], heads: Sequence[str], title: str, today: dt.date
) -> bytes:
    from csplanner.reports.workbook import workbook_of

    plain = [{head: _number(row[head]) for head in heads} for row in rows]
    return workbook_of({"Accounts": plain or [dict.fromkeys(heads)]}, title, today)


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
