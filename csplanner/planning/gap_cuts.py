"""Cuts on the visits of one account: their order, the gaps between them, two in one week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from csplanner.planning.linear import INFINITE

if TYPE_CHECKING:
    from csplanner.planning.relaxation import Place, Relaxation


def certain_order(relaxed: Relaxation, account: int) -> list[int]:
    """List the kinds of the account's executive touches if windows leave them one order.

    Empty where there is more than one order, or where a fixed or held one may lie between.
    """
    arrays = relaxed.problem.arrays
    visits = arrays["visit"][arrays["visit_at"][account] : arrays["visit_at"][account + 1]]
    held = arrays["held_at"][account] < arrays["held_at"][account + 1]
    if held or any(arrays["touch_fixed"][t] >= 0 for t in visits):
        return []
    return _in_order(relaxed, frozenset(visits))


def _in_order(relaxed: Relaxation, touches: frozenset[int]) -> list[int]:
    """Sort the touches' kinds by window; empty where windows overlap or a kind has several."""
    wanted = [relaxed.kind_of[t] for t in touches if t in relaxed.kind_of]
    wanted.sort(key=lambda kind: (_first(relaxed, kind), kind))
    apart = all(relaxed.kinds[kind].is_single for kind in wanted) and all(
        _last(relaxed, one) < _first(relaxed, other) for one, other in pairwise(wanted)
    )
    return wanted if apart else []


def _first(relaxed: Relaxation, kind: int) -> int:
    return min(place.first for place in relaxed.places[kind])


def _last(relaxed: Relaxation, kind: int) -> int:
    return max(place.last for place in relaxed.places[kind])


def add_gaps(relaxed: Relaxation) -> None:
    """Price gaps between neighbours of a series of visits whose windows lie apart."""
    arrays = relaxed.problem.arrays
    for s, target in enumerate(arrays["series_target"]):
        past = arrays["past"][arrays["past_at"][s] : arrays["past_at"][s + 1]]
        rows = arrays["series"][arrays["series_at"][s] : arrays["series_at"][s + 1]]
        if not target or any(arrays["touch_fixed"][t] >= 0 for t in rows):
            continue
        order = _in_order(relaxed, frozenset(rows))
        if order and past and max(past) >= _first(relaxed, order[0]):
            continue
        for one, other in pairwise(order):
            _Gap(relaxed, s, one, other).add()


@dataclass(slots=True)
class _Week:
    """The places of two neighbours in one week."""

    one: list[Place] = field(default_factory=list)
    other: list[Place] = field(default_factory=list)


class _Gap:
    """The gap between two neighbours of a series."""

    def __init__(self, relaxed: Relaxation, s: int, one: int, other: int) -> None:
        arrays = relaxed.problem.arrays
        self.relaxed, self.one, self.other = relaxed, one, other
        self.cost = arrays["series_daily"][s]
        self.most = arrays["series_target"][s] + arrays["series_tolerance"][s]
        self.least = arrays["series_target"][s] - arrays["series_tolerance"][s]

    def add(self) -> None:
        """Price what the gap is above and below what is free of charge."""
        self._add_over()
        rows, relaxed = self.relaxed.rows, self.relaxed
        days = relaxed.problem.numbers["days"] + max(0, self.least)
        under = rows.column(self.cost, days)
        late = max(place.first for place in relaxed.places[self.one])
        near = min(place.last for place in relaxed.places[self.other])
        terms = [(place.column, place.first) for place in relaxed.places[self.one]]
        terms += [(place.column, -place.last) for place in relaxed.places[self.other]]
        terms.append((relaxed.left[self.other], -max(0, self.least + late)))
        terms.append((relaxed.left[self.one], -max(0, self.least - near)))
        rows.row([*terms, (under, -1)], -INFINITE, -self.least)
        self._add_both(under)

    def _add_over(self) -> None:
        rows, relaxed = self.relaxed.rows, self.relaxed
        far = max(place.first for place in relaxed.places[self.other])
        over = rows.column(self.cost, relaxed.problem.numbers["days"])
        terms = [(place.column, place.first) for place in relaxed.places[self.other]]
        terms += [(place.column, -place.last) for place in relaxed.places[self.one]]
        terms.append((relaxed.left[self.one], -max(0, far - self.most)))
        rows.row([*terms, (over, -1)], -INFINITE, self.most)

    def _add_both(self, under: int) -> None:
        """Let a week hold both, on one trip, only for the price of a gap that short."""
        relaxed = self.relaxed
        weeks: dict[int, _Week] = defaultdict(_Week)
        for place in relaxed.places[self.one]:
            weeks[relaxed.week_of(place)].one.append(place)
        for place in relaxed.places[self.other]:
            weeks[relaxed.week_of(place)].other.append(place)
        short = [
            term
            for number, week in weeks.items()
            if week.one and week.other
            for term in self._add_week(number, week)
        ]
        if short:
            relaxed.rows.row([*short, (under, -1)], -INFINITE, 0)

    def _add_week(self, number: int, week: _Week) -> list[tuple[int, int]]:
        relaxed, arrays = self.relaxed, self.relaxed.problem.arrays
        one, other = (relaxed.kinds[kind].touches[0] for kind in (self.one, self.other))
        gap = max(each.last for each in week.other) - min(each.first for each in week.one)
        both = []
        if gap >= arrays["account_gap"][arrays["touch_account"][one]]:
            both.append((relaxed.rows.column(0, 1), -1))
        terms = [(place.column, 1) for place in (*week.one, *week.other)]
        for person in sorted({*relaxed.base_of(one)} & {*relaxed.base_of(other)}):
            trip = relaxed.trips.get((person, number, relaxed.metro_of(one)))
            if trip is not None:
                relaxed.rows.row([*terms, *both, (trip, -1)], -INFINITE, 0)
        return [(column, self.least - gap) for column, _ in both if self.least > gap]
