# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The board of a plan in the making: a touch is put on it and taken off, and the cost follows.

Plain Python that Cython compiles where a compiler is found (types in `board.pxd`); both give the
same numbers. Every cost is a whole number of units (problem.py), and whatever a method changes is
undone exactly by its opposite.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableSequence

    Numbers = MutableSequence[int]

COMPILED = not __file__.endswith(".py")


def flat(values: array[int]) -> Numbers:
    """Copy an array to what reads fastest: a list where this module is interpreted."""
    copy = array(values.typecode, values)
    if not copy:
        copy.append(0)
    return copy if COMPILED else list(copy)


def zeros(count: int) -> Numbers:
    """Make an array of zeros."""
    return flat(array("i", bytes(4 * count)))


class Board:
    """Which touch is when and with whom, what that costs, and every count that a rule needs.

    `at[t]` is the day of touch t or -1, `who[t]` its option.
    """

    def __init__(self, numbers: Mapping[str, int], arrays: Mapping[str, array[int]]) -> None:
        self.touches: int = numbers["touches"]
        self.days: int = numbers["days"]
        self.weeks: int = numbers["weeks"]
        self.spans: int = numbers["spans"]
        self.metros: int = numbers["metros"]
        self.executives: int = numbers["executives"]
        self.level_cost: int = numbers["level_cost"]
        self.balance_cost: int = numbers["balance_cost"]
        self.balance_scale: int = numbers["balance_scale"]
        self.balance_band: int = numbers["balance_band"]
        self.weekday_cost: int = numbers["weekday_cost"]
        self.month_cost: int = numbers["month_cost"]
        self.change_cost: int = numbers["change_cost"]
        self._load_people(arrays)
        self._load_accounts(arrays)
        self._load_touches(arrays)
        self._load_options(arrays)
        self._start_counts(numbers["people"])
        self._start_buffers(numbers["near"], numbers["options"])
        self._list_days()

    def _load_people(self, arrays: Mapping[str, array[int]]) -> None:
        self.day_piece: Numbers = flat(arrays["day_piece"])
        self.day_weekday: Numbers = flat(arrays["day_weekday"])
        self.piece_week: Numbers = flat(arrays["piece_week"])
        self.piece_month: Numbers = flat(arrays["piece_month"])
        self.piece_quarter: Numbers = flat(arrays["piece_quarter"])
        self.piece_span: Numbers = flat(arrays["piece_span"])
        self.there: Numbers = flat(arrays["there"])
        self.home: Numbers = flat(arrays["home"])
        self.level_floor: Numbers = flat(arrays["level_floor"])
        self.person_executive: Numbers = flat(arrays["person_executive"])
        self.remote_per_day: Numbers = flat(arrays["remote_per_day"])
        self.onsite_per_day: Numbers = flat(arrays["onsite_per_day"])
        self.remote_on_onsite_day: Numbers = flat(arrays["remote_on_onsite_day"])
        self.minutes_per_week: Numbers = flat(arrays["minutes_per_week"])
        self.travel_weeks_per_quarter: Numbers = flat(arrays["travel_weeks_per_quarter"])
        self.visits_per_month: Numbers = flat(arrays["visits_per_month"])
        self.visits_per_quarter: Numbers = flat(arrays["visits_per_quarter"])
        self.visits_per_year: Numbers = flat(arrays["visits_per_year"])
        self.trip_cost: Numbers = flat(arrays["trip_cost"])

    def _load_accounts(self, arrays: Mapping[str, array[int]]) -> None:
        self.open: Numbers = flat(arrays["open"])
        self.account_gap: Numbers = flat(arrays["account_gap"])
        self.account_metro: Numbers = flat(arrays["account_metro"])
        self.account_last: Numbers = flat(arrays["account_last"])
        self.account_weekdays: Numbers = flat(arrays["account_weekdays"])
        self.blocked: Numbers = flat(arrays["blocked"])
        self.visit_at: Numbers = flat(arrays["visit_at"])
        self.visit: Numbers = flat(arrays["visit"])
        self.held_at: Numbers = flat(arrays["held_at"])
        self.held_day: Numbers = flat(arrays["held_day"])
        self.held_who: Numbers = flat(arrays["held_who"])

    def _load_touches(self, arrays: Mapping[str, array[int]]) -> None:
        self.touch_account: Numbers = flat(arrays["touch_account"])
        self.touch_minutes: Numbers = flat(arrays["touch_minutes"])
        self.touch_onsite: Numbers = flat(arrays["touch_onsite"])
        self.touch_first: Numbers = flat(arrays["touch_first"])
        self.touch_last: Numbers = flat(arrays["touch_last"])
        self.touch_months: Numbers = flat(arrays["touch_months"])
        self.touch_baseline: Numbers = flat(arrays["touch_baseline"])
        self.touch_executive: Numbers = flat(arrays["touch_executive"])
        self.touch_series: Numbers = flat(arrays["touch_series"])
        self.touch_uncovered: Numbers = flat(arrays["touch_uncovered"])

    def _load_options(self, arrays: Mapping[str, array[int]]) -> None:
        self.base_at: Numbers = flat(arrays["base_at"])
        self.base: Numbers = flat(arrays["base"])
        self.option_at: Numbers = flat(arrays["option_at"])
        self.option_executive: Numbers = flat(arrays["option_executive"])
        self.extra_at: Numbers = flat(arrays["extra_at"])
        self.extra: Numbers = flat(arrays["extra"])
        self.option_cost: Numbers = flat(arrays["option_cost"])
        self.series_at: Numbers = flat(arrays["series_at"])
        self.series: Numbers = flat(arrays["series"])
        self.past_at: Numbers = flat(arrays["past_at"])
        self.past: Numbers = flat(arrays["past"])
        self.series_target: Numbers = flat(arrays["series_target"])
        self.series_tolerance: Numbers = flat(arrays["series_tolerance"])
        self.series_most: Numbers = flat(arrays["series_most"])
        self.series_daily: Numbers = flat(arrays["series_daily"])
        self.series_above: Numbers = flat(arrays["series_above"])

    def _start_counts(self, people: int) -> None:
        self.at: Numbers = flat(array("i", [-1]) * self.touches)
        self.who: Numbers = flat(array("i", [-1]) * self.touches)
        self.onsite_count: Numbers = zeros(people * self.days)
        self.remote_count: Numbers = zeros(people * self.days)
        self.metro_on: Numbers = zeros(people * self.days)
        self.week_minutes: Numbers = zeros(people * self.weeks)
        self.trips: Numbers = zeros(people * self.weeks * self.metros)
        self.away: Numbers = zeros(people * self.spans)
        self.travel_weeks: Numbers = zeros(people * 4)
        self.month_visits: Numbers = zeros(people * 12)
        self.quarter_visits: Numbers = zeros(people * 4)
        self.year_visits: Numbers = zeros(people)
        self.load: Numbers = zeros(self.executives)
        self.load_total: int = 0
        self.balance: int = 0
        self.balance_stale: int = 0
        self.cost: int = 0
        for t in range(self.touches):
            self.cost += self.touch_uncovered[t]

    def _start_buffers(self, near: int, options: int) -> None:
        self.near: Numbers = zeros(near + 1)
        self.near_past: Numbers = zeros(near + 1)
        self.near_count: int = 0
        self.near_place: int = 0
        self.slack: int = 0
        self.turn_day: Numbers = zeros(near + 1)
        self.turn_who: Numbers = zeros(near + 1)
        self.turn_past: Numbers = zeros(near + 1)
        self.turn_count: int = 0
        self.turn_place: int = 0
        self.option_fixed: Numbers = flat(array("q", bytes(8 * (options + 1))))
        self.option_piece: Numbers = flat(array("q", bytes(8 * (options + 1))))
        self.cheapest: int = 0
        self.prior: int = -1
        self.following: int = -1
        self.found_day: int = -1
        self.found_option: int = -1
        self.blink: int = 0
        self.dice: int = 1

    def _list_days(self) -> None:
        """List for each touch the days that are possible if it were alone, with their costs."""
        starts, days, costs = array("i", [0]), array("i"), array("i")
        for t in range(self.touches):
            if self.option_at[t + 1] > self.option_at[t]:
                for d in range(self.touch_first[t], self.touch_last[t] + 1):
                    if self._is_open(t, d):
                        days.append(d)
                        costs.append(self.day_cost(t, d))
            starts.append(len(days))
        self.alone_at: Numbers = flat(starts)
        self.alone: Numbers = flat(days)
        self.alone_cost: Numbers = flat(costs)

    def _is_open(self, t: int, d: int) -> int:
        if not self.open[self.touch_account[t] * self.days + d]:
            return 0
        for i in range(self.base_at[t], self.base_at[t + 1]):
            if not self.there[self.base[i] * self.days + d]:
                return 0
        for o in range(self.option_at[t], self.option_at[t + 1]):
            free = 1
            for i in range(self.extra_at[o], self.extra_at[o + 1]):
                free &= self.there[self.extra[i] * self.days + d]
            if free:
                return 1
        return 0

    def day_cost(self, t: int, d: int) -> int:
        """Price a day for a touch, whatever else is planned: weekday, month, change."""
        cost = 0
        wanted = self.account_weekdays[self.touch_account[t]]
        if wanted and not (wanted >> self.day_weekday[d]) & 1:
            cost += self.weekday_cost
        months = self.touch_months[t]
        if months and not (months >> self.piece_month[self.day_piece[d]]) & 1:
            cost += self.month_cost
        if self.touch_baseline[t] >= 0 and self.touch_baseline[t] != d:
            cost += self.change_cost
        return cost

    def total(self) -> int:
        """Give the cost of the whole plan, units."""
        if self.balance_stale:
            self.balance = 0
            for x in range(self.executives):
                self.balance += self._unbalance(self.load[x], self.load_total)
            self.balance_stale = 0
        return self.cost + self.balance

    def _unbalance(self, load: int, total: int) -> int:
        away = load * self.executives - total
        if away < 0:
            away = -away
        away = away * self.balance_scale - self.balance_band
        return self.balance_cost * away if away > 0 else 0

    def put(self, t: int, d: int, o: int) -> None:
        """Give touch t the day d and the people of option o."""
        self.cost -= self.touch_uncovered[t]
        self._write(t, d, o, 1)
        self.at[t] = d
        self.who[t] = o

    def take(self, t: int) -> None:
        """Take touch t out of the plan."""
        d = self.at[t]
        self.at[t] = -1
        self._write(t, d, self.who[t], -1)
        self.cost += self.touch_uncovered[t]

    def _write(self, t: int, d: int, o: int, sign: int) -> None:
        self._gather_near(t)
        self.cost += sign * (self.day_cost(t, d) + self.option_cost[o] + self._spacing(t, d))
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
        trip = (p * self.weeks + self.piece_week[piece]) * self.metros + metro
        self.trips[trip] += sign
        if self.trips[trip] == edge:
            self.cost += sign * self.trip_cost[p * self.metros + metro]
        span = p * self.spans + self.piece_span[piece]
        self.away[span] += sign
        if self.away[span] == edge:
            self.travel_weeks[p * 4 + self.piece_quarter[piece]] += sign

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
