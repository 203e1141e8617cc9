"""The adopted plan of the year: proposed and adopted by the planner itself around what is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.engagement import RunState, State
from csplanner.domain.ids import PlanRunId, WaiverId
from csplanner.domain.records import Engagement, PlanRun, Waiver
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanProposal, fingerprint_of
from csplanner.services.plan_changes import cannot_place, changes_of, missed_touches
from csplanner.services.problem import problem_for
from csplanner.services.sample.tables import tables
from csplanner.services.sample.visits import dressed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from csplanner.base.ids import IdMaker
    from csplanner.base.job import Job
    from csplanner.services.problem import Problem
    from csplanner.services.sample.frame import Frame
    from csplanner.services.sample.visits import Cast
    from csplanner.services.workspace import Workspace

SEED = 7
EFFORT = "quick"
_ITERATIONS = 25
RUN_DAY = "2027-05-03"


def earlier_runs(frame: Frame) -> Iterator[PlanRun]:
    """Yield the runs before the one that holds."""
    for item in tables("visits")["run"]:
        day = frame.day(item["date"])
        yield PlanRun(
            id=frame.id(PlanRunId),
            number=item["number"],
            year=frame.today.year,
            date=min(day, frame.today),
            seed=SEED,
            state=RunState(item["state"]),
            label=item["label"],
            demand=267,
            scheduled=264,
            objective=Decimal(0),
        )


def waivers(frame: Frame, cast: Cast) -> Iterator[Waiver]:
    """Yield the one touch of last year that a customer asked us not to do."""
    year = frame.today.year - 1
    account = cast.accounts["thornlea"]
    yield Waiver(
        id=frame.id(WaiverId),
        account_id=account.id,
        touch=f"{account.external_id}:CHECK-SCALE:{year}-H2:1",
        asked_by=cast.contacts["thornlea"][0].name,
        reason="New customer in the peak weeks; asked to begin in January",
        decided_by="H. Brandiss",
        decided_on=dt.date(year, 11, 16),
    )


def adopt_year(workspace: Workspace, frame: Frame, make: IdMaker, job: Job) -> PlanRun:
    """Plan the year of today and adopt it all but the make-ups of what was missed."""
    year = frame.today.year
    start = min(frame.planned_from, dt.date(year, 12, 31))
    missed = missed_touches(workspace)
    proposal = _proposed(problem_for(workspace, year, start), missed, job)
    only = {change.touch for change in proposal.changes if change.touch not in missed}
    adopted = adopt(workspace, proposal, only=only, ids=make, back_up=False)
    return adopted.run


def _proposed(problem: Problem, missed: Collection[str], job: Job) -> PlanProposal:
    """Propose a plan within a budget that an interpreted kernel, too, uses up in seconds."""
    from csplanner.planning.effort import Effort
    from csplanner.planning.planner import solve_within

    budget = Effort(name=EFFORT, per_touch=_ITERATIONS, small_per_touch=_ITERATIONS)
    result = solve_within(problem.scenario, budget, seed=SEED, job=job)
    return PlanProposal(
        year=problem.year,
        seed=SEED,
        effort=EFFORT,
        problem=problem,
        result=result,
        changes=changes_of(problem, result.plan, missed),
        unplaced=cannot_place(problem, result.plan.unscheduled, {}),
        fingerprint=fingerprint_of(problem),
    )


def finished(workspace: Workspace, frame: Frame, cast: Cast, run: PlanRun) -> Iterator[Engagement]:
    """Yield what the planner planned with people and agendas, and the told ones unlocked.

    Locks that only held the told dates while planning are taken off; those of the CEO's visits
    stay.
    """
    keys = {account.id: key for key, account in cast.accounts.items()}
    planned = [
        e
        for e in workspace.where(Engagement, state=State.PLANNED)
        if e.date.year == run.year and e.date >= frame.today
    ]
    planned.sort(key=lambda e: (e.date, e.account_id))
    for item in planned:
        held = item.locked and item.type.value != "ceo_visit"
        freed = replace(item, locked=item.locked and not held)
        yield dressed(frame, cast, keys[item.account_id], freed)
