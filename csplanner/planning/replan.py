"""Planning around a baseline: what may stay stays, and moves only to make room for what cannot.

`construct.started` keeps every baseline entry that breaks no rule; the search moves only the
others. This is the second step, for touches that found no room that way.
"""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.planning.construct import Start
from csplanner.planning.improve import improve
from csplanner.planning.kernel import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplanner.base.job import Job
    from csplanner.planning.effort import Effort
    from csplanner.planning.problem import Problem

STICKY_POINTS = 200
LOST_POINTS = 100_000
NEAR_DAYS = 14
MOST_NEIGHBOURS = 60
MOST_ITERATIONS = 20_000


def make_room(problem: Problem, start: Start, *, effort: Effort, seed: int, job: Job) -> Start:
    """Let kept touches near the unplaced ones move too, where that lets more be placed.

    Each move then counts `STICKY_POINTS`, so that travel alone never moves a kept touch.
    """
    left = [t for t in _unplaced(start) if not _ceo_is_full(problem, start.state, t)]
    if not left or not start.kept:
        return start
    rigid = _sticky(problem)
    can_move = [0] * len(problem.touches)
    for t in [*left, *_neighbours(problem, start, left)]:
        can_move[t] = 1
    trial = Start(
        state=_copied(rigid, start.state), can_move=can_move, rank=start.rank, kept=frozenset()
    )
    before = int(trial.state.total())
    count = min(MOST_ITERATIONS, effort.iterations(3 * len(left)))
    if improve(rigid, trial, effort=effort, iterations=count, seed=seed, job=job) >= before:
        return start
    return replace(start, state=_copied(problem, trial.state))


def _sticky(problem: Problem) -> Problem:
    """Make the same problem with moves and other people that dear, and losing a date dearer.

    Else a kept touch would be given up for another one that is cheaper to travel to.
    """
    points = STICKY_POINTS * problem.unit
    uncovered = array("q", problem.arrays["touch_uncovered"])
    costs = array("q", problem.arrays["option_cost"])
    starts = problem.arrays["option_at"]
    for t, day in enumerate(problem.arrays["touch_baseline"]):
        kept = problem.baseline_option(t) if day >= 0 else -1
        uncovered[t] += LOST_POINTS * problem.unit * (day >= 0)
        for option in range(starts[t], starts[t + 1]) if kept >= 0 else ():
            costs[option] += points * (option != kept)
    return replace(
        problem,
        numbers={**problem.numbers, "change_cost": max(points, problem.numbers["change_cost"])},
        arrays={**problem.arrays, "option_cost": costs, "touch_uncovered": uncovered},
    )


def _unplaced(start: Start) -> list[int]:
    return [t for t, moves in enumerate(start.can_move) if moves and start.state.at[t] < 0]


def _ceo_is_full(problem: Problem, state: State, t: int) -> bool:
    """Tell whether a visit's own people have used up their year, so that no room can be made."""
    if not problem.arrays["touch_onsite"][t]:
        return False
    first, last = problem.arrays["base_at"][t], problem.arrays["base_at"][t + 1]
    people = problem.arrays["base"][first:last]
    return any(state.year_visits[p] >= problem.arrays["visits_per_year"][p] for p in people)


def _neighbours(problem: Problem, start: Start, left: Iterable[int]) -> Iterable[int]:
    """Find kept touches that share account or people with an unplaced one, and its weeks."""
    found: dict[int, None] = {}
    accounts = problem.arrays["touch_account"]
    crowds = {t: _people(problem, t) for t in start.kept}
    for t in left:
        first = problem.arrays["touch_first"][t] - NEAR_DAYS
        last = problem.arrays["touch_last"][t] + NEAR_DAYS
        mine = _people(problem, t)
        near = [
            u
            for u in sorted(start.kept)
            if first <= start.state.at[u] <= last
            and (accounts[u] == accounts[t] or mine & crowds[u])
        ]
        near.sort(key=lambda u: (accounts[u] != accounts[t], -len(mine & crowds[u]), u))
        found.update(dict.fromkeys(near[:MOST_NEIGHBOURS]))
    return found


def _people(problem: Problem, t: int) -> frozenset[str]:
    first, last = problem.arrays["option_at"][t], problem.arrays["option_at"][t + 1]
    return frozenset(who for option in range(first, last) for who in problem.options[option])


def _copied(problem: Problem, state: State) -> State:
    """Put the same plan on a fresh board of another problem."""
    copy = State(dict(problem.numbers), dict(problem.arrays))
    for t in range(len(problem.touches)):
        if state.at[t] >= 0:
            copy.put(t, state.at[t], state.who[t])
    return copy
