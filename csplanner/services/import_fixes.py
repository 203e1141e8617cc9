"""What could be done about a row that was rejected: the cell to read instead, in words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.importing.dates import readings, spoken
from csplanner.importing.fields import Reads

if TYPE_CHECKING:
    from csplanner.importing.entries import RowProblem
    from csplanner.importing.fields import Field

_DATES = frozenset({Reads.DATE, Reads.MOMENT})
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Read `instead` wherever a cell of `field` says `cell`; `words` say what that comes to."""

    words: str
    field: str
    cell: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A row that needs a decision. `unsure` marks one that may be right and has to be confirmed.

    Without a fix the row is left out, unless the file is mended.
    """

    problem: RowProblem
    unsure: bool = False
    fix: Fix | None = None


def decision_on(problem: RowProblem, field: Field | None, cell: str) -> Decision:
    """Judge a problem: `field` is what its column is read into, `cell` all that the cell says."""
    unsure = problem.message.startswith("could be")
    if field is None or not cell.strip():
        return Decision(problem=problem, unsure=unsure)
    return Decision(problem=problem, unsure=unsure, fix=_fix(problem, field, cell))


def _fix(problem: RowProblem, field: Field, cell: str) -> Fix | None:
    if field.reads in _DATES:
        both = readings(cell)
        if both:
            words = f"{spoken(both[0])}, day first"
            return Fix(words=words, field=field.name, cell=cell, instead=both[0].isoformat())
        if problem.message.startswith("no such date"):
            day = last_day(cell)
            if day is not None:
                words = f"Set {spoken(day)}"
                return Fix(words=words, field=field.name, cell=cell, instead=day.isoformat())
    if field.required or field.name in {"external_id", "account"}:
        return None
    return Fix(words="Leave the field as it is", field=field.name, cell=cell, instead="")


def last_day(text: str) -> dt.date | None:
    """Return the last day of the month that a date means whose day the month does not have."""
    numbers = [int(found) for found in _NUMBERS.findall(text)[:3]]
    if len(numbers) < 3:
        return None
    year, month, day = numbers if numbers[0] > 31 else numbers[::-1]
    if month > 12 >= day:
        month, day = day, month
    year += 2000 if year < 80 else 0
    if not (1 <= month <= 12 and 28 < day <= 31 and 1900 <= year <= 2200):
        return None
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=1)
