"""The planner's door: from a scenario to a plan that breaks no rule and says what it lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from csplanner.base.job import Job
from csplanner.domain.plan import PlanResult
from csplanner.planning.bound import bound_beside
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
    from csplanner.planning.effort import Effort
    from csplanner.planning.problem import Problem


def kernel_kind() -> Literal["compiled", "interpreted"]:
    """Tell whether the search runs compiled."""
    return "compiled" if COMPILED else "interpreted"


def solve(
    scenario: Scenario, *, seed: int = 0, effort: str = "normal", job: Job | None = None
) -> PlanResult:
    """Date every touch of the scenario, or say why not; around its baseline, if it has one.

    The same scenario, seed and effort give the same plan. Raises Cancelled through the job.
    """
    return solve_within(scenario, effort_of(effort), seed=seed, job=job or Job())


def solve_within(scenario: Scenario, budget: Effort, *, seed: int, job: Job) -> PlanResult:
    """Solve with a budget of one's own."""
    job.step(0.0, "Reading the year")
    problem = problem_of(scenario)
    beside = None
    if budget.bound != "none" and 0 < len(problem.touches) < SMALL:
        beside = bound_beside(problem, tight=budget.bound == "tight")
    start = searched(problem, budget, seed=seed, job=job.part(0.02, 0.9))
    if start.kept:
        room = job.part(0.9, 0.95)
        start = make_room(problem, start, effort=budget, seed=seed, job=room)
    job.step(0.95, "Finding reasons")
    found = settled(problem, start.state, seed=seed, effort=budget.name, job=job)
    plan = found.plan
    if beside is not None:
        plan = bounded(plan, beside.result())
    job.step(1.0, "Done")
    return PlanResult(
        plan=plan,
        demand=len(problem.touches),
        trips=found.trips,
        changes=changes_of(problem, plan),
        kernel=kernel_kind(),
        hourless=found.hourless,
    )


def bounded(plan: Plan, bound: float | None) -> Plan:
    """Write a proven bound and the gap to it into a plan."""
    if bound is None:
        return plan
    gap = round((plan.meta.objective - bound) / bound, 6) if bound > 0 else None
    return replace(plan, meta=replace(plan.meta, bound=bound, gap=gap))


def searched(problem: Problem, budget: Effort, *, seed: int, job: Job) -> Start:
    """Construct and search as often as the effort says, and hand on the best."""
    best = started(problem)
    # Around a plan that stays, what is left to place is little: starting anew adds nothing to it.
    runs, cost = 1 if best.kept else budget.runs(best.movable), 0
    for run in range(runs):
        start = best if run == 0 else started(problem)
        part = job.part(run / runs, (run + 1) / runs)
        count = budget.iterations(start.movable)
        found = improve(
            problem, start, effort=budget, iterations=count, seed=seed * 1000 + run, job=part
        )
        if run == 0 or found < cost:
            best, cost = start, found
    return best
