# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The kernel's tables: a problem's arrays, and the days on which each touch could be alone.

Plain Python that Cython compiles where a compiler is found (types in `tables.pxd`), as all of
`board`, `kernel`, `ruin` and `search`; compiled and interpreted they give the same numbers. Costs
are whole numbers of units (problem.py).
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


class Tables:
    """What never changes during a search; `alone` lists each touch's possible days and costs."""

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
