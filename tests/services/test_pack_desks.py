"""Briefs made at several desks: the same bytes as at one, cancel, and nothing left behind."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import Cancelled, Trouble
from csplanner.base.job import Job
from csplanner.domain.records import Engagement
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.make_pack import of_quarter, write_pack
from csplanner.services.pack_desks import desks, usable_cores
from csplanner.services.prepare_brief import BriefRequest
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.make_pack import PackChoice
    from csplanner.store.portfolio import Portfolio


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portfolio]:
    """Yield a team whose reviews of a quarter are worth two processes; temporary files are ours."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with make_team(tmp_path, accounts=6) as portfolio:
        adopt(portfolio, propose(portfolio, PlanRequest(year=2027, today=TODAY, effort="quick")))
        yield portfolio


def left(tmp_path: Path) -> list[Path]:
    """Return what lies in the folder of temporary files."""
    return list((tmp_path / "temporary").iterdir())


def many(team: Portfolio) -> PackChoice:
    """Return visits that are worth two processes."""
    choice = of_quarter(team, "2027Q1")
    choice = replace(choice, visits=choice.visits * 2)
    assert 8 <= len(choice.visits) <= 20
    return choice


def wanted(audience: str) -> BriefRequest:
    return BriefRequest(account_id="", audience=audience)


def test_one_desk_or_two_give_the_same_bytes(team: Portfolio, tmp_path: Path) -> None:
    """A file for all and a folder of files, with the list, the pages and the warnings."""
    choice = many(team)
    for most in (1, 2):
        write_pack(team, choice, wanted("ceo"), tmp_path / f"{most}.pdf", Job(), most)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    one = write_pack(team, choice, wanted("customer"), tmp_path / "one", Job(), 1)
    two = write_pack(team, choice, wanted("customer"), tmp_path / "two", Job(), 2)
    assert one.warnings == two.warnings
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "two").iterdir())
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert left(tmp_path) == []


def test_cancel_at_several_desks_leaves_nothing(team: Portfolio, tmp_path: Path) -> None:
    """Neither file nor copy of the portfolio stays, and the portfolio stays open."""
    job = Job(lambda done, _label: job.cancel() if done > 0.05 else None)
    with pytest.raises(Cancelled):
        write_pack(team, many(team), wanted("ceo"), tmp_path / "x.pdf", job, 2)
    assert not (tmp_path / "x.pdf").exists()
    assert left(tmp_path) == []
    assert team.count(Engagement) > 0


def test_a_helper_that_is_ended_is_trouble_in_words(team: Portfolio, tmp_path: Path) -> None:
    """Whatever ends a process from outside, the user is told what to do."""

    def end_them() -> None:
        with desks(team, TODAY, 20, 2) as two:
            for room in two.rooms:
                room.submit(os._exit, 3)
            list(two.each("brief", [wanted("ceo")] * 20, Job(), "Brief"))

    with pytest.raises(Trouble, match="Nothing was written"):
        end_them()
    assert left(tmp_path) == []


def test_few_briefs_need_no_process(team: Portfolio, tmp_path: Path) -> None:
    """Below what is worth a process, nothing is copied."""
    with desks(team, TODAY, 5, 8) as one:
        assert left(tmp_path) == []
        assert list(one.each("brief", [], Job(), "Brief")) == []
    assert usable_cores() >= 1


def test_a_bundled_program_makes_packs_by_itself(
    team: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no Python beside it to start."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with desks(team, TODAY, 50, 4) as one:
        assert one.rooms == ()
        assert left(tmp_path) == []
