"""Proves every neighbourhood of the search: costs that add up, rules kept, two kernels as one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import Cancelled
from csplanner.base.job import Job
from csplanner.domain.plan import Entry, Plan
from csplanner.domain.rules import broken
from csplanner.planning import kernel_kind
from csplanner.planning.construct import started
from csplanner.planning.effort import EFFORTS, annealing_tables
from csplanner.planning.groups import groups_of
from csplanner.planning.improve import dice_of
from csplanner.planning.kernel import State
from csplanner.planning.problem import problem_of
from csplanner.planning.ruin import NEIGHBOURHOODS
from csplanner.planning.running import run_on
from csplanner.planning.scenario_text import scenario_text
from csplanner.planning.search import Search
from tests.planning import walk as walking
from tests.planning.random_teams import random_team
from tests.planning.small import account, team
from tests.planning.walk import walk

if TYPE_CHECKING:
    from csplanner.domain.scenario import Scenario
    from csplanner.planning.problem import Problem
    from tests.planning.walk import Places, Step

SEEN = 3


def wide_team() -> Scenario:
    """Make a year with seven large accounts in three cities: every neighbourhood has work."""
    cities = ("PAR", "PAR", "BER", "BER", "PAR", "BER", "PAR")
    large = tuple(account(n, 900_000 - n, city) for n, city in enumerate(cities, 1))
    small = (account(8, 90_000, "LON"), account(9, 50_000, "BER"))
    return team(accounts=(*large, *small))


def recounted(problem: Problem, plan: Places) -> int:
    """Put a plan on an empty board and give its cost there."""
    board = State(dict(problem.numbers), dict(problem.arrays))
    for t, (day, option) in enumerate(plan):
        if day >= 0:
            board.put(t, day, option)
    return int(board.total())


def breaches(problem: Problem, plan: Places) -> tuple[object, ...]:
    """Judge a plan by the rules that share no line with the kernel."""
    entries = tuple(
        Entry(
            touch=problem.touches[t].id,
            date=problem.day(day),
            participants=problem.options[option],
        )
        for t, (day, option) in enumerate(plan)
        if day >= 0
    )
    return tuple(
        each
        for each in broken(problem.scenario, Plan(instance="walk", scheduled=entries))
        if not each.fixed and each.rule != "listed"
    )


def test_every_neighbourhood_keeps_rules_and_count() -> None:
    """Each kind moves something several times; the running cost is the recounted one each time."""
    problem = problem_of(wide_team())
    moved: Counter[str] = Counter()
    for seed in range(4):
        for step in walk(problem, 500, seed):
            if step.before == step.after:
                continue
            moved[step.kind] += 1
            assert step.state.total() == recounted(problem, step.after), step.kind
            if moved[step.kind] <= SEEN:
                assert breaches(problem, step.after) == (), step.kind
    assert {kind for kind, times in moved.items() if times >= SEEN} == set(NEIGHBOURHOODS)


@pytest.mark.parametrize("seed", range(6))
def test_tight_years_keep_rules_and_count(seed: int) -> None:
    """With limits, leave, history and locks the same holds at the end of a walk."""
    problem = problem_of(random_team(seed))
    last: Step | None = None
    for step in walk(problem, 150, seed):
        assert step.state.total() == recounted(problem, step.after), step.kind
        last = step
    assert last is not None
    assert breaches(problem, last.after) == ()


def test_a_hint_finds_no_dearer_place() -> None:
    """Told where a touch was, the search finds a place that costs as little as without the hint."""
    problem = problem_of(wide_team())
    state = started(problem).state
    for t in range(len(problem.touches)):
        day, option = state.at[t], state.who[t]
        if day < 0:
            continue
        state.take(t)
        plain = state.scan(t)
        found = state.found_day, state.found_option
        for hint in (day, *range(0, 365, 40)):
            if problem.arrays["touch_first"][t] <= hint <= problem.arrays["touch_last"][t]:
                assert state.scan_from(t, hint) == plain
                assert (state.found_day, state.found_option) == found
        state.put(t, day, option)


@pytest.mark.compiled
@pytest.mark.skipif(kernel_kind() != "compiled", reason="the kernel is not compiled here")
def test_compiled_and_interpreted_walk_step_by_step_alike(tmp_path: Path) -> None:
    """Each iteration takes the same neighbourhood and leaves the same plan at the same cost."""
    path = tmp_path / "scenario.json"
    path.write_text(scenario_text(wide_team()), encoding="utf-8")
    shutil.copytree(
        Path(__file__).parents[2] / "csplanner",
        tmp_path / "csplanner",
        ignore=shutil.ignore_patterns("*.so", "*.pyd"),
    )
    texts = []
    for root in (Path(__file__).parents[2], tmp_path):
        command = [sys.executable, walking.__file__, str(path), "400"]
        environment = {**os.environ, "PYTHONPATH": str(root)}
        run = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        texts.append(run.stdout)
    assert texts[0] == texts[1]
    assert texts[0].count("\n") == 400
    assert all(kind in texts[0] for kind in NEIGHBOURHOODS)


def search_of(scenario: Scenario) -> Search:
    """Make a search with more work than it can ever do."""
    problem = problem_of(scenario)
    start = started(problem)
    start.state.dice = dice_of(1)
    groups = {**groups_of(problem, start.can_move), "rank": start.rank}
    search = Search(start.state, groups, annealing_tables(EFFORTS["normal"], problem.unit, 1))
    search.planned = 10**9
    return search


def test_a_search_stops_when_asked() -> None:
    """Cancelled before, it does nothing; cancelled from another thread, it ends."""
    search = search_of(team())
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        run_on(search, 10**9, job)
    assert search.done == 0
    live, ended = Job(), []

    def work() -> None:
        with pytest.raises(Cancelled):
            run_on(search, 10**9, live)
        ended.append(search.done)

    thread = Thread(target=work)
    thread.start()
    live.cancel()
    thread.join(timeout=120)
    assert len(ended) == 1
    assert ended[0] < 10**9


def test_a_second_state_shares_the_days_of_the_first() -> None:
    """Days listed once give the same first plan again."""
    problem = problem_of(replace(wide_team(), name=str(Decimal(1))))
    one = started(problem)
    two = started(problem, one.state)
    assert walking.places(one.state) == walking.places(two.state)
