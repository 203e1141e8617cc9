"""How good a plan is proven to be, in words: never optimal unless proven."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.domain.plan import PlanResult
    from csplanner.services.build_plan import PlanProposal


def nearness(objective: float, bound: float | None) -> str:
    """Say how near a cost is to a proven bound, in points both; empty without a bound.

    The percentage is rounded up, so that what is said holds.
    """
    if bound is None:
        return ""
    if objective <= bound:
        return "proven optimal"
    if bound <= 0:
        return f"within {ceil(objective):,} points of a proven bound"
    return f"within {_percent((objective - bound) / bound)} of a proven bound"


def gap_words(gap: float | None) -> str:
    """Say a gap to a proven bound, a fraction, in a cell: rounded up, never optimal unproven."""
    if gap is None:
        return "no bound"
    return "proven optimal" if gap <= 0 else _percent(gap)


def _percent(gap: float) -> str:
    """Round up to a tenth of a per cent; what floating point adds is not worth one."""
    return f"{max(1, ceil(round(gap * 1000, 6))) / 10:.1f} %"


def prove(proposal: PlanProposal, job: Job) -> PlanProposal:
    """Prove a bound for a proposed plan that has none: seconds below 1,000 touches, else minutes.

    Raises Cancelled through the job.
    """
    from csplanner.planning.bound import BoundBeside
    from csplanner.planning.planner import bounded
    from csplanner.planning.problem import problem_of

    job.step(0.0, "Writing the bound down")
    problem = problem_of(proposal.problem.scenario)
    with closing(BoundBeside(problem, tight=False)) as beside:
        result = proposal.result
        plan = bounded(result.plan, beside.points(job))
        return replace(proposal, result=replace(result, plan=plan, proof=beside.method))


def proof_words(result: PlanResult) -> str:
    """Say how near the plan is to a proven bound and by which method; empty without a bound."""
    meta = result.plan.meta
    near = nearness(meta.objective, meta.bound)
    return f"{near} ({result.proof})" if near and result.proof else near
