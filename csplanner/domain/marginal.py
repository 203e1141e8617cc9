"""What one entry adds to the cost of a plan, term by term: the plan with it less the plan without.

The uncovered term is left out: it is the same for every place of a touch.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from csplanner.domain.cost import (
    balance_points,
    demanded_minutes,
    exact,
    executive_loads,
    gap_points,
    level_floors,
    touch_points,
    trip_points,
)
from csplanner.domain.plan_days import monday_of, week_of

if TYPE_CHECKING:
    from datetime import date

    from csplanner.domain.ledger import Ledger
    from csplanner.domain.plan import Entry


class Prices:
    """Prices of single entries on one ledger; the ledger must not hold the touch asked about."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._demanded = demanded_minutes(ledger)
        self._floors: dict[str, dict[int, int]] = {}

    def of(self, entry: Entry) -> dict[str, Fraction]:
        """Price the entry by term; terms that it does not touch are left out."""
        terms: dict[str, Fraction] = defaultdict(Fraction)
        terms.update(touch_points(self._ledger, entry))
        terms.update(self._gaps(entry))
        terms["trips"] += sum(self.trips(entry).values(), Fraction(0))
        terms["level"] += self._level(entry)
        terms["balance"] += self._balance(entry)
        return {name: value for name, value in terms.items() if value}

    def trips(self, entry: Entry) -> dict[str, Fraction]:
        """Price the trips that the entry alone would cause, by traveller."""
        ledger, found = self._ledger, {}
        for who in dict.fromkeys(entry.participants):
            home, place = ledger.people[who].metro, ledger.metro_of(entry)
            if home is None or place is None or not ledger.is_away(who, entry):
                continue
            if not self.trip_mates(who, entry):
                points = trip_points(
                    ledger.scenario.weights, ledger.metros[home], ledger.metros[place]
                )
                found[who] = Fraction(points)
        return found

    def trip_mates(self, who: str, entry: Entry) -> list[Entry]:
        """List the person's other visits in the same metro and week."""
        ledger = self._ledger
        return [
            other
            for other in ledger.by_week[who, monday_of(entry.date)].values()
            if other.touch != entry.touch
            and ledger.is_onsite(other)
            and ledger.metro_of(other) == ledger.metro_of(entry)
        ]

    def around(self, entry: Entry) -> tuple[date | None, date | None]:
        """Find the engagements of the same account and rule just before and just after."""
        days = [day for day, _ in self._series(entry)]
        before = [day for day in days if day < entry.date]
        after = [day for day in days if day > entry.date]
        return max(before, default=None), min(after, default=None)

    def _series(self, entry: Entry) -> list[tuple[date, bool]]:
        ledger, touch = self._ledger, self._ledger.touches[entry.touch]
        days = [
            (other.date, True)
            for other in ledger.by_account[touch.account].values()
            if ledger.touches[other.touch].rule == touch.rule and other.touch != entry.touch
        ]
        held = [
            (past.date, False)
            for past in ledger.scenario.history
            if (past.account, past.rule) == (touch.account, touch.rule)
        ]
        return sorted(days + held)

    def _gaps(self, entry: Entry) -> dict[str, Fraction]:
        touch = self._ledger.touches[entry.touch]
        if not touch.rule:
            return {}
        without = self._series(entry)
        into = self._gap_cost(sorted([*without, (entry.date, True)]), entry)
        out = self._gap_cost(without, entry)
        return {"spacing": into[0] - out[0], "max_gap": into[1] - out[1]}

    def _gap_cost(self, days: list[tuple[date, bool]], entry: Entry) -> tuple[Fraction, Fraction]:
        touch, weights = self._ledger.touches[entry.touch], self._ledger.scenario.weights
        spacing = maximum = Fraction(0)
        for (day, planned), (later, also_planned) in pairwise(days):
            if planned or also_planned:
                one, other = gap_points(weights, (later - day).days, touch)
                spacing, maximum = spacing + one, maximum + other
        return spacing, maximum

    def _level(self, entry: Entry) -> Fraction:
        ledger, over = self._ledger, 0
        minutes = ledger.touches[entry.touch].minutes
        for who in dict.fromkeys(entry.participants):
            if ledger.people[who].role != "CSM":
                continue
            if who not in self._floors:
                demanded = self._demanded.get(who, 0)
                self._floors[who] = level_floors(ledger.scenario, ledger.people[who], demanded)
            floor = self._floors[who].get(week_of(entry.date, ledger.scenario.year), 0)
            week = ledger.by_week[who, monday_of(entry.date)]
            load = sum(ledger.touches[touch].minutes for touch in week if touch != entry.touch)
            over += max(0, load + minutes - floor) - max(0, load - floor)
        return exact(ledger.scenario.weights.level_per_hour) * over / 60

    def _balance(self, entry: Entry) -> Fraction:
        ledger = self._ledger
        loads = executive_loads(ledger)
        if "EXEC" not in ledger.touches[entry.touch].roles:
            return Fraction(0)
        before = balance_points(ledger.scenario.weights, list(loads.values()))
        for who in entry.participants:
            if who in loads:
                loads[who] += 1
        return balance_points(ledger.scenario.weights, list(loads.values())) - before
