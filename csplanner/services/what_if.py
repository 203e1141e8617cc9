"""What if: the year under another policy, with other people or without travel, beside the plan.

A what-if is planned on a copy of the problem and never written to the calendar; it may be kept as a
run of its own, which nothing else reads.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.domain.days import span
from csplanner.domain.demand import touches_of
from csplanner.domain.engagement import RunState
from csplanner.domain.ids import PlanRunId
from csplanner.domain.records import Person, PlanRun, Rate
from csplanner.services.build_plan import propose_for
from csplanner.services.policy import base_currency
from csplanner.services.problem import problem_for
from csplanner.services.run_figures import figures_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.plan import Entry
    from csplanner.domain.scenario import PlannedAccount, Scenario
    from csplanner.services.build_plan import PlanProposal, PlanRequest
    from csplanner.services.plan_changes import CannotPlace
    from csplanner.services.policy import PolicyInForce
    from csplanner.services.problem import Problem
    from csplanner.services.run_figures import RunFigures
    from csplanner.services.workspace import Reader, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What is supposed: another policy, people who are not there, days without travel, CEO visits.

    `without` are ids of people of the portfolio; their accounts go to the CSMs with the least to
    do. `ceo_visits` are visits of the year more (or fewer) than now.
    """

    label: str = ""
    policy: PolicyInForce | None = None
    without: tuple[str, ...] = ()
    no_travel: tuple[tuple[dt.date, dt.date], ...] = ()
    ceo_visits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A what-if beside the plan as it is: figures of both, and the proposal behind it.

    Both sides are planned the same way around what is on the calendar, so that only what is
    supposed differs. `planned` tells whether there is a plan on the calendar at all.
    """

    supposed: Supposed
    now: RunFigures
    then: RunFigures
    proposal: PlanProposal
    currency: str
    planned: bool
    without_date_now: frozenset[str] = frozenset()

    @property
    def lost(self) -> tuple[CannotPlace, ...]:
        """The touches that would have no date as supposed, though they have one, or are new."""
        unplaced = self.proposal.unplaced
        return tuple(each for each in unplaced if each.touch not in self.without_date_now)


def what_if(
    reader: Reader, request: PlanRequest, supposed: Supposed, job: Job | None = None
) -> WhatIf:
    """Plan the year as supposed and compare it with the plan as it is; writes nothing."""
    job = job or Job()
    if not (supposed.policy or supposed.without or supposed.no_travel or supposed.ceo_visits):
        raise UserMistake(
            "Nothing is supposed.",
            "Name another policy, somebody to do without, days without travel, or CEO visits.",
        )
    _must_touch(supposed, request.year)
    job.step(0.0, "Reading the portfolio")
    present = problem_for(reader, request.year, request.today, request.policy)
    other = present
    if supposed.policy is not None:
        other = problem_for(reader, request.year, request.today, supposed.policy)
    other = replace(other, scenario=supposing(other, supposed))
    rates = reader.all(Rate)
    planned = bool(present.scenario.baseline or present.scenario.locked)
    now = propose_for(present, request, job.part(0.05, 0.5)).result.plan
    proposal = propose_for(other, request, job.part(0.5, 1.0))
    return WhatIf(
        supposed=replace(supposed, label=supposed.label or described(reader, supposed)),
        now=figures_of(present, now.scheduled, rates),
        then=figures_of(other, proposal.result.plan.scheduled, rates),
        proposal=proposal,
        currency=base_currency(reader),
        planned=planned,
        without_date_now=frozenset(str(each.touch) for each in now.unscheduled),
    )


def _must_touch(supposed: Supposed, year: int) -> None:
    """Raise UserMistake for days without travel of which none lies in the year."""
    for first, last in supposed.no_travel:
        if last.year < year or first.year > year:
            raise UserMistake(
                f"No day of {_span_words(first, last)} lies in {year}.",
                f"Name days of the year that is planned, such as {year}Q3.",
            )


def supposing(problem: Problem, supposed: Supposed) -> Scenario:
    """Return the problem's scenario with what is supposed put in."""
    scenario = problem.scenario
    gone = {key for key, person in problem.people.items() if person.id in supposed.without}
    if len(gone) < len(set(supposed.without)):
        raise UserMistake("Somebody to do without is not in the plan.", "Name a CSM, AE or EXEC.")
    if gone:
        scenario = _without(scenario, gone)
    if supposed.ceo_visits:
        scenario = _with_ceo_visits(scenario, supposed.ceo_visits)
    return replace(scenario, no_travel=scenario.no_travel + supposed.no_travel)


def _with_ceo_visits(scenario: Scenario, more: int) -> Scenario:
    limits = {
        each.id: each.cap.visits_per_year
        for each in scenario.people
        if each.role == "CEO" and each.cap.visits_per_year is not None
    }
    if not limits:
        raise UserMistake(
            "The CEO has no limit of visits a year.", "Give the CEO's record one first."
        )
    for limit in limits.values():
        if limit + more < 0:
            raise UserMistake(
                f"The CEO has {limit} visits a year: {-more} fewer cannot be.",
                f"Suppose at most {limit} fewer.",
            )
    people = tuple(
        replace(each, cap=replace(each.cap, visits_per_year=limits[each.id] + more))
        if each.id in limits
        else each
        for each in scenario.people
    )
    return replace(scenario, people=people)


