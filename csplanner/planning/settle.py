"""From a searched state to a plan: entries in order, and a true reason for what has no date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.domain.attendance import fixed_entries
from csplanner.domain.cost import terms_of, trip_costs
from csplanner.domain.hours import with_starts
from csplanner.domain.ledger import Ledger
from csplanner.domain.plan import Entry, Meta, Plan, PlanChanges, Unscheduled
from csplanner.planning.obstacles import Limits
from csplanner.planning.unplaced import crowded_out, never

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import TouchId
    from csplanner.planning.kernel import State
    from csplanner.planning.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A plan, how many trips it has, and why touches got no time of day where others did."""

    plan: Plan
    trips: int
    hourless: Mapping[TouchId, str]


def settled(
    problem: Problem, state: State, *, seed: int, effort: str, job: Job | None = None
) -> Settled:
    """Turn the state into a plan with starts, reasons and its cost by term; may be stopped."""
    job = job or Job()
    entries = _in_sequence(problem, _entries(problem, state))
    placed = tuple(entries[touch.id] for touch in problem.touches if touch.id in entries)
    ledger = Ledger(problem.scenario, placed, problem.touches)
    job.check()
    times = with_starts(ledger)
    job.check()
    scheduled = times.entries
    limits = Limits(ledger)
    left = tuple(
        _reason(problem, state, limits, t, job)
        for t, touch in enumerate(problem.touches)
        if touch.id not in entries
    )
    plan = Plan(instance=problem.scenario.name, scheduled=scheduled, unscheduled=left)
    trips = trip_costs(ledger)
    meta = _meta(terms_of(ledger, trips), seed=seed, effort=effort)
    return Settled(plan=replace(plan, meta=meta), trips=len(trips), hourless=times.without)


def plain(number: Fraction) -> float:
    """Give an exact number as a whole one where it is, else rounded to six places."""
    return int(number) if number.denominator == 1 else round(float(number), 6)


def _meta(terms: Mapping[str, Fraction], *, seed: int, effort: str) -> Meta:
    total: Fraction = sum(terms.values(), start=next(iter(terms.values())) * 0)
    return Meta(
        objective=plain(total),
        terms={name: plain(value) for name, value in terms.items()},
        seed=seed,
        effort=effort,
    )


def _entries(problem: Problem, state: State) -> dict[TouchId, Entry]:
    fixed = fixed_entries(problem.scenario)
    found = {
        touch.id: Entry(
            touch=touch.id,
            date=problem.day(state.at[t]),
            participants=problem.options[state.who[t]],
        )
        for t, touch in enumerate(problem.touches)
        if state.at[t] >= 0
    }
    return {touch: _as_before(problem, fixed, entry) for touch, entry in found.items()}


def _as_before(problem: Problem, fixed: Mapping[TouchId, Entry], entry: Entry) -> Entry:
    """Give an entry the start that it had, if it stays on its day with its people."""
    former = fixed.get(entry.touch) or problem.baseline.get(entry.touch)
    if former is None or former.start is None or former.date != entry.date:
        return entry
    if {*former.participants} != {*entry.participants}:
        return entry
    return replace(entry, start=former.start)


def _in_sequence(problem: Problem, entries: dict[TouchId, Entry]) -> dict[TouchId, Entry]:
    """Let the touches that one rule asks for in one period follow each other by their number."""
    rows: dict[tuple[str, str, str], list[Touch]] = {}
    fixed = problem.arrays["touch_fixed"]
    for t, touch in enumerate(problem.touches):
        is_free = fixed[t] < 0 and touch.id not in problem.baseline
        if touch.rule and is_free and touch.id not in problem.scenario.waived:
            rows.setdefault((touch.account, touch.rule, touch.period), []).append(touch)
    for row in rows.values():
        if len(row) > 1:
            found = [entries.pop(touch.id) for touch in row if touch.id in entries]
            found.sort(key=lambda entry: entry.date)
            for touch, entry in zip(row, found, strict=False):
                entries[touch.id] = replace(entry, touch=touch.id)
    return entries


def _reason(problem: Problem, state: State, limits: Limits, t: int, job: Job) -> Unscheduled:
    job.check()
    touch = problem.touches[t]
    found = never(limits.ledger, touch)
    if found is not None:
        return found
    cost = state.scan(t)
    if state.found_day >= 0:
        worth = problem.points(state.touch_uncovered[t])
        detail = (
            f"placing it on {problem.day(state.found_day)} would cost "
            f"{problem.points(cost):,.0f} points; leaving it out costs {worth:,.0f}"
        )
        return Unscheduled(touch=touch.id, reason="PRIORITY", detail=detail)
    return crowded_out(limits, touch)


def changes_of(problem: Problem, plan: Plan) -> PlanChanges:
    """Count how the plan differs from the baseline; without one every touch is added."""
    former = {entry.touch: entry for entry in problem.scenario.baseline}
    now = {entry.touch: entry for entry in plan.scheduled}
    both = former.keys() & now.keys()
    kept = sum(
        former[touch].date == now[touch].date
        and {*former[touch].participants} == {*now[touch].participants}
        for touch in both
    )
    return PlanChanges(
        added=len(now.keys() - both),
        moved=len(both) - kept,
        removed=len(former.keys() - both),
        kept=kept,
    )
