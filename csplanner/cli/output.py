"""How the command line speaks: answers on stdout, progress and messages on stderr."""

from __future__ import annotations

import datetime as dt
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def plain(value: object) -> Any:
    """Return a value as JSON has it: dates ISO, decimals as numbers, paths as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (dt.date, dt.datetime, dt.time)):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def as_json(data: dict[str, Any]) -> str:
    """Return one JSON object in one line."""
    return json.dumps(data, default=plain, ensure_ascii=False)


def say(text: str) -> None:
    """Print to stdout; a closed pipe ends quietly."""
    print(text)


def remark(text: str) -> None:
    """Print a message to stderr."""
    print(text, file=sys.stderr)


def progress(done: float, label: str) -> None:
    """Show where slow work is, on a terminal only: one line that rewrites itself."""
    if sys.stderr.isatty():
        end = "\n" if done >= 1 else ""
        print(f"\r{done:4.0%} {label:<50.50}", end=end, file=sys.stderr, flush=True)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> tuple[str, ...]:
    """Return a table in lines: texts to the left, numbers to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    numeric = [
        bool(cells) and all(_is_number(row[column]) for row in cells)
        for column in range(len(heads))
    ]
    widths = [
        max(len(line[column]) for line in [list(heads), *cells]) for column in range(len(heads))
    ]
    return tuple(
        "  ".join(
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in [list(heads), *cells]
    )


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value)


def _is_number(text: str) -> bool:
    return text == "-" or text.lstrip("-").replace(".", "", 1).replace("%", "", 1).isdigit()
