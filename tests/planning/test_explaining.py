"""Proves explanations: they agree with the judge and the objective, and a relaxation places."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.base.errors import UserMistake
from csplanner.domain.cost import objective_terms
from csplanner.domain.plan import Entry, TouchId
from csplanner.domain.plan_days import monday_of
from csplanner.domain.rules import RULES, Ledger, breaches_in, breaches_of_move
from csplanner.planning import explain
from csplanner.planning.relaxing import relaxation, relaxations
from tests.planning.random_teams import random_team
from tests.planning.small import ROOM, account, solved, team, week

if TYPE_CHECKING:
    from csplanner.domain.plan import Explanation, Plan


def of(plan: Plan, part: str) -> Entry:
    """Give the first scheduled entry whose id has a part."""
    return next(each for each in plan.scheduled if part in each.touch)


@settings(max_examples=10)
@given(seed=st.integers(0, 10**6))
def test_next_best_dates_break_nothing_and_cost_what_is_said(seed: int) -> None:
    """Moving the touch there breaks no rule and changes the objective by the extra terms."""
    scenario = replace(random_team(seed), locked=(), freeze_until=None)
    plan = solved(scenario, iterations=2).plan
    for entry in plan.scheduled[::7]:
        told = explain(scenario, plan, entry.touch)
        assert told.date == entry.date
        assert [each.total for each in told.next_best] == sorted(
            each.total for each in told.next_best
        )
        for best in told.next_best:
            there = replace(entry, date=best.date, participants=best.participants, start=None)
            assert not breaches_of_move(scenario, plan.scheduled, there)
            moved = tuple(there if each is entry else each for each in plan.scheduled)
            before = sum(objective_terms(scenario, plan).values())
            after = sum(objective_terms(scenario, replace(plan, scheduled=moved)).values())
            assert best.total == pytest.approx(float(after - before), abs=1e-4)


def test_a_ruled_out_week_has_no_place() -> None:
    """In a ruled-out week every day with everybody breaks a rule, and its word is known."""
    scenario = team()
    plan = solved(scenario).plan
    entry = of(plan, "A1:QBR:2027-Q1")
    told = explain(scenario, plan, entry.touch)
    ledger = Ledger(scenario, plan.scheduled)
    assert told.ruled_out
    assert monday_of(entry.date) not in {each.week for each in told.ruled_out}
    for ruled in told.ruled_out:
        assert ruled.rule in RULES
        for number in range(5):
            for people in ledger.attendances(ledger.touches[entry.touch]):
                day = ruled.week + timedelta(days=number)
                there = Entry(touch=entry.touch, date=day, participants=people)
                assert breaches_in(ledger, there)


def test_of_rules_that_forbid_as_many_places_the_calendar_is_named() -> None:
    """A CSM on leave rules a week out, whatever else is against it, in every process alike."""
    scenario = team()
    plan = solved(scenario).plan
    entry = of(plan, "A1:QBR:2027-Q3")
    away = week(date(2027, 8, 2))
    people = tuple(
        replace(each, blackout=each.blackout | away) if each.id == "csm" else each
        for each in scenario.people
    )
    weeks = explain(replace(scenario, people=people), plan, entry.touch).ruled_out
    assert next(each.rule for each in weeks if each.week == date(2027, 8, 2)) == "leave"


def test_the_reasons_speak_of_window_rotation_trip_and_people() -> None:
    """A visit's explanation names each thing that made its date."""
    scenario = team()
    plan = solved(scenario, iterations=60).plan
    said = " / ".join(explain(scenario, plan, of(plan, "A1:QBR:2027-Q2").touch).because)
    for word in ("rule QBR asks for it", "are free", "days after", "in rotation", "weekday"):
        assert word in said
    assert re.search(r"sharing the trip saves \d+ points|makes the trip", said)


def test_a_fixed_touch_says_so() -> None:
    """A locked touch is where it is because it is locked; no other date is offered."""
    plan = solved(team()).plan
    entry = of(plan, "A1:CHK")
    told = explain(team(locked=(entry,)), plan, entry.touch)
    assert told.because[0] == f"it is fixed on {entry.date}"
    assert told.next_best == ()


def left(plan: Plan, part: str) -> TouchId:
    """Give the id of the unscheduled touch with a part in it."""
    return next(each.touch for each in plan.unscheduled if part in each.touch)


def test_raising_the_limit_that_is_named_places_the_touch() -> None:
    """The third CEO visit needs one visit more, and fits once the CEO has it."""
    scenario = team()
    plan = solved(scenario, iterations=20).plan
    told = explain(scenario, plan, left(plan, ":CEO:"))
    assert told.date is None
    assert told.relax is not None
    assert told.relax.startswith("raise ceo's visits per year")
    people = tuple(
        replace(each, cap=replace(each.cap, visits_per_year=3)) if each.id == "ceo" else each
        for each in scenario.people
    )
    assert not breaches_of_move(
        replace(scenario, people=people), plan.scheduled, _there(scenario, told)
    )


