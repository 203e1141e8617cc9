"""Proves what a person is shown of a merge, and that what makes no sense together is refused."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.domain.ids import AccountId, PersonId
from csplanner.domain.records import Account, Person
from csplanner.services import merge_folder
from csplanner.services import workspace as ws
from csplanner.services.export_folder import export_folder

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2027, 5, 12)
ANN, BEN = (Person(id=PersonId(f"p{n}"), name=name) for n, name in ((1, "Ann"), (2, "Ben")))
ACCOUNT = Account(id=AccountId("a1"), name="Boreth Grid", owner_id=ANN.id,
            contract_start=dt.date(2026, 1, 1), contract_end=dt.date(2027, 12, 1))  # fmt: skip


def two(tmp_path: Path, ours: Account, theirs: Account) -> ws.Workspace:
    """Return our portfolio and the folder of a colleague's in `out`, both from one beginning."""
    mine = ws.create(tmp_path / "ours.csplan", Clock(TODAY))
    with mine.change("Fill") as work:
        work.put(ANN, BEN, ACCOUNT)
    mine.close()
    shutil.copy(tmp_path / "ours.csplan", tmp_path / "theirs.csplan")
    with ws.open_workspace(tmp_path / "theirs.csplan", Clock(TODAY)) as other:
        with other.change("Theirs") as work:
            work.put(theirs)
        export_folder(other, tmp_path / "out")
    mine = ws.open_workspace(tmp_path / "ours.csplan", Clock(TODAY))
    with mine.change("Ours") as work:
        work.put(ours)
    return mine


def test_references_are_said_by_name(tmp_path: Path) -> None:
    """Who owns an account is a name on both sides, and taking theirs writes the reference."""
    ours, theirs = replace(ACCOUNT, owner_id=None), replace(ACCOUNT, owner_id=BEN.id)
    with two(tmp_path, ours, theirs) as workspace:
        found = merge_folder.propose(workspace, tmp_path / "out", Job())
        row = found.differences[0]
        assert (row.field, row.ours, row.theirs) == ("owner", "", "Ben")
        assert (row.changed, row.changed_at[:10]) == ("Ours", "2027-05-12")
        merge_folder.merge(workspace, found, {row.number}, Job())
        kept = workspace.get(Account, ACCOUNT.id)
        assert kept is not None
        assert kept.owner_id == BEN.id


def test_dates_that_clash_are_refused(tmp_path: Path) -> None:
    """Their end before our start is no contract; nothing is written."""
    ours = replace(ACCOUNT, contract_start=dt.date(2027, 6, 1), contract_end=dt.date(2028, 5, 31))
    theirs = replace(ACCOUNT, contract_end=dt.date(2027, 3, 31))
    with two(tmp_path, ours, theirs) as workspace:
        found = merge_folder.propose(workspace, tmp_path / "out", Job())
        ends = {d.number for d in found.differences if d.field == "contract end"}
        with pytest.raises(UserMistake, match="Boreth Grid"):
            merge_folder.merge(workspace, found, ends, Job())
        assert workspace.get(Account, ACCOUNT.id) == replace(
            ours, created=_stamp(workspace).created, changed=_stamp(workspace).changed
        )


def test_a_change_after_sealing_is_not_overwritten(tmp_path: Path) -> None:
    """In a portfolio whose beginning is sealed, such as the sample, our change still counts."""
    mine = ws.create(tmp_path / "ours.csplan", Clock(TODAY))
    with mine.change("Fill") as work:
        work.put(ANN, ACCOUNT)
    mine.seal("Sample")
    mine.close()
    shutil.copy(tmp_path / "ours.csplan", tmp_path / "theirs.csplan")
    with ws.open_workspace(tmp_path / "theirs.csplan", Clock(TODAY)) as other:
        with other.change("Theirs") as work:
            work.put(replace(ACCOUNT, notes="theirs", domain="boreth.example"))
        export_folder(other, tmp_path / "out")
    with ws.open_workspace(tmp_path / "ours.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Ours") as work:
            work.put(replace(ACCOUNT, notes="ours"))
        found = merge_folder.propose(workspace, tmp_path / "out", Job())
        assert [d.field for d in found.differences] == ["notes"]
        merge_folder.merge(workspace, found, (), Job())
        assert (_stamp(workspace).notes, _stamp(workspace).domain) == ("ours", "boreth.example")


def _stamp(workspace: ws.Workspace) -> Account:
    found = workspace.get(Account, ACCOUNT.id)
    assert found is not None
    return found
