"""How long to search: budgets in iterations for each touch, so that a search repeats."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import Literal

from csplanner.base.errors import UserMistake

SMALL = 1000
LARGE = 32_000
BoundKind = Literal["none", "quick", "tight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """A budget: iterations per touch of one run, and runs of which the best counts.

    Below `SMALL` touches that may move there are `small_runs` of `small_per_touch`: restarts help
    there, and cost little; and a bound is proven. A run has `most` iterations at most, so that the
    largest years end in time. Temperatures of the annealing are points, from `hot` down to `cold`
    (or `small_hot` and `small_cold`).
    """

    name: str
    per_touch: int
    small_per_touch: int
    small_runs: int = 1
    most: int = 4_300_000
    hot: float = 250.0
    small_hot: float = 60.0
    cold: float = 2.0
    small_cold: float = 1.0
    bound: BoundKind = "none"

    def iterations(self, touches: int) -> int:
        """Give the iterations of one run over so many touches that may move."""
        per_touch = self.small_per_touch if touches < SMALL else self.per_touch
        most = self.most
        if touches > LARGE:
            # An iteration costs more where more lies in memory: the whole still ends in time.
            most = most * (3 * touches + LARGE) // (4 * touches)
        return min(most, touches * per_touch)

    def runs(self, touches: int) -> int:
        """Give the number of runs over so many touches that may move."""
        return self.small_runs if touches < SMALL else 1


EFFORTS = {
    effort.name: effort
    for effort in (
        Effort(name="quick", per_touch=9, small_per_touch=40, most=500_000),
        Effort(name="normal", per_touch=136, small_per_touch=40, small_runs=12, bound="quick"),
        Effort(
            name="thorough",
            per_touch=400,
            small_per_touch=200,
            small_runs=8,
            most=20_000_000,
            bound="tight",
        ),
    )
}


def effort_of(name: str) -> Effort:
    """Find an effort by its word; raises UserMistake for another."""
    if name not in EFFORTS:
        raise UserMistake(f'Effort "{name}" is not known.', f"Choose {', '.join(EFFORTS)}.")
    return EFFORTS[name]


def annealing_tables(effort: Effort, unit: int, touches: int) -> dict[str, array[int]]:
    """Tabulate the annealing in whole numbers: -256 ln of 1,024 chances, temperatures in units."""
    steps = 1000
    hot = effort.small_hot if touches < SMALL else effort.hot
    ratio = (effort.small_cold if touches < SMALL else effort.cold) / hot
    return {
        "logs": array("q", [round(-256 * math.log((i + 0.5) / 1024)) for i in range(1024)]),
        "temperatures": array(
            "q", [round(unit * hot * ratio ** (i / (steps - 1))) for i in range(steps)]
        ),
    }
