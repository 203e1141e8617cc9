"""A search step by step, one iteration each: `python walk.py SCENARIO ITERATIONS` prints it.

It imports the program only, so that a copy without its compiled modules can walk as well.
"""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from csplanner.planning.construct import started
from csplanner.planning.effort import EFFORTS, annealing_tables
from csplanner.planning.groups import groups_of
from csplanner.planning.improve import BLINK, dice_of
from csplanner.planning.problem import problem_of
from csplanner.planning.ruin import NEIGHBOURHOODS
from csplanner.planning.scenario_file import read_scenario
from csplanner.planning.search import Search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.planning.kernel import State
    from csplanner.planning.problem import Problem

Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one iteration did: its neighbourhood, and (day, option) of each touch around it."""

    kind: str
    before: Places
    after: Places
    state: State


def places(state: State) -> Places:
    """Give day and option of every touch; -1 where it has no date."""
    return list(zip(state.at, state.who, strict=True))


def walk(problem: Problem, iterations: int, seed: int) -> Iterator[Step]:
    """Search, and stop after each iteration."""
    start = started(problem)
    state = start.state
    state.dice, state.blink = dice_of(seed), BLINK
    groups = {**groups_of(problem, start.can_move), "rank": start.rank}
    search = Search(state, groups, annealing_tables(EFFORTS["normal"], problem.unit, 1))
    search.planned = iterations
    tried, before = list(search.tried), places(state)
    for _ in range(iterations):
        search.run(1)
        now, after = list(search.tried), places(state)
        kind = next((k for k, name in enumerate(NEIGHBOURHOODS) if now[k] > tried[k]), -1)
        yield Step(
            kind=NEIGHBOURHOODS[kind] if kind >= 0 else "", before=before, after=after, state=state
        )
        tried, before = now, after


def main() -> None:
    """Print kind, cost and a checksum of the plan, one iteration a line."""
    problem = problem_of(read_scenario(Path(sys.argv[1])))
    for step in walk(problem, int(sys.argv[2]), 3):
        numbers = array("i", [number for place in step.after for number in place])
        sys.stdout.write(f"{step.kind} {step.state.total()} {crc32(numbers.tobytes())}\n")


if __name__ == "__main__":
    main()
