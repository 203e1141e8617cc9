"""A plan in the figures that two plans are compared by: coverage, hours, travel, cost, unplaced."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csplanner.domain.ledger import Ledger
from csplanner.domain.plan_days import monday_of
from csplanner.domain.trip_costs import traveller_costs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from csplanner.domain.plan import Entry
    from csplanner.domain.trip import Rate
    from csplanner.services.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFigures:
    """A plan's figures; hours are those of CSMs, `cost` is travel in the base currency.

    A trip is one person's week in one city away from home.
    """

    demand: int
    placed: int
    hours: float
    busiest: float
    visits: int
    trips: int
    cost: Decimal

    @property
    def unplaced(self) -> int:
        """How many touches have no date."""
        return self.demand - self.placed

    @property
    def coverage(self) -> float:
        """The share of touches that have a date."""
        return self.placed / self.demand if self.demand else 1.0

    def as_json(self) -> dict[str, Any]:
        """Return the figures by name."""
        return {
            "demand": self.demand,
            "scheduled": self.placed,
            "unscheduled": self.unplaced,
            "coverage": round(self.coverage, 4),
            "hours": round(self.hours, 2),
            "busiest_week": round(self.busiest, 2),
            "visits": self.visits,
            "trips": self.trips,
            "cost": self.cost,
        }


def figures_of(problem: Problem, entries: Iterable[Entry], rates: Sequence[Rate]) -> RunFigures:
    """Return the figures of what the policy asks for and a plan dates; own visits do not count."""
    ledger = Ledger(problem.scenario, entries)
    owed = [touch for touch in ledger.touches if problem.is_owed(touch)]
    weeks: dict[tuple[str, dt.date], int] = defaultdict(int)
    for entry in ledger.entries.values():
        for who in entry.participants:
            if ledger.people[who].role == "CSM":
                weeks[who, monday_of(entry.date)] += ledger.touches[entry.touch].minutes
    away = _away(ledger)
    return RunFigures(
        demand=len(owed),
        placed=sum(touch in ledger.entries for touch in owed),
        hours=sum(weeks.values()) / 60,
        busiest=max(weeks.values(), default=0) / 60,
        visits=sum(ledger.is_onsite(entry) for entry in ledger.entries.values()),
        trips=len(away),
        cost=_cost(problem, away, rates),
    )


def travel_cost(problem: Problem, ledger: Ledger, rates: Sequence[Rate]) -> Decimal:
    """Return what the trips of a plan cost by the rates, in the base currency."""
    return _cost(problem, _away(ledger), rates)


def _away(ledger: Ledger) -> dict[tuple[str, dt.date, str], set[dt.date]]:
    """Return the days of each trip: a person's week in one city away from home."""
    away: dict[tuple[str, dt.date, str], set[dt.date]] = defaultdict(set)
    for entry in ledger.entries.values():
        metro = ledger.metro_of(entry)
        for who in entry.participants:
            if metro is not None and ledger.is_away(who, entry):
                away[who, monday_of(entry.date), metro].add(entry.date)
    return away


def _cost(
    problem: Problem, away: dict[tuple[str, dt.date, str], set[dt.date]], rates: Sequence[Rate]
) -> Decimal:
    places = {place.id: place for place in problem.account_places.values()}
    total = Decimal(0)
    for (who, _, metro), days in away.items():
        home, place = problem.home_places.get(who), places.get(metro)
        if home is not None and place is not None:
            length = (max(days) - min(days)).days + 1
            total += sum(traveller_costs(rates, home, (place,), length).values(), Decimal(0))
    return total
