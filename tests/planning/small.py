"""Small scenarios made in code: a team of eight, a few accounts, every kind of rule."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from csplanner.base.job import Job
from csplanner.domain.scenario import (
    Caps,
    Metro,
    Person,
    PlannedAccount,
    Policy,
    Rule,
    Scenario,
    Tier,
    Weights,
)
from csplanner.planning.effort import Effort
from csplanner.planning.planner import solve_within

YEAR = 2027
ROOM = Caps(
    remote_per_day=2,
    onsite_per_day=2,
    remote_on_onsite_day=1,
    minutes_per_week=900,
    travel_weeks_per_quarter=5,
)
METROS = (
    Metro(id="LON", lat=51.51, lon=-0.13, country="GB"),
    Metro(id="PAR", lat=48.86, lon=2.35, country="FR"),
    Metro(id="BER", lat=52.52, lon=13.40, country="DE"),
)
WEIGHTS = Weights(
    trip_fixed=30,
    trip_per_km=0.05,
    spacing_per_day=1,
    level_per_hour=10,
    level_factor=1.25,
    weekday=2,
    exec_balance=20,
    exec_balance_band=1,
    change_date=15,
    change_people=10,
)
TIERS = (
    Tier(id="big", min_arr=Decimal(500_000), min_gap_days=5, uncovered_cost=4000),
    Tier(id="small", min_arr=Decimal(0), min_gap_days=7, uncovered_cost=1000),
)
RULES = (
    Rule(
        id="QBR",
        tiers=("big",),
        kind="period",
        period="quarter",
        mode="onsite",
        roles=("CSM", "AE", "EXEC"),
        minutes=120,
        target_gap_days=91,
        tol_days=14,
    ),
    Rule(
        id="CHK",
        tiers=("*",),
        kind="period",
        period="half",
        count=2,
        mode="remote",
        roles=("CSM",),
        minutes=45,
        target_gap_days=80,
        tol_days=20,
    ),
    Rule(
        id="CEO",
        tiers=("big",),
        kind="period",
        period="year",
        mode="onsite",
        roles=("CEO", "CSM"),
        minutes=120,
    ),
    Rule(
        id="REN",
        tiers=("*",),
        kind="anchor",
        anchor="renewal",
        from_days=-120,
        to_days=-90,
        mode="remote",
        roles=("CSM", "AE"),
        minutes=60,
    ),
)


def person(name: str, role: str, metro: str, **more: object) -> Person:
    """Make one of our people with the usual limits."""
    country = next(each.country for each in METROS if each.id == metro)
    plain = Person(id=name, role=role, metro=metro, country=country, cap=ROOM)
    return replace(plain, **more)


def account(number: int, arr: int, metro: str, **more: object) -> PlannedAccount:
    """Make a customer of the team's only CSM."""
    country = next(each.country for each in METROS if each.id == metro)
    plain = PlannedAccount(
        id=f"A{number}",
        arr=Decimal(arr),
        owner="csm",
        ae="ae",
        metro=metro,
        country=country,
        renewal=date(2024, 6, 10) + timedelta(days=17 * number),
        exec_pool=("exec1", "exec2", "exec3"),
        last_exec="exec1",
        preferred_weekdays=(1, 2, 3),
    )
    return replace(plain, **more)


def team(**more: object) -> Scenario:
    """Make the usual scenario: three large accounts, two small ones, everything that can be."""
    plain = Scenario(
        name="team",
        year=YEAR,
        metros=METROS,
        holidays={
            "GB": frozenset({date(2027, 1, 1), date(2027, 12, 27)}),
            "FR": frozenset({date(2027, 1, 1), date(2027, 5, 6)}),
            "DE": frozenset({date(2027, 1, 1), date(2027, 10, 4)}),
        },
        people=(
            person("csm", "CSM", "LON", blackout=week(date(2027, 8, 2))),
            person("ae", "AE", "LON"),
            person("exec1", "EXEC", "LON", blackout=week(date(2027, 3, 1))),
            person("exec2", "EXEC", "PAR"),
            person("exec3", "EXEC", "BER"),
            person("ceo", "CEO", "BER", cap=replace(ROOM, visits_per_year=2)),
        ),
        accounts=(
            account(1, 900_000, "PAR"),
            account(2, 800_000, "PAR"),
            account(3, 600_000, "BER"),
            account(4, 90_000, "LON"),
            account(5, 50_000, "BER"),
        ),
        policy=Policy(tiers=TIERS, rules=RULES, pilot_min_gap_days=3),
        weights=WEIGHTS,
    )
    return replace(plain, **more)


def week(monday: date) -> frozenset[date]:
    """List the five working days from a Monday."""
    return frozenset(monday + timedelta(days=number) for number in range(5))


def solved(scenario: Scenario, *, iterations: int = 8, seed: int = 1):  # noqa: ANN201
    """Solve with so few iterations per touch that an interpreted kernel is quick enough."""
    budget = Effort(name="test", per_touch=iterations, small_per_touch=iterations)
    return solve_within(scenario, budget, seed=seed, job=Job())


def made(folder: Path, *arguments: str) -> Path:
    """Make a benchmark scenario by the script that lies beside the specification, or skip."""
    places = [os.environ.get("CSPLANNER_SHARED", ""), Path(__file__).parents[3] / "shared"]
    for place in places:
        script = Path(place) / "planner" / "make_scenario.py"
        if place and script.exists():
            out = folder / "scenario.json"
            command = [sys.executable, str(script), *arguments, "--out", str(out)]
            subprocess.run(command, check=True, capture_output=True)
            return out
    pytest.skip("make_scenario.py is not beside this checkout")
