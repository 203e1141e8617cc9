"""A proven lower bound on the cost of any plan: a relaxation by weeks, solved by HiGHS.

Each touch is spread over pieces (a week within one month) and people instead of having one day;
trips, weekly minutes, visits, travel, level and balance then cost at most what they cost in any
plan that breaks no rule. What HiGHS finds is proven apart from it, in whole numbers (linear.py).
"""

from __future__ import annotations

from concurrent.futures import Future
from fractions import Fraction
from threading import Thread
from typing import TYPE_CHECKING

from csplanner.planning.branching import branched
from csplanner.planning.cuts import add_cuts
from csplanner.planning.linear import Programme
from csplanner.planning.problem import MOST_UNITS
from csplanner.planning.relaxation import Relaxation
from csplanner.planning.settle import plain

if TYPE_CHECKING:
    from csplanner.planning.problem import Problem

QUICK = "linear relaxation by weeks, proven in whole numbers"
TIGHT = "linear relaxation by weeks with cases of trips, proven in whole numbers"
CASES = 60


def lower_bound(problem: Problem, *, tight: bool = True) -> float:
    """Compute points that no plan can go below.

    A `tight` bound looks at cases of trips, too, which takes up to ten times the work. Locked
    touches count as they are, even where they break a rule.
    """
    relaxed = Relaxation(problem)
    add_cuts(relaxed)
    value = branched(relaxed, CASES) if tight else Programme(relaxed.rows).solved()[0]
    units = value + relaxed.constant - _rounding(problem)
    return max(0, plain(Fraction(units, problem.unit)))


def unavoidable(problem: Problem) -> float:
    """Add up the points of touches that no plan can date, waived ones too."""
    return plain(Fraction(Relaxation(problem).hopeless, problem.unit))


def _rounding(problem: Problem) -> int:
    """Give the units that weights with too many decimals may have been rounded up by."""
    if problem.unit < MOST_UNITS:
        return 0
    minutes = sum(problem.arrays["touch_minutes"])
    return (problem.numbers["days"] + 20) * len(problem.touches) + minutes


def bound_beside(problem: Problem, *, tight: bool) -> Future[float]:
    """Start computing the bound on a second thread; HiGHS leaves the first one its processor."""
    future: Future[float] = Future()

    def work() -> None:
        try:
            future.set_result(lower_bound(problem, tight=tight))
        except BaseException as error:  # noqa: BLE001 - handed to whoever asks for the result
            future.set_exception(error)

    Thread(target=work, name="csplanner-bound").start()
    return future
