"""Merging a colleague's folder with a person deciding: both values side by side, field by field.

`propose` tells what would come and where both sides changed a field; `settle` takes what was
decided into the proposal, which is then accepted as one undo step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Account
from csplanner.importing.checks import fault_of
from csplanner.importing.kinds import KINDS
from csplanner.services.import_folder import propose_folder
from csplanner.services.import_portfolio import accept
from csplanner.store.images import images_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from csplanner.base.job import Job
    from csplanner.domain.record import Record
    from csplanner.importing.building import Conflict
    from csplanner.services.import_folder import FolderProposal
    from csplanner.services.import_portfolio import ImportPreview, ImportProposal
    from csplanner.services.workspace import Reader, Workspace

_OF_ACCOUNT = "account_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that both sides changed: what it is, and both values in words.

    `number` names it in `settle`; `changed` says by which change it got its value here, and when.
    """

    number: int
    kind: str
    record_id: str
    record: str
    account: str
    field: str
    ours: str
    theirs: str
    changed: str = ""
    changed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeProposal:
    """What a merge would do; every difference stays as it is here unless it is taken."""

    folder: str
    found: FolderProposal
    differences: tuple[Difference, ...]

    @property
    def preview(self) -> ImportPreview:
        """The counts of rows: new, changed, unchanged, rejected."""
        return self.found.proposal.preview


def propose(workspace: Workspace, folder: Path, job: Job) -> MergeProposal:
    """Read a folder and tell what merging it would do; writes nothing."""
    found = propose_folder(workspace, folder, merge=True, job=job)
    job.step(0.9, "Comparing fields")
    return MergeProposal(
        folder=folder.resolve().name,
        found=found,
        differences=tuple(
            _difference(workspace, number, conflict) for number, conflict in enumerate(found.fields)
        ),
    )


def _difference(workspace: Workspace, number: int, conflict: Conflict) -> Difference:
    kind = KINDS[conflict.kind]
    record = workspace.get(kind.record, conflict.record_id)
    field = next(f for f in kind.fields if f.attribute == conflict.attribute)
    label, at = _last_change(workspace, conflict)
    return Difference(
        number=number,
        kind=kind.name,
        record_id=conflict.record_id,
        record=_called(record, conflict),
        account=_account(workspace, record),
        field=field.name.replace("_", " "),
        ours=_said(workspace, field.target, conflict.ours),
        theirs=_said(workspace, field.target, conflict.theirs),
        changed=label,
        changed_at=at,
    )


def _called(record: Record | None, conflict: Conflict) -> str:
    for name in ("name", "text", "subject", "touch"):
        words = getattr(record, name, "")
        if words:
            return str(words)
    return conflict.name


def _account(reader: Reader, record: Record | None) -> str:
    account_id = getattr(record, _OF_ACCOUNT, None)
    account = reader.get(Account, account_id) if account_id else None
    return account.name if account is not None else ""


def _last_change(workspace: Workspace, conflict: Conflict) -> tuple[str, str]:
    """Return the label and time of the change that gave the field its value here."""
    last, label, at = object(), "", ""
    for image in images_of(workspace.database, conflict.record_id):
        value = (image.after or {}).get(conflict.attribute)
        if value != last:
            last, label, at = value, image.label, image.at
    return label, at


def _said(reader: Reader, target: str, value: Any) -> str:
    """Return a value in words; references by the names of what they refer to."""
    if isinstance(value, tuple):
        return ", ".join(_said(reader, target, item) for item in value)
    if value in {None, ""}:
        return ""
    if target:
        record = reader.get(KINDS[target].record, str(value))
        return str(getattr(record, "name", value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def settle(workspace: Workspace, proposal: MergeProposal, taken: Collection[int]) -> ImportProposal:
    """Return what is to be written: all that came, with the values of theirs that were taken.

    Raises UserMistake where the values of both sides together make no sense.
    """
    writes: dict[tuple[type[Record], str], Record] = {
        (type(record), record.id): record for record in proposal.found.proposal.writes
    }
    for number in sorted(taken):
        conflict = proposal.found.fields[number]
        kind = KINDS[conflict.kind].record
        record = writes.get((kind, conflict.record_id)) or workspace.get(kind, conflict.record_id)
        if record is None:
            continue
        mixed = replace(record, **{conflict.attribute: conflict.theirs})
        writes[kind, conflict.record_id] = mixed
    for record in writes.values():
        fault = fault_of(record)
        if fault is not None:
            column, value, expected = fault
            called = getattr(record, "name", "") or record.external_id or record.id
            raise UserMistake(
                f"{called}: {column} {value} does not go with the rest; {expected}.",
                "Keep both fields of one side.",
            )
    return replace(proposal.found.proposal, writes=tuple(writes.values()))


def merge(
    workspace: Workspace, proposal: MergeProposal, taken: Collection[int], job: Job
) -> ImportPreview:
    """Write what was decided as one undo step, after a verified backup."""
    return accept(workspace, settle(workspace, proposal, taken), job=job)
