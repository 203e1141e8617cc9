"""How long to search: budgets in iterations for each touch, so that a search repeats."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass

from csplanner.base.errors import UserMistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """A budget: iterations per touch of one run, most of them where touches are few, and runs.

    `hot` and `cold` are the annealing's first and last temperature in points.
    """

    name: str
    per_touch: int
    least: int
    runs: int
    hot: float = 150.0
    cold: float = 1.0

    def iterations(self, touches: int) -> int:
        """Give the iterations of one run over so many touches that may move."""
        return 0 if touches == 0 else max(self.per_touch * touches, min(self.least, 1200 * touches))


EFFORTS = {
    effort.name: effort
    for effort in (
        Effort(name="quick", per_touch=25, least=40_000, runs=1),
        Effort(name="normal", per_touch=125, least=100_000, runs=1),
        Effort(name="thorough", per_touch=600, least=400_000, runs=2),
    )
}


def effort_of(name: str) -> Effort:
    """Find an effort by its word; raises UserMistake for another."""
    if name not in EFFORTS:
        raise UserMistake(f'Effort "{name}" is not known.', f"Choose {', '.join(EFFORTS)}.")
    return EFFORTS[name]


def annealing_tables(effort: Effort, unit: int) -> dict[str, array[int]]:
    """Tabulate the annealing in whole numbers: -256 ln of 1,024 chances, temperatures in units."""
    steps = 1000
    ratio = effort.cold / effort.hot
    return {
        "logs": array("q", [round(-256 * math.log((i + 0.5) / 1024)) for i in range(1024)]),
        "temperatures": array(
            "q", [round(unit * effort.hot * ratio ** (i / (steps - 1))) for i in range(steps)]
        ),
    }
