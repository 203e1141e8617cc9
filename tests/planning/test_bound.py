"""Proves the bound: it is below every plan, never above the optimum, and close on easy cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.domain.plan import Plan
from csplanner.planning.bound import bound_beside, lower_bound
from csplanner.planning.planner import bounded
from csplanner.planning.problem import problem_of
from tests.planning.random_teams import random_team
from tests.planning.small import account, solved, team
from tests.planning.test_brute_force import optimum, tiny


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_no_plan_is_below_the_bound(seed: int) -> None:
    """On tight random years the quick bound is below the tight one, and that below the plan."""
    scenario = random_team(seed)
    problem = problem_of(scenario)
    quick, tight = lower_bound(problem, tight=False), lower_bound(problem)
    plan = solved(scenario, iterations=4).plan
    if quick is not None and tight is not None:
        assert quick <= tight + 0.01
        assert tight <= plan.meta.objective + 0.01


@pytest.mark.parametrize("seed", range(4))
def test_the_bound_is_below_the_optimum(seed: int) -> None:
    """What brute force finds is not below the bound."""
    scenario = tiny(seed)
    bound = lower_bound(problem_of(scenario))
    assert bound is not None
    assert 0 <= bound <= float(optimum(scenario))


def test_trips_that_cannot_be_shared_are_all_in_the_bound() -> None:
    """One account with visits in each quarter needs a trip for each: the bound knows."""
    scenario = team(accounts=(account(1, 900_000, "PAR"),))
    bound = lower_bound(problem_of(scenario))
    plan = solved(scenario, iterations=60).plan
    assert bound is not None
    assert plan.meta.objective <= 1.2 * bound


def test_an_unavoidable_cost_is_in_the_bound() -> None:
    """Where nobody fills a role, what is left out is part of the bound."""
    scenario = team(accounts=(replace(account(4, 90_000, "LON"), ae=None),))
    bound = lower_bound(problem_of(scenario))
    assert bound is not None
    assert bound == pytest.approx(1000, abs=0.01)


def test_the_bound_computed_beside_is_the_same() -> None:
    """The second thread answers as the first would."""
    problem = problem_of(team())
    assert bound_beside(problem, tight=True).result() == lower_bound(problem)


def test_the_gap_is_written_into_the_plan() -> None:
    """Gap is (objective - bound) / bound, and absent without a bound."""
    plan = solved(team()).plan
    half = plan.meta.objective / 2
    assert bounded(plan, half).meta.gap == pytest.approx(1)
    assert bounded(plan, None).meta.gap is None
    empty = Plan(instance="none", scheduled=())
    assert bounded(empty, 0.0).meta.gap is None
