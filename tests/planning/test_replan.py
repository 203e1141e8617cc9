"""Proves re-planning: what may stay stays, what cannot moves, and room is made where it must be."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from csplanner.domain.account_rules import own_breaches
from csplanner.domain.demand import touches_of
from csplanner.domain.ledger import Ledger
from csplanner.domain.plan import Entry, TouchId
from csplanner.domain.rules import broken
from csplanner.domain.scenario import StatedTouch
from tests.planning.small import account, solved, team, week

if TYPE_CHECKING:
    from csplanner.domain.plan import Plan
    from csplanner.domain.scenario import Scenario


@pytest.fixture(scope="module")
def adopted() -> Plan:
    """Solve the usual team once, as the plan that everybody knows."""
    return solved(team(), iterations=30).plan


def dates(plan: Plan) -> dict[TouchId, tuple[date, frozenset[str]]]:
    """Give date and people of every scheduled touch."""
    return {each.touch: (each.date, frozenset(each.participants)) for each in plan.scheduled}


def test_nothing_changed_moves_nothing(adopted: Plan) -> None:
    """Re-planning the same year keeps every touch, even where the search could do better."""
    result = solved(team(baseline=adopted.scheduled), iterations=30)
    assert result.changes.moved == result.changes.removed == 0
    assert result.changes.kept == len(adopted.scheduled)
    assert dates(result.plan).items() >= dates(adopted).items()


@pytest.mark.parametrize("seed", range(8))
def test_only_what_an_edit_invalidates_moves(adopted: Plan, seed: int) -> None:
    """After leave or a customer's closing, the touches that stay valid stay where they are."""
    scenario = edited(seed, adopted)
    ledger = Ledger(scenario, adopted.scheduled)
    invalid = {each.touch for each in adopted.scheduled if any(own_breaches(ledger, each))}
    result = solved(scenario, iterations=30)
    assert broken(scenario, result.plan) == ()
    assert result.changes.moved <= 1.2 * len(invalid)
    before, after = dates(adopted), dates(result.plan)
    stayed = {touch for touch in before if after.get(touch) == before[touch]}
    assert len(before) - len(stayed) <= 1.2 * len(invalid)


def edited(seed: int, plan: Plan) -> Scenario:
    """Give somebody two weeks of leave, or close a customer for three."""
    dice = random.Random(seed)
    scenario = team(baseline=plan.scheduled)
    monday = dice.choice(plan.scheduled).date
    monday -= timedelta(days=monday.weekday())
    if seed % 2:
        closed = week(monday) | week(monday + timedelta(days=7))
        accounts = tuple(
            replace(each, blackout=closed) if number == seed % 5 else each
            for number, each in enumerate(scenario.accounts)
        )
        return replace(scenario, accounts=accounts)
    leave = week(monday) | week(monday + timedelta(days=7))
    people = tuple(
        replace(each, blackout=each.blackout | leave) if number == seed % 4 else each
        for number, each in enumerate(scenario.people)
    )
    return replace(scenario, people=people)


def test_a_new_account_is_planned_beside_the_others(adopted: Plan) -> None:
    """Its touches are added; no other touch moves."""
    scenario = team(
        baseline=adopted.scheduled, accounts=(*team().accounts, account(6, 40_000, "LON"))
    )
    result = solved(scenario, iterations=30)
    assert result.changes.moved == 0
    added = {each.touch for each in result.plan.scheduled} - set(dates(adopted))
    assert {touch for touch in added if touch.startswith("A6:")} == {
        each.id for each in touches_of(scenario) if each.account == "A6"
    }


def test_an_executive_who_leaves_is_replaced_on_his_dates(adopted: Plan) -> None:
    """With one executive out of the pools, dates may stay and somebody else comes."""
    scenario = team(
        baseline=adopted.scheduled,
        accounts=tuple(replace(each, exec_pool=("exec1", "exec3")) for each in team().accounts),
    )
    result = solved(scenario, iterations=30)
    assert broken(scenario, result.plan) == ()
    assert not any("exec2" in each.participants for each in result.plan.scheduled)


def test_removed_demand_is_counted(adopted: Plan) -> None:
    """An account that left takes its touches along."""
    scenario = team(baseline=adopted.scheduled, accounts=team().accounts[:-1])
    gone = [each for each in adopted.scheduled if each.touch.startswith("A5:")]
    result = solved(scenario, iterations=30)
    assert result.changes.removed == len(gone)
    assert {each.id for each in touches_of(scenario)}.isdisjoint(each.touch for each in gone)


def test_kept_touches_make_room_for_what_could_not_be_placed() -> None:
    """A call that only fits on one day gets it, and the one that had the day moves aside."""
    narrow = StatedTouch(
        touch=TouchId("A4:urgent:1"),
        account="A4",
        first=date(2027, 2, 3),
        last=date(2027, 2, 3),
        mode="remote",
        roles=("CSM",),
        minutes=60,
    )
    taken = StatedTouch(
        touch=TouchId("A4:easy:1"),
        account="A4",
        first=date(2027, 2, 1),
        last=date(2027, 3, 30),
        mode="remote",
        roles=("CSM",),
        minutes=60,
    )
    former = Entry(touch=taken.touch, date=date(2027, 2, 3), participants=("csm",))
    scenario = team(
        accounts=(account(4, 90_000, "LON"),),
        policy=replace(team().policy, rules=()),
        touches=(narrow, taken),
        baseline=(former,),
    )
    result = solved(scenario, iterations=200)
    assert len(result.plan.scheduled) == 2
    assert result.changes.moved == 1
    assert broken(scenario, result.plan) == ()


def test_frozen_and_locked_touches_hold(adopted: Plan) -> None:
    """Before the freeze nothing moves, not even where a new rule forbids it."""
    scenario = team(baseline=adopted.scheduled, freeze_until=date(2027, 7, 1))
    scenario = replace(
        scenario, closed=frozenset({each.date for each in adopted.scheduled if each.date.month < 7})
    )
    after = dates(solved(scenario, iterations=10).plan)
    for each in adopted.scheduled:
        if each.date < date(2027, 7, 1):
            assert after[each.touch] == (each.date, frozenset(each.participants))


@pytest.mark.parametrize("seed", range(4))
def test_no_kept_touch_gives_its_date_up_for_another(seed: int) -> None:
    """Of two visits that one week has room for, the one with a date keeps it, far as it is."""
    far, near = (
        StatedTouch(
            touch=TouchId(f"{name}:visit:1"),
            account=name,
            first=date(2027, 2, 1),
            last=date(2027, 2, 5),
            mode="onsite",
            roles=("CSM",),
            minutes=60,
        )
        for name in ("A1", "A4")
    )
    people = tuple(
        replace(each, cap=replace(each.cap, minutes_per_week=60)) for each in team().people
    )
    former = Entry(touch=far.touch, date=date(2027, 2, 3), participants=("csm",))
    scenario = team(
        people=people,
        accounts=(account(1, 900_000, "PAR"), account(4, 900_000, "LON")),
        policy=replace(team().policy, rules=()),
        touches=(far, near),
        baseline=(former,),
    )
    plan = solved(scenario, iterations=200, seed=seed).plan
    assert [each.touch for each in plan.scheduled] == [far.touch]
    assert [each.touch for each in plan.unscheduled] == [near.touch]
