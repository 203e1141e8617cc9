"""Bringing files in: propose on any thread what an import would do, accept it as one change."""

from __future__ import annotations

import contextlib
import locale
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from csplanner.base.collector import collector_held
from csplanner.base.errors import Cancelled, StaleProposal, UserMistake
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.base.paths import write_atomically
from csplanner.domain.account import Account
from csplanner.domain.evidence import Ticket
from csplanner.importing.columns import known_headers
from csplanner.importing.entries import RowProblem, RowRules
from csplanner.importing.kinds import KINDS, kind_named
from csplanner.importing.mapping_file import (
    NO_MAPPING,
    Layout,
    Mapping,
    mapping_from,
    mapping_text,
    read_mapping,
)
from csplanner.importing.presets import PRESETS
from csplanner.importing.preview import Basis, FileRead, ImportPreview, preview
from csplanner.importing.reader import read_tables
from csplanner.importing.rejects import rejected_events, rejected_rows
from csplanner.importing.tables import ReadOptions
from csplanner.services.policy import policy_in_force
from csplanner.services.policy_texts import with_policy_text
from csplanner.services.tones import keep_tones
from csplanner.services.workspace import organisation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping as MappingType
    from collections.abc import Sequence
    from pathlib import Path

    from csplanner.domain.record import Record
    from csplanner.importing.calendar_text import CalendarText
    from csplanner.importing.fields import Kind
    from csplanner.importing.tables import Table
    from csplanner.services.workspace import Reader, Workspace

__all__ = [
    "KINDS",
    "PRESETS",
    "FileRead",
    "ImportPreview",
    "ImportProposal",
    "ImportRequest",
    "Layout",
    "Mapping",
    "RowProblem",
    "Snapshot",
    "accept",
    "answer",
    "kind_named",
    "mapping_from",
    "mapping_text",
    "propose",
    "propose_from",
    "read_mapping",
    "read_options",
    "take_snapshot",
    "write",
    "write_rejects",
]

_BESIDE = {
    "ravenstack": ("accounts", "subscriptions"),
    "maven": ("people",),
    "salesforce": ("people",),
    "hubspot": ("people",),
}
_FALLBACK_PAGE = "cp1252"
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What a user asks for: the kind, the files, and how they are to be read.

    `code_page` is tried where a file is no UTF-8; empty for the system's.
    """

    kind: str
    files: tuple[Path, ...]
    preset: str = ""
    mapping: Mapping = NO_MAPPING
    empty_clears: bool = False
    code_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What an import is computed from, frozen: existing records by kind, and the file's state.

    `tiers` are the ids of the policy's bands; without any, overrides are not looked at.
    """

    existing: MappingType[str, tuple[Record, ...]]
    today: dt.date
    base_currency: str
    fingerprint: tuple[int, ...]
    tiers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProposal:
    """What an import would do, and the records that it would write; nothing is written yet.

    `calendars` are what was read where calendars are imported.
    """

    preview: ImportPreview
    writes: tuple[Record, ...]
    label: str
    fingerprint: tuple[int, ...]
    calendars: tuple[CalendarText, ...] = ()


def system_code_page() -> str:
    """Return the code page of this machine; Western European where that is UTF-8."""
    page = locale.getpreferredencoding(do_setlocale=False).lower().replace("_", "-")
    without_letters = page in {"utf-8", "utf8", "ascii", "us-ascii", ""} or "ansi-x3" in page
    return _FALLBACK_PAGE if without_letters else page


def needed_kinds(kind: Kind, preset: str = "") -> tuple[str, ...]:
    """Return the kinds that an import of `kind` has to look at: itself and what it refers to."""
    needed: dict[str, None] = {}
    waiting = [kind.name, *_BESIDE.get(preset, ())]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = None
            waiting += [field.target for field in KINDS[name].fields if field.target]
    return tuple(name for name in KINDS if name in needed)


def fingerprint_of(workspace: Workspace) -> tuple[int, ...]:
    """Return what changes with every change of the portfolio, undo and redo included."""
    newest = workspace.history(limit=1)
    undo, redo = workspace.next_undo(), workspace.next_redo()
    return (
        newest[0].id if newest else 0,
        undo.id if undo else 0,
        redo.id if redo else 0,
    )


