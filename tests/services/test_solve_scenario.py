"""Proves `solve`: a file in, a plan file out, the promised keys, and nothing half-written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.planning.plan_file import read_plan
from csplanner.planning.scenario_text import scenario_text
from csplanner.services.solve_scenario import How, solve_scenario
from tests.planning.small import account, team

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {
    "year", "demand", "scheduled", "unscheduled", "objective", "bound", "gap", "seconds",
    "trips", "seed", "kernel", "changes", "adopted",
}  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write a scenario of one account, so that an interpreted kernel is quick, too."""
    path = tmp_path / "scenario.json"
    scenario = team(accounts=(replace(account(4, 90_000, "LON"), ae=None),))
    path.write_text(scenario_text(scenario), encoding="utf-8")
    return path


def test_the_answer_has_the_promised_keys_and_the_file_the_plan(
    source: Path, tmp_path: Path
) -> None:
    """Counts in the answer are those of the file, which repeats byte for byte."""
    out = tmp_path / "plan.json"
    answer = solve_scenario(source, out, how=How(seed=3, effort="quick")).as_json()
    plan, first = read_plan(out), out.read_bytes()
    assert answer.keys() >= KEYS
    assert answer["demand"] == len(plan.scheduled) + len(plan.unscheduled)
    assert answer["scheduled"] == len(plan.scheduled)
    assert answer["objective"]["total"] == plan.meta.objective
    assert sum(answer["objective"]["terms"].values()) == pytest.approx(plan.meta.objective)
    solve_scenario(source, out, how=How(seed=3, effort="quick"))
    assert out.read_bytes() == first
    assert b"seconds" not in first
    assert b"kernel" not in first


def test_what_is_left_out_names_account_rule_and_change(source: Path, tmp_path: Path) -> None:
    """The renewal call without an account executive says what would place it."""
    answer = solve_scenario(source, tmp_path / "plan.json", how=How(effort="quick")).as_json()
    left = answer["unscheduled"]
    assert left
    assert {(each["account"], each["rule"], each["reason"]) for each in left} == {
        ("A4", "REN", "NO_DATE")
    }
    assert left[0]["relax"] == "name somebody for the role AE of A4"


def test_a_bad_scenario_writes_nothing(tmp_path: Path) -> None:
    """A mistake in the file is told before anything is written."""
    source = tmp_path / "scenario.json"
    source.write_text('{"format": "csplan-instance/1"}', encoding="utf-8")
    with pytest.raises(UserMistake):
        solve_scenario(source, tmp_path / "plan.json")
    assert not (tmp_path / "plan.json").exists()


def test_a_folder_that_is_not_there_is_a_mistake(source: Path, tmp_path: Path) -> None:
    """Where the plan cannot be written, the answer says so."""
    with pytest.raises(UserMistake, match="folder does not exist"):
        solve_scenario(source, tmp_path / "none" / "plan.json", how=How(effort="quick"))


def test_what_cannot_be_met_is_told_before_the_search(source: Path, tmp_path: Path) -> None:
    """The sentences come before the first progress of the search, and stand in the answer."""
    said: list[str] = []
    job = Job(lambda _done, label: said.append(f"job: {label}"))
    answer = solve_scenario(
        source, tmp_path / "plan.json", how=How(effort="quick"), job=job, tell=said.append
    )
    assert said[0] == "More is asked than can be, before anything is searched:"
    assert "nobody fills the role AE" in said[1]
    assert said[2].startswith("job: ")
    (found,) = answer.as_json()["infeasible"]
    assert found["kind"] == "window"
    assert found["who"] == "A4"
    assert found["missing"] == len(found["touches"]) == len(answer.unscheduled)


def test_how_good_the_plan_is_stands_in_words(source: Path, tmp_path: Path) -> None:
    """A bound that is asked for is in answer and file, and the method in the words."""
    out = tmp_path / "plan.json"
    answer = solve_scenario(source, out, how=How(effort="quick", bound="quick"))
    assert answer.bound == read_plan(out).meta.bound
    assert answer.bound is not None
    assert "linear relaxation by weeks" in answer.proof
    assert solve_scenario(source, out, how=How(effort="normal", bound="none")).proof == ""
