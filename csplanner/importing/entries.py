"""From the rows of a table to entries: what each row says of one record, in typed values."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from csplanner.importing.fields import Reads
from csplanner.importing.mapping_file import NO_MAPPING
from csplanner.importing.numbers import currency_in
from csplanner.importing.texts import Misread, fold, shortened
from csplanner.importing.values import Convention, decide, question_about, reader_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from csplanner.importing.columns import ColumnMatch
    from csplanner.importing.fields import Field, Kind
    from csplanner.importing.mapping_file import Mapping
    from csplanner.importing.tables import Table

RowKey = tuple[int, int]
"""A row of an import: the table's place among the tables read, and the row's number in its file."""


class Clear(Enum):
    """Stands for an emptied field, where empty cells shall clear."""

    CLEAR = "clear"


CLEAR = Clear.CLEAR
_PLAIN = Convention(plain=True)
_TOO_LONG = 100_000


@dataclass(slots=True, kw_only=True)
class Entry:
    """What one or many rows say of one record: values by header, references still as text.

    `initial` holds what is said of a new record only, and never changes an existing one. An entry
    with `only_existing` is dropped silently where no record matches it.
    """

    kind: Kind
    values: dict[str, Any]
    rows: tuple[RowKey, ...]
    initial: dict[str, Any] = field(default_factory=dict)
    only_existing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """Why a row was rejected: where it stands, what was read, and what was expected."""

    file: str
    sheet: str = ""
    row: int
    column: str = ""
    value: str = ""
    message: str


@dataclass(slots=True)
class Problems:
    """Collects rejected rows while tables are read and records are matched.

    `headers` are the columns' names in the files, by table and field. `rivals` are the good rows
    that rejected ones contradict, each with the number of the one that it won over.
    """

    tables: tuple[Table, ...]
    headers: dict[tuple[int, str], str] = field(default_factory=dict)
    found: list[RowProblem] = field(default_factory=list)
    rejected: set[RowKey] = field(default_factory=set)
    rivals: dict[RowKey, int] = field(default_factory=dict)

    def cell(self, row: RowKey, column: str) -> str:
        """Return what a row's cell of a column says in its file; nothing if it has none."""
        place, number = row
        table = self.tables[place]
        header = self.headers.get((place, column), "")
        at = bisect_left(table.numbers, number)
        if header not in table.header or at == len(table.numbers) or table.numbers[at] != number:
            return ""
        return table.rows[at][table.header.index(header)]

    def add(self, rows: Iterable[RowKey], message: str, column: str = "", value: str = "") -> None:
        """Reject rows for one reason."""
        for place, number in rows:
            table = self.tables[place]
            self.rejected.add((place, number))
            self.found.append(
                RowProblem(
                    file=table.file,
                    sheet=table.sheet,
                    row=number,
                    column=self.headers.get((place, column), column),
                    value=shortened(value),
                    message=message,
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRules:
    """How rows are read: MAP.toml, the program's own plain way, and whether empty cells clear."""

    mapping: Mapping = NO_MAPPING
    plain: bool = False
    empty_clears: bool = False


NO_RULES = RowRules()


@dataclass(slots=True, kw_only=True)
class _Column:
    match: ColumnMatch
    field: Field
    values: list[Any]
    currencies: list[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    place: int
    match: ColumnMatch
    cells: Sequence[str]


def read_entries(
    place: int,
    kind: Kind,
    matches: Sequence[ColumnMatch],
    rules: RowRules,
    problems: Problems,
) -> tuple[list[Entry], list[str]]:
    """Read a table's rows into entries and the questions that its columns leave open."""
    table = problems.tables[place]
    for number, fault in table.faults.items():
        problems.add([(place, number)], fault)
    questions: list[str] = []
    columns: list[_Column] = []
    cells = table.columns()
    for match in matches:
        if match.field:
            problems.headers[place, match.field] = match.header
            source = _Source(place=place, match=match, cells=cells[match.index])
            column, question = _read_column(source, kind.by_name[match.field], rules, problems)
            columns.append(column)
            questions += [question] if question else []
    return _entries(place, kind, columns, problems), questions


def _entries(place: int, kind: Kind, columns: list[_Column], problems: Problems) -> list[Entry]:
    """Put the columns' values together to one entry a row; rejected rows are left out."""
    table = problems.tables[place]
    names = [column.field.name for column in columns]
    money = [c.currencies for c in columns if c.currencies is not None]
    with_currency = bool(money) and "currency" in kind.by_name
    entries = []
    rows = zip(*(column.values for column in columns), strict=True) if columns else ()
    for at, (number, cells) in enumerate(zip(table.numbers, rows, strict=False)):
        key = (place, number)
        if key in problems.rejected:
            continue
        values = {n: v for n, v in zip(names, cells, strict=True) if v is not None}
        if with_currency and "currency" not in values:
            written = next((currencies[at] for currencies in money if currencies[at]), "")
            values |= {"currency": written} if written else {}
        entries.append(Entry(kind=kind, values=values, rows=(key,)))
    return entries


def _read_column(
    source: _Source, field: Field, rules: RowRules, problems: Problems
) -> tuple[_Column, str]:
    """Read all cells of a column, equal ones once; an absent value is None."""
    header = source.match.header
    cells = _replaced(source.cells, rules.mapping.values.get(field.name))
    distinct = dict.fromkeys(cells)
    blanks = [cell for cell in distinct if not cell or cell.isspace()]
    for blank in blanks:
        del distinct[blank]
    convention = _convention(field, header, list(distinct), rules)
    seen, faults = _read_cells(distinct, reader_of(field, convention))
    seen |= dict.fromkeys(blanks, CLEAR if rules.empty_clears else None)
    values = list(map(seen.__getitem__, cells))
    if faults:
        numbers = problems.tables[source.place].numbers
        for number, cell in zip(numbers, cells, strict=True):
            if cell in faults:
                problems.add([(source.place, number)], faults[cell], header, cell)
    column = _Column(match=source.match, field=field, values=values)
    if field.reads is Reads.MONEY:
        column.currencies = _currencies(cells, distinct, header)
    filled = list(distinct)
    question = "" if rules.plain else question_about(field, header, filled, convention)
    return column, question


def _read_cells(
    distinct: Iterable[str], read: Callable[[str], Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Read the distinct cells of a column; what cannot be read is None, and why is told."""
    seen: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for cell in distinct:
        try:
            seen[cell] = read(unguarded(cell) if cell[0] == "'" else cell)
        except Misread as misread:
            seen[cell] = None
            faults[cell] = str(misread)
    return seen, faults


def _convention(field: Field, header: str, cells: list[str], rules: RowRules) -> Convention:
    if rules.plain:
        return _PLAIN
    return decide(
        field,
        cells,
        date_order=rules.mapping.date_order(header),
        decimal_mark=rules.mapping.decimal_mark(header),
    )


def _replaced(cells: Sequence[str], table: object) -> Sequence[str]:
    if not isinstance(table, dict):
        return cells
    return [table.get(fold(cell), cell) if cell else cell for cell in cells]


def _currencies(cells: Sequence[str], distinct: dict[str, None], header: str) -> list[str] | None:
    """Find the currency written beside each amount, or in the header for all of them."""
    of_header = currency_in(header)
    written = {cell: currency_in(cell) or of_header for cell in distinct}
    if not any(written.values()):
        return None
    return [written.get(cell, "") for cell in cells]


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def unguarded(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from reading text as a formula."""
    if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_STARTS):
        return cell[1:]
    return cell


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would read as a formula; numbers stay."""
    bare = text.lstrip("'")
    if not bare.startswith(_FORMULA_STARTS):
        return text
    return text if bare is text and _is_number(text) else "'" + text


def _is_number(text: str) -> bool:
    body = text[1:]
    return text[0] in "+-" and body.isascii() and body.replace(".", "", 1).isdigit()