def existing_of(reader: Reader, kinds: Sequence[str]) -> dict[str, tuple[Record, ...]]:
    """Read the records of some kinds."""
    return {name: tuple(reader.all(KINDS[name].record)) for name in kinds}


def take_snapshot(workspace: Workspace, request: ImportRequest) -> Snapshot:
    """Read from a portfolio what an import is computed from."""
    kind = kind_named(request.kind)
    found = organisation(workspace)
    today = workspace.clock.today()
    return Snapshot(
        existing=existing_of(workspace, needed_kinds(kind, request.preset)),
        today=today,
        base_currency=found.base_currency if found else "USD",
        fingerprint=fingerprint_of(workspace),
        tiers=frozenset(b.id for b in policy_in_force(workspace, today).policy.bands),
    )


def propose(snapshot: Snapshot, request: ImportRequest, job: Job | None = None) -> ImportProposal:
    """Tell what an import would do; on any thread, writes nothing.

    Raises UserMistake where a file as a whole cannot be used.
    """
    if not request.files:
        raise UserMistake("No file is named.", "Name at least one file to import.")
    with collector_held():
        return _proposed(snapshot, request, job or Job())


def _proposed(snapshot: Snapshot, request: ImportRequest, job: Job) -> ImportProposal:
    kind = kind_named(request.kind)
    tables: list[Table] = []
    for number, path in enumerate(request.files):
        job.step(0.4 * number / len(request.files), f"Reading {path.name}")
        found = read_tables(path, read_options(kind, request, path))
        tables += (with_policy_text(kind, table, path.parent) for table in found)
    _check_mapping(request.mapping, tables)
    told, writes = preview(
        kind,
        tuple(tables),
        _basis(snapshot),
        preset=request.preset,
        rules=RowRules(mapping=request.mapping, empty_clears=request.empty_clears),
        job=job.part(0.4, 1.0),
    )
    names = ", ".join(path.name for path in request.files)
    return ImportProposal(
        preview=replace(told, notices=(*told.notices, *_odd_tiers(snapshot, writes))),
        writes=writes,
        label=f"Import {kind.name.replace('_', ' ')} from {names}",
        fingerprint=snapshot.fingerprint,
    )


def _odd_tiers(snapshot: Snapshot, writes: Sequence[Record]) -> tuple[str, ...]:
    """Say which overrides name no tier of the policy: they are kept, and ARR decides."""
    overrides = {r.tier_override for r in writes if isinstance(r, Account) and r.tier_override}
    odd = sorted(overrides - snapshot.tiers) if snapshot.tiers else []
    if not odd:
        return ()
    told = (
        f"{', '.join(odd[:5])}: no tier of the policy ({', '.join(sorted(snapshot.tiers))}). It is "
        "kept as written, and ARR decides; map it with [values.tier_override] in --map."
    )
    return (told,)


def propose_from(
    workspace: Workspace, request: ImportRequest, job: Job | None = None
) -> ImportProposal:
    """Take a snapshot and propose, for callers on one thread."""
    return propose(take_snapshot(workspace, request), request, job)


def accept(
    workspace: Workspace, proposal: ImportProposal, *, strict: bool = False, job: Job | None = None
) -> ImportPreview:
    """Write what was proposed as one change with one undo step, after a verified backup.

    Raises UserMistake while questions are open, or in `strict` mode if any row was rejected;
    StaleProposal if the portfolio changed since; Cancelled. Nothing is written then.
    """
    job = job or Job()
    told = proposal.preview
    if told.questions:
        raise UserMistake(
            " ".join(told.questions),
            'Say it in a file given with --map, as date_order = "dmy" or "mdy", or '
            'decimal_mark = "." or ",".',
        )
    if strict and told.rejected:
        raise UserMistake(
            f"{told.rejected} of {told.rows} rows were rejected; nothing was written.",
            "Mend them, or leave --strict away to write the good rows.",
        )
    if fingerprint_of(workspace) != proposal.fingerprint:
        raise StaleProposal("The portfolio changed since the preview.", "Preview the import again.")
    if proposal.writes:
        job.step(0.05, "Keeping a copy of the portfolio")
        workspace.back_up("import")
        write(workspace, proposal, job.part(0.0, 0.8))
        _read_tones(workspace, proposal, job.part(0.8, 1.0))
    return told


