# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Ruin and recreate with annealing: take related touches out, put them back, keep what is good.

Compiled like the kernel (types in `search.pxd`), and as deterministic: the same seed and the same
number of iterations give the same plan.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from csplanner.planning.tables import flat, zeros

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableSequence

    from csplanner.planning.kernel import State

    Numbers = MutableSequence[int]

MOST_OUT = 40


class Search:
    """An annealing over a state, run for as many iterations as asked for.

    `groups` give for each touch the touches related to it (groups.py); `tables` the logarithms
    and temperatures of the annealing, as whole numbers.
    """

    def __init__(
        self, state: State, groups: Mapping[str, array[int]], tables: Mapping[str, array[int]]
    ) -> None:
        self.state: State = state
        self.movable: Numbers = flat(groups["movable"])
        self.movables: int = len(groups["movable"])
        self.can_move: Numbers = flat(groups["can_move"])
        self.rank: Numbers = flat(groups["rank"])
        self.owner_of: Numbers = flat(groups["owner_of"])
        self.owner_at: Numbers = flat(groups["owner_at"])
        self.owner: Numbers = flat(groups["owner"])
        self.account_at: Numbers = flat(groups["account_at"])
        self.account: Numbers = flat(groups["account"])
        self.place_of: Numbers = flat(groups["place_of"])
        self.place_at: Numbers = flat(groups["place_at"])
        self.place: Numbers = flat(groups["place"])
        self.host_of: Numbers = flat(groups["host_of"])
        self.host_at: Numbers = flat(groups["host_at"])
        self.host: Numbers = flat(groups["host"])
        self.city_of: Numbers = flat(groups["city_of"])
        self.city_at: Numbers = flat(groups["city_at"])
        self.city: Numbers = flat(groups["city"])
        self.logs: Numbers = flat(tables["logs"])
        self.temperatures: Numbers = flat(tables["temperatures"])
        self.steps: int = len(tables["temperatures"])
        self._start(state.touches)

    def _start(self, touches: int) -> None:
        self.out: Numbers = zeros(MOST_OUT + 1)
        self.out_day: Numbers = zeros(MOST_OUT + 1)
        self.out_who: Numbers = zeros(MOST_OUT + 1)
        self.out_key: Numbers = zeros(MOST_OUT + 1)
        self.out_count: int = 0
        self.is_out: Numbers = zeros(touches)
        self.best_at: Numbers = flat(self._copy(self.state.at))
        self.best_who: Numbers = flat(self._copy(self.state.who))
        self.best: int = self.state.total()
        self.current: int = self.best
        self.keep_every: int = 1 if touches < 2000 else touches // 4
        self.done: int = 0
        self.planned: int = 1
        self.centre: int = 0
        self.reach: int = 0
        self.missing: int = 0

    def _copy(self, values: Numbers) -> array[int]:
        return array("i", list(values))

    def run(self, iterations: int) -> int:
        """Go on for so many iterations; the best cost so far, units."""
        for _ in range(iterations):
            self._iterate(self.temperatures[self.done * self.steps // self.planned])
            self.done += 1
            if self.done % self.keep_every == 0 and self.current < self.best:
                self._keep()
        if self.current < self.best:
            self._keep()
        return self.best

    def _keep(self) -> None:
        self.best = self.current
        for t in range(self.state.touches):
            self.best_at[t] = self.state.at[t]
            self.best_who[t] = self.state.who[t]

    def restore(self) -> None:
        """Bring the state back to the best plan seen."""
        state = self.state
        for t in range(state.touches):
            if state.at[t] >= 0 and (
                state.at[t] != self.best_at[t] or state.who[t] != self.best_who[t]
            ):
                state.take(t)
        for t in range(state.touches):
            if state.at[t] < 0 and self.best_at[t] >= 0:
                state.put(t, self.best_at[t], self.best_who[t])
        self.current = state.total()

    def _iterate(self, temperature: int) -> None:
        self.out_count = 0
        self._ruin()
        if self.out_count == 0:
            return
        self._order()
        self._recreate()
        total = self.state.total()
        worse = total - self.current
        chance = temperature * self.logs[self.state.roll(1024)]
        if (worse <= 0 or worse * 256 <= chance) and self._rotations_hold():
            self.current = total
        else:
            self._undo()
        for i in range(self.out_count):
            self.is_out[self.out[i]] = 0

    def _pull(self, t: int) -> None:
        """Take a touch out, once, and remember where it was."""
        if self.is_out[t] or not self.can_move[t] or self.out_count >= MOST_OUT:
            return
        i = self.out_count
        self.out[i] = t
        self.out_day[i] = self.state.at[t]
        self.out_who[i] = self.state.who[t]
        self.is_out[t] = 1
        self.out_count += 1
        if self.state.at[t] >= 0:
            self.state.take(t)

    def _ruin(self) -> None:
        state = self.state
        t = self.movable[state.roll(self.movables)]
        self.centre = state.at[t]
        if self.centre < 0:
            self.centre = state.touch_first[t] + state.roll(
                state.touch_last[t] - state.touch_first[t] + 1
            )
        self._pull(t)
        kind = state.roll(16)
        most = 2 + state.roll(10)
        if state.touch_onsite[t] and kind < 10:
            self._ruin_visits(t, kind, most)
        elif kind < 12:
            self.reach = 5
            g = self.owner_of[t]
            self._pull_near(g, most)
        else:
            self._ruin_account(t, most)

    def _ruin_visits(self, t: int, kind: int, most: int) -> None:
        """Take visits out around t: of its owner, of its account executive, or of its metro."""
        width = self.state.roll(3)
        self.reach = 7 if width == 0 else 46 if width == 1 else 400
        if kind < 5:
            self._pull_place(self.place_of[t], most)
        elif kind < 7 or not self.state.touch_executive[t]:
            self._pull_host(self.host_of[t], most)
        else:
            self._pull_city(self.city_of[t], most)

    def _ruin_account(self, t: int, most: int) -> None:
        a = self.state.touch_account[t]
        first = self.account_at[a]
        count = self.account_at[a + 1] - first
        offset = self.state.roll(count)
        for i in range(min(count, most)):
            self._pull(self.account[first + (offset + i) % count])

    def _is_near(self, u: int) -> int:
        d = self.state.at[u]
        if d < 0:
            return (
                1
                if self.state.touch_first[u] <= self.centre + self.reach
                and self.state.touch_last[u] >= self.centre - self.reach
                else 0
            )
        return 1 if -self.reach <= d - self.centre <= self.reach else 0

    def _pull_near(self, g: int, most: int) -> None:
        first = self.owner_at[g]
        count = self.owner_at[g + 1] - first
        offset = self.state.roll(count)
        for i in range(count):
            u = self.owner[first + (offset + i) % count]
            if self.out_count < most and self._is_near(u):
                self._pull(u)

    def _pull_place(self, g: int, most: int) -> None:
        first = self.place_at[g]
        count = self.place_at[g + 1] - first
        offset = self.state.roll(count)
        for i in range(count):
            u = self.place[first + (offset + i) % count]
            if self.out_count < most and self._is_near(u):
                self._pull(u)

    def _pull_host(self, g: int, most: int) -> None:
        first = self.host_at[g]
        count = self.host_at[g + 1] - first
        offset = self.state.roll(count)
        for i in range(count):
            u = self.host[first + (offset + i) % count]
            if self.out_count < most and self._is_near(u):
                self._pull(u)

    def _pull_city(self, g: int, most: int) -> None:
        first = self.city_at[g]
        count = self.city_at[g + 1] - first
        offset = self.state.roll(count)
        for i in range(count):
            u = self.city[first + (offset + i) % count]
            if self.out_count < most and self._is_near(u):
                self._pull(u)

    def _order(self) -> None:
        """Sort what is out: scarce first, or by chance."""
        by_chance = self.state.roll(2)
        for i in range(self.out_count):
            t = self.out[i]
            key = self.state.roll(65536) if by_chance else self.rank[t]
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
        for i in range(self.out_count):
            t = self.out[i]
            cost = self.state.scan(t)
            if self.state.found_day >= 0 and cost < self.state.touch_uncovered[t]:
                self.state.put(t, self.state.found_day, self.state.found_option)

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
