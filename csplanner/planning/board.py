# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The board of a plan in the making: a touch is put on it and taken off, and the cost follows.

Whatever a method changes is undone exactly by its opposite.
"""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

from csplanner.planning.gaps import Gaps
from csplanner.planning.tables import flat, zeros

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.planning.tables import Numbers


# What the visits of a trip still owe of its price, in 256ths, while `bend` is on: each further
# visit three fifths of the one before.
OWED = (0, -256, -153, -92, -55, -33, -19, -11, -7, -4, -2, -1)


class Board(Gaps):
    """Which touch is when and with whom, what that costs, and every count that a rule needs.

    `at[t]` is the day of touch t or -1, `who[t]` its option.
    """

    def __init__(self, numbers: Mapping[str, int], arrays: Mapping[str, array[int]]) -> None:
        super().__init__(numbers, arrays)
        self._start_counts(numbers["people"])

    def _start_counts(self, people: int) -> None:
        self.onsite_count: Numbers = zeros(people * self.days, "h")
        self.remote_count: Numbers = zeros(people * self.days, "h")
        self.metro_on: Numbers = zeros(people * self.days, "h")
        self.week_minutes: Numbers = zeros(people * self.weeks)
        self.trips: Numbers = zeros(people * self.weeks * self.metros, "h")
        self.away: Numbers = zeros(people * self.spans)
        self.travel_weeks: Numbers = zeros(people * 4)
        self.month_visits: Numbers = zeros(people * 12)
        self.quarter_visits: Numbers = zeros(people * 4)
        self.year_visits: Numbers = zeros(people)
        self.load: Numbers = zeros(self.executives)
        self.load_total: int = 0
        self.balance: int = 0
        self.balance_stale: int = 0
        self.bend: int = 0
        self.bent: int = 0
        self.owed: Numbers = flat(array("i", OWED))
        self.owed_count: int = len(OWED)
        steps = [after - before for before, after in pairwise((*OWED, 0))]
        self.owed_step: Numbers = flat(array("i", steps))
        self.cost: int = 0
        for t in range(self.touches):
            self.cost += self.touch_uncovered[t]

    def _total(self) -> int:
        """Give the cost of the whole plan, units."""
        if self.balance_stale:
            self.balance = 0
            for x in range(self.executives):
                self.balance += self._unbalance(self.load[x], self.load_total)
            self.balance_stale = 0
        return self.cost + self.balance

    def _guided(self) -> int:
        """Give the cost that the search follows: a trip costs less while it carries few visits.

        A trip is all or nothing, so taking one visit of two off it would gain nothing. With `bend`
        (1,024ths) it gains a share, and small trips dissolve into large ones. At 0 it is `total`.
        """
        return self._total() + ((self.bent >> 8) * self.bend >> 10)

    def _trip_number(self, p: int, metro: int, week: int) -> int:
        """Give the number of person p's trip to a metro in a week."""
        return (p * self.metros + metro) * self.weeks + week

    def _owed(self, visits: int) -> int:
        return self.owed[visits] if visits < self.owed_count else 0

    def _unbalance(self, load: int, total: int) -> int:
        away = load * self.executives - total
        if away < 0:
            away = -away
        away = away * self.balance_scale - self.balance_band
        return self.balance_cost * away if away > 0 else 0

    def _put(self, t: int, d: int, o: int) -> None:
        """Give touch t the day d and the people of option o."""
        self.cost -= self.touch_uncovered[t]
        self._write(t, d, o, 1)
        self.at[t] = d
        self.who[t] = o

    def _take(self, t: int) -> None:
        """Take touch t out of the plan."""
        d = self.at[t]
        self.at[t] = -1
        self._write(t, d, self.who[t], -1)
        self.cost += self.touch_uncovered[t]

    def _write(self, t: int, d: int, o: int, sign: int) -> None:
        self._gather_near(t)
        self.cost += sign * (self._day_cost(t, d) + self.option_cost[o] + self._spacing(t, d))
        for i in range(self.base_at[t], self.base_at[t + 1]):
            self._burden(self.base[i], t, d, sign)
        for i in range(self.extra_at[o], self.extra_at[o + 1]):
            self._burden(self.extra[i], t, d, sign)
        if self.touch_executive[t] and self.option_executive[o] >= 0:
            x = self.person_executive[self.option_executive[o]]
            if x >= 0:
                self.load[x] += sign
                self.load_total += sign
                self.balance_stale = 1
        a = self.touch_account[t]
        gap = self.account_gap[a]
        for near in range(max(0, d - gap + 1), min(self.days, d + gap)):
            self.blocked[a * self.days + near] += sign

    def _burden(self, p: int, t: int, d: int, sign: int) -> None:
        week = p * self.weeks + self.piece_week[self.day_piece[d]]
        floor = self.level_floor[week]
        before = self.week_minutes[week]
        after = before + sign * self.touch_minutes[t]
        self.week_minutes[week] = after
        if after > floor or before > floor:
            self.cost += self.level_cost * (max(after, floor) - max(before, floor))
        if self.touch_onsite[t]:
            self._visit(p, t, d, sign)
        else:
            self.remote_count[p * self.days + d] += sign

    def _visit(self, p: int, t: int, d: int, sign: int) -> None:
        piece = self.day_piece[d]
        metro = self.account_metro[self.touch_account[t]]
        self.onsite_count[p * self.days + d] += sign
        self.metro_on[p * self.days + d] = metro
        self.month_visits[p * 12 + self.piece_month[piece]] += sign
        self.quarter_visits[p * 4 + self.piece_quarter[piece]] += sign
        self.year_visits[p] += sign
        if self.home[p] < 0 or self.home[p] == metro:
            return
        edge = 1 if sign > 0 else 0
        trip = self._trip_number(p, metro, self.piece_week[piece])
        self.trips[trip] += sign
        price = self.trip_cost[p * self.metros + metro]
        if self.trips[trip] == edge:
            self.cost += sign * price
        n = self.trips[trip]
        self.bent += price * (self._owed(n) - self._owed(n - sign))
        span = p * self.spans + self.piece_span[piece]
        self.away[span] += sign
        if self.away[span] == edge:
            self.travel_weeks[p * 4 + self.piece_quarter[piece]] += sign
