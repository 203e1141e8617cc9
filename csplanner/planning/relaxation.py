"""A year as a linear programme: touches spread over pieces of weeks, and what they use and cost."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from csplanner.planning.linear import INFINITE, Rows
from csplanner.planning.tables import Tables

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    from csplanner.planning.problem import Problem

    Terms = list[tuple[int, float]]

ANY_NUMBER = 100


class Relaxation:
    """The relaxation of a problem; `rows` is the linear programme.

    The dictionaries say which columns stand for what, for cuts.py to build upon: `trips` by
    (person, week, metro), `left[t]` the column of touch t left out or -1, `spans[t]` its columns
    with first and last day.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rows = Rows()
        self.days: dict[tuple[int, int, int], tuple[int, int]] = {}
        self._tables = Tables(dict(problem.numbers), dict(problem.arrays))
        self.use: dict[tuple[str, int, int], Terms] = defaultdict(list)
        self.trips: dict[tuple[int, int, int], int] = {}
        self.loads: dict[int, Terms] = defaultdict(list)
        self.visits: dict[tuple[int, int, int], Terms] = defaultdict(list)
        self.turns: dict[tuple[int, int], Terms] = defaultdict(list)
        self.cargo: dict[tuple[int, int, int, int], Terms] = defaultdict(list)
        self.left: list[int] = []
        self.spans: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self.weeks: dict[tuple[int, int], Terms] = defaultdict(list)
        for t in range(len(problem.touches)):
            self._add_touch(t)
        self._add_limits()
        self._add_levels()
        self._add_balance()

    def _add_touch(self, t: int) -> None:
        arrays, rows = self.problem.arrays, self.rows
        fixed, waived = arrays["touch_fixed"][t], arrays["touch_waived"][t]
        whole = [(rows.column(float(arrays["touch_uncovered"][t]), 1.0), 1.0)]
        shared: dict[tuple[int, int], Terms] = defaultdict(list)
        for piece, (cost, day, end) in ({} if waived or fixed >= 0 else self._pieces(t)).items():
            self._reach(t, piece, day, end)
            for option in range(arrays["option_at"][t], arrays["option_at"][t + 1]):
                column = rows.column(float(cost + arrays["option_cost"][option]))
                whole.append((column, 1.0))
                self.spans[t].append((column, day, end))
                self._note(t, piece, option, column, shared)
        self.left.append(-1 if fixed >= 0 else whole[0][0])
        if fixed >= 0:
            column = rows.column(0.0)
            whole = [(column, 1.0)]
            piece = arrays["day_piece"][fixed]
            self._reach(t, piece, fixed, fixed)
            self._note(t, piece, arrays["option_at"][t], column, shared)
        rows.row(whole, 1.0, 1.0)
        self._share(t, shared)

    def _share(self, t: int, shared: Mapping[tuple[int, int], Terms]) -> None:
        """Let the touch's visits of a week need the trip of everybody who comes."""
        arrays = self.problem.arrays
        account = arrays["touch_account"][t]
        for (person, week), terms in shared.items():
            trip = self._trip(t, person, week)
            if trip >= 0:
                self.rows.row([*terms, (trip, -1.0)], -INFINITE, 0.0)
            self.visits[account, person, week].extend(terms)
            if trip >= 0:
                minutes = float(arrays["touch_minutes"][t])
                metro = arrays["account_metro"][account]
                for partner in self.base_of(t):
                    cargo = self.cargo[person, partner, week, metro]
                    cargo.extend((column, minutes) for column, _ in terms)

    def _reach(self, t: int, piece: int, first: int, last: int) -> None:
        """Write down the days of the week that the account's touches, and its visits, may have."""
        account = self.problem.arrays["touch_account"][t]
        week = self.problem.arrays["piece_week"][piece]
        for onsite in {0, self.problem.arrays["touch_onsite"][t]}:
            low, high = self.days.get((account, week, onsite), (first, last))
            self.days[account, week, onsite] = min(low, first), max(high, last)

    def most_of(self, account: int, week: int, onsite: int) -> int:
        """Count how many touches (or visits) of the account its gap allows in the week."""
        gap = self.problem.arrays["account_gap"][account]
        first, last = self.days[account, week, onsite]
        return 1 + (last - first) // gap if gap > 1 else ANY_NUMBER

    def base_of(self, t: int) -> array[int]:
        """Give the people who attend the touch whatever its option."""
        arrays = self.problem.arrays
        return arrays["base"][arrays["base_at"][t] : arrays["base_at"][t + 1]]

    def _pieces(self, t: int) -> dict[int, tuple[int, int, int]]:
        """Give the pieces of the touch's possible days: least cost, first and last day."""
        tables, found = self._tables, dict[int, tuple[int, int, int]]()
        for k in range(tables.alone_at[t], tables.alone_at[t + 1]):
            piece = tables.day_piece[tables.alone[k]]
            day, cost = tables.alone[k], tables.alone_cost[k]
            least, first, _ = found.get(piece, (cost, day, day))
            found[piece] = (min(least, cost), first, day)
        return found

    def _note(
        self,
        t: int,
        piece: int,
        option: int,
        column: int,
        shared: dict[tuple[int, int], Terms],
    ) -> None:
        """Write down whom the column uses, and how."""
        arrays = self.problem.arrays
        people = [
            *arrays["base"][arrays["base_at"][t] : arrays["base_at"][t + 1]],
            *arrays["extra"][arrays["extra_at"][option] : arrays["extra_at"][option + 1]],
        ]
        onsite = arrays["touch_onsite"][t]
        week = arrays["piece_week"][piece]
        self.weeks[arrays["touch_account"][t], week].append((column, 1.0))
        for person in people:
            self.use["minutes", person, week].append((column, arrays["touch_minutes"][t]))
            if onsite:
                shared[person, week].append((column, 1.0))
                quarter, month = arrays["piece_quarter"][piece], arrays["piece_month"][piece]
                self.use["month", person, month].append((column, 1.0))
                self.use["quarter", person, quarter].append((column, 1.0))
                self.use["year", person, 0].append((column, 1.0))
        executive = arrays["option_executive"][option]
        if arrays["touch_executive"][t] and executive >= 0:
            self.turns[t, executive].append((column, 1.0))
            self.loads[arrays["person_executive"][executive]].append((column, 1.0))

    def _trip(self, t: int, person: int, week: int) -> int:
        """Find the column of the trip that a visit needs, or -1 at home."""
        arrays = self.problem.arrays
        metro = arrays["account_metro"][arrays["touch_account"][t]]
        if arrays["home"][person] in (-1, metro):
            return -1
        key = (person, week, metro)
        if key not in self.trips:
            cost = arrays["trip_cost"][person * self.problem.numbers["metros"] + metro]
            self.trips[key] = self.rows.column(float(cost), 1.0)
        return self.trips[key]

    def _add_limits(self) -> None:
        arrays = self.problem.arrays
        names = {
            "minutes": "minutes_per_week",
            "month": "visits_per_month",
            "quarter": "visits_per_quarter",
            "year": "visits_per_year",
        }
        for (kind, person, _), terms in self.use.items():
            limit = float(arrays[names[kind]][person])
            if limit < sum(factor for _, factor in terms):
                self.rows.row(terms, -INFINITE, limit)

    def _add_levels(self) -> None:
        weeks, cost = self.problem.numbers["weeks"], self.problem.numbers["level_cost"]
        for (kind, person, week), terms in self.use.items():
            floor = float(self.problem.arrays["level_floor"][person * weeks + week])
            if kind == "minutes" and floor < sum(factor for _, factor in terms):
                over = self.rows.column(float(cost))
                self.rows.row([*terms, (over, -1.0)], -INFINITE, floor)

    def _add_balance(self) -> None:
        numbers = self.problem.numbers
        count, scale = numbers["executives"], numbers["balance_scale"]
        cost, band = float(numbers["balance_cost"]), float(numbers["balance_band"])
        if not count or not cost:
            return
        loads = [self.rows.column(0.0) for _ in range(count)]
        for number, load in enumerate(loads):
            self.rows.row([*self.loads[number], (load, -1.0)], 0.0, 0.0)
        total = [(load, 1.0) for load in loads]
        for load in loads:
            over = self.rows.column(cost)
            for sign in (1.0, -1.0):
                terms = [
                    (column, -sign * scale * factor + (sign * scale * count) * (column == load))
                    for column, factor in total
                ]
                self.rows.row([*terms, (over, -1.0)], -INFINITE, band)
