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


def shared(values: array[int]) -> Numbers:
    """Give what is only read in the form that reads fastest: a list where this is interpreted."""
    if not COMPILED:
        return list(values) or [0]
    return values or array(values.typecode, [0])


def flat(values: array[int]) -> Numbers:
    """Copy an array that will be written to."""
    return shared(array(values.typecode, values))


def zeros(count: int, code: str = "i") -> Numbers:
    """Make an array of zeros, of 32 bits or ("h") of 16."""
    return shared(array(code, [0]) * count)


ALONE = ("alone_at", "alone", "alone_cost", "stretch_at", "stretch", "stretch_end")


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
        if ALONE[0] in arrays:
            self._take_days(arrays)
        else:
            self._list_days()

    def days_alone(self) -> dict[str, array[int]]:
        """Give what `_list_days` found, for another state of the same problem to share."""
        return {name: getattr(self, name) for name in ALONE}

    def _take_days(self, arrays: Mapping[str, array[int]]) -> None:
        self.alone_at: Numbers = arrays["alone_at"]
        self.alone: Numbers = arrays["alone"]
        self.alone_cost: Numbers = arrays["alone_cost"]
        self.stretch_at: Numbers = arrays["stretch_at"]
        self.stretch: Numbers = arrays["stretch"]
        self.stretch_end: Numbers = arrays["stretch_end"]

    def _load_people(self, arrays: Mapping[str, array[int]]) -> None:
        self.day_piece: Numbers = shared(arrays["day_piece"])
        self.day_weekday: Numbers = shared(arrays["day_weekday"])
        self.piece_week: Numbers = shared(arrays["piece_week"])
        self.piece_month: Numbers = shared(arrays["piece_month"])
        self.piece_quarter: Numbers = shared(arrays["piece_quarter"])
        self.piece_span: Numbers = shared(arrays["piece_span"])
        self.there: Numbers = shared(arrays["there"])
        self.home: Numbers = shared(arrays["home"])
        self.level_floor: Numbers = shared(arrays["level_floor"])
        self.person_executive: Numbers = shared(arrays["person_executive"])
        self.remote_per_day: Numbers = shared(arrays["remote_per_day"])
        self.onsite_per_day: Numbers = shared(arrays["onsite_per_day"])
        self.remote_on_onsite_day: Numbers = shared(arrays["remote_on_onsite_day"])
        self.minutes_per_week: Numbers = shared(arrays["minutes_per_week"])
        self.travel_weeks_per_quarter: Numbers = shared(arrays["travel_weeks_per_quarter"])
        self.visits_per_month: Numbers = shared(arrays["visits_per_month"])
        self.visits_per_quarter: Numbers = shared(arrays["visits_per_quarter"])
        self.visits_per_year: Numbers = shared(arrays["visits_per_year"])
        self.trip_cost: Numbers = shared(arrays["trip_cost"])

    def _load_accounts(self, arrays: Mapping[str, array[int]]) -> None:
        self.open: Numbers = shared(arrays["open"])
        self.account_gap: Numbers = shared(arrays["account_gap"])
        self.account_metro: Numbers = shared(arrays["account_metro"])
        self.account_last: Numbers = shared(arrays["account_last"])
        self.account_weekdays: Numbers = shared(arrays["account_weekdays"])
        self.blocked: Numbers = flat(arrays["blocked"])
        self.visit_at: Numbers = shared(arrays["visit_at"])
        self.visit: Numbers = shared(arrays["visit"])
        self.held_at: Numbers = shared(arrays["held_at"])
        self.held_day: Numbers = shared(arrays["held_day"])
        self.held_who: Numbers = shared(arrays["held_who"])

    def _load_touches(self, arrays: Mapping[str, array[int]]) -> None:
        self.touch_account: Numbers = shared(arrays["touch_account"])
        self.touch_minutes: Numbers = shared(arrays["touch_minutes"])
        self.touch_onsite: Numbers = shared(arrays["touch_onsite"])
        self.touch_first: Numbers = shared(arrays["touch_first"])
        self.touch_last: Numbers = shared(arrays["touch_last"])
        self.touch_months: Numbers = shared(arrays["touch_months"])
        self.touch_baseline: Numbers = shared(arrays["touch_baseline"])
        self.touch_executive: Numbers = shared(arrays["touch_executive"])
        self.touch_series: Numbers = shared(arrays["touch_series"])
        self.touch_uncovered: Numbers = shared(arrays["touch_uncovered"])

    def _load_options(self, arrays: Mapping[str, array[int]]) -> None:
        self.base_at: Numbers = shared(arrays["base_at"])
        self.base: Numbers = shared(arrays["base"])
        self.option_at: Numbers = shared(arrays["option_at"])
        self.option_executive: Numbers = shared(arrays["option_executive"])
        self.extra_at: Numbers = shared(arrays["extra_at"])
        self.extra: Numbers = shared(arrays["extra"])
        self.option_cost: Numbers = shared(arrays["option_cost"])
        self.series_at: Numbers = shared(arrays["series_at"])
        self.series: Numbers = shared(arrays["series"])
        self.past_at: Numbers = shared(arrays["past_at"])
        self.past: Numbers = shared(arrays["past"])
        self.series_target: Numbers = shared(arrays["series_target"])
        self.series_tolerance: Numbers = shared(arrays["series_tolerance"])
        self.series_most: Numbers = shared(arrays["series_most"])
        self.series_daily: Numbers = shared(arrays["series_daily"])
        self.series_above: Numbers = shared(arrays["series_above"])

    def _list_days(self) -> None:
        """List for each touch the days that are possible if it were alone, with their costs.

        `stretch` lists the pieces in which they lie; the days of the n-th are those of `alone` from
        `stretch_end[n]` to `stretch_end[n + 1]`.
        """
        starts, days, costs = array("i", [0]), array("i"), array("i")
        stretch_at, stretch, ends = array("i", [0]), array("i"), array("i", [0])
        for t in range(self.touches):
            if self.option_at[t + 1] > self.option_at[t]:
                piece = -1
                for d in range(self.touch_first[t], self.touch_last[t] + 1):
                    if self._is_open(t, d):
                        if self.day_piece[d] != piece:
                            piece = self.day_piece[d]
                            stretch.append(piece)
                            ends.append(0)
                        days.append(d)
                        costs.append(self._day_cost(t, d))
                        ends[len(ends) - 1] = len(days)
            starts.append(len(days))
            stretch_at.append(len(stretch))
        self.alone_at = shared(starts)
        self.stretch_at = shared(stretch_at)
        self.stretch = shared(stretch)
        self.stretch_end = shared(ends)
        self.alone = shared(days)
        self.alone_cost = shared(costs)

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
        return self._day_cost(t, d)

    def _day_cost(self, t: int, d: int) -> int:
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