def _there(scenario: object, told: Explanation) -> Entry:
    found = re.search(r"fits on (\d{4}-\d\d-\d\d)", told.relax or "")
    assert found is not None
    day = date.fromisoformat(found.group(1))
    assert scenario is not None
    return Entry(touch=told.touch, date=day, participants=("csm", "ceo"))


def test_minutes_of_a_week_are_raised_by_what_is_missing() -> None:
    """A call of 45 minutes and a limit of 30 need 45."""
    people = tuple(
        replace(each, cap=replace(ROOM, minutes_per_week=30)) if each.id == "csm" else each
        for each in team().people
    )
    scenario = team(people=people)
    plan = solved(scenario).plan
    relax = explain(scenario, plan, left(plan, "A4:CHK:2027-H1:1")).relax
    assert relax is not None
    assert "45 of 30 minutes" in relax


def test_a_limit_that_locks_have_passed_is_raised_by_as_much() -> None:
    """Two CEO visits are locked and one a year is allowed: the third needs three."""
    scenario = team()
    plan = solved(scenario, iterations=20).plan
    held = tuple(each for each in plan.scheduled if ":CEO:" in each.touch)
    assert len(held) == 2
    people = tuple(
        replace(each, cap=replace(each.cap, visits_per_year=0)) if each.id == "ceo" else each
        for each in scenario.people
    )
    relax = explain(replace(scenario, people=people, locked=held), plan, left(plan, ":CEO:")).relax
    assert relax is not None
    assert relax.startswith("raise ceo's visits per year (ceo has 3 of 0 visits")


def test_a_role_nobody_fills_wants_a_name() -> None:
    """Without an account executive the change is to name one."""
    scenario = team(accounts=(replace(account(1, 900_000, "PAR"), ae=None),))
    plan = solved(scenario).plan
    relax = explain(scenario, plan, left(plan, "QBR:2027-Q1")).relax
    assert relax == "name somebody for the role AE of A1"


def test_what_is_not_worth_its_price_says_the_price() -> None:
    """PRIORITY is answered by the points to accept."""
    weights = replace(team().weights, trip_fixed=9000)
    scenario = team(weights=weights, accounts=(account(1, 900_000, "PAR"),))
    plan = solved(scenario).plan
    relax = explain(scenario, plan, left(plan, ":CEO:")).relax
    assert relax is not None
    assert relax.startswith("accept ")


def test_waived_and_past_touches_have_their_change() -> None:
    """A waiver is withdrawn; a past window is opened up to a day that is not past."""
    touch = TouchId("A4:CHK:2027-H1:1")
    waived = team(waived=frozenset({touch}))
    assert explain(waived, solved(waived).plan, touch).relax == "withdraw the waiver"
    late = team(not_before=date(2027, 9, 1))
    relax = explain(late, solved(late).plan, touch).relax
    assert relax is not None
    assert "window" in relax


def test_an_unknown_touch_is_a_mistake() -> None:
    """Only touches of the year can be explained."""
    with pytest.raises(UserMistake, match="asks for no touch"):
        explain(team(), solved(team()).plan, TouchId("A9:QBR:2027-Q1:1"))


def test_of_many_left_out_one_of_each_kind_is_relaxed_first() -> None:
    """With room for few, every pair of reason and rule is searched before a second of its kind."""
    people = tuple(replace(each, cap=replace(ROOM, minutes_per_week=30)) for each in team().people)
    scenario = team(people=people)
    plan = solved(scenario, iterations=2).plan
    ledger = Ledger(scenario, plan.scheduled)
    kinds = {(each.reason, ledger.touches[each.touch].rule) for each in plan.unscheduled}
    assert len(plan.unscheduled) > len(kinds) > 1
    found = relaxations(ledger, plan.unscheduled, most=len(kinds))
    reasons = {each.touch: each.reason for each in plan.unscheduled}
    assert {(reasons[touch], ledger.touches[touch].rule) for touch in found} == kinds
    assert len(relaxations(ledger, plan.unscheduled)) == min(20, len(plan.unscheduled))


def test_knowing_that_all_is_full_changes_no_answer() -> None:
    """The short way and the long way name the same change."""
    people = tuple(replace(each, cap=replace(ROOM, minutes_per_week=45)) for each in team().people)
    scenario = team(people=people)
    plan = solved(scenario, iterations=2).plan
    ledger = Ledger(scenario, plan.scheduled)
    left = [each for each in plan.unscheduled if each.reason == "CAPACITY"]
    assert left
    for each in left[:6]:
        touch = ledger.touches[each.touch]
        assert relaxation(ledger, touch, is_full=True) == relaxation(ledger, touch)
