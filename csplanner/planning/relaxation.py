"""A year as a linear programme: touches spread over pieces of weeks, and what they use and cost."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.planning.kinds import is_open, kinds_of, options_of
from csplanner.planning.linear import INFINITE, Rows
from csplanner.planning.tables import Tables

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable

    from csplanner.planning.kinds import Kind
    from csplanner.planning.problem import Problem

    Terms = list[tuple[int, int]]

BALANCE = ("executives", "balance_scale", "balance_cost")
LIMITS = {
    "minutes": "minutes_per_week",
    "month": "visits_per_month",
    "quarter": "visits_per_quarter",
    "year": "visits_per_year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A column: how many touches of a kind are in a piece, first to last day, with an option."""

    column: int
    kind: int
    piece: int
    option: int
    first: int
    last: int


class Relaxation:
    """The relaxation of a problem: `rows` is the linear programme, in units of cost.

    To its value comes `constant`, what every plan pays: `hopeless`, for touches that no day can
    take, and what is locked, even where it breaks a rule.

    The dictionaries say which columns stand for what, for the cuts to build upon: `trips` by
    (person, week, metro), `aboard` the places that need that trip, `left[k]` the touches of kind
    k left out, `places[k]` its places, `over` what a person's week has above its floor.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rows = Rows()
        self.constant = 0
        self.hopeless = 0
        self.kinds: list[Kind] = []
        self.kind_of: dict[int, int] = {}
        self.left: list[int] = []
        self.places: list[list[Place]] = []
        self.spent: dict[tuple[str, int, int], int] = defaultdict(int)
        self.paid: set[tuple[int, int, int]] = set()
        self.use: dict[tuple[str, int, int], Terms] = defaultdict(list)
        self.trips: dict[tuple[int, int, int], int] = {}
        self.aboard: dict[tuple[int, int, int], list[Place]] = defaultdict(list)
        self.over: dict[tuple[int, int], int] = {}
        self.loads: dict[int, Terms] = defaultdict(list)
        self._tables = Tables(dict(problem.numbers), dict(problem.arrays))
        self._add_constants()
        for kind in kinds_of(problem, self._tables):
            self._add_kind(kind)
        self._travel_together()
        self._add_limits()
        self._add_levels()
        _add_balance(self)

    def _travel_together(self) -> None:
        """Let people who are away for exactly the same visits share the column of their trips."""
        shared: dict[tuple[int, int, tuple[int, ...]], int] = {}
        for (person, week, metro), places in self.aboard.items():
            own = self.trips[person, week, metro]
            key = week, metro, tuple(place.column for place in places)
            column = self.trips[person, week, metro] = shared.setdefault(key, own)
            if column != own:
                self.rows.costs[column] += self.rows.costs[own]
                self.rows.upper[own] = 0

    def _add_constants(self) -> None:
        """Count what is the same in every plan: fixed touches, and those that no day can take."""
        arrays, tables = self.problem.arrays, self._tables
        for t in range(len(self.problem.touches)):
            if arrays["touch_fixed"][t] >= 0:
                self._spend(t, arrays["touch_fixed"][t])
            elif not is_open(self.problem, t) or tables.alone_at[t] == tables.alone_at[t + 1]:
                self.hopeless += arrays["touch_uncovered"][t]
        self.constant += self.hopeless

    def _spend(self, t: int, day: int) -> None:
        arrays, option = self.problem.arrays, self.problem.arrays["option_at"][t]
        self.constant += self._tables.day_cost(t, day) + arrays["option_cost"][option]
        for person in dict.fromkeys((*self.base_of(t), *self.extra_of(option))):
            for key in self._keys(t, person, arrays["day_piece"][day]):
                self.spent[key] += arrays["touch_minutes"][t] if key[0] == "minutes" else 1
            trip = self._trip_of(t, person, arrays["piece_week"][arrays["day_piece"][day]])
            if trip is not None and trip not in self.paid:
                self.paid.add(trip)
                self.constant += self._price(trip)
        if (number := self._number_of(t, option)) >= 0:
            self.spent["load", number, 0] += 1

    def _keys(self, t: int, person: int, piece: int) -> list[tuple[str, int, int]]:
        """Name the limits of a person that the touch counts against in a piece."""
        arrays = self.problem.arrays
        keys = [("minutes", person, arrays["piece_week"][piece])]
        if arrays["touch_onsite"][t]:
            keys += [
                ("month", person, arrays["piece_month"][piece]),
                ("quarter", person, arrays["piece_quarter"][piece]),
                ("year", person, 0),
            ]
        return keys

    def _number_of(self, t: int, option: int) -> int:
        """Give the number among executives of who comes as the executive, or -1."""
        arrays = self.problem.arrays
        who = arrays["option_executive"][option] if arrays["touch_executive"][t] else -1
        return arrays["person_executive"][who] if who >= 0 else -1

    def base_of(self, t: int) -> array[int]:
        """Give the people who attend the touch whatever its option."""
        arrays = self.problem.arrays
        return arrays["base"][arrays["base_at"][t] : arrays["base_at"][t + 1]]

    def extra_of(self, option: int) -> array[int]:
        """Give the people whom an option adds."""
        arrays = self.problem.arrays
        return arrays["extra"][arrays["extra_at"][option] : arrays["extra_at"][option + 1]]

    def metro_of(self, t: int) -> int:
        """Give the metro of the touch's account."""
        arrays = self.problem.arrays
        return arrays["account_metro"][arrays["touch_account"][t]]

    def week_of(self, place: Place) -> int:
        """Give the week of a place."""
        return self.problem.arrays["piece_week"][place.piece]

    def touch_of(self, place: Place) -> int:
        """Give the touch that speaks for the kind of a place."""
        return self.kinds[place.kind].touches[0]

    def _trip_of(self, t: int, person: int, week: int) -> tuple[int, int, int] | None:
        """Name the trip that a visit needs: None at home, or where nothing is a visit."""
        home, metro = self.problem.arrays["home"][person], self.metro_of(t)
        at_home = not self.problem.arrays["touch_onsite"][t] or home in (-1, metro)
        return None if at_home else (person, week, metro)

    def _price(self, trip: tuple[int, int, int]) -> int:
        person, _, metro = trip
        place = person * self.problem.numbers["metros"] + metro
        return self.problem.arrays["trip_cost"][place]

    def _add_kind(self, kind: Kind) -> None:
        t, number, count = kind.touches[0], len(self.kinds), kind.count
        self.kinds.append(kind)
        self.kind_of.update(dict.fromkeys(kind.touches, number))
        self.left.append(self.rows.column(self.problem.arrays["touch_uncovered"][t], count))
        first = options_of(self.problem, t)[0]
        places = [
            Place(
                column=self.rows.column(cost, count),
                kind=number,
                piece=piece,
                option=first + option,
                first=opens,
                last=closes,
            )
            for (piece, option), (cost, opens, closes) in kind.spots.items()
        ]
        self.places.append(places)
        whole = [(self.left[number], 1), *((place.column, 1) for place in places)]
        self.rows.row(whole, count, count)
        for place in places:
            self._note(t, place)

    def _note(self, t: int, place: Place) -> None:
        """Write down whom the place uses, how, and which trips it needs."""
        minutes = self.problem.arrays["touch_minutes"][t]
        for person in (*self.base_of(t), *self.extra_of(place.option)):
            for key in self._keys(t, person, place.piece):
                self.use[key].append((place.column, minutes if key[0] == "minutes" else 1))
            trip = self._trip_of(t, person, self.week_of(place))
            if trip is not None:
                if trip not in self.trips:
                    cost = 0 if trip in self.paid else self._price(trip)
                    self.trips[trip] = self.rows.column(cost, 1)
                self.aboard[trip].append(place)
        if (number := self._number_of(t, place.option)) >= 0:
            self.loads[number].append((place.column, 1))

    def at_most(self, terms: Iterable[tuple[int, int]], limit: int) -> None:
        """Add a row that keeps a sum at a limit, if it could be above."""
        whole = list(terms)
        if self.rows.most(term for term in whole if term[1] > 0) > limit:
            self.rows.row(whole, -INFINITE, limit)

    def _add_limits(self) -> None:
        for (kind, person, number), terms in self.use.items():
            limit = self.problem.arrays[LIMITS[kind]][person]
            self.at_most(terms, max(0, limit - self.spent[kind, person, number]))

    def floor_of(self, person: int, week: int) -> int:
        """Give the minutes of a person's week that free touches may have at no cost."""
        floor = self.problem.arrays["level_floor"][person * self.problem.numbers["weeks"] + week]
        return floor - self.spent["minutes", person, week]

    def _add_levels(self) -> None:
        cost = self.problem.numbers["level_cost"]
        weeks = {(person, week) for kind, person, week in self.spent if kind == "minutes"}
        weeks |= {(person, week) for kind, person, week in self.use if kind == "minutes"}
        for person, week in sorted(weeks):
            terms = self.use.get(("minutes", person, week), [])
            floor = self.floor_of(person, week)
            most = self.rows.most(terms) - floor
            if most > 0:
                over = self.over[person, week] = self.rows.column(cost, most)
                self.rows.row([*terms, (over, -1)], -INFINITE, floor)


def _add_balance(relaxed: Relaxation) -> None:
    """Price how far executives' loads leave their mean by more than the band."""
    numbers, rows = relaxed.problem.numbers, relaxed.rows
    count, scale, cost = (numbers[name] for name in BALANCE)
    if not count or not cost:
        return
    largest = len(relaxed.problem.touches)
    loads = [rows.column(0, largest) for _ in range(count)]
    for number, load in enumerate(loads):
        spent = relaxed.spent["load", number, 0]
        rows.row([*relaxed.loads[number], (load, -1)], -spent, -spent)
    for load in loads:
        over = rows.column(cost, scale * count * largest)
        for sign in (1, -1):
            terms = [(column, sign * scale * (count * (column == load) - 1)) for column in loads]
            rows.row([*terms, (over, -1)], -INFINITE, numbers["balance_band"])
