"""Proves that the reason told for a touch without a date is the one that holds now."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.planning import explain
from csplanner.planning.unplaced import OPEN
from tests.planning.random_teams import random_team
from tests.planning.small import account, person, solved, team
from tests.planning.test_explaining import left, of


@settings(max_examples=12)
@given(seed=st.integers(0, 10**6))
def test_what_is_told_is_what_the_plan_lists(seed: int) -> None:
    """On tight random years: the reason of a fresh plan, word for word."""
    scenario = random_team(seed)
    plan = solved(scenario, iterations=3).plan
    for item in plan.unscheduled[::3]:
        told = explain(scenario, plan, item.touch)
        assert told.date is None
        assert told.reason == item.reason
        if item.reason != "PRIORITY":
            assert told.because == (f"{item.reason}: {item.detail}",)
        else:
            assert told.next_best, "a place exists and is listed with its price"


def test_room_that_has_come_is_said() -> None:
    """Once the visits that used up the CEO's year are off, the third is not 'used up' any more."""
    scenario = team()
    plan = solved(scenario, iterations=20).plan
    third = left(plan, ":CEO:")
    assert explain(scenario, plan, third).reason == "CEO_CAP"
    held = of(plan, ":CEO:")
    freed = replace(plan, scheduled=tuple(e for e in plan.scheduled if e is not held))
    told = explain(scenario, freed, third)
    assert told.reason == OPEN
    assert told.because[0].startswith("OPEN: there is room now: placing it on ")
    assert told.relax is None
    assert told.next_best


def test_what_has_moved_since_the_run_changes_the_reason() -> None:
    """Listed for capacity by an older run; now nobody fills a role, and that is what is told."""
    scenario = team(accounts=(replace(account(1, 900_000, "PAR"), ae=None),))
    plan = solved(scenario).plan
    listed = tuple(
        replace(item, reason="CAPACITY", detail="all places are taken") for item in plan.unscheduled
    )
    told = explain(scenario, replace(plan, unscheduled=listed), left(plan, "QBR:2027-Q1"))
    assert told.reason == "NO_DATE"
    assert told.because == ("NO_DATE: nobody fills the role AE",)
    named = replace(scenario, people=(*scenario.people, person("ae9", "AE", "LON")))
    filled = replace(named, accounts=(replace(scenario.accounts[0], ae="ae9"),))
    assert explain(filled, plan, left(plan, "QBR:2027-Q1")).reason == OPEN
