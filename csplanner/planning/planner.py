"""The planner's door: from a scenario to a plan that breaks no rule and says what it lacks."""

from __future__ import annotations

import math
from contextlib import closing, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from csplanner.base.job import Job
from csplanner.domain.plan import PlanResult
from csplanner.planning.bound import BoundBeside
from csplanner.planning.construct import started
from csplanner.planning.effort import SMALL, effort_of
from csplanner.planning.improve import improve
from csplanner.planning.problem import problem_of
from csplanner.planning.replan import make_room
from csplanner.planning.settle import changes_of, settled
from csplanner.planning.tables import COMPILED

if TYPE_CHECKING:
    from csplanner.domain.plan import Plan
    from csplanner.domain.scenario import Scenario
    from csplanner.planning.construct import Start
    from csplanner.planning.effort import BoundKind, Effort
    from csplanner.planning.problem import Problem
    from csplanner.planning.settle import Settled

LEAST_GAP = 1e-6


def kernel_kind() -> Literal["compiled", "interpreted"]:
    """Tell whether the search runs compiled."""
    return "compiled" if COMPILED else "interpreted"


def solve(
    scenario: Scenario,
    *,
    seed: int = 0,
    effort: str = "normal",
    bound: BoundKind | None = None,
    job: Job | None = None,
) -> PlanResult:
    """Date every touch of the scenario, or say why not; around its baseline, if it has one.

    The same scenario, seed, effort and bound give the same plan. The effort says whether a bound
    is proven, up to `SMALL` touches; one that is asked for is proven at any size. Raises Cancelled
    through the job.
    """
    budget = effort_of(effort)
    return solve_within(scenario, budget, seed=seed, bound=bound, job=job or Job())


def solve_within(
    scenario: Scenario,
    budget: Effort,
    *,
    seed: int,
    job: Job,
    bound: BoundKind | None = None,
) -> PlanResult:
    """Solve with a budget of one's own."""
    job.step(0.0, "Reading the year")
    problem = problem_of(scenario, job)
    beside = _beside(problem, budget, bound)
    with closing(beside) if beside is not None else nullcontext():
        found = _found(problem, budget, seed=seed, job=job)
        plan, proof = found.plan, ""
        if beside is not None:
            plan = bounded(plan, beside.points(job.part(0.96, 0.99)))
            proof = beside.method
    job.step(1.0, "Done")
    return PlanResult(
        plan=plan,
        demand=len(problem.touches),
        trips=found.trips,
        changes=changes_of(problem, plan),
        kernel=kernel_kind(),
        hourless=found.hourless,
        proof=proof,
    )


def _found(problem: Problem, budget: Effort, *, seed: int, job: Job) -> Settled:
    """Search, make room in what stays, and find a reason for each touch that is left out."""
    start = searched(problem, budget, seed=seed, job=job.part(0.02, 0.9))
    if start.kept:
        room = job.part(0.9, 0.95)
        start = make_room(problem, start, effort=budget, seed=seed, job=room)
    job.step(0.95, "Finding reasons")
    return settled(problem, start.state, seed=seed, effort=budget.name, job=job)


def _beside(problem: Problem, budget: Effort, bound: BoundKind | None) -> BoundBeside | None:
    """Start proving a bound, if one is asked for or the problem is small."""
    kind = bound or (budget.bound if len(problem.touches) < SMALL else "none")
    if kind == "none" or not problem.touches:
        return None
    return BoundBeside(problem, tight=kind == "tight")


def bounded(plan: Plan, bound: float | None) -> Plan:
    """Write a proven bound and the gap to it, rounded up, into a plan; 0: none is cheaper."""
    if bound is None:
        return plan
    above = max(0.0, plan.meta.objective - bound)
    gap = math.ceil(round(above / bound / LEAST_GAP, 3)) * LEAST_GAP if bound > 0 else None
    if gap is not None:
        gap = max(round(gap, 6), LEAST_GAP) if above else 0.0
    return replace(plan, meta=replace(plan.meta, bound=bound, gap=gap))


def searched(problem: Problem, budget: Effort, *, seed: int, job: Job) -> Start:
    """Construct and search as often as the effort says, and hand on the best."""
    best = started(problem, job=job)
    # Around a plan that stays, what is left to place is little: starting anew adds nothing to it.
    runs, cost = 1 if best.kept else budget.runs(best.movable), 0
    for run in range(runs):
        start = best if run == 0 else started(problem, best.state, job)
        part = job.part(run / runs, (run + 1) / runs)
        count = budget.iterations(start.movable)
        found = improve(
            problem, start, effort=budget, iterations=count, seed=seed * 1000 + run, job=part
        )
        if run == 0 or found < cost:
            best, cost = start, found
    return best
