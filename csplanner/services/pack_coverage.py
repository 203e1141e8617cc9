"""How an account was covered this year: by rule, touch by touch, and what has no date."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.domain.demand import touches_of
from csplanner.domain.engagement import State
from csplanner.domain.pack_facts import CoverageFacts, Held, MissingTouch, RuleCount
from csplanner.domain.records import Contact, Person, PlanRun, UnplacedTouch
from csplanner.insight.coverage import spans_of
from csplanner.services.problem import problem_for
from csplanner.services.score_facts import wanted_gap
from csplanner.services.words import in_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csplanner.domain.demand import Touch
    from csplanner.domain.records import Account, Engagement
    from csplanner.domain.scenario import Scenario
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader

HELD_SHOWN = 14
_NAMES = 2
_AHEAD = (State.PLANNED, State.AGREED)


def coverage_facts(
    reader: Reader, account: Account, visits: Sequence[Engagement], as_of: dt.date
) -> CoverageFacts:
    """Return the coverage record of the year of `as_of`, with that of the year before."""
    problem = problem_for(reader, as_of.year, as_of)
    key = next((k for k, a in problem.accounts.items() if a.id == account.id), None)
    touches = [t for t in touches_of(_only(problem.scenario, key)) if problem.is_owed(t.id)]
    done = [v.date for v in visits if v.state is State.DONE and v.date <= as_of]
    return CoverageFacts(
        rules=tuple(_rules(problem, touches, visits, as_of)),
        elapsed=spans_of(as_of.year)[0].elapsed(as_of),
        held=tuple(_held(reader, visits, as_of)),
        gaps=tuple(_gaps(reader, problem, touches, visits)),
        last=max(done, default=None),
        longest_gap=_longest(done, as_of),
        wanted_gap=wanted_gap(problem.policy.policy, touches[0].band) if touches else None,
    )


def _only(scenario: Scenario, key: str | None) -> Scenario:
    """Return a scenario with one of its accounts and what was stated of it."""
    return replace(
        scenario,
        accounts=tuple(a for a in scenario.accounts if a.id == key),
        touches=tuple(t for t in scenario.touches if t.account == key),
    )


def _rules(
    problem: Problem, touches: Sequence[Touch], visits: Sequence[Engagement], as_of: dt.date
) -> Iterator[RuleCount]:
    """Yield a count a type of touch, reviews first as the policy lists them."""
    types: dict[str, list[Touch]] = {}
    for touch in touches:
        rule = problem.policy.policy.rule(problem.rule_of(touch.id))
        if rule is not None and touch.id not in problem.scenario.waived:
            types.setdefault(rule.type, []).append(touch)
    for kind, owed in types.items():
        mine = [v for v in visits if v.type.value == kind]
        now = [v for v in mine if v.date.year == as_of.year]
        ahead = [v for v in now if v.state in _AHEAD]
        yield RuleCount(
            name=kind,
            planned=len(owed),
            done=_count(now, State.DONE),
            scheduled=sum(v.date >= as_of for v in ahead),
            unconfirmed=sum(v.date < as_of for v in ahead),
            missed=_count(now, State.MISSED),
            done_before=_count((v for v in mine if v.date.year == as_of.year - 1), State.DONE),
        )


def _count(visits: Iterable[Engagement], state: State) -> int:
    return sum(visit.state is state for visit in visits)


def _held(reader: Reader, visits: Sequence[Engagement], as_of: dt.date) -> Iterator[Held]:
    past = [v for v in visits if v.date <= as_of and v.state not in {State.WAIVED, *_AHEAD}]
    shown = past[::-1][:HELD_SHOWN]
    ours = {p.id: p for p in reader.many(Person, {i for v in shown for i in v.participants})}
    theirs = {c.id: c for c in reader.many(Contact, {i for v in shown for i in v.contacts})}
    for visit in shown:
        yield Held(
            date=visit.date,
            type=visit.type.value,
            state=visit.state.value,
            ours=_listed([ours[i].name for i in visit.participants if i in ours]),
            theirs=_listed([theirs[i].name for i in visit.contacts if i in theirs]),
            outcome=visit.outcome or visit.reason,
        )


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMES
    shown = ", ".join(names[:_NAMES])
    return f"{shown} +{more}" if more > 0 else shown


def _gaps(
    reader: Reader, problem: Problem, touches: Sequence[Touch], visits: Sequence[Engagement]
) -> Iterator[MissingTouch]:
    placed = {v.touch for v in visits if v.touch and v.state not in {State.MISSED, State.WAIVED}}
    runs = [r for r in reader.where(PlanRun, year=problem.year) if r.state.value == "accepted"]
    newest = max(runs, key=lambda run: run.number, default=None)
    reasons = {}
    if newest is not None:
        found = reader.where(UnplacedTouch, plan_run_id=newest.id)
        reasons = {item.touch: item for item in found}
    for touch in touches:
        if touch.id in placed or touch.id in problem.scenario.waived:
            continue
        rule = problem.policy.policy.rule(problem.rule_of(touch.id))
        item = reasons.get(touch.id)
        yield MissingTouch(
            rule=rule.type if rule else touch.rule,
            period=touch.period,
            detail=in_names(problem, item.detail) if item else "",
        )


def _longest(done: Sequence[dt.date], as_of: dt.date) -> int | None:
    """Return the longest time without a touch in the year before a day."""
    since = as_of - dt.timedelta(days=365)
    days = sorted({day for day in done if day >= since})
    if not days:
        return None
    ends = [*days, as_of]
    return max((b - a).days for a, b in itertools.pairwise(ends))
