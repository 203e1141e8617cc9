"""Proves what is said before the search: every line is true of every plan, and names its sums."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.domain.plan import TouchId
from csplanner.domain.scenario import StatedTouch
from csplanner.planning.shortfalls import shortfalls
from tests.planning.random_teams import random_team
from tests.planning.small import ROOM, account, solved, team

if TYPE_CHECKING:
    from csplanner.domain.scenario import Scenario
    from csplanner.planning.shortfalls import Shortfall


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6))
def test_what_is_said_is_true_of_the_plan(seed: int) -> None:
    """At least so many of the touches that a line names stay without a date."""
    scenario = replace(random_team(seed), locked=(), freeze_until=None)
    found = shortfalls(scenario)
    left = {each.touch for each in solved(scenario, iterations=3).plan.unscheduled}
    for each in found:
        assert len(left & {*each.touches}) >= each.missing > 0
        assert each.asked > each.available


def kinds(scenario: Scenario) -> dict[str, list[Shortfall]]:
    """Group what is said by kind."""
    found: dict[str, list[Shortfall]] = {}
    for each in shortfalls(scenario):
        found.setdefault(each.kind, []).append(each)
    return found


def with_cap(who: str, **more: object) -> Scenario:
    """Give one of the usual team other limits."""
    people = tuple(
        replace(each, cap=replace(each.cap, **more)) if each.id == who else each
        for each in team().people
    )
    return team(people=people)


def test_visits_of_the_ceo_are_counted_against_the_year() -> None:
    """Three customers want the CEO, who has two visits."""
    (found,) = kinds(team())["visits"]
    assert found.detail == "ceo: 3 visits asked in 2027, at most 2; 1 cannot be held"
    assert (found.asked, found.available, found.missing) == (3, 2, 1)
    assert "visits" not in kinds(with_cap("ceo", visits_per_year=3))


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ({"visits_per_quarter": 2}, "csm: 3 visits asked in 2027-Q1, at most 2; 1 cannot"),
        ({"minutes_per_week": 20}, "h asked in 2027-Q1, 13 weeks with 0.3 h each"),
        (
            {"travel_weeks_per_quarter": 1, "minutes_per_week": 240},
            "csm: 3 visits away from home asked in 2027-Q1, 1 travel weeks with at most 2 each",
        ),
        ({"onsite_per_day": 0}, "days with at most 0 each: 0"),
    ],
)
def test_limits_of_a_person_are_counted_by_quarter(limit: dict[str, int], said: str) -> None:
    """Visits, hours and days, each against what there is, with the sum in words."""
    told = [each.detail for each in shortfalls(with_cap("csm", **limit))]
    assert any(said in line for line in told), told


def test_calls_are_counted_against_days() -> None:
    """No call a day leaves no room for any."""
    found = kinds(with_cap("csm", remote_per_day=0, remote_on_onsite_day=0))["calls"]
    assert any("calls asked in 2027" in each.detail for each in found)


def test_executives_are_counted_together() -> None:
    """Three of one visit a quarter have three; three customers ask for three: it is enough."""
    people = tuple(
        replace(each, cap=replace(each.cap, visits_per_quarter=1)) if each.role == "EXEC" else each
        for each in team().people
    )
    assert not any(each.who == "executives" for each in shortfalls(team(people=people)))
    more = (*team().accounts, account(7, 900_000, "LON"))
    found = [e for e in shortfalls(team(people=people, accounts=more)) if e.who == "executives"]
    said = (
        "executives: 4 visits asked in 2027-Q1, exec1 1 + exec2 1 + exec3 1 = 3; 1 cannot be held"
    )
    assert said in [each.detail for each in found]


def test_a_window_without_a_day_says_what_closes_it() -> None:
    """A week of the CSM's leave is no week for a call that has only that week."""
    monday = date(2027, 8, 2)
    stated = StatedTouch(
        touch=TouchId("A4:urgent:1"),
        account="A4",
        first=monday,
        last=monday + timedelta(days=6),
        mode="remote",
        roles=("CSM",),
        minutes=30,
    )
    (found,) = kinds(team(touches=(stated,)))["window"]
    assert found.who == "A4"
    assert "csm: leave (5 days), weekend (2 days)" in found.detail
    assert "window" not in kinds(team(touches=(stated,), waived=frozenset({stated.touch})))


def test_a_gap_that_leaves_no_room_is_counted() -> None:
    """Forty calls a quarter, a week apart, are more than a quarter has weeks."""
    rules = tuple(
        replace(each, period="quarter", count=40)
        for each in team().policy.rules
        if each.id == "CHK"
    )
    scenario = team(
        policy=replace(team().policy, rules=rules), accounts=(account(4, 90_000, "LON"),)
    )
    found = kinds(scenario)["gap"]
    assert found[0].available == 52
    assert "A4: 160 touches asked from 2027-01-01 to 2027-12-31" in found[0].detail
    assert {each.available for each in found if "-Q" in each.period} <= {13, 14}


def test_a_deputy_takes_the_owner_out_of_the_sum() -> None:
    """Where somebody else could hold a touch nothing is proven of the owner."""
    people = tuple(
        replace(each, deputy="ae", cap=replace(ROOM, minutes_per_week=0))
        if each.id == "csm"
        else each
        for each in team().people
    )
    assert not any(each.who == "csm" for each in shortfalls(team(people=people)))


def test_a_year_that_fits_says_nothing() -> None:
    """Small customers of a team with room."""
    assert shortfalls(team(accounts=(account(4, 90_000, "LON"),))) == ()
