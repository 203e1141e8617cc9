"""Proves what a front door without a preview is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.services.import_answer import told_of
from csplanner.services.import_portfolio import ImportRequest, propose_from
from tests.services.team import make_team

if TYPE_CHECKING:
    from pathlib import Path


def test_counts_in_a_line_and_each_remark_alone(tmp_path: Path) -> None:
    """A dry run speaks in the conditional; bad rows and conflicts are remarks."""
    path = tmp_path / "a.csv"
    path.write_text("external_id,name,arr\nK01,Customer 01,many\nX,New,5\n", encoding="utf-8")
    conflict = {"kind": "accounts", "name": "K", "column": "city", "ours": "A", "theirs": "B"}
    with make_team(tmp_path) as portfolio:
        proposal = propose_from(portfolio, ImportRequest(kind="accounts", files=(path,)))
    told = told_of(proposal, dry_run=True, conflicts=(conflict,))
    assert told.lines[0] == (
        "2 rows read: 1 would be new, 0 would be changed, 0 unchanged, 1 would be rejected."
    )
    assert told.remarks[0].startswith("a.csv row 2, arr: 'many' expected a number")
    assert told.remarks[1] == "accounts K, city: kept 'A', the folder has 'B'"
    assert told.data["conflicts"] == [conflict]
    assert told_of(proposal, dry_run=False).lines[0].startswith("2 rows read: 1 new, 0 changed")
