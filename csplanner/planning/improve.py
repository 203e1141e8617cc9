"""The search as a piece of slow work: runs of annealing, told and stopped through a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.planning.construct import place
from csplanner.planning.effort import annealing_tables
from csplanner.planning.groups import groups_of
from csplanner.planning.running import CHUNK, run_on
from csplanner.planning.search import Search

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.planning.construct import Start
    from csplanner.planning.effort import Effort
    from csplanner.planning.problem import Problem

BLINK = 64


def improve(
    problem: Problem, start: Start, *, effort: Effort, iterations: int, seed: int, job: Job
) -> int:
    """Anneal the start's state in place and leave it at the best plan seen; its cost in units."""
    state = start.state
    if not any(start.can_move) or iterations == 0:
        return int(state.total())
    groups = groups_of(problem, start.can_move)
    groups["rank"] = start.rank
    state.dice = dice_of(seed)
    state.blink = BLINK
    search = Search(state, groups, annealing_tables(effort, problem.unit, start.movable))
    search.planned = iterations
    while search.done < iterations:
        best = problem.points(search.best)
        job.step(search.done / iterations, f"Improving the plan: {best:,.0f} points")
        job.best(search.done / iterations, best)
        run_on(search, min(CHUNK, iterations - search.done), job)
    search.restore()
    state.blink = 0
    fill(start)
    return int(state.total())


def dice_of(seed: int) -> int:
    """Spread a seed over the 32 bits of the kernel's dice, never zero."""
    return ((seed + 1) * 2654435761) % 2**32 or 1


def fill(start: Start) -> None:
    """Place what is left and costs less in the plan than out of it, scarce first."""
    left = [t for t, moves in enumerate(start.can_move) if moves and start.state.at[t] < 0]
    for t in sorted(left, key=start.rank.__getitem__):
        place(start.state, t)
