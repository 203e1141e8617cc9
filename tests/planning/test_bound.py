"""Proves the bound: it is below every plan, never above the optimum, and close on easy cases."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.base.errors import Cancelled
from csplanner.base.job import Job
from csplanner.domain.cost import objective_terms
from csplanner.domain.plan import Plan
from csplanner.planning import solve
from csplanner.planning.bound import BoundBeside, lower_bound, unavoidable
from csplanner.planning.cuts import add_cuts
from csplanner.planning.linear import INFINITE, Programme
from csplanner.planning.planner import bounded
from csplanner.planning.problem import problem_of
from csplanner.planning.relaxation import Relaxation
from csplanner.planning.scenario_file import read_scenario
from tests.planning.few_days import few_days, least_cost
from tests.planning.random_teams import random_team
from tests.planning.small import account, made, solved, team
from tests.planning.test_brute_force import optimum, tiny

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from csplanner.domain.scenario import Scenario
    from csplanner.planning.effort import BoundKind

ROUNDED = 1e-6


@settings(max_examples=6)
@given(seed=st.integers(0, 10**6))
def test_no_plan_is_below_the_bound(seed: int) -> None:
    """On tight random years the quick bound is below the tight one, and that below the plan."""
    scenario = random_team(seed)
    problem = problem_of(scenario)
    quick, tight = lower_bound(problem, tight=False), lower_bound(problem)
    assert quick <= tight
    assert tight <= solved(scenario, iterations=4).plan.meta.objective + ROUNDED


@pytest.mark.parametrize("seed", range(4))
def test_the_bound_is_below_the_optimum(seed: int) -> None:
    """What brute force finds is not below the bound."""
    scenario = tiny(seed)
    assert 0 <= lower_bound(problem_of(scenario)) <= float(optimum(scenario))


def test_the_bound_is_below_every_plan_of_few_days() -> None:
    """Years of a dozen open days, each plan tried: with optional keys, history, broken locks."""
    above, equal = _compared(range(30), most=200)
    assert not above
    assert equal >= 3


@pytest.mark.torture
def test_the_bound_is_below_every_plan_of_hundreds_of_years() -> None:
    """The same for 400 years with more plans each."""
    above, _ = _compared(range(1000, 1400), most=3000)
    assert not above


def _compared(seeds: Iterable[int], most: int) -> tuple[list[int], int]:
    """List the years whose bound is above their least cost, and count those where it is equal."""
    above, equal = [], 0
    for seed in seeds:
        scenario = few_days(seed, most)
        problem, least = problem_of(scenario), float(least_cost(scenario))
        bounds = lower_bound(problem, tight=False), lower_bound(problem)
        if max(bounds) > least + ROUNDED:
            above.append(seed)
        equal += bounds[1] > least - ROUNDED
    return above, equal


def test_a_wrong_cut_would_be_found() -> None:
    """A trip that may carry one visit only is above the least cost of some year of few days."""

    def with_fault(scenario: Scenario) -> float:
        problem = problem_of(scenario)
        relaxed = Relaxation(problem)
        add_cuts(relaxed)
        for trip, places in relaxed.aboard.items():
            terms = [(place.column, 1) for place in places]
            relaxed.rows.row([*terms, (relaxed.trips[trip], -1)], -INFINITE, 0)
        return problem.points(Programme(relaxed.rows).solved()[0] + relaxed.constant)

    years = [few_days(seed, 200) for seed in range(20)]
    assert any(with_fault(year) > float(least_cost(year)) + ROUNDED for year in years)


def test_a_locked_touch_that_breaks_a_rule_leaves_a_bound() -> None:
    """What it breaks is exempt: everything locked on one Sunday still has a bound."""
    scenario = team()
    plan = solved(scenario).plan
    sunday = date(2027, 5, 2)
    locked = tuple(replace(entry, date=sunday) for entry in plan.scheduled)
    problem = problem_of(replace(scenario, locked=locked))
    cost = objective_terms(problem.scenario, Plan(instance="locked", scheduled=locked))
    assert 0 < lower_bound(problem) <= float(sum(cost.values())) + ROUNDED


def test_a_year_that_is_locked_whole_is_proven_optimal() -> None:
    """Where nothing is free but gaps, the bound is what the locked touches cost without them."""
    scenario = team()
    plan = solved(scenario, iterations=30).plan
    problem = problem_of(replace(scenario, locked=plan.scheduled))
    terms = {name: points for name, points in plan.meta.terms.items() if name != "spacing"}
    assert lower_bound(problem) == pytest.approx(sum(terms.values()))


def test_the_same_scenario_has_the_same_bound() -> None:
    """Two computations agree to the last digit."""
    problem = problem_of(random_team(11))
    assert lower_bound(problem) == lower_bound(problem)


def test_unavoidable_points_are_those_of_touches_without_a_day() -> None:
    """An account without an AE leaves its renewal touch out in every plan."""
    scenario = team(accounts=(replace(account(4, 90_000, "LON"), ae=None),))
    assert unavoidable(problem_of(scenario)) == 1000
    assert unavoidable(problem_of(team(accounts=(account(4, 90_000, "LON"),)))) == 0


def test_trips_that_cannot_be_shared_are_all_in_the_bound() -> None:
    """One account with visits in each quarter needs a trip for each: the bound knows."""
    scenario = team(accounts=(account(1, 900_000, "PAR"),))
    bound = lower_bound(problem_of(scenario))
    plan = solved(scenario, iterations=60).plan
    assert plan.meta.objective <= 1.2 * bound


def test_an_unavoidable_cost_is_in_the_bound() -> None:
    """Where nobody fills a role, what is left out is part of the bound."""
    scenario = team(accounts=(replace(account(4, 90_000, "LON"), ae=None),))
    bound = lower_bound(problem_of(scenario))
    assert bound == pytest.approx(1000, abs=0.01)


def test_the_bound_computed_beside_is_the_same() -> None:
    """The second thread answers as the first would."""
    problem = problem_of(team())
    with closing(BoundBeside(problem, tight=True)) as beside:
        assert beside.points(Job()) == lower_bound(problem)
        assert "cases" in beside.method


def test_waiting_for_a_bound_can_be_cancelled(tmp_path: Path) -> None:
    """Whoever has stopped the job does not wait for the sixty cases of a benchmark."""
    problem = problem_of(read_scenario(made(tmp_path, "--csm", "1", "--seed", "10")))
    job = Job()
    job.cancel()
    with closing(BoundBeside(problem, tight=True)) as beside, pytest.raises(Cancelled):
        beside.points(job)


CANCELS = """
import sys
from pathlib import Path
from csplanner.base.errors import Cancelled
from csplanner.base.job import Job
from csplanner.planning import solve
from csplanner.planning.scenario_file import read_scenario

