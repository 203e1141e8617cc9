"""Proves on tiny cases that the search finds the optimum that trying everything finds."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from csplanner.domain.cost import objective_terms
from csplanner.domain.demand import touches_of
from csplanner.domain.ledger import Ledger
from csplanner.domain.plan import Entry, Plan, TouchId, Unscheduled
from csplanner.domain.reasons import possible_days
from csplanner.domain.rules import broken
from csplanner.domain.scenario import StatedTouch
from tests.planning.few_days import few_days, least_cost
from tests.planning.small import account, solved, team

if TYPE_CHECKING:
    from fractions import Fraction

    from csplanner.domain.scenario import Scenario


def tiny(seed: int) -> Scenario:
    """Make three or four stated touches with a handful of places each."""
    dice = random.Random(seed)
    accounts = tuple(
        account(number, 900_000, dice.choice(["PAR", "BER"])) for number in range(1, 4)
    )
    touches = []
    for number in range(4):
        first = date(2027, 3, 1) + timedelta(days=dice.randrange(12))
        roles = dice.choice([("CSM",), ("CSM", "AE"), ("CSM", "EXEC")])
        touches.append(
            StatedTouch(
                touch=TouchId(f"T{number}"),
                account=dice.choice(accounts).id,
                first=first,
                last=first + timedelta(days=dice.randint(2, 5)),
                mode=dice.choice(["onsite", "onsite", "remote"]),
                roles=roles,
                minutes=120,
            )
        )
    people = tuple(
        replace(each, cap=replace(each.cap, onsite_per_day=1, minutes_per_week=360))
        for each in team().people
    )
    policy = replace(team().policy, rules=())
    return team(accounts=accounts, touches=tuple(touches), people=people, policy=policy)


def optimum(scenario: Scenario) -> Fraction:
    """Try every combination of places, and leaving out, and give the least cost."""
    ledger = Ledger(scenario, ())
    choices = []
    for touch in touches_of(scenario):
        places = [
            Entry(touch=touch.id, date=day, participants=people)
            for day, people in possible_days(ledger, touch)
        ]
        choices.append([None, *places])
    best = None
    for combination in itertools.product(*choices):
        plan = _plan(scenario, [entry for entry in combination if entry is not None])
        cost = sum(objective_terms(scenario, plan).values())
        if (best is None or cost < best) and _holds(scenario, plan):
            best = cost
    assert best is not None
    return best


def _plan(scenario: Scenario, entries: list[Entry]) -> Plan:
    placed = {entry.touch for entry in entries}
    left = tuple(
        Unscheduled(touch=touch.id, reason="PRIORITY", detail="")
        for touch in touches_of(scenario)
        if touch.id not in placed
    )
    return Plan(instance="tiny", scheduled=tuple(entries), unscheduled=left)


def _holds(scenario: Scenario, plan: Plan) -> bool:
    return all(each.rule == "reason" for each in broken(scenario, plan))


@pytest.mark.parametrize("seed", range(6))
def test_the_search_finds_the_optimum(seed: int) -> None:
    """The planner's cost equals that of the best of all combinations."""
    scenario = tiny(seed)
    found = solved(scenario, iterations=150).plan
    assert found.meta.objective == pytest.approx(float(optimum(scenario)))


@pytest.mark.parametrize("seed", range(12))
def test_the_search_finds_the_optimum_with_optional_keys(seed: int) -> None:
    """Years of a dozen open days with locks, history and optional keys: nothing is cheaper."""
    scenario = few_days(seed, 200)
    found = solved(scenario, iterations=150).plan
    assert found.meta.objective == pytest.approx(float(least_cost(scenario)))
