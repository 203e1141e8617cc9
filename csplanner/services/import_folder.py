"""An exported folder read back: into an empty portfolio as it was, or merged into a filled one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.domain.account import Account
from csplanner.domain.documents import PolicyVersion
from csplanner.domain.engagement import Engagement
from csplanner.domain.ids import PolicyVersionId
from csplanner.domain.team import Person
from csplanner.importing.building import Building
from csplanner.importing.columns import known_headers
from csplanner.importing.entries import Problems, RowRules
from csplanner.importing.kinds import KINDS
from csplanner.importing.limits import Limits
from csplanner.importing.preview import told_of as preview_of
from csplanner.importing.reader import read_tables
from csplanner.importing.reading import Harvest, Reading
from csplanner.importing.resolve import Resolver
from csplanner.importing.tables import ReadOptions
from csplanner.importing.texts import words_of
from csplanner.services.export_folder import POLICY, newest_policy
from csplanner.services.import_answer import ALL_GOOD_ROWS, finish
from csplanner.services.import_portfolio import (
    ImportProposal,
    existing_of,
    fingerprint_of,
)
from csplanner.services.merge import JournalMerge
from csplanner.services.policy import default_text
from csplanner.services.policy_texts import policy_text, with_policy_text

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.domain.record import Record
    from csplanner.importing.building import Conflict
    from csplanner.importing.tables import Table
    from csplanner.services.import_answer import Told, Wishes
    from csplanner.services.workspace import Workspace

# What we wrote ourselves: as many rows as a portfolio may hold, and a logo in one cell.
_LIMITS = Limits(file_bytes=512 << 20, rows=3_000_000, cells=100_000_000, cell=16 << 20)
_OURS_ALONE = frozenset({"organisation", "policies"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderProposal:
    """What importing a folder would do; `conflicts` are fields that both sides changed, as text.

    `fields` are the same with their values.
    """

    proposal: ImportProposal
    conflicts: tuple[dict[str, Any], ...] = ()
    fields: tuple[Conflict, ...] = ()


def import_folder(
    workspace: Workspace,
    folder: Path,
    *,
    merge: bool = False,
    wishes: Wishes = ALL_GOOD_ROWS,
    job: Job | None = None,
) -> Told:
    """Import or merge an exported folder as one change, as far as it is wished for.

    Raises UserMistake where the portfolio is filled and `merge` is not asked for.
    """
    found = propose_folder(workspace, folder, merge=merge, job=job)
    return finish(workspace, found.proposal, wishes, conflicts=found.conflicts, job=job)


def propose_folder(
    workspace: Workspace, folder: Path, *, merge: bool = False, job: Job | None = None
) -> FolderProposal:
    """Tell what importing or merging a folder would do; writes nothing."""
    job = job or Job()
    if not folder.is_dir():
        raise UserMistake(f"{folder.name} is no folder.", "Name a folder that was exported.")
    if not merge:
        _must_be_empty(workspace)
    tables, skipped = _tables(folder, merge=merge, job=job)
    label = f"{'Merge' if merge else 'Import'} folder {folder.resolve().name}"
    building = Building(
        problems=Problems(tuple(tables.values())),
        make_id=new_id,
        merge=JournalMerge(workspace.database, label) if merge else None,
    )
    resolver = Resolver(
        existing=existing_of(workspace, tuple(KINDS)), building=building, by_id=True
    )
    harvest = _harvest(workspace, tables, resolver)
    harvest.notices += skipped
    job.step(0.7, "Matching records")
    resolver.resolve(harvest.entries)
    writes = list(resolver.writes)
    if not merge:
        writes = _with_policy(workspace, folder, writes)
    if building.removed:
        count = len(building.removed)
        harvest.notices.append(f"{count} records were deleted here and stay deleted.")
    harvest.columns.clear()
    proposal = ImportProposal(
        preview=preview_of("folder", harvest, resolver),
        writes=tuple(writes),
        label=label,
        fingerprint=fingerprint_of(workspace),
    )
    return FolderProposal(
        proposal=proposal, conflicts=_conflicts(building), fields=tuple(building.conflicts)
    )


def _must_be_empty(workspace: Workspace) -> None:
    filled = [kind for kind in (Account, Person, Engagement) if workspace.count(kind)]
    if filled:
        raise UserMistake(
            "This portfolio is not empty.",
            "Import the folder into a new portfolio, or add --merge to bring both together.",
        )


def _tables(folder: Path, *, merge: bool, job: Job) -> tuple[dict[str, Table], list[str]]:
    """Read the files of a folder by the kind that each is named after."""
    tables: dict[str, Table] = {}
    skipped = []
    for path in sorted(folder.glob("*.csv")):
        kind = KINDS.get(path.stem)
        if kind is None:
            skipped.append(f"{path.name} is named after no kind of record and was left out.")
        elif not (merge and kind.name in _OURS_ALONE):
            job.step(0.5 * len(tables) / len(KINDS), f"Reading {path.name}")
            options = ReadOptions(encoding="utf-8", separator=",", header_row=1)
            tables[kind.name] = with_policy_text(
                kind, read_tables(path, options, _LIMITS)[0], folder
            )
    if not tables:
        raise UserMistake(
            f"{folder.name} holds no exported file.", f"It should hold {', '.join(KINDS)} as CSV."
        )
    if merge:
        skipped.append("Our own name and the policy stay as they are here.")
    return tables, skipped


def _harvest(workspace: Workspace, tables: dict[str, Table], resolver: Resolver) -> Harvest:
    harvest = Harvest()
    for place, name in enumerate(tables):
        reading = Reading(
            kind=KINDS[name],
            problems=resolver.problems,
            rules=RowRules(plain=True),
            existing=resolver.existing,
            today=workspace.clock.today(),
        )
        fixed = {words_of(header): header for header in KINDS[name].names}
        if not known_headers((KINDS[name],)).intersection(map(words_of, tables[name].header)):
            raise UserMistake(f"{name}.csv has no header.", "Export the folder again.")
        harvest.entries += reading.read(place, KINDS[name], harvest, fixed)
    return harvest


def _with_policy(workspace: Workspace, folder: Path, writes: list[Record]) -> list[Record]:
    """Make a version of a policy.toml that was edited or came without its policies.csv."""
    path = folder / POLICY
    if not path.is_file():
        return writes
    text = policy_text(path)
    versions = [record for record in writes if isinstance(record, PolicyVersion)]
    newest = newest_policy(versions)
    if text == (newest.text if newest else default_text()):
        return writes
    version = PolicyVersion(
        id=PolicyVersionId(new_id()),
        number=max((v.number for v in versions), default=0) + 1,
        effective=workspace.clock.today(),
        text=text,
    )
    return [*writes, version]


def _conflicts(building: Building) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "kind": conflict.kind,
            "file": building.problems.tables[conflict.row[0]].file,
            "row": conflict.row[1],
            "name": conflict.name,
            "column": conflict.column,
            "ours": _shown(conflict.ours),
            "theirs": _shown(conflict.theirs),
        }
        for conflict in building.conflicts
    )


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    return "" if value is None else str(value)