def _without(scenario: Scenario, gone: set[str]) -> Scenario:
    """Hand the accounts of those who are gone to whoever of their role has the least to do."""
    accounts = _handed_on(scenario, gone)
    owners = {each.id: each for each in accounts}
    touches = {touch.id: touch.account for touch in touches_of(scenario)}
    former = {each.id: each for each in scenario.accounts}

    def entry(each: Entry) -> Entry:
        account = touches.get(each.touch, "")
        old, new = former.get(account), owners.get(account)
        if old is None or new is None:
            return each
        swap = {old.owner: new.owner, old.ae or "": new.ae or ""}
        people = dict.fromkeys(swap.get(who, who) for who in each.participants)
        return replace(each, participants=tuple(who for who in people if who not in gone))

    return replace(
        scenario,
        people=tuple(
            replace(each, deputy=None if each.deputy in gone else each.deputy)
            for each in scenario.people
            if each.id not in gone
        ),
        accounts=accounts,
        locked=tuple(map(entry, scenario.locked)),
        baseline=tuple(map(entry, scenario.baseline)),
        history=tuple(
            replace(each, participants=tuple(who for who in each.participants if who not in gone))
            for each in scenario.history
        ),
    )


def _handed_on(scenario: Scenario, gone: set[str]) -> tuple[PlannedAccount, ...]:
    roles = {each.id: each.role for each in scenario.people}
    loads = {each.id: 0 for each in scenario.people if each.id not in gone}
    minutes: dict[str, int] = {}
    for touch in touches_of(scenario):
        minutes[touch.account] = minutes.get(touch.account, 0) + touch.minutes
    for each in scenario.accounts:
        for who in (each.owner, each.ae):
            if who in loads:
                loads[who] += minutes.get(each.id, 0)

    def next_of(who: str | None, account: str) -> str | None:
        if who not in gone:
            return who
        others = [each for each in loads if roles[each] == roles.get(who or "")]
        if not others:
            raise UserMistake("Nobody is left to take over.", "Leave one of each role.")
        found = min(others, key=lambda each: (loads[each], each))
        loads[found] += minutes.get(account, 0)
        return found

    return tuple(
        replace(
            each,
            owner=next_of(each.owner, each.id) or each.owner,
            ae=next_of(each.ae, each.id),
            exec_pool=tuple(who for who in each.exec_pool if who not in gone),
            last_exec=None if each.last_exec in gone else each.last_exec,
        )
        for each in scenario.accounts
    )


def described(reader: Reader, supposed: Supposed) -> str:
    """Return what is supposed in a few words."""
    parts = [] if supposed.policy is None else [f"policy {supposed.policy.policy.name}"]
    parts += [f"without {person.name}" for person in reader.many(Person, supposed.without)]
    parts += [f"no travel in {_span_words(first, last)}" for first, last in supposed.no_travel]
    if supposed.ceo_visits:
        visits = "CEO visit" if abs(supposed.ceo_visits) == 1 else "CEO visits"
        parts.append(f"{supposed.ceo_visits:+d} {visits}")
    return ", ".join(parts)


def _span_words(first: dt.date, last: dt.date) -> str:
    quarter = (first.month + 2) // 3
    whole = first.day == 1 and first.month % 3 == 1 and (last - first).days in range(89, 93)
    whole = whole and last.month == first.month + 2
    return f"Q{quarter} {first.year}" if whole else span(first, last)


def keep(workspace: Workspace, found: WhatIf) -> PlanRun:
    """Keep a what-if as a run of its own; the calendar and its trips stay as they are."""
    meta = found.proposal.result.plan.meta
    run = PlanRun(
        id=PlanRunId(new_id()),
        number=max((run.number for run in workspace.all(PlanRun)), default=0) + 1,
        year=found.proposal.year,
        date=found.proposal.problem.today,
        seed=found.proposal.seed,
        effort=found.proposal.effort,
        state=RunState.WHAT_IF,
        label=found.supposed.label,
        demand=found.then.demand,
        scheduled=found.then.placed,
        objective=Decimal(str(round(meta.objective, 4))),
        terms=json.dumps({k: round(v, 4) for k, v in meta.terms.items()}, sort_keys=True),
        changes=json.dumps(_numbers(found), sort_keys=True),
    )
    with workspace.change(f"Keep what-if {run.number}") as work:
        work.put(run)
    return run


def _numbers(found: WhatIf) -> dict[str, float]:
    both = (("now", found.now), ("then", found.then))
    return {
        f"{side} {name}": float(value)
        for side, figures in both
        for name, value in figures.as_json().items()
    }


def what_ifs(reader: Reader, year: int | None = None) -> Sequence[PlanRun]:
    """Return the what-ifs that were kept, the newest first."""
    found = reader.where(PlanRun, state=RunState.WHAT_IF.value)
    runs = [run for run in found if year is None or run.year == year]
    return sorted(runs, key=lambda run: -run.number)
