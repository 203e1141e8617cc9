"""The arrays of our people: when they are there, what they can bear, what travelling costs."""

from __future__ import annotations

from array import array
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from csplanner.domain.cost import exact, level_floors, trip_points
from csplanner.domain.plan_days import days_of_year, week_of, why_person_is_away

if TYPE_CHECKING:
    from csplanner.domain.demand import Touch
    from csplanner.domain.scenario import Caps, Scenario

NO_LIMIT = 2**30


def people_arrays(
    scenario: Scenario, touches: tuple[Touch, ...], unit: int
) -> tuple[dict[str, int], dict[str, array[int]]]:
    """Flatten people, their days, their limits and their trips."""
    people = scenario.people
    executives = [person for person in people if person.role == "EXEC"]
    numbers = {"people": len(people), "executives": len(executives)}
    number_of = {person.id: number for number, person in enumerate(executives)}
    arrays = {
        "there": _there(scenario),
        "home": _homes(scenario),
        "trip_cost": _trip_costs(scenario, unit),
        "level_floor": _level_floors(scenario, touches),
        "person_executive": array("i", [number_of.get(person.id, -1) for person in people]),
    }
    for name in (
        "remote_per_day",
        "onsite_per_day",
        "remote_on_onsite_day",
        "minutes_per_week",
        "travel_weeks_per_quarter",
        "visits_per_month",
        "visits_per_quarter",
        "visits_per_year",
    ):
        arrays[name] = array("i", [_limit(person.cap, name) for person in people])
    numbers.update(_balance(scenario, len(executives), unit))
    numbers["level_cost"] = round(exact(scenario.weights.level_per_hour) * unit / 60)
    return numbers, arrays


def _limit(cap: Caps, name: str) -> int:
    limit: int | None = getattr(cap, name)
    return NO_LIMIT if limit is None else min(limit, NO_LIMIT)


def _balance(scenario: Scenario, count: int, unit: int) -> dict[str, int]:
    """Give the balance term as whole numbers: cost x max(0, |load x scale - total| - band)."""
    weights = scenario.weights
    band = exact(weights.exec_balance_band)
    count = max(1, count)
    return {
        "balance_cost": round(exact(weights.exec_balance) * unit / count / band.denominator),
        "balance_scale": band.denominator,
        "balance_band": band.numerator * count,
    }


def _there(scenario: Scenario) -> array[int]:
    days = days_of_year(scenario.year)
    found = array("i", bytes(4 * len(days) * len(scenario.people)))
    for number, person in enumerate(scenario.people):
        for place, day in enumerate(days):
            if day.weekday() <= 4 and why_person_is_away(scenario, person, day) is None:
                found[number * len(days) + place] = 1
    return found


def _homes(scenario: Scenario) -> array[int]:
    metros = {metro.id: number for number, metro in enumerate(scenario.metros)}
    return array("i", [metros.get(person.metro or "", -1) for person in scenario.people])


def _trip_costs(scenario: Scenario, unit: int) -> array[int]:
    metros = {metro.id: metro for metro in scenario.metros}
    rows: dict[str | None, list[int]] = {None: [0] * len(metros)}
    found = array("q")
    for person in scenario.people:
        if person.metro not in rows and person.metro is not None:
            home = metros[person.metro]
            rows[person.metro] = [
                unit * trip_points(scenario.weights, home, place) if place.id != home.id else 0
                for place in scenario.metros
            ]
        found.extend(rows[person.metro])
    return found


def _level_floors(scenario: Scenario, touches: tuple[Touch, ...]) -> array[int]:
    owners = {account.id: account.owner for account in scenario.accounts}
    demanded: Counter[str] = Counter()
    for touch in touches:
        if "CSM" in touch.roles:
            demanded[owners[touch.account]] += touch.minutes
    found = array("i")
    weeks = week_of(date(scenario.year, 12, 31), scenario.year) + 1
    for person in scenario.people:
        if person.role == "CSM":
            floors = level_floors(scenario, person, demanded[person.id])
            found.extend(floor for _, floor in sorted(floors.items()))
        else:
            found.extend([NO_LIMIT] * weeks)
    return found
