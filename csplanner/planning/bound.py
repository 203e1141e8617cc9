"""A proven lower bound on the cost of any plan: a relaxation by weeks, solved by HiGHS.

Each touch is spread over pieces (a week within one month) and people instead of having one day;
trips, weekly minutes, visits, travel, level and balance then cost at most what they cost in any
plan that breaks no rule. What HiGHS finds is proven apart from it, in whole numbers (linear.py).
"""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from fractions import Fraction
from threading import Event, Thread
from typing import TYPE_CHECKING

from csplanner.planning.branching import Cases
from csplanner.planning.cuts import add_cuts
from csplanner.planning.effort import SMALL
from csplanner.planning.problem import MOST_UNITS
from csplanner.planning.relaxation import Relaxation
from csplanner.planning.settle import plain

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.planning.problem import Problem

QUICK = "linear relaxation by weeks, proven in whole numbers"
TIGHT = "linear relaxation with cases, proven in whole numbers"
MOST_CASES = 60
BLINK_SECONDS = 0.1


class Bound:
    """A bound in the making: written down at once, solved when asked, on any thread."""

    def __init__(self, problem: Problem, *, tight: bool) -> None:
        self._problem = problem
        self._relaxed = Relaxation(problem)
        add_cuts(self._relaxed)
        small = len(problem.touches) < SMALL
        self._most = MOST_CASES if tight and small else 1
        self._cases = Cases(self._relaxed, branch=self._most > 1)

    @property
    def method(self) -> str:
        """How the bound is proven."""
        return TIGHT if self._most > 1 else QUICK

    def obey(self, stop: Event) -> None:
        """Give up once `stop` is set, wherever it is; the points then say nothing."""
        self._cases.obey(stop)

    def points(self, stop: Event | None = None) -> float:
        """Solve, and give points that no plan can go below; no further case once `stop` is set."""
        value = self._cases.least(self._most, stop)
        units = value + self._relaxed.constant - _rounding(self._problem)
        return max(0, plain(Fraction(units, self._problem.unit)))


def lower_bound(problem: Problem, *, tight: bool = True) -> float:
    """Compute points that no plan can go below.

    A `tight` bound of a small problem looks at cases of trips, too, which takes ten to thirty
    times the work. Locked touches count as they are, even where they break a rule.
    """
    return Bound(problem, tight=tight).points()


def unavoidable(problem: Problem) -> float:
    """Add up the points of touches that no plan can date, waived ones too."""
    return plain(Fraction(Relaxation(problem).hopeless, problem.unit))


def _rounding(problem: Problem) -> int:
    """Give the units that weights with too many decimals may have been rounded up by."""
    if problem.unit < MOST_UNITS:
        return 0
    minutes = sum(problem.arrays["touch_minutes"])
    return (problem.numbers["days"] + 20) * len(problem.touches) + minutes


class BoundBeside:
    """A bound that is solved on a second thread beside the search; close it when done with it.

    It is written down before: the search leaves other threads little of the interpreter, while
    HiGHS needs none of it. Where it may take long, HiGHS asks at each step whether anybody still
    waits, which it can do only when the search lets it. The process waits for the thread at its
    end: an interpreter that is gone while HiGHS runs would be torn down with a crash.
    """

    def __init__(self, problem: Problem, *, tight: bool) -> None:
        self._bound = Bound(problem, tight=tight)
        self._future: Future[float] = Future()
        self._stop = Event()
        if len(problem.touches) >= SMALL:
            self._bound.obey(self._stop)
        Thread(target=self._work, name="csplanner-bound").start()

    @property
    def method(self) -> str:
        """How the bound is proven."""
        return self._bound.method

    def close(self) -> None:
        """Let the thread end soon: nobody asks for the bound any more."""
        self._stop.set()

    def _work(self) -> None:
        try:
            self._future.set_result(self._bound.points(self._stop))
        except BaseException as error:  # noqa: BLE001 - handed to whoever asks for the result
            self._future.set_exception(error)

    def points(self, job: Job) -> float:
        """Wait for the bound; raises Cancelled through the job."""
        while True:
            try:
                return self._future.result(timeout=BLINK_SECONDS)
            except NotYet:
                job.step(0.0, "Proving how good the plan is")
