"""The planner's plans against a proven bound, insertion alone, and even spacing.

Scenarios come from `make_scenario.py` beside the specification: S1 (one CSM) with ten seeds, and
with `--large` S2 (20 CSMs, three seeds), S3 (100 CSMs) and S4 (400 CSMs): some five minutes of
processor. Each line gives cost / bound (S1, with `--bounds` all: the linear relaxation of
`planning/bound.py`), with and without the points of touches that no plan can date, cost / insertion
by marginal cost alone (with and without the points of touches left out), cost / even spacing (blind
to trips), and the processor time of the whole solve against a fixed calibration job timed just
before.

The last line is how time grows with touches from S1 to S4 at `GROWTH_EFFORT` iterations a touch:
the exponent of a power fitted by least squares. Limits: cost / insertion at S1 <= 0.95 in the
median, exponent <= 1.2, and no rule broken.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.domain.cost import objective_terms
from csplanner.domain.demand import touches_of
from csplanner.domain.plan import Entry, Plan
from csplanner.domain.rules import broken
from csplanner.planning import kernel_kind, solve
from csplanner.planning.bound import lower_bound, unavoidable
from csplanner.planning.construct import started
from csplanner.planning.effort import Effort
from csplanner.planning.groups import ranks
from csplanner.planning.kernel import State
from csplanner.planning.planner import solve_within
from csplanner.planning.problem import problem_of
from csplanner.planning.scenario_file import read_scenario

if TYPE_CHECKING:
    from csplanner.planning.problem import Problem

SMALL = tuple(("1", str(seed), "24") for seed in range(1, 11))
LARGE = (*(("20", str(seed), "24") for seed in range(1, 4)), ("100", "1", "60"), ("400", "1", "60"))
GROWING = (("1", "1", "24"), ("20", "1", "24"), ("100", "1", "60"), ("400", "1", "60"))
GROWTH_EFFORT = 5
LIMIT = 0.95
MOST_GROWTH = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The figures of one scenario; costs are points."""

    name: str
    touches: int
    cost: float
    bound: float | None
    hopeless: float
    uncovered: float
    insertion: float
    insertion_uncovered: float
    spacing: float
    seconds: float
    calibrations: float
    unplaced: int
    breaches: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="S2, S3 and S4, too")
    parser.add_argument("--effort", default="normal")
    parser.add_argument("--bounds", action="store_true", help="bounds of S2 and S3, minutes each")
    options = parser.parse_args()
    script = _script()
    if script is None:
        print("make_scenario.py is not beside this checkout: nothing measured")
        return 0
    print(f"kernel {kernel_kind()}, effort {options.effort}")
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for wanted in SMALL + (LARGE if options.large else ()):
            path = made(script, Path(folder), wanted)
            lines.append(measured(path, options.effort, bounds=options.bounds))
            show(lines[-1])
        grown = [growing(made(script, Path(folder), wanted)) for wanted in GROWING]
    small = lines[: len(SMALL)]
    gaps = [line.cost / line.bound for line in small if line.bound]
    share = statistics.median(line.cost / line.insertion for line in small)
    print(f"S1: median cost / bound {statistics.median(gaps):.3f}, worst {max(gaps):.3f}")
    print(f"S1: median cost / insertion {share:.3f} (limit {LIMIT})")
    exponent = power(grown)
    told = ", ".join(f"{touches} touches {seconds:.2f} s" for touches, seconds in grown)
    print(f"growth at {GROWTH_EFFORT} iterations a touch: {told} of processor")
    print(f"growth: exponent {exponent:.3f} (limit {MOST_GROWTH})")
    good = share <= LIMIT and exponent <= MOST_GROWTH
    return 0 if good and not any(line.breaches for line in lines) else 1


def made(script: Path, folder: Path, wanted: tuple[str, str, str]) -> Path:
    """Make the scenario of so many CSMs, a seed and the CEO's visits."""
    path = folder / "scenario.json"
    options = zip(("--csm", "--seed", "--ceo-k"), wanted, strict=True)
    command = [sys.executable, str(script), *(part for pair in options for part in pair)]
    subprocess.run([*command, "--out", str(path)], check=True, capture_output=True)
    return path


def growing(path: Path) -> tuple[int, float]:
    """Read and solve a scenario at a fixed effort a touch; gives (touches, processor seconds)."""
    effort = Effort(
        name="growth", per_touch=GROWTH_EFFORT, small_per_touch=GROWTH_EFFORT, most=10**9
    )
    start = time.process_time()
    result = solve_within(read_scenario(path), effort, seed=0, job=Job())
    return result.demand, time.process_time() - start