def report(_done, label):
    if label.startswith(sys.argv[2]):
        job.cancel()

job = Job(report)
try:
    solve(read_scenario(Path(sys.argv[1])), effort="quick", bound="quick", job=job)
except Cancelled:
    print("cancelled")
"""


@pytest.mark.parametrize("at", ["Improving", "Proving"])
def test_a_process_that_cancels_ends_cleanly(tmp_path: Path, at: str) -> None:
    """While HiGHS is at work on a larger year: no crash at the end of the interpreter."""
    scenario = made(tmp_path, "--csm", "4", "--seed", "1")
    command = [sys.executable, "-c", CANCELS, str(scenario), at]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "cancelled\n", "")


@pytest.mark.parametrize(("bound", "has"), [("none", False), ("quick", True), ("tight", True)])
def test_a_bound_can_be_asked_for_and_declined(bound: BoundKind, *, has: bool) -> None:
    """Whatever the effort: `quick` proves none and `normal` one by itself."""
    result = solve(team(), effort="quick", bound=bound)
    assert (result.plan.meta.bound is not None) is has
    assert bool(result.proof) is has
    assert solve(team(), effort="quick").plan.meta.bound is None


def test_the_gap_is_written_into_the_plan() -> None:
    """Gap is (objective - bound) / bound, and absent without a bound."""
    plan = solved(team()).plan
    half = plan.meta.objective / 2
    assert bounded(plan, half).meta.gap == pytest.approx(1)
    assert bounded(plan, None).meta.gap is None
    assert bounded(plan, plan.meta.objective).meta.gap == 0
    assert bounded(plan, plan.meta.objective - 1e-6).meta.gap > 0
    odd = replace(plan, meta=replace(plan.meta, objective=101.80004))
    assert bounded(odd, 100.0).meta.gap == pytest.approx(0.018001)
    empty = Plan(instance="none", scheduled=())
    assert bounded(empty, 0.0).meta.gap is None
