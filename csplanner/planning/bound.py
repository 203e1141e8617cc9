"""A proven lower bound on the cost of any plan: a linear relaxation by weeks, solved by HiGHS.

Each touch is spread over pieces (a week within one month) and people instead of having one day;
trips, weekly minutes, visits, travel, level and balance then cost at most what they cost in any
plan that breaks no rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.planning.cuts import add_cuts
from csplanner.planning.linear import optimum
from csplanner.planning.relaxation import Relaxation

if TYPE_CHECKING:
    from csplanner.planning.problem import Problem

METHOD = "linear relaxation by weeks, solved by HiGHS"
MARGIN = 1e-6


def lower_bound(problem: Problem) -> float | None:
    """Compute points that no plan can go below; None where locked touches leave no solution."""
    relaxation = Relaxation(problem)
    add_cuts(relaxation)
    value = optimum(relaxation.rows)
    if value is None:
        return None
    return max(0.0, round(problem.points(1) * value * (1 - MARGIN), 3))
