# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Ruin and recreate with annealing: take related touches out, put them back, keep what is good.

The same seed and the same number of iterations give the same plan.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from csplanner.planning.ruin import Ruin
from csplanner.planning.tables import flat, shared, zeros

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.planning.kernel import State
    from csplanner.planning.tables import Numbers

MOST_KEYS = 41
BEND = 410
BEND_EVERY = 64


class Search(Ruin):
    """An annealing over a state, run for as many iterations as asked for.

    `tables` are the logarithms and temperatures of the annealing, as whole numbers (effort.py).
    """

    def __init__(
        self, state: State, groups: Mapping[str, array[int]], tables: Mapping[str, array[int]]
    ) -> None:
        super().__init__(state, groups)
        touches = state.touches
        self.rank: Numbers = shared(groups["rank"])
        self.logs: Numbers = shared(tables["logs"])
        self.temperatures: Numbers = shared(tables["temperatures"])
        self.steps: int = len(tables["temperatures"])
        self.out_key: Numbers = zeros(MOST_KEYS)
        self.best_at: Numbers = flat(self._copy(self.state.at))
        self.best_who: Numbers = flat(self._copy(self.state.who))
        self.best: int = self.state.total()
        self.current: int = self.state.guided()
        self.keep_every: int = 1 if touches < 2000 else touches // 4
        self.done: int = 0
        self.planned: int = 1

    def _copy(self, values: Numbers) -> array[int]:
        return array("i", list(values))

    def run(self, iterations: int) -> int:
        """Go on for so many iterations; the best cost so far, units."""
        for _ in range(iterations):
            if self.done % BEND_EVERY == 0:
                self._bend_now()
            self._iterate(self.temperatures[self.done * self.steps // self.planned])
            self.done += 1
            if self.done % self.keep_every == 0 and self.state.total() < self.best:
                self._keep()
        if self.state.total() < self.best:
            self._keep()
        return self.best

    def _bend_now(self) -> None:
        """Let go of the bent price of trips little by little; the last quarter has none."""
        left = self.planned * 3 // 4 - self.done
        self.state.bend = BEND * left // self.planned if left > 0 else 0
        self.current = self.state.guided()

    def _keep(self) -> None:
        self.best = self.state.total()
        for t in range(self.state.touches):
            self.best_at[t] = self.state.at[t]
            self.best_who[t] = self.state.who[t]

    def restore(self) -> None:
        """Bring the state back to the best plan seen."""
        self.state.bend = 0
        for t in range(self.state.touches):
            if self.state.at[t] >= 0 and (
                self.state.at[t] != self.best_at[t] or self.state.who[t] != self.best_who[t]
            ):
                self.state.take(t)
        for t in range(self.state.touches):
            if self.state.at[t] < 0 and self.best_at[t] >= 0:
                self.state.put(t, self.best_at[t], self.best_who[t])
        self.current = self.state.total()

    def _iterate(self, temperature: int) -> None:
        self.out_count = 0
        self._ruin()
        if self.out_count == 0:
            return
        self._order()
        self._recreate()
        self.state.banned = -1
        self.state.shut = -1
        self.state.gift = -1
        self.in_turn = 0
        total = self.state.guided()
        worse = total - self.current
        chance = temperature * self.logs[self.state.roll(1024)]
        if (worse <= 0 or worse * 256 <= chance) and self._rotations_hold():
            self.current = total
        else:
            self._undo()
        for i in range(self.out_count):
            self.is_out[self.out[i]] = 0
            self._note_lost(self.out[i])

    def _order(self) -> None:
        """Sort what is out: scarce first, or by chance."""
        by_chance = self.state.roll(2)
        for i in range(self.out_count):
            t = self.out[i]
            key = self.state.roll(65536) if by_chance else self.rank[t]
            if self.in_turn:
                key = self.state.touch_first[t] * 64 + self.state.roll(64)
            day, who, j = self.out_day[i], self.out_who[i], i
            while j > 0 and self.out_key[j - 1] > key:
                self.out[j] = self.out[j - 1]
                self.out_key[j] = self.out_key[j - 1]
                self.out_day[j] = self.out_day[j - 1]
                self.out_who[j] = self.out_who[j - 1]
                j -= 1
            self.out[j] = t
            self.out_key[j] = key
            self.out_day[j] = day
            self.out_who[j] = who

    def _recreate(self) -> None:
        if self.gather >= 0:
            self._gather_in(self.gather)
            self.gather = -1
        for i in range(self.out_count):
            t = self.out[i]
            if self.state.at[t] >= 0:
                continue
            cost = self.state.scan_from(t, self.out_day[i])
            if self.state.found_day >= 0 and cost < self.state.touch_uncovered[t]:
                self.state.put(t, self.state.found_day, self.state.found_option)

    def _gather_in(self, week: int) -> None:
        """Put what is out and on site into one week, as far as it goes."""
        self.state.only = week
        for i in range(self.out_count):
            t = self.out[i]
            if self.state.touch_onsite[t]:
                cost = self.state.scan(t)
                if self.state.found_day >= 0 and cost < self.state.touch_uncovered[t]:
                    self.state.put(t, self.state.found_day, self.state.found_option)
        self.state.only = -1

    def _rotations_hold(self) -> int:
        for i in range(self.out_count):
            t = self.out[i]
            if self.state.touch_executive[t] and not self.state.rotates(
                self.state.touch_account[t]
            ):
                return 0
        return 1

    def _undo(self) -> None:
        for i in range(self.out_count):
            if self.state.at[self.out[i]] >= 0:
                self.state.take(self.out[i])
        for i in range(self.out_count):
            if self.out_day[i] >= 0:
                self.state.put(self.out[i], self.out_day[i], self.out_who[i])
