"""What a plan costs, term by term, in exact arithmetic and apart from the planner's kernel."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import asin, cos, floor, pi, sin, sqrt
from typing import TYPE_CHECKING

from csplanner.domain.demand import uncovered_cost_of
from csplanner.domain.ledger import Ledger
from csplanner.domain.plan import TERMS
from csplanner.domain.plan_days import available_days, monday_of, week_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import Entry, Plan
    from csplanner.domain.scenario import Metro, Person, Rule, Scenario, Weights

EARTH_RADIUS_KM = 6371.0


@cache
def exact(number: float) -> Fraction:
    """Read a weight as the decimal it was written as."""
    return Fraction(str(number))


def distance_km(one: Metro, other: Metro) -> float:
    """Measure the great circle between two metros."""
    degree = pi / 180
    half = (
        sin((other.lat - one.lat) * degree / 2) ** 2
        + cos(one.lat * degree)
        * cos(other.lat * degree)
        * sin((other.lon - one.lon) * degree / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def trip_points(weights: Weights, home: Metro, place: Metro) -> int:
    """Price one trip from home to a metro and back."""
    return round(weights.trip_fixed + weights.trip_per_km * 2 * distance_km(home, place))


def gap_points(weights: Weights, gap: int, rule: Rule | Touch) -> tuple[Fraction, Fraction]:
    """Price the days between two consecutive touches of a rule: (spacing, above the maximum)."""
    away, above = gap_days(gap, rule)
    return exact(weights.spacing_per_day) * away, exact(weights.max_gap_per_day) * above


def gap_days(gap: int, rule: Rule | Touch) -> tuple[int, int]:
    """Count the days by which a gap leaves its target and its tolerance, and its maximum."""
    away = abs(gap - rule.target_gap_days) - rule.tol_days if rule.target_gap_days else 0
    above = gap - rule.max_gap_days if rule.max_gap_days is not None else 0
    return max(0, away), max(0, above)


def level_floors(scenario: Scenario, person: Person, demanded: int) -> dict[int, int]:
    """Give the minutes of each week, by week number, above which a CSM's load costs."""
    days = available_days(scenario, person)
    total = sum(days.values())
    factor = exact(scenario.weights.level_factor)
    return {
        week: floor(factor * demanded * count / total) if total else 0
        for week, count in days.items()
    }


def objective_terms(scenario: Scenario, plan: Plan) -> dict[str, Fraction]:
    """Evaluate the whole objective; terms of keys that the scenario does not use are left out."""
    return terms_of(Ledger(scenario, plan.scheduled))


def terms_of(
    ledger: Ledger, trips: Mapping[tuple[str, date, str], int] | None = None
) -> dict[str, Fraction]:
    """Evaluate the objective of the plan that a ledger holds, with its trips if they are known."""
    scenario = ledger.scenario
    trips = trip_costs(ledger) if trips is None else trips
    terms = dict.fromkeys(TERMS, Fraction(0))
    _add_touch_terms(ledger, terms)
    _add_gap_terms(ledger, terms)
    terms["trips"] = Fraction(sum(trips.values()))
    terms["level"] = _level(ledger)
    terms["balance"] = balance_points(scenario.weights, list(executive_loads(ledger).values()))
    own = ("months", "max_gap", "deputies")
    return {name: value for name, value in terms.items() if value or name not in own}


def trip_costs(ledger: Ledger) -> dict[tuple[str, date, str], int]:
    """Price every trip of the plan: (person, Monday, metro) to points."""
    weights = ledger.scenario.weights
    found: dict[tuple[str, date, str], int] = {}
    for entry in ledger.entries.values():
        metro = ledger.metro_of(entry)
        for who in entry.participants:
            home = ledger.people[who].metro
            if metro is not None and home is not None and ledger.is_away(who, entry):
                key = (who, monday_of(entry.date), metro)
                found[key] = trip_points(weights, ledger.metros[home], ledger.metros[metro])
    return found


def touch_points(ledger: Ledger, entry: Entry) -> dict[str, Fraction]:
    """Price an entry whatever else is planned: weekday, month, deputy, change."""
    return _priced(ledger.scenario.weights, Counter(_faults(ledger, entry)))


_PRICES = {
    "weekday": ("weekday", "weekday"),
    "months": ("months", "month"),
    "deputies": ("deputies", "deputy"),
    "date": ("change", "change_date"),
    "people": ("change", "change_people"),
}
"""What may be wrong with an entry by itself: its term, and the weight of one."""


