"""Random small scenarios: limits, leave, history, locks, baselines and optional keys at once."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from csplanner.domain.demand import touches_of
from csplanner.domain.plan import TouchId
from csplanner.domain.scenario import Hours, Overlay, PastTouch, PlannedContact, StatedTouch
from tests.planning.small import RULES, YEAR, account, person, solved, team, week

if TYPE_CHECKING:
    from csplanner.domain.plan import Entry
    from csplanner.domain.scenario import Person, PlannedAccount, Scenario


CLOSER = replace(
    RULES[1], id="CLOSER", period="month", count=1, overlays=("at risk", "pilot"), target_gap_days=0
)
ZONES = ("Europe/London", "America/Los_Angeles", "Asia/Tokyo", "Australia/Sydney")


def random_team(seed: int) -> Scenario:
    """Make a scenario in which much is tight and some of it impossible."""
    dice = random.Random(seed)
    accounts = tuple(_account(dice, number) for number in range(1, dice.randint(3, 7)))
    scenario = team(
        people=tuple(_squeezed(dice, each) for each in (*team().people, deputy())),
        accounts=accounts,
        history=tuple(_held(dice, dice.choice(accounts).id) for _ in range(dice.randint(0, 4))),
        closed=frozenset({_day(dice) for _ in range(dice.randint(0, 8))}),
        touches=_stated(dice, accounts[0].id),
        no_travel=((date(YEAR, 7, 1), date(YEAR, 9, 30)),) if dice.random() < 0.2 else (),
    )
    rules = tuple(
        replace(rule, max_gap_days=100, preferred_months=(3, 6, 9, 12), meeting_minutes=40)
        if dice.random() < 0.3
        else rule
        for rule in (*RULES, CLOSER)
    )
    scenario = replace(scenario, policy=replace(scenario.policy, rules=rules))
    if dice.random() < 0.5:
        scenario = replace(scenario, not_before=_day(dice))
    touches = touches_of(scenario)
    waived = frozenset(each.id for each in touches if dice.random() < 0.05)
    return _with_former_plan(dice, replace(scenario, waived=waived))


def deputy() -> Person:
    """Make somebody who may stand in for the CSM."""
    return person("second", "CSM", "BER")


def _account(dice: random.Random, number: int) -> PlannedAccount:
    pool = tuple(dice.sample(["exec1", "exec2", "exec3"], dice.randint(1, 3)))
    made = account(number, dice.choice([50_000, 700_000]), dice.choice(["LON", "PAR", "BER"]))
    return replace(
        made,
        exec_pool=pool,
        last_exec=dice.choice([None, *pool]),
        pilot_end=_day(dice) if dice.random() < 0.3 else None,
        ae="ae" if dice.random() < 0.9 else None,
        preferred_weekdays=tuple(sorted(dice.sample(range(5), dice.randint(0, 5)))),
        preferred_months=(2, 5, 8, 11) if dice.random() < 0.2 else (),
        blackout=week(_monday(dice)) | week(_monday(dice)),
        contacts=tuple(_contact(dice, number) for number in range(dice.choice([0, 0, 1, 2]))),
        overlays=_overlays(dice),
        hours=_hours(dice),
    )


def _contact(dice: random.Random, number: int) -> PlannedContact:
    days = tuple(sorted(dice.sample(range(5), dice.randint(1, 5))))
    return PlannedContact(id=f"c{number}", weekdays=days, away=week(_monday(dice)))


def _overlays(dice: random.Random) -> tuple[Overlay, ...]:
    if dice.random() < 0.6:
        return ()
    return (Overlay(id="at risk", first=_day(dice)), Overlay(id="pilot", last=_day(dice)))


def _hours(dice: random.Random) -> Hours | None:
    if dice.random() < 0.3:
        return None
    return Hours(zone=dice.choice(ZONES), opens=time(dice.randint(7, 10)), closes=time(17))


def _squeezed(dice: random.Random, who: Person) -> Person:
    cap = replace(
        who.cap,
        onsite_per_day=dice.randint(1, 2),
        remote_per_day=dice.randint(1, 2),
        remote_on_onsite_day=dice.randint(0, 1),
        minutes_per_week=dice.choice([150, 300, 900]),
        travel_weeks_per_quarter=dice.randint(1, 5),
        visits_per_month=dice.choice([None, 2]),
        visits_per_quarter=dice.choice([None, 3]),
        visits_per_year=dice.choice([None, 2, 8]),
    )
    leave = frozenset().union(*(week(_monday(dice)) for _ in range(dice.randint(0, 5))))
    days = (0, 1, 2, 3) if dice.random() < 0.2 else who.working_weekdays
    stands_in = "second" if who.id == "csm" and dice.random() < 0.5 else None
    return replace(
        who, cap=cap, blackout=leave, working_weekdays=days, deputy=stands_in, hours=_hours(dice)
    )


def _day(dice: random.Random) -> date:
    return date(YEAR, 1, 1) + timedelta(days=dice.randrange(365))


def _monday(dice: random.Random) -> date:
    return date(YEAR, 1, 4) + timedelta(days=7 * dice.randrange(51))


def _held(dice: random.Random, account_id: str) -> PastTouch:
    rule = dice.choice(["QBR", "CHK"])
    people = ("csm", "ae", dice.choice(["exec1", "exec2"])) if rule == "QBR" else ("csm",)
    day = date(YEAR, 1, 1) - timedelta(days=dice.randrange(1, 120))
    return PastTouch(account=account_id, rule=rule, date=day, participants=people)


def _stated(dice: random.Random, account_id: str) -> tuple[StatedTouch, ...]:
    first = date(YEAR, 1, 1) + timedelta(days=dice.randrange(300))
    return tuple(
        StatedTouch(
            touch=TouchId(f"{account_id}:overlay:{number}"),
            account=account_id,
            first=first,
            last=first + timedelta(days=dice.randrange(1, 60)),
            mode=dice.choice(["onsite", "remote"]),
            roles=("CSM",),
            minutes=60,
        )
        for number in range(dice.randint(0, 2))
    )


def _with_former_plan(dice: random.Random, scenario: Scenario) -> Scenario:
    """Lock some of a plan made before, keep some of it as the baseline, freeze its beginning."""
    if dice.random() < 0.4:
        return scenario
    plan = solved(scenario, iterations=2, seed=7).plan
    locked = tuple(entry for entry in plan.scheduled if dice.random() < 0.15)
    rest = tuple(_shaken(dice, entry) for entry in plan.scheduled if dice.random() < 0.6)
    if dice.random() < 0.5:
        rest = plan.scheduled
    freeze = _day(dice) if rest is plan.scheduled and dice.random() < 0.5 else None
    return replace(scenario, locked=locked, baseline=rest, freeze_until=freeze)


def _shaken(dice: random.Random, entry: Entry) -> Entry:
    day = entry.date + timedelta(days=dice.choice([0, 0, 0, 1, -3]))
    return replace(entry, date=day if day.year == YEAR else entry.date)
