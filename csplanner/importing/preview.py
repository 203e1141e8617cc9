"""What an import would do, as a frozen value that can be printed, shown and accepted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.importing.building import Building
from csplanner.importing.entries import NO_RULES, Problems
from csplanner.importing.presets import preset_named
from csplanner.importing.reading import Reading
from csplanner.importing.resolve import CHANGED, NEW, Resolver
from csplanner.importing.tables import SEPARATOR_NAMES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csplanner.base.ids import IdMaker
    from csplanner.domain.record import Record
    from csplanner.importing.columns import ColumnMatch
    from csplanner.importing.entries import RowKey, RowProblem, RowRules
    from csplanner.importing.fields import Kind
    from csplanner.importing.reading import Harvest
    from csplanner.importing.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """How one file or sheet was read; `separator` is its name in words, '' for a workbook."""

    file: str
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    header_row: int = 1
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would do: new + changed + unchanged + rejected == rows, all of the files.

    `questions` must be answered, in a MAP.toml, before anything is written. `rejected_rows` are
    (table, row number), the table by its place in `tables`; `rivals` are the good rows that some
    of them contradict, with the number of the first that does.
    """

    kind: str
    files: tuple[FileRead, ...]
    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    problems: tuple[RowProblem, ...] = ()
    columns: tuple[ColumnMatch, ...] = ()
    notices: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    rejected_rows: frozenset[RowKey] = frozenset()
    rivals: Mapping[RowKey, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a preview is computed from beside the files: existing records by kind, and the day.

    `base_currency` fills in where an amount names none; empty leaves it so.
    """

    existing: Mapping[str, tuple[Record, ...]]
    today: dt.date
    make_id: IdMaker
    base_currency: str = ""


def preview(
    kind: Kind,
    tables: tuple[Table, ...],
    basis: Basis,
    *,
    preset: str = "",
    rules: RowRules = NO_RULES,
    job: Job | None = None,
) -> tuple[ImportPreview, tuple[Record, ...]]:
    """Read tables as a kind and tell what would be written; writes nothing.

    Raises UserMistake where a file as a whole cannot be used.
    """
    job = job or Job()
    chosen = preset_named(preset)
    tables = chosen.prepare(tables)
    problems = Problems(tables)
    reading = Reading(
        kind=kind,
        problems=problems,
        rules=replace(rules, plain=chosen.plain),
        existing=basis.existing,
        today=basis.today,
    )
    job.step(0.2, "Reading rows")
    harvest = chosen.harvest(reading)
    job.step(0.5, "Matching records")
    resolver = Resolver(
        existing=basis.existing,
        building=Building(
            problems=problems,
            make_id=basis.make_id,
            base_currency=basis.base_currency,
            clears=rules.empty_clears,
        ),
    )
    resolver.resolve(harvest.entries)
    job.step(1.0, "Read")
    return told_of(kind.name, harvest, resolver), tuple(resolver.writes)


def told_of(kind: str, harvest: Harvest, resolver: Resolver) -> ImportPreview:
    """Count the rows by what becomes of them."""
    problems, tables = resolver.problems, resolver.problems.tables
    rows, rejected = sum(len(table.rows) for table in tables), len(problems.rejected)
    fates = Counter(fate for row, fate in resolver.fates.items() if row not in problems.rejected)
    new, changed = fates[NEW], fates[CHANGED]
    questions = tuple(dict.fromkeys(harvest.questions))
    return ImportPreview(
        kind=kind,
        files=tuple(_file_read(table) for table in tables),
        rows=rows,
        new=new,
        changed=changed,
        unchanged=rows - new - changed - rejected,
        rejected=rejected,
        problems=tuple(problems.found),
        columns=tuple(harvest.columns),
        notices=(*_notices_on_reading(tables), *harvest.notices, *resolver.notices, *questions),
        questions=questions,
        tables=tables,
        rejected_rows=frozenset(problems.rejected),
        rivals=dict(problems.rivals),
    )


def _file_read(table: Table) -> FileRead:
    return FileRead(
        file=table.file,
        sheet=table.sheet,
        encoding=table.encoding,
        separator=SEPARATOR_NAMES.get(table.separator, table.separator),
        header_row=table.header_row,
        rows=len(table.rows),
        columns=len(table.header),
    )


def _notices_on_reading(tables: tuple[Table, ...]) -> tuple[str, ...]:
    return tuple(
        f"{table.file} is not UTF-8: it was read in {table.encoding}. If names look wrong, say its "
        "encoding in a file given with --map."
        for table in tables
        if table.encoding and not table.encoding.startswith(("utf", "UTF"))
    )
