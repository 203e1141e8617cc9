"""Plan the year: propose from a frozen problem, then adopt what the user accepts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import StaleProposal
from csplanner.base.job import Job
from csplanner.domain.records import Rate
from csplanner.services.infeasible import infeasible, tell_all
from csplanner.services.plan_changes import (
    cannot_place,
    changes_of,
    missed_touches,
)
from csplanner.services.policy import base_currency
from csplanner.services.problem import problem_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from csplanner.domain.plan import PlanResult
    from csplanner.planning.effort import BoundKind
    from csplanner.planning.shortfalls import Shortfall
    from csplanner.services.infeasible import Tell
    from csplanner.services.plan_changes import (
        CannotPlace,
        TouchChange,
    )
    from csplanner.services.policy import PolicyInForce
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader, Workspace

EFFORTS = ("quick", "normal", "thorough")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProposal:
    """A plan that nobody has accepted yet: the problem, the result, and what it would change.

    `fingerprint` is of the problem that it was computed from, `infeasible` what it asks above what
    there is; by `rates` its travel has a cost, in `currency`.
    """

    year: int
    seed: int
    effort: str
    problem: Problem
    result: PlanResult
    changes: tuple[TouchChange, ...]
    unplaced: tuple[CannotPlace, ...]
    fingerprint: str
    infeasible: tuple[Shortfall, ...] = ()
    rates: tuple[Rate, ...] = ()
    currency: str = ""

    def of_kind(self, kind: str) -> tuple[TouchChange, ...]:
        """Return the changes of a kind: added, moved, removed or kept."""
        return tuple(change for change in self.changes if change.kind == kind)

    @property
    def counts(self) -> dict[str, int]:
        """How many touches are added, moved, removed and kept; own visits are not counted."""
        owed = self.problem.is_owed
        kept = sum(owed(change.touch) for change in self.of_kind("kept"))
        return {kind: len(self.of_kind(kind)) for kind in ("added", "moved", "removed")} | {
            "kept": kept
        }


def fingerprint_of(problem: Problem) -> str:
    """Return a digest of everything that a plan follows from."""
    scenario = problem.scenario
    parts = [
        repr(scenario.people),
        repr(scenario.accounts),
        repr(scenario.policy),
        repr(scenario.weights),
        repr(sorted(map(repr, scenario.locked))),
        repr(sorted(map(repr, scenario.baseline))),
        repr(sorted(map(repr, scenario.history))),
        repr(scenario.touches),
        repr(sorted(scenario.closed)),
        repr(sorted(scenario.waived)),
        repr(sorted(scenario.elsewhere)),
        repr(scenario.not_before),
        repr(scenario.no_travel),
    ]
    # A frozenset's order differs from process to process; days and ids are compared within one.
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What to plan: the year as of a day, with which seed and effort; another policy: a what-if.

    The effort says whether a bound is proven, unless `bound` does.
    """

    year: int
    today: dt.date
    seed: int = 0
    effort: str = "normal"
    bound: BoundKind | None = None
    policy: PolicyInForce | None = None


def propose(
    reader: Reader, request: PlanRequest, job: Job | None = None, tell: Tell | None = None
) -> PlanProposal:
    """Return a plan of the year around what is fixed; writes nothing, on any thread.

    What cannot be met is told before the search.
    """
    job = job or Job()
    job.step(0.0, "Reading the portfolio")
    problem = problem_for(reader, request.year, request.today, request.policy, job=job)
    job.check()
    found = infeasible(problem)
    tell_all(found, tell)
    proposal = propose_for(problem, request, job, missed=set(missed_touches(reader)))
    return replace(
        proposal,
        infeasible=found,
        rates=tuple(reader.all(Rate)),
        currency=base_currency(reader),
    )


def propose_for(
    problem: Problem, request: PlanRequest, job: Job, *, missed: Collection[str] = ()
) -> PlanProposal:
    """Return a plan of a frozen problem."""
    from csplanner.planning import solve

    result = solve(
        problem.scenario,
        seed=request.seed,
        effort=request.effort,
        bound=request.bound,
        job=job.part(0.02, 0.98),
    )
    job.step(0.98, "Comparing with the calendar")
    return PlanProposal(
        year=problem.year,
        seed=request.seed,
        effort=request.effort,
        problem=problem,
        result=result,
        changes=changes_of(problem, result.plan, missed),
        unplaced=cannot_place(problem, result.plan.unscheduled, _relaxations(problem, result, job)),
        fingerprint=fingerprint_of(problem),
    )


def _relaxations(problem: Problem, result: PlanResult, job: Job) -> dict[str, str | None]:
    """Return what would place each touch without a date; of many only the first are searched."""
    from csplanner.domain.ledger import Ledger
    from csplanner.planning.relaxing import relaxations

    ledger = Ledger(problem.scenario, result.plan.scheduled)
    found = relaxations(ledger, result.plan.unscheduled, check=job.check)
    return {str(touch): relax for touch, relax in found.items()}


def check_fresh(workspace: Workspace, proposal: PlanProposal) -> None:
    """Raise StaleProposal if the portfolio moved since the proposal was computed."""
    problem = proposal.problem
    now = problem_for(workspace, proposal.year, problem.today, problem.policy)
    if fingerprint_of(now) != proposal.fingerprint:
        raise StaleProposal(
            "The portfolio changed since this plan was computed.", "Run the plan again."
        )
