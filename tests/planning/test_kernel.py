"""Proves the kernel compiled and interpreted: one source, the same plans, byte by byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from csplanner.base.job import Job
from csplanner.domain.rules import broken
from csplanner.planning import kernel_kind
from csplanner.planning.effort import Effort
from csplanner.planning.plan_file import plan_text
from csplanner.planning.planner import solve_within
from csplanner.planning.scenario_file import read_scenario
from tests.planning.small import made

SOLVE = """
import sys
from pathlib import Path
from csplanner.base.job import Job
from csplanner.planning.effort import Effort
from csplanner.planning.plan_file import plan_text
from csplanner.planning.planner import kernel_kind, solve_within
from csplanner.planning.scenario_file import read_scenario
budget = Effort(name="test", per_touch=4, small_per_touch=4, small_runs=2)
plan = solve_within(read_scenario(Path(sys.argv[1])), budget, seed=5, job=Job()).plan
sys.stderr.write(kernel_kind())
sys.stdout.write(plan_text(plan))
"""

ON_CORES = """
import os, runpy, sys
os.sched_setaffinity(0, map(int, sys.argv.pop(1).split(",")))
runpy.run_module("csplanner", run_name="__main__")
"""


@pytest.mark.compiled
@pytest.mark.skipif(kernel_kind() != "compiled", reason="the kernel is not compiled here")
def test_compiled_and_interpreted_write_the_same_bytes(tmp_path: Path) -> None:
    """On S1, a copy of the source without its compiled modules gives the very same plan file."""
    scenario = made(tmp_path, "--csm", "1", "--per", "50", "--seed", "1")
    root = Path(__file__).parents[2]
    shutil.copytree(
        root / "csplanner", tmp_path / "csplanner", ignore=shutil.ignore_patterns("*.so", "*.pyd")
    )
    run = subprocess.run(
        [sys.executable, "-c", SOLVE, str(scenario)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == "interpreted"
    budget = Effort(name="test", per_touch=4, small_per_touch=4, small_runs=2)
    plan = solve_within(read_scenario(scenario), budget, seed=5, job=Job()).plan
    assert run.stdout == plan_text(plan)


@pytest.mark.compiled
@pytest.mark.skipif(kernel_kind() != "compiled", reason="the kernel is not compiled here")
def test_a_benchmark_scenario_is_solved_clean(tmp_path: Path) -> None:
    """An S1 year has no breach, and costs less than insertion alone by a wide margin."""
    scenario = read_scenario(made(tmp_path, "--csm", "1", "--per", "50", "--seed", "2"))
    alone = Effort(name="test", per_touch=0, small_per_touch=0)
    searched = Effort(name="test", per_touch=60, small_per_touch=60)
    first = solve_within(scenario, alone, seed=1, job=Job()).plan
    found = solve_within(scenario, searched, seed=1, job=Job()).plan
    assert broken(scenario, first) == broken(scenario, found) == ()
    assert found.meta.objective < 0.8 * first.meta.objective


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores cannot be chosen here")
def test_one_core_and_all_of_them_write_the_same_bytes(tmp_path: Path) -> None:
    """A whole process with a bound beside the search, on one core and on what there is."""
    scenario = made(tmp_path, "--csm", "1", "--per", "50", "--seed", "4")
    every = sorted(os.sched_getaffinity(0))
    out = []
    for cores in (every[:1], every):
        path = tmp_path / f"{len(cores)}.json"
        words = ["solve", scenario, "--out", path, "--effort", "quick", "--bound", "quick"]
        command = [sys.executable, "-c", ON_CORES, ",".join(map(str, cores)), *map(str, words)]
        subprocess.run(command, cwd=Path(__file__).parents[2], check=True, capture_output=True)
        out.append(path.read_bytes())
    assert out[0] == out[1]
    assert b'"bound"' in out[0]