def power(points: list[tuple[int, float]]) -> float:
    """Fit seconds = a x touches ** b by least squares of the logarithms; gives b."""
    slope, _ = statistics.linear_regression(
        [math.log(touches) for touches, _ in points], [math.log(seconds) for _, seconds in points]
    )
    return slope


def _script() -> Path | None:
    shared = os.environ.get("CSPLANNER_SHARED", Path(__file__).parents[2] / "shared")
    script = Path(shared) / "planner" / "make_scenario.py"
    return script if script.exists() else None


def measured(path: Path, effort: str, *, bounds: bool) -> Line:
    """Solve one scenario, judge it, and price the yardsticks."""
    scenario = read_scenario(path)
    unit = calibration()
    start = time.process_time()
    plan = solve(scenario, effort=effort).plan
    seconds = time.process_time() - start
    problem = problem_of(scenario)
    small = len(problem.touches) < 1000
    inserted = started(problem).state
    return Line(
        name=scenario.name,
        touches=len(problem.touches),
        cost=plan.meta.objective,
        bound=lower_bound(problem, tight=False) if small or bounds else None,
        hopeless=unavoidable(problem),
        uncovered=plan.meta.terms["uncovered"],
        insertion=problem.points(inserted.total()),
        insertion_uncovered=problem.points(
            sum(
                problem.arrays["touch_uncovered"][t] for t, day in enumerate(inserted.at) if day < 0
            )
        ),
        spacing=priced(problem, evenly_spaced(problem)),
        seconds=seconds,
        calibrations=seconds / unit,
        unplaced=len(plan.unscheduled),
        breaches=len(broken(scenario, plan)),
    )


def calibration() -> float:
    """Time a fixed job of the interpreter."""
    start = time.process_time()
    sum(number * number % 7 for number in range(1_000_000))
    return time.process_time() - start


def evenly_spaced(problem: Problem) -> State:
    """Put each touch as near the middle of its share of the window as rules allow."""
    state = State(dict(problem.numbers), dict(problem.arrays))
    count = len(problem.touches)
    alone = [state.alone_at[t + 1] - state.alone_at[t] for t in range(count)]
    rank = ranks(problem, alone)
    for t in sorted(range(count), key=rank.__getitem__):
        touch = problem.touches[t]
        first, last = problem.arrays["touch_first"][t], problem.arrays["touch_last"][t]
        middle = (first + last) / 2
        days = sorted(
            state.alone[state.alone_at[t] : state.alone_at[t + 1]],
            key=lambda day: abs(day - middle),
        )
        for day, option in (
            (day, option)
            for day in days
            for option in range(problem.arrays["option_at"][t], problem.arrays["option_at"][t + 1])
        ):
            in_turn = "EXEC" not in touch.roles or state.turns(t, day, option)
            if in_turn and state.fits(t, day, option):
                state.put(t, day, option)
                break
    return state


def priced(problem: Problem, state: State) -> float:
    """Price a state by the objective that is kept apart from the kernel."""
    entries = tuple(
        Entry(
            touch=touch.id,
            date=problem.day(state.at[t]),
            participants=problem.options[state.who[t]],
        )
        for t, touch in enumerate(touches_of(problem.scenario))
        if state.at[t] >= 0
    )
    plan = Plan(instance="yardstick", scheduled=entries)
    return float(sum(objective_terms(problem.scenario, plan).values()))


def show(line: Line) -> None:
    bound = "  -  "
    bare_share = (line.cost - line.uncovered) / (line.insertion - line.insertion_uncovered)
    if line.bound:
        bare = (line.cost - line.hopeless) / max(1.0, line.bound - line.hopeless)
        bound = f"{line.cost / line.bound:.3f} (without what cannot be avoided {bare:.3f})"
    print(
        f"{line.name:14} {line.touches:6} touches  cost {line.cost:11,.1f}  / bound {bound}  "
        f"/ insertion {line.cost / line.insertion:.3f} "
        f"(without what is left out {bare_share:.3f})  "
        f"/ even spacing (blind to trips) "
        f"{line.cost / line.spacing:.3f}  {line.seconds:6.2f} s = {line.calibrations:6.1f} "
        f"calibrations  without date {line.unplaced}  breaches {line.breaches}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
