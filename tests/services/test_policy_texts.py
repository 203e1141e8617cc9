"""Proves that every exported file can also be imported alone, and the export stays equal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.domain.documents import PolicyVersion
from csplanner.importing.kinds import KINDS
from csplanner.services.export_folder import export_folder, folder_texts
from csplanner.services.import_portfolio import ImportRequest, accept, propose_from
from csplanner.services.policy import default_text
from csplanner.services.sample import build_sample
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2027, 5, 12)


def test_each_file_of_the_contract_comes_back_alone(tmp_path: Path) -> None:
    """One after the other, by the program's own headers, with trips, costs, runs and policies."""
    backups = tmp_path / "backups"
    with (
        Portfolio.create(tmp_path / "a.csplan", Clock(TODAY), backups) as first,
        Portfolio.create(tmp_path / "b.csplan", Clock(TODAY), backups) as second,
    ):
        build_sample(first, TODAY)
        export_folder(first, tmp_path / "out")
        for name in KINDS:
            path = tmp_path / "out" / f"{name}.csv"
            request = ImportRequest(kind=name, files=(path,), preset="csplanner")
            told = accept(second, propose_from(second, request))
            assert told.rejected == 0, told.problems[:3]
            again = propose_from(second, request).preview
            assert (again.new, again.changed) == (0, 0), name
        assert folder_texts(second) == folder_texts(first)


def test_a_policy_without_its_text_is_rejected_in_words(tmp_path: Path) -> None:
    """Alone in a folder, the file of policies has no text to its newest version."""
    with Portfolio.create(tmp_path / "a.csplan", Clock(TODAY), tmp_path / "backups") as portfolio:
        with portfolio.change("Policy") as work:
            work.put(PolicyVersion(id="v1", number=1, effective=TODAY, text=default_text()))
        export_folder(portfolio, tmp_path / "out")
        lonely = tmp_path / "policies.csv"
        lonely.write_bytes((tmp_path / "out" / "policies.csv").read_bytes().replace(b"v1", b"v2"))
        told = propose_from(portfolio, ImportRequest(kind="policies", files=(lonely,))).preview
        assert told.rejected + told.unchanged + told.changed == 1
        assert told.new == 0
