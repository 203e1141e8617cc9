"""The first plan: what is fixed, what the baseline may keep, and the rest by marginal cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.planning.groups import ranks
from csplanner.planning.kernel import State

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from csplanner.planning.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A state to search from: which touches may move, and how scarce each is."""

    state: State
    can_move: Sequence[int]
    rank: array[int]
    kept: frozenset[int]

    @property
    def movable(self) -> int:
        """Count the touches that may move."""
        return sum(self.can_move)


def started(problem: Problem, like: State | None = None, job: Job | None = None) -> Start:
    """Put what is fixed and what the baseline keeps, then all the rest.

    A state of the same problem in `like` lends the days it has listed. Raises Cancelled through the
    job.
    """
    job = job or Job()
    listed = like.days_alone() if like is not None else {}
    state = State(dict(problem.numbers), {**problem.arrays, **listed})
    count = len(problem.touches)
    alone = [state.alone_at[t + 1] - state.alone_at[t] for t in range(count)]
    job.check()
    rank = ranks(problem, alone)
    order = sorted(range(count), key=rank.__getitem__)
    fixed, waived = problem.arrays["touch_fixed"], problem.arrays["touch_waived"]
    for t in range(count):
        if fixed[t] >= 0:
            state.put(t, fixed[t], problem.arrays["option_at"][t])
    free = [t for t in order if alone[t] and fixed[t] < 0 and not waived[t]]
    kept = frozenset(t for t in free if _keeps(problem, state, t))
    for t in free:
        if t not in kept:
            job.check()
            place(state, t)
    kept -= _turned_away(problem, state, kept)
    can_move = [0] * count
    for t in free:
        can_move[t] = int(t not in kept)
    return Start(state=state, can_move=can_move, rank=rank, kept=kept)


def place(state: State, t: int) -> bool:
    """Put a touch where it costs least, if that is less than leaving it out."""
    cost = state.scan(t)
    if state.found_day < 0 or cost >= state.touch_uncovered[t]:
        return False
    state.put(t, state.found_day, state.found_option)
    return True


def _keeps(problem: Problem, state: State, t: int) -> bool:
    """Put a touch where its baseline has it, if no rule forbids that."""
    day = problem.arrays["touch_baseline"][t]
    if day < 0:
        return False
    option = problem.baseline_option(t)
    if option < 0 or not state.fits(t, day, option):
        return False
    state.put(t, day, option)
    return True


def _turned_away(problem: Problem, state: State, kept: frozenset[int]) -> frozenset[int]:
    """Release kept executive touches until no executive comes to an account twice running."""
    released: set[int] = set()
    starts, visits = problem.arrays["visit_at"], problem.arrays["visit"]
    for account in range(len(starts) - 1):
        rows = [t for t in visits[starts[account] : starts[account + 1]] if t in kept]
        rows.sort(key=lambda t: (state.at[t], t))
        while rows and not state.rotates(account):
            t = next((each for each in rows if not _differs(state, each)), rows[-1])
            rows.remove(t)
            released.add(t)
            place(state, t)
    return frozenset(released)


def _differs(state: State, t: int) -> bool:
    """Take a touch out and tell whether its executive may come between the others; put it back."""
    day, option = state.at[t], state.who[t]
    state.take(t)
    fits = bool(state.turns(t, day, option))
    if fits:
        state.put(t, day, option)
    return fits
