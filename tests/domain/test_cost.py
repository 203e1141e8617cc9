"""Proves the objective: each term on a case worked out by hand, and the price of one entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.domain.cost import distance_km, gap_points, objective_terms, trip_points
from csplanner.domain.ledger import Ledger
from csplanner.domain.marginal import Prices
from csplanner.domain.plan import Entry, Plan, TouchId
from csplanner.domain.scenario import PastTouch, Policy, StatedTouch
from tests.planning.random_teams import random_team
from tests.planning.small import METROS, RULES, TIERS, WEIGHTS, account, solved, team

if TYPE_CHECKING:
    from csplanner.domain.scenario import Scenario

PARIS = {"A1": "PAR", "A2": "PAR"}


def visits(*days: str, roles: tuple[str, ...] = ("CSM",), minutes: int = 120) -> Scenario:
    """Make stated visits to one account in Paris, one for each day."""
    touches = tuple(
        StatedTouch(
            touch=TouchId(f"T{number}"),
            account="A1",
            first=date(2027, 1, 1),
            last=date(2027, 12, 31),
            mode="onsite",
            roles=roles,
            minutes=minutes,
        )
        for number, _ in enumerate(days)
    )
    policy = Policy(tiers=TIERS, rules=(), pilot_min_gap_days=3)
    return team(accounts=(account(1, 900_000, "PAR"),), policy=policy, touches=touches)


def terms(scenario: Scenario, *placed: tuple[str, str]) -> dict[str, Fraction]:
    """Evaluate a plan with the CSM on the given (touch, day) pairs."""
    entries = tuple(
        Entry(touch=TouchId(touch), date=date.fromisoformat(day), participants=("csm",))
        for touch, day in placed
    )
    return objective_terms(scenario, Plan(instance="x", scheduled=entries))


def test_distance_and_trip_price() -> None:
    """London to Paris is about 344 km, and the trip costs fixed plus distance there and back."""
    km = distance_km(METROS[0], METROS[1])
    assert km == pytest.approx(344, abs=1)
    assert trip_points(WEIGHTS, METROS[0], METROS[1]) == round(30 + 0.05 * 2 * km)


def test_visits_of_one_week_and_metro_share_a_trip() -> None:
    """Two visits in a week cost one trip, in two weeks two."""
    scenario = visits("one", "two")
    price = trip_points(WEIGHTS, METROS[0], METROS[1])
    assert terms(scenario, ("T0", "2027-03-02"), ("T1", "2027-03-04"))["trips"] == price
    assert terms(scenario, ("T0", "2027-03-02"), ("T1", "2027-03-09"))["trips"] == 2 * price


def test_what_is_left_out_costs_the_tiers_price() -> None:
    """Each touch without a date counts once."""
    assert terms(visits("one", "two"), ("T0", "2027-03-02"))["uncovered"] == 4000


def test_off_the_preferred_weekdays() -> None:
    """Monday is not among Tuesday to Thursday."""
    scenario = visits("one")
    assert terms(scenario, ("T0", "2027-03-01"))["weekday"] == 2
    assert terms(scenario, ("T0", "2027-03-02"))["weekday"] == 0


@pytest.mark.parametrize(("gap", "points"), [(91, 0), (105, 0), (106, 1), (77, 0), (70, 7)])
def test_gaps_cost_beyond_the_tolerance(gap: int, points: int) -> None:
    """A target of 91 give or take 14 is free from 77 to 105 days."""
    assert gap_points(WEIGHTS, gap, RULES[0]) == (points, 0)


def test_a_gap_above_the_maximum_costs_more() -> None:
    """The optional maximum counts beside the spacing."""
    rule = replace(RULES[0], max_gap_days=100)
    assert gap_points(WEIGHTS, 110, rule) == (5, 30)


def test_history_counts_for_spacing_once_a_planned_touch_follows() -> None:
    """The gap from the last engagement held counts; the one between two held does not."""
    policy = replace(team().policy, rules=(replace(RULES[0], period="year"),))
    held = tuple(
        PastTouch(account="A1", rule="QBR", date=day, participants=("csm", "ae", "exec2"))
        for day in (date(2026, 5, 1), date(2026, 12, 1))
    )
    scenario = team(accounts=(account(1, 900_000, "PAR"),), policy=policy, history=held)
    entry = Entry(
        touch=TouchId("A1:QBR:2027-Y:1"),
        date=date(2027, 4, 20),
        participants=("csm", "ae", "exec3"),
    )
    found = objective_terms(scenario, Plan(instance="x", scheduled=(entry,)))
    assert found["spacing"] == (entry.date - held[1].date).days - 105


def test_a_loaded_week_costs_by_the_hour() -> None:
    """Minutes above floor(1.25 x yearly minutes x days of the week / days of the year) count."""
    scenario = visits("one", "two", minutes=600)
    found = terms(scenario, ("T0", "2027-03-02"), ("T1", "2027-03-04"))["level"]
    days = sum(
        day.weekday() <= 4
        and day not in scenario.people[0].blackout
        and day not in scenario.holidays["GB"]
        for day in (date(2027, 1, 1) + timedelta(days=number) for number in range(365))
    )
    floor = 1200 * 5 * 125 // (100 * days)
    assert found == Fraction(10 * (1200 - floor), 60)


def test_balance_counts_beyond_the_band() -> None:
    """Loads 3, 0 and 0 have the mean 1: one is 2 above, two are 1 below, the band is 1."""
    scenario = visits("one", "two", "three", roles=("CSM", "EXEC"))
    entries = tuple(
        Entry(touch=TouchId(f"T{n}"), date=date(2027, 3, 2 + 7 * n), participants=("csm", "exec2"))
        for n in range(3)
    )
    found = objective_terms(scenario, Plan(instance="x", scheduled=entries))
    assert found["balance"] == 20


def test_changes_count_dates_and_people() -> None:
    """A moved date costs 15, a replaced person 10."""
    scenario = visits("one", roles=("CSM", "EXEC"))
    former = Entry(touch=TouchId("T0"), date=date(2027, 3, 2), participants=("csm", "exec2"))
    scenario = replace(scenario, baseline=(former,))
    for entry, points in (
        (former, 0),
        (replace(former, date=date(2027, 3, 3)), 15),
        (replace(former, participants=("csm", "exec3")), 10),
        (replace(former, date=date(2027, 3, 3), participants=("csm", "exec3")), 25),
    ):
        found = objective_terms(scenario, Plan(instance="x", scheduled=(entry,)))
        assert found["change"] == points


@settings(max_examples=15)
@given(seed=st.integers(0, 10**6))
def test_the_price_of_an_entry_is_what_the_objective_loses_without_it(seed: int) -> None:
    """For each entry: objective with it less objective without it, term by term."""
    scenario = replace(random_team(seed), locked=(), freeze_until=None)
    plan = solved(scenario, iterations=2).plan
    whole = objective_terms(scenario, plan)
    ledger = Ledger(scenario, plan.scheduled)
    for entry in plan.scheduled[::3]:
        rest = tuple(each for each in plan.scheduled if each != entry)
        without = objective_terms(scenario, replace(plan, scheduled=rest))
        ledger.take(entry.touch)
        price = Prices(ledger).of(entry)
        ledger.put(entry)
        for name in {*whole, *without} - {"uncovered"}:
            lost = whole.get(name, Fraction(0)) - without.get(name, Fraction(0))
            assert price.get(name, Fraction(0)) == lost
