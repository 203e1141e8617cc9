"""What an import does and tells for a front door that does not show a preview of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.services.import_portfolio import accept, answer, write_rejects

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.base.job import Job
    from csplanner.services.import_portfolio import ImportProposal
    from csplanner.services.workspace import Workspace

_FIRST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How far an import of any kind goes.

    `dry_run` writes no record, `strict` none if any row is bad; bad rows go to the file `rejects`.
    """

    dry_run: bool = False
    strict: bool = False
    rejects: Path | None = None


ALL_GOOD_ROWS = Wishes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The JSON answer, the lines to print, and the remarks on single rows or fields."""

    data: dict[str, Any]
    lines: tuple[str, ...]
    remarks: tuple[str, ...]


def finish(
    workspace: Workspace,
    proposal: ImportProposal,
    wishes: Wishes,
    *,
    conflicts: tuple[dict[str, Any], ...] = (),
    job: Job | None = None,
) -> Told:
    """Write what was proposed as far as it is wished for, and tell it.

    Raises UserMistake in strict mode with a bad row; its rejects are written all the same.
    """
    told = proposal.preview
    kept: tuple[Path, ...] = ()
    if wishes.rejects is not None and told.rejected:
        kept = write_rejects(proposal, wishes.rejects)
    if wishes.strict and told.rejected:
        raise UserMistake(
            f"{told.rejected} of {told.rows} rows are bad: "
            f"{'; '.join(problems_in_words(proposal)[:_FIRST])}.",
            "Nothing was written. Mend them, or leave --strict away to write the good rows.",
        )
    if not wishes.dry_run:
        accept(workspace, proposal, strict=wishes.strict, job=job)
    answered = told_of(proposal, dry_run=wishes.dry_run, conflicts=conflicts)
    lines = tuple(f"The rejected rows stand in {path}." for path in kept)
    return replace(
        answered,
        data=answered.data | {"rejects": list(kept)},
        lines=(*answered.lines, *lines),
    )


def problems_in_words(proposal: ImportProposal) -> list[str]:
    """Return a line for each bad row: where it stands, what it says, what was expected."""
    return [
        f"{p.file}{f' [{p.sheet}]' if p.sheet else ''} row {p.row}, {p.column or 'row'}: "
        f"{p.value!r} {p.message}"
        for p in proposal.preview.problems
    ]


def told_of(
    proposal: ImportProposal, *, dry_run: bool, conflicts: tuple[dict[str, Any], ...] = ()
) -> Told:
    """Put what an import did, or would do, into an answer, lines and remarks."""
    told = proposal.preview
    would = "would be " if dry_run else ""
    lines = (
        (
            f"{told.rows} rows read: {told.new} {would}new, {told.changed} {would}changed, "
            f"{told.unchanged} unchanged, {told.rejected} {would}rejected."
        ),
        *told.notices,
    )
    remarks = problems_in_words(proposal)
    remarks += [
        f"{conflict['kind']} {conflict['name']}, {conflict['column']}: kept "
        f"{conflict['ours']!r}, the folder has {conflict['theirs']!r}"
        for conflict in conflicts
    ]
    data = answer(proposal, dry_run=dry_run) | {"conflicts": list(conflicts)}
    return Told(data=data, lines=lines, remarks=tuple(remarks))
