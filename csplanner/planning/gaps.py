# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Gaps between the touches of a series: what a day does to them, given the days of the others."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from csplanner.planning.tables import Tables, flat, zeros

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.planning.tables import Numbers


class Gaps(Tables):
    """The days that touches have, and the prices of the gaps between them."""

    def __init__(self, numbers: Mapping[str, int], arrays: Mapping[str, array[int]]) -> None:
        super().__init__(numbers, arrays)
        self.at: Numbers = flat(array("i", [-1]) * self.touches)
        self.who: Numbers = flat(array("i", [-1]) * self.touches)
        near = numbers["near"]
        self.near: Numbers = zeros(near + 1)
        self.near_past: Numbers = zeros(near + 1)
        self.near_count: int = 0
        self.near_place: int = 0
        self.slack: int = 0

    def _gather_near(self, t: int) -> None:
        """List the days of the other touches of t's series, and those held, in order."""
        self.near_count = 0
        self.near_place = 0
        self.slack = 0
        s = self.touch_series[t]
        if s < 0:
            return
        for i in range(self.past_at[s], self.past_at[s + 1]):
            self._add_near(self.past[i], 1)
        for i in range(self.series_at[s], self.series_at[s + 1]):
            u = self.series[i]
            if u != t and self.at[u] >= 0:
                self._add_near(self.at[u], 0)
        for i in range(1, self.near_count):
            self.slack = max(self.slack, self._gap_between(s, i))

    def _add_near(self, d: int, past: int) -> None:
        i = self.near_count
        while i > 0 and self.near[i - 1] > d:
            self.near[i] = self.near[i - 1]
            self.near_past[i] = self.near_past[i - 1]
            i -= 1
        self.near[i] = d
        self.near_past[i] = past
        self.near_count += 1

    def _gap_between(self, s: int, i: int) -> int:
        """Price the gap that ends at the i-th near day; between two held days it is nobody's."""
        if self.near_past[i - 1] and self.near_past[i]:
            return 0
        return self._gap(s, self.near[i] - self.near[i - 1])

    def _gap(self, s: int, gap: int) -> int:
        off = gap - self.series_target[s]
        if off < 0:
            off = -off
        off -= self.series_tolerance[s]
        cost = self.series_daily[s] * off if off > 0 else 0
        if gap > self.series_most[s]:
            cost += self.series_above[s] * (gap - self.series_most[s])
        return cost

    def _spacing(self, t: int, d: int) -> int:
        """Price what day d does to the gaps of t's series; asked for rising days after a gather."""
        s = self.touch_series[t]
        if s < 0:
            return 0
        while self.near_place < self.near_count and self.near[self.near_place] < d:
            self.near_place += 1
        i = self.near_place
        cost = 0
        if i > 0:
            cost += self._gap(s, d - self.near[i - 1])
        if i < self.near_count:
            cost += self._gap(s, self.near[i] - d)
            if i > 0:
                cost -= self._gap_between(s, i)
        return cost
