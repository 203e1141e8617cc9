"""What an import tells a front door that does not show a preview of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csplanner.services.import_portfolio import answer

if TYPE_CHECKING:
    from csplanner.services.import_portfolio import ImportProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The JSON answer, the lines to print, and the remarks on single rows or fields."""

    data: dict[str, Any]
    lines: tuple[str, ...]
    remarks: tuple[str, ...]


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
    remarks = [
        f"{problem.file} row {problem.row}, {problem.column or 'row'}: {problem.value!r} "
        f"{problem.message}"
        for problem in told.problems
    ]
    remarks += [
        f"{conflict['kind']} {conflict['name']}, {conflict['column']}: kept "
        f"{conflict['ours']!r}, the folder has {conflict['theirs']!r}"
        for conflict in conflicts
    ]
    data = answer(proposal, dry_run=dry_run) | {"conflicts": list(conflicts)}
    return Told(data=data, lines=lines, remarks=tuple(remarks))
