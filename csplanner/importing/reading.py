"""What a preset is given and what it hands back: tables in, entries of records out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.importing.columns import match_columns
from csplanner.importing.entries import read_entries
from csplanner.importing.texts import words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from csplanner.domain.record import Record
    from csplanner.importing.columns import ColumnMatch
    from csplanner.importing.entries import Entry, Problems, RowRules
    from csplanner.importing.fields import Kind
    from csplanner.importing.tables import Table


@dataclass(slots=True, kw_only=True)
class Harvest:
    """What was read: entries, how columns were matched, what to say and what to ask."""

    entries: list[Entry] = field(default_factory=list)
    columns: list[ColumnMatch] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One import on its way: the kind asked for, the tables, the rules, and what exists."""

    kind: Kind
    problems: Problems
    rules: RowRules
    existing: Mapping[str, tuple[Record, ...]]
    today: dt.date

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in the order in which rows are numbered."""
        return self.problems.tables

    def read(
        self,
        place: int,
        kind: Kind,
        harvest: Harvest,
        fixed: Mapping[str, str] | None = None,
    ) -> list[Entry]:
        """Read one table as a kind, noting its columns and questions in the harvest."""
        matches = match_columns(self.tables[place], kind, self.rules.mapping, fixed)
        harvest.columns += matches
        entries, questions = read_entries(place, kind, matches, self.rules, self.problems)
        harvest.questions += questions
        return entries


def first_headers(table: Table, wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each field take the first of its headers that a table has: folded header to field."""
    present = {words_of(header) for header in table.header}
    fixed: dict[str, str] = {}
    for name, headers in wanted.items():
        header = next((h for h in headers if h in present and h not in fixed), "")
        if header:
            fixed[header] = name
    return fixed


def must_know(kind: Kind, columns: Sequence[ColumnMatch], table: Table) -> None:
    """Refuse a table none of whose columns tells which record a row means."""
    needed = [f.name for f in kind.fields if f.required or f.name == "external_id"]
    if not any(match.field in needed for match in columns):
        place = f"{table.file}, sheet {table.sheet}" if table.sheet else table.file
        raise UserMistake(
            f"{place} does not look like {kind.name}: no column is one of {', '.join(needed)}.",
            f"Its columns are: {', '.join(table.header[:12])}. Name them in a file for --map.",
        )
