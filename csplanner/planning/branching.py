"""Branch and bound on the number of trips that somebody makes to a metro in a stretch of the year.

A relaxation may make two and a half trips; a plan makes at most two or at least three. Each case is
a programme of its own with a proven value, and no plan costs less than the least of the cases.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from threading import Event
from typing import TYPE_CHECKING, Any

from csplanner.planning.cuts import quarters_of_weeks
from csplanner.planning.linear import INFINITE, Programme

if TYPE_CHECKING:
    from csplanner.planning.relaxation import Relaxation

    Ends = dict[int, tuple[int, int]]

STRETCHES = ((0, 3), (0, 1), (2, 3), (0, 0), (1, 1), (2, 2), (3, 3))
NEARLY = 0.01


class Cases:
    """A relaxation to be solved case by case; with `branch` False there is only one."""

    def __init__(self, relaxed: Relaxation, *, branch: bool) -> None:
        self._relaxed = relaxed
        self._sums = _add_sums(relaxed) if branch else {}
        self._programme = Programme(relaxed.rows)

    def obey(self, stop: Event) -> None:
        """Give up once `stop` is set, also within a case."""
        self._programme.obey(stop)

    def least(self, most: int, stop: Event | None = None) -> int:
        """Solve at most so many cases, always the least one next; gives the least value.

        Once `stop` is set there are no more cases.
        """
        stop = stop or Event()
        value, columns = self._programme.solved()
        heap: list[tuple[int, int, Ends, Any]] = [(value, 0, {}, self._between(columns))]
        cases = 1
        while cases < most and heap[0][3] is not None and not stop.is_set():
            value, _, ends, (row, count) = heapq.heappop(heap)
            for low, high in ((0, count), (count + 1, INFINITE)):
                before = ends.get(row, (0, INFINITE))
                case = {**ends, row: (max(low, before[0]), min(high, before[1]))}
                self._programme.again({**dict.fromkeys(self._sums, (0, INFINITE)), **case})
                found, columns = self._programme.solved()
                cases += 1
                heapq.heappush(heap, (max(value, found), cases, case, self._between(columns)))
        return heap[0][0]

    def _between(self, values: Any) -> tuple[int, int] | None:
        """Choose the sum whose fraction of a trip is worth most: its row, and the trips below."""
        best, chosen = 0.0, None
        for row, columns in self._sums.items():
            total = float(sum(values[column] for column in columns))
            part = min(total % 1, 1 - total % 1)
            worth = part * max(self._relaxed.rows.costs[column] for column in columns)
            if part > NEARLY and worth > best:
                best, chosen = worth, (row, int(total))
        return chosen


def _add_sums(relaxed: Relaxation) -> dict[int, list[int]]:
    """Add a row, without ends so far, for every sum of trips that cases may be made of."""
    quarters = quarters_of_weeks(relaxed)
    found: dict[tuple[int, ...], int] = {}
    trips: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for (person, week, metro), column in relaxed.trips.items():
        trips[person, metro].append((week, column))
    for row in trips.values():
        for first, last in STRETCHES:
            key = tuple(
                column
                for week, column in row
                if any(first <= quarter <= last for quarter in quarters[week])
            )
            if key and key not in found:
                terms = [(column, 1) for column in key]
                found[key] = relaxed.rows.row(terms, 0, INFINITE)
    return {row: list(key) for key, row in found.items()}