def _faults(ledger: Ledger, entry: Entry) -> list[str]:
    """List what is wrong with an entry by itself, a changed person once each."""
    touch = ledger.touches[entry.touch]
    account = ledger.accounts[touch.account]
    found = []
    if account.preferred_weekdays and entry.date.weekday() not in account.preferred_weekdays:
        found.append("weekday")
    months = touch.preferred_months or account.preferred_months
    if months and entry.date.month not in months:
        found.append("months")
    if (
        account.owner not in entry.participants
        and "CSM" in touch.roles
        and touch.id not in ledger.fixed
    ):
        found.append("deputies")
    former = ledger.baseline.get(entry.touch)
    if former is not None:
        found += ["date"] * (entry.date != former.date)
        if entry.participants != former.participants:
            new, old = {*entry.participants}, {*former.participants}
            found += ["people"] * max(len(new - old), len(old - new))
    return found


def _priced(weights: Weights, counts: Mapping[str, int]) -> dict[str, Fraction]:
    """Turn counts of faults into points by term."""
    terms: dict[str, Fraction] = defaultdict(Fraction)
    for fault, count in counts.items():
        term, weight = _PRICES[fault]
        terms[term] += count * exact(getattr(weights, weight))
    return terms


def _add_touch_terms(ledger: Ledger, terms: dict[str, Fraction]) -> None:
    counts: Counter[str] = Counter()
    for touch in ledger.touches.values():
        entry = ledger.entries.get(touch.id)
        if entry is None:
            account = ledger.accounts[touch.account]
            terms["uncovered"] += exact(uncovered_cost_of(ledger.scenario.policy, account))
        else:
            counts.update(_faults(ledger, entry))
    for name, points in _priced(ledger.scenario.weights, counts).items():
        terms[name] += points


def _add_gap_terms(ledger: Ledger, terms: dict[str, Fraction]) -> None:
    dated: dict[tuple[str, str], list[tuple[date, bool]]] = defaultdict(list)
    for entry in ledger.entries.values():
        touch = ledger.touches[entry.touch]
        dated[touch.account, touch.rule].append((entry.date, True))
    for past in ledger.scenario.history:
        dated[past.account, past.rule].append((past.date, False))
    rules = {rule.id: rule for rule in ledger.scenario.policy.rules}
    away = above = 0
    for (_, rule), days in dated.items():
        if rule not in rules:
            continue
        for (day, planned), (later, also_planned) in pairwise(sorted(days)):
            if planned or also_planned:
                one, other = gap_days((later - day).days, rules[rule])
                away, above = away + one, above + other
    terms["spacing"] += exact(ledger.scenario.weights.spacing_per_day) * away
    terms["max_gap"] += exact(ledger.scenario.weights.max_gap_per_day) * above


def demanded_minutes(ledger: Ledger) -> dict[str, int]:
    """Sum the minutes that the year asks of each CSM as the owner of accounts."""
    minutes: Counter[str] = Counter()
    for touch in ledger.touches.values():
        if "CSM" in touch.roles:
            minutes[ledger.accounts[touch.account].owner] += touch.minutes
    return dict(minutes)


def _level(ledger: Ledger) -> Fraction:
    demanded = demanded_minutes(ledger)
    over = 0
    for person in ledger.people.values():
        if person.role != "CSM":
            continue
        floors = level_floors(ledger.scenario, person, demanded.get(person.id, 0))
        load: Counter[int] = Counter()
        for entry in ledger.by_person[person.id].values():
            week = week_of(entry.date, ledger.scenario.year)
            load[week] += ledger.touches[entry.touch].minutes
        over += sum(max(0, minutes - floors.get(week, 0)) for week, minutes in load.items())
    return exact(ledger.scenario.weights.level_per_hour) * over / 60


def executive_loads(ledger: Ledger) -> dict[str, int]:
    """Count the executive touches that each executive attends."""
    return {
        person.id: sum(
            "EXEC" in ledger.touches[touch].roles for touch in ledger.by_person[person.id]
        )
        for person in ledger.people.values()
        if person.role == "EXEC"
    }


def balance_points(weights: Weights, loads: list[int]) -> Fraction:
    """Price how far executives' loads leave their mean by more than the band."""
    if not loads:
        return Fraction(0)
    mean, band = Fraction(sum(loads), len(loads)), exact(weights.exec_balance_band)
    over = sum((max(Fraction(0), abs(load - mean) - band) for load in loads), Fraction(0))
    return exact(weights.exec_balance) * over
