"""Write an accepted plan: engagements, trips, the run, what could not be placed; one undo step."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.ids import new_id
from csplanner.domain.demand import touches_of
from csplanner.domain.engagement import EngagementType, Mode, RunState, State
from csplanner.domain.ids import EngagementId, PlanRunId, UnplacedTouchId
from csplanner.domain.records import Engagement, PlanRun, UnplacedTouch
from csplanner.services.build_plan import check_fresh
from csplanner.services.part_of_plan import check_part, plan_of_part
from csplanner.services.plan_trips import write_trips
from csplanner.services.preparation import shifted
from csplanner.services.take_off import take_off

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection

    from csplanner.domain.demand import Touch
    from csplanner.domain.ids import PersonId
    from csplanner.domain.plan import Entry, Plan
    from csplanner.domain.records import Account, ChecklistItem
    from csplanner.services.build_plan import PlanProposal
    from csplanner.services.plan_changes import TouchChange
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader, UnitOfWork, Workspace

    IdMaker = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What adopting wrote."""

    run: PlanRun
    added: int
    moved: int
    removed: int


def adopt(
    workspace: Workspace,
    proposal: PlanProposal,
    *,
    only: Collection[str] | None = None,
    ids: IdMaker = new_id,
    back_up: bool = True,
) -> Adopted:
    """Write a plan, or the part of it whose touches are in `only`, after a verified backup.

    Raises StaleProposal if the portfolio moved, UserMistake if the part breaks a hard rule.
    """
    check_fresh(workspace, proposal)
    chosen = [c for c in proposal.changes if c.kind != "kept" and (only is None or c.touch in only)]
    if only is not None:
        check_part(proposal, only)
    if back_up and workspace.count(Engagement):
        workspace.back_up("plan")
    taken = plan_of_part(proposal, only)
    with workspace.change(f"Adopt plan {proposal.year}") as work:
        return _write(work, proposal, chosen, taken, ids)


def _write(
    work: UnitOfWork,
    proposal: PlanProposal,
    chosen: list[TouchChange],
    taken: Plan,
    ids: IdMaker,
) -> Adopted:
    problem = proposal.problem
    touches = {touch.id: touch for touch in touches_of(problem.scenario)}
    planned = _planned_engagements(work, proposal.year)
    counts = {"added": 0, "moved": 0, "removed": 0}
    gone: list[Engagement] = []
    put: list[Engagement] = []
    steps: list[ChecklistItem] = []
    for change in chosen:
        old = planned.get(change.touch)
        counts[change.kind] += 1
        if change.after is None:
            gone += [old] if old else []
        elif old is None:
            touch = touches[change.after.touch]
            put.append(_engagement(problem, touch, change.after, EngagementId(ids())))
        else:
            put.append(_moved(problem, old, change.after))
            steps += shifted(work, old, change.after.date)
    take_off(work, gone)
    work.put(*put, *steps, *_timed(proposal, planned))
    run = _run(work, proposal, taken, counts, PlanRunId(ids()))
    work.put(run)
    work.put(*_unplaced(proposal, run.id, ids))
    write_trips(work, problem, run, ids)
    return Adopted(run=run, **counts)


def _timed(proposal: PlanProposal, planned: dict[str, Engagement]) -> list[Engagement]:
    """Return what keeps its date and had no time of day, with the one that the plan chose."""
    found = []
    for change in proposal.of_kind("kept"):
        old = planned.get(change.touch)
        start = change.after.start if change.after else None
        if old is not None and old.start is None and start is not None:
            found.append(replace(old, start=start))
    return found


def _planned_engagements(reader: Reader, year: int) -> dict[str, Engagement]:
    return {
        e.touch: e
        for e in reader.where(Engagement, state=State.PLANNED)
        if e.touch and e.date.year == year
    }


def _people(problem: Problem, entry: Entry) -> tuple[PersonId, ...]:
    return tuple(problem.people[i].id for i in entry.participants if i in problem.people)


def _engagement(
    problem: Problem, touch: Touch, entry: Entry, engagement_id: EngagementId
) -> Engagement:
    account: Account = problem.accounts[touch.account]
    rule = problem.policy.policy.rule(problem.rule_of(touch.id))
    place = problem.account_places.get(touch.account)
    onsite = touch.mode == "onsite"
    return Engagement(
        id=engagement_id,
        touch=touch.id,
        account_id=account.id,
        type=EngagementType(rule.type) if rule else EngagementType.OTHER,
        date=entry.date,
        minutes=rule.minutes if rule else touch.minutes,
        timezone=account.timezone or (place.timezone if place else ""),
        mode=Mode.ONSITE if onsite else Mode.REMOTE,
        city=place.name if place and onsite else "",
        participants=_people(problem, entry),
        start=entry.start,
        rule=problem.rule_of(touch.id),
        window_from=touch.first,
        window_to=touch.last,
    )


def _moved(problem: Problem, old: Engagement, entry: Entry) -> Engagement:
    same_day = old.date == entry.date
    return replace(
        old,
        date=entry.date,
        participants=_people(problem, entry),
        start=old.start if same_day else entry.start,
        asked=old.asked if same_day else None,
    )


def _run(
    work: UnitOfWork,
    proposal: PlanProposal,
    taken: Plan,
    counts: dict[str, int],
    run_id: PlanRunId,
) -> PlanRun:
    """Return the run as it was accepted: of a part, its own figures and not those of the whole."""
    meta, found = taken.meta, proposal.counts
    stays = sum(found[kind] - counts[kind] for kind in ("moved", "removed"))
    version = proposal.problem.policy.version
    return PlanRun(
        id=run_id,
        number=max((run.number for run in work.all(PlanRun)), default=0) + 1,
        year=proposal.year,
        date=proposal.problem.today,
        seed=proposal.seed,
        effort=proposal.effort,
        policy_version_id=version.id if version else None,
        state=RunState.ACCEPTED,
        demand=proposal.result.demand,
        scheduled=len(taken.scheduled),
        objective=_points(meta.objective),
        terms=json.dumps({k: round(v, 4) for k, v in meta.terms.items()}, sort_keys=True),
        bound=None if meta.bound is None else _points(meta.bound),
        gap=meta.gap,
        changes=json.dumps({**counts, "kept": found["kept"] + stays}, sort_keys=True),
    )


def _points(value: float) -> Decimal:
    return Decimal(str(round(value, 4)))


def _unplaced(proposal: PlanProposal, run_id: PlanRunId, ids: IdMaker) -> list[UnplacedTouch]:
    def day(text: str) -> dt.date | None:
        from datetime import date

        return date.fromisoformat(text) if text else None

    return [
        UnplacedTouch(
            id=UnplacedTouchId(ids()),
            plan_run_id=run_id,
            account_id=proposal.problem.accounts[proposal.problem.account_of(item.touch)].id,
            touch=item.touch,
            rule=item.rule,
            window_from=day(item.first),
            window_to=day(item.last),
            reason=item.reason,
            detail=item.detail,
            relax=item.relax or "",
        )
        for item in proposal.unplaced
    ]
