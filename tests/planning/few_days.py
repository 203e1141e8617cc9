"""Whole years in which nearly every day is closed, so that every plan of them can be tried."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from csplanner.domain.cost import terms_of
from csplanner.domain.demand import touches_of
from csplanner.domain.ledger import Ledger
from csplanner.domain.plan import Entry, Plan, Unscheduled
from csplanner.domain.reasons import possible_days
from csplanner.domain.rules import breaches_in, broken
from csplanner.domain.scenario import PastTouch
from tests.planning.random_teams import deputy
from tests.planning.small import RULES, TIERS, YEAR, account, solved, team

if TYPE_CHECKING:
    from csplanner.domain.demand import Touch
    from csplanner.domain.scenario import Person, PlannedAccount, Rule, Scenario

# The weeks around the ends of quarters, in which one trip can serve two of them.
SEAMS = (date(2027, 3, 29), date(2027, 6, 28), date(2027, 9, 27))
LEAST_PLANS = 20
_INFINITE = Fraction(10**9)


def few_days(seed: int, most: int = 400) -> Scenario:
    """Make a year of one or two accounts with a dozen open days, of at most so many plans."""
    dice = random.Random(seed)
    while True:
        scenario = _year(dice)
        if LEAST_PLANS <= plans_of(scenario) <= most:
            return scenario


def _year(dice: random.Random) -> Scenario:
    days = {date(YEAR, 1, 1) + timedelta(days=n) for n in range(365)}
    rules = tuple(_rule(dice, rule) for rule in RULES if dice.random() < 0.6)
    tiers = tuple(
        replace(
            tier, min_gap_days=dice.choice([1, 3, 4, 8]), uncovered_cost=dice.choice([300, 4000])
        )
        for tier in TIERS
    )
    scenario = team(
        people=tuple(_squeezed(dice, each) for each in (*team().people, deputy())),
        accounts=tuple(_account(dice, number) for number in range(1, dice.randint(2, 3))),
        closed=frozenset(days - _open(dice)),
        policy=replace(team().policy, rules=rules, tiers=tiers),
        history=_history(dice),
    )
    if dice.random() < 0.2:
        scenario = replace(scenario, not_before=date(YEAR, dice.randint(1, 8), 1))
    touches = touches_of(scenario)
    scenario = replace(
        scenario, waived=frozenset(each.id for each in touches if dice.random() < 0.05)
    )
    return _with_locks(dice, scenario)


def _open(dice: random.Random) -> set[date]:
    found = set()
    for monday in dice.sample(SEAMS, dice.randint(1, 3)):
        found |= {monday + timedelta(days=n) for n in dice.sample(range(5), 3)}
    for _ in range(dice.randint(2, 4)):
        found.add(date(YEAR, 1, 4) + timedelta(days=7 * dice.randrange(51) + dice.randrange(5)))
    return found


def _rule(dice: random.Random, rule: Rule) -> Rule:
    return replace(
        rule,
        minutes=dice.choice([60, 120, 400]),
        count=1,
        max_gap_days=dice.choice([None, 80]),
        preferred_months=dice.choice([(), (3, 6, 10)]),
        tol_days=dice.choice([0, 14]),
    )


def _account(dice: random.Random, number: int) -> PlannedAccount:
    pool = tuple(dice.sample(["exec1", "exec2"], dice.randint(1, 2)))
    made = account(number, dice.choice([50_000, 700_000]), dice.choice(["LON", "PAR"]))
    return replace(
        made, exec_pool=pool, last_exec=dice.choice([None, *pool]), country=None, renewal=None
    )


def _squeezed(dice: random.Random, who: Person) -> Person:
    cap = replace(
        who.cap,
        onsite_per_day=dice.randint(1, 2),
        minutes_per_week=dice.choice([130, 500, 900]),
        travel_weeks_per_quarter=dice.randint(1, 3),
        visits_per_year=dice.choice([None, 1, 3]),
    )
    stands_in = "second" if who.id == "csm" and dice.random() < 0.2 else None
    return replace(who, cap=cap, country=None, blackout=frozenset(), deputy=stands_in)


def _history(dice: random.Random) -> tuple[PastTouch, ...]:
    return tuple(
        PastTouch(
            account="A1",
            rule="QBR",
            date=date(YEAR, 1, 1) - timedelta(days=dice.randrange(1, 120)),
            participants=("csm", "ae", "exec1"),
        )
        for _ in range(dice.choice([0, 0, 1]))
    )


def _with_locks(dice: random.Random, scenario: Scenario) -> Scenario:
    """Lock a few entries, one in two where a rule forbids it; keep some as the baseline."""
    if dice.random() < 0.5:
        return scenario
    plan = solved(scenario, iterations=2).plan
    locked = tuple(
        replace(entry, date=date(YEAR, 1, 2) + timedelta(days=dice.randrange(360)))
        if dice.random() < 0.5
        else entry
        for entry in plan.scheduled
        if dice.random() < 0.25
    )
    return replace(scenario, locked=locked, baseline=plan.scheduled if dice.random() < 0.5 else ())


def _choices(ledger: Ledger) -> list[tuple[Touch, list[Entry]]]:
    return [
        (
            touch,
            [
                Entry(touch=touch.id, date=day, participants=people)
                for day, people in possible_days(ledger, touch)
            ],
        )
        for touch in ledger.touches.values()
        if touch.id not in ledger.fixed and touch.id not in ledger.scenario.waived
    ]


def plans_of(scenario: Scenario) -> int:
    """Count the combinations that `least_cost` would try at most."""
    count = 1
    for _, entries in _choices(Ledger(scenario, ())):
        count *= 1 + len(entries)
    return count


def least_cost(scenario: Scenario) -> Fraction:
    """Try every plan that breaks no rule by an entry of its own, and give the least cost."""
    ledger = Ledger(scenario, ())
    for entry in ledger.fixed.values():
        ledger.put(entry)
    return _least(ledger, _choices(ledger))


def _least(ledger: Ledger, choices: list[tuple[Touch, list[Entry]]]) -> Fraction:
    if not choices:
        return sum(terms_of(ledger).values()) if _holds(ledger) else _INFINITE
    (touch, entries), rest = choices[0], choices[1:]
    best = _least(ledger, rest)
    for entry in entries:
        if all(each.rule == "rotation" for each in breaches_in(ledger, entry)):
            ledger.put(entry)
            best = min(best, _least(ledger, rest))
            ledger.take(touch.id)
    return best


def _holds(ledger: Ledger) -> bool:
    left = tuple(
        Unscheduled(touch=touch, reason="PRIORITY", detail="")
        for touch in ledger.touches
        if touch not in ledger.entries
    )
    plan = Plan(instance="few days", scheduled=tuple(ledger.entries.values()), unscheduled=left)
    return all(each.rule == "reason" or each.fixed for each in broken(ledger.scenario, plan))