def _read_tones(workspace: Workspace, proposal: ImportProposal, job: Job) -> None:
    """Score the threads that came; what was written stays when this is cancelled."""
    days = [record.opened for record in proposal.writes if isinstance(record, Ticket)]
    if days:
        with contextlib.suppress(Cancelled):
            keep_tones(workspace, max(days), job=job)


def write(workspace: Workspace, proposal: ImportProposal, job: Job | None = None) -> None:
    """Write a proposal's records as one change; `accept` checks and backs up before."""
    job, writes = job or Job(), proposal.writes
    with collector_held(), workspace.change(proposal.label) as work:
        for start in range(0, len(writes), _AT_ONCE):
            job.step(0.4 + 0.5 * start / len(writes), f"Writing {len(writes):,} records")
            work.put(*writes[start : start + _AT_ONCE])
        job.step(0.95, "Keeping the change")


def answer(proposal: ImportProposal, *, dry_run: bool) -> dict[str, Any]:
    """Return the JSON answer of an import, as the contract names its keys, and the match."""
    told = proposal.preview
    return {
        "kind": told.kind,
        "files": [file.file for file in told.files],
        "rows": told.rows,
        "new": told.new,
        "changed": told.changed,
        "unchanged": told.unchanged,
        "rejected": told.rejected,
        "problems": [_picked(problem, _PROBLEM) for problem in told.problems],
        "dry_run": dry_run,
        "notices": list(told.notices),
        "questions": list(told.questions),
        "read": [_picked(file, _FILE) for file in told.files],
        "columns": [_picked(match, _COLUMN) for match in told.columns],
    }


_PROBLEM = ("file", "sheet", "row", "column", "value", "message")
_FILE = ("file", "sheet", "encoding", "separator", "header_row", "rows")
_COLUMN = ("file", "header", "field", "confidence")


def _picked(value: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def write_rejects(proposal: ImportProposal, path: Path) -> tuple[Path, ...]:
    """Write the rejected rows; files with other headers go beside, as OUT-2.csv, OUT-3.csv.

    Rejected events of calendars go to a name that ends in .ics as a calendar, else as a list.
    """
    if proposal.calendars and path.suffix.lower() == ".ics":
        text = rejected_events(proposal.preview, proposal.calendars)
        write_atomically(path, text.encode("utf-8"))
        return (path,)
    written = []
    for number, text in enumerate(rejected_rows(proposal.preview), start=1):
        target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        write_atomically(target, text.encode("utf-8"))
        written.append(target)
    return tuple(written)


def read_options(kind: Kind, request: ImportRequest, path: Path) -> ReadOptions:
    """Return how a file of a request is read: each by what was said of it, else as it is found."""
    layout = request.mapping.layout_of(path.name)
    return ReadOptions(
        code_page=request.code_page or system_code_page(),
        encoding=layout.encoding,
        separator=layout.separator,
        sheet=layout.sheet,
        header_row=layout.header_row,
        known=known_headers((kind,)),
    )


def _basis(snapshot: Snapshot) -> Basis:
    return Basis(
        existing=snapshot.existing,
        today=snapshot.today,
        make_id=new_id,
        base_currency=snapshot.base_currency,
    )


def _check_mapping(mapping: Mapping, tables: Sequence[Table]) -> None:
    """Refuse a MAP.toml that names a file, or a column, which is not there."""
    headers = [header for table in tables for header in table.header]
    names = dict.fromkeys(table.file for table in tables)
    for file in mapping.files:
        if file not in names:
            raise UserMistake(
                f"The mapping names a file '{file}' that is not imported.",
                f"The files are: {', '.join(names)}.",
            )
    for header in (*mapping.columns, *mapping.date_orders, *mapping.decimal_marks):
        if header and header not in headers:
            raise UserMistake(
                f"The mapping names a column '{header}' that no file has.",
                f"The files have: {', '.join(dict.fromkeys(headers))}.",
            )
