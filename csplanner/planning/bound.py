"""A proven lower bound on the cost of any plan: a linear relaxation by weeks, solved by HiGHS.

Each touch is spread over pieces (a week within one month) and people instead of having one day;
trips, weekly minutes, visits, travel, level and balance then cost at most what they cost in any
plan that breaks no rule.
"""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING

from csplanner.planning.cuts import add_cuts
from csplanner.planning.linear import optimum
from csplanner.planning.relaxation import Relaxation

if TYPE_CHECKING:
    from csplanner.planning.problem import Problem

METHOD = "linear relaxation by weeks, solved by HiGHS"
MARGIN = 1e-6


def lower_bound(problem: Problem, *, tight: bool = True) -> float | None:
    """Compute points that no plan can go below; None where locked touches leave no solution.

    A `tight` bound prices gaps, too: 1 to 2 % higher, and up to nine times the work.
    """
    relaxation = Relaxation(problem)
    add_cuts(relaxation, spacing=tight)
    value = optimum(relaxation.rows)
    if value is None:
        return None
    return max(0.0, round(problem.points(1) * value * (1 - MARGIN), 3))


def bound_beside(problem: Problem, *, tight: bool) -> Future[float | None]:
    """Start computing the bound on a second thread; HiGHS leaves the first one its processor."""
    future: Future[float | None] = Future()

    def work() -> None:
        try:
            future.set_result(lower_bound(problem, tight=tight))
        except BaseException as error:  # noqa: BLE001 - handed to whoever asks for the result
            future.set_exception(error)

    Thread(target=work, name="csplanner-bound").start()
    return future
