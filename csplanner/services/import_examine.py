"""An import looked at for the window: columns, values, decisions, and what would be written.

`examine` never raises for what a user can mend: the mistake stands in the answer, with the columns
as far as they are known, so that they can be mapped otherwise.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.importing.columns import match_columns
from csplanner.importing.fields import Reads
from csplanner.importing.kinds import KINDS
from csplanner.importing.mapping_file import NO_MAPPING
from csplanner.importing.reader import read_tables
from csplanner.importing.tables import SEPARATOR_NAMES
from csplanner.importing.texts import Misread, fold
from csplanner.importing.values import Convention, read_cell
from csplanner.services.import_calendar import calendar_snapshot, propose_calendar
from csplanner.services.import_changes import changes_of
from csplanner.services.import_choices import date_order_of
from csplanner.services.import_fixes import decision_on
from csplanner.services.import_folder import propose_folder
from csplanner.services.import_portfolio import (
    FileRead,
    existing_of,
    propose,
    read_options,
    take_snapshot,
)
from csplanner.services.import_words import (
    CALENDAR,
    FOLDER,
    field_words,
    read_as_words,
    value_words,
)
from csplanner.services.policy import policy_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplanner.base.errors import CsplannerError
    from csplanner.base.job import Job
    from csplanner.domain.record import Record
    from csplanner.importing.columns import ColumnMatch
    from csplanner.importing.fields import Field
    from csplanner.importing.tables import Table
    from csplanner.services.import_changes import RecordChange
    from csplanner.services.import_fixes import Decision
    from csplanner.services.import_portfolio import (
        ImportProposal,
        ImportRequest,
    )
    from csplanner.services.workspace import Workspace

MOST_CHANGES = 2000
MOST_VALUES = 200
_SURE = 0.9
FIXED_PRESETS = frozenset({"ravenstack", "maven"})
"""Presets that know each file of their source: their columns cannot be mapped otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTask:
    """What is to be looked at.

    `person` or `account` says whose a calendar is, `merge` how a folder is read.
    """

    request: ImportRequest
    person: str = ""
    account: str = ""
    merge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSeen:
    """A value of a column with a fixed list: how many rows say it and what it is read as."""

    cell: str
    rows: int
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSeen:
    """A column of a file beside the field that it fills.

    `question` is open until the order of its dates (`asks` is "date") or its decimal mark
    ("money") is said. `choices` are (value, words) of a fixed list, `values` what the column says.
    """

    match: ColumnMatch
    read_as: str = ""
    required: bool = False
    asks: str = ""
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    values: tuple[ValueSeen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found. Without a proposal nothing can be written, and `mistake` says why."""

    task: ImportTask
    proposal: ImportProposal | None = None
    mistake: CsplannerError | None = None
    files: tuple[FileRead, ...] = ()
    columns: tuple[ColumnSeen, ...] = ()
    decisions: tuple[Decision, ...] = ()
    changes: tuple[RecordChange, ...] = ()
    remarks: tuple[str, ...] = field(default=())


def fields_of(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind as (name, words), in the order of its records."""
    found = KINDS.get(kind)
    return tuple((f.name, field_words(kind, f.name)) for f in found.fields) if found else ()


def examine(workspace: Workspace, task: ImportTask, job: Job) -> Examined:
    """Look at an import; on any thread, writes nothing. Raises Cancelled only."""
    try:
        if task.request.kind == CALENDAR:
            return _calendar(workspace, task)
        if task.request.kind == FOLDER:
            return _folder(workspace, task, job)
        return _tables(workspace, task, job)
    except UserMistake as mistake:
        job.check()
        return _without_proposal(task, mistake)


def _tables(workspace: Workspace, task: ImportTask, job: Job) -> Examined:
    request = task.request
    snapshot = take_snapshot(workspace, request)
    proposal = propose(snapshot, request, job.part(0.0, 0.8))
    job.step(0.85, "Looking at values")
    told = proposal.preview
    bands = policy_in_force(workspace, workspace.clock.today()).policy.bands
    tiers = tuple((band.id, band.name) for band in bands)
    columns = tuple(
        _seen(match, _table_of(match, told.tables), request, told.questions, tiers)
        for match in told.columns
    )
    decisions = _decisions(proposal, columns)
    job.step(0.95, "Comparing records")
    return Examined(
        task=task,
        proposal=proposal,
        files=told.files,
        columns=columns,
        decisions=decisions,
        changes=changes_of(proposal.writes, snapshot.existing, MOST_CHANGES),
        remarks=_remarks(told.notices, told.questions),
    )


def _calendar(workspace: Workspace, task: ImportTask) -> Examined:
    if not task.person and not task.account:
        raise UserMistake("Whose calendar is it?", "Choose a person of ours or an account.")
    snapshot = calendar_snapshot(workspace)
    proposal = propose_calendar(
        snapshot, task.request.files, person=task.person, account=task.account
    )
    return _plainly(task, proposal, snapshot.existing)


def _folder(workspace: Workspace, task: ImportTask, job: Job) -> Examined:
    found = propose_folder(workspace, task.request.files[0], merge=task.merge, job=job)
    existing = existing_of(workspace, tuple(KINDS))
    conflicts = tuple(
        f"{c['kind'].replace('_', ' ').capitalize()} {c['name']}, {c['column']}: kept "
        f"'{c['ours']}', the folder has '{c['theirs']}'."
        for c in found.conflicts
    )
    return _plainly(task, found.proposal, existing, conflicts)


def _plainly(
    task: ImportTask,
    proposal: ImportProposal,
    existing: Mapping[str, Sequence[Record]],
    more: tuple[str, ...] = (),
) -> Examined:
    told = proposal.preview
    return Examined(
        task=task,
        proposal=proposal,
        files=told.files,
        decisions=tuple(decision_on(problem, None, "") for problem in told.problems),
        changes=changes_of(proposal.writes, existing, MOST_CHANGES),
        remarks=(*_remarks(told.notices, ()), *more),
    )


def _remarks(notices: Iterable[str], questions: Sequence[str]) -> tuple[str, ...]:
    """Leave out the questions, which stand elsewhere, and advice for the command line."""
    return tuple(plain_words(notice) for notice in notices if notice not in questions)


def plain_words(text: str) -> str:
    """Leave out the sentences of a message that speak of the command line."""
    kept = [sentence for sentence in text.split(". ") if "--" not in sentence]
    words = ". ".join(kept)
    return words if not words or words.endswith((".", "?")) else f"{words}."


def _table_of(match: ColumnMatch, tables: Sequence[Table]) -> Table:
    return next(t for t in tables if (t.file, t.sheet) == (match.file, match.sheet))


def _seen(
    match: ColumnMatch,
    table: Table,
    request: ImportRequest,
    questions: Sequence[str],
    tiers: tuple[tuple[str, str], ...],
) -> ColumnSeen:
    kind = KINDS[request.kind]
    known = kind.by_name.get(match.field)
    question = next((q for q in questions if q.startswith(f"In column '{match.header}',")), "")
    seen = ColumnSeen(
        match=match,
        read_as=read_as_words(match, known, date_order_of(request, match.header)),
        required=known is not None and known.required,
        asks=_asks(known),
        question=question if known is not None else "",
    )
    if known is None or not (known.words or known.name == "tier_override"):
        return seen
    choices = tiers
    if known.words is not None:
        choices = tuple((word.value, value_words(word.value)) for word in known.words)
    values = _values(table.column(match.index), known, request, dict(choices))
    unmatched = sum(not value.meaning for value in values)
    read_as = f"{unmatched} values to match" if unmatched > 1 else "1 value to match"
    return replace(
        seen, choices=choices, values=values, read_as=read_as if unmatched else seen.read_as
    )


def _asks(known: Field | None) -> str:
    if known is None:
        return ""
    if known.reads in {Reads.DATE, Reads.MOMENT}:
        return "date"
    return "money" if known.reads in {Reads.MONEY, Reads.NUMBER, Reads.DECIMAL} else ""


def _values(
    cells: Sequence[str], known: Field, request: ImportRequest, choices: Mapping[str, str]
) -> tuple[ValueSeen, ...]:
    """Count what a column with a fixed list says, the values that nobody understands first."""
    said = request.mapping.values.get(known.name, {})
    counts = Counter(cell.strip() for cell in cells if cell.strip())
    found = [
        ValueSeen(
            cell=cell, rows=rows, meaning=_meaning(said.get(fold(cell), cell), known, choices)
        )
        for cell, rows in counts.most_common(MOST_VALUES)
    ]
    return tuple(sorted(found, key=lambda value: (bool(value.meaning), value.cell)))


def _meaning(cell: str, known: Field, choices: Mapping[str, str]) -> str:
    if known.words is None:
        return next((key for key, words in choices.items() if cell in {key, words}), "")
    try:
        return str(read_cell(cell, known, Convention()))
    except Misread:
        return ""


def _decisions(proposal: ImportProposal, columns: Sequence[ColumnSeen]) -> tuple[Decision, ...]:
    """Judge each problem, errors before what only has to be confirmed."""
    told = proposal.preview
    kind = KINDS[told.kind]
    rows = {
        (table.file, table.sheet): dict(zip(table.numbers, table.rows, strict=True))
        for table in told.tables
    }
    by_name: dict[tuple[str, str, str], ColumnSeen] = {}
    for column in columns:
        match = column.match
        by_name.setdefault((match.file, match.sheet, match.header), column)
        if match.field:
            by_name.setdefault((match.file, match.sheet, match.field), column)
    found = []
    for problem in told.problems:
        place = (problem.file, problem.sheet)
        seen = by_name.get((*place, problem.column))
        if seen is None:
            found.append(decision_on(problem, None, ""))
        elif not seen.question:
            cell = rows[place].get(problem.row, [])[seen.match.index :][:1]
            known = kind.by_name.get(seen.match.field)
            by_header = replace(problem, column=seen.match.header)
            found.append(decision_on(by_header, known, "".join(cell)))
    return tuple(sorted(found, key=lambda decision: decision.unsure))


def _without_proposal(task: ImportTask, mistake: UserMistake) -> Examined:
    """Say what is wrong, with the columns of the files as far as they can be read."""
    request = task.request
    if request.kind not in KINDS or request.preset in FIXED_PRESETS:
        return Examined(task=task, mistake=mistake)
    try:
        kind = KINDS[request.kind]
        tables = [
            table
            for path in request.files
            for table in read_tables(path, read_options(kind, request, path))
        ]
    except UserMistake:
        return Examined(task=task, mistake=mistake)
    matches = [match for table in tables for match in _alone(table, request)]
    return Examined(
        task=task,
        mistake=mistake,
        files=tuple(
            FileRead(
                file=table.file,
                sheet=table.sheet,
                encoding=table.encoding,
                separator=SEPARATOR_NAMES.get(table.separator, ""),
                header_row=table.header_row,
                rows=len(table.rows),
                columns=len(table.header),
            )
            for table in tables
        ),
        columns=tuple(
            ColumnSeen(match=m, read_as=read_as_words(m, kind.by_name.get(m.field)))
            for m in matches
        ),
    )


def _alone(table: Table, request: ImportRequest) -> list[ColumnMatch]:
    """Match each column as if it were alone, so that two on one field can be shown together."""
    kind = KINDS[request.kind]
    said = {name for header, name in request.mapping.columns.items() if header in table.header}
    found = []
    for index, header in enumerate(table.header):
        own = replace(table, header=(header,), rows=tuple([row[index]] for row in table.rows))
        rules = replace(NO_MAPPING, columns=request.mapping.columns)
        match = replace(match_columns(own, kind, rules)[0], index=index)
        guessed = header not in request.mapping.columns
        if guessed and (match.field in said or match.confidence < _SURE):
            match = replace(match, field="", read_as="", confidence=0.0)
        found.append(match)
    return found


def clashes(columns: Sequence[ColumnSeen]) -> frozenset[tuple[str, str, int]]:
    """Return (file, sheet, index) of the columns that share a field with another of their table."""
    filled = Counter((c.match.file, c.match.sheet, c.match.field) for c in columns if c.match.field)
    return frozenset(
        (c.match.file, c.match.sheet, c.match.index)
        for c in columns
        if filled[c.match.file, c.match.sheet, c.match.field] > 1
    )
