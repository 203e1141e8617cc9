"""Proves the time of day: starts lie in the hours of both sides, or it is said why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.domain.hours import with_starts
from csplanner.domain.plan import Entry, TouchId
from csplanner.domain.rules import Ledger, broken
from csplanner.domain.scenario import Hours
from tests.planning.random_teams import random_team
from tests.planning.small import account, solved, team

if TYPE_CHECKING:
    from csplanner.domain.plan import Plan
    from csplanner.domain.scenario import Scenario

LONDON = Hours(zone="Europe/London", opens=time(9), closes=time(17))
TOKYO = Hours(zone="Asia/Tokyo", opens=time(9), closes=time(17))
DENVER = Hours(zone="America/Denver", opens=time(8), closes=time(17))


def zoned(theirs: Hours, ours: Hours) -> Scenario:
    """Make the usual team with one small customer, everybody in a zone."""
    scenario = team(accounts=(replace(account(4, 90_000, "LON"), hours=theirs),))
    return replace(scenario, people=tuple(replace(each, hours=ours) for each in scenario.people))


def planned(scenario: Scenario) -> Plan:
    """Solve it, and let the judge find nothing."""
    plan = solved(scenario).plan
    assert broken(scenario, plan) == ()
    return plan


def test_without_zones_a_plan_is_dates() -> None:
    """No account has hours: no entry has a start."""
    assert all(each.start is None for each in planned(team()).scheduled)


def test_a_call_between_two_zones_lies_in_the_hours_of_both() -> None:
    """London and Denver share 15:00 to 17:00 in London; in March it is an hour more."""
    plan = planned(zoned(LONDON, DENVER))
    assert plan.scheduled
    for each in plan.scheduled:
        assert each.start is not None
        assert time(14) <= each.start <= time(16, 15)


def test_without_a_common_hour_it_is_said() -> None:
    """Tokyo's day is over when Denver's begins: the date stands, the reason too."""
    scenario = zoned(TOKYO, DENVER)
    result = solved(scenario)
    assert result.plan.scheduled
    assert all(each.start is None for each in result.plan.scheduled)
    for each in result.plan.scheduled:
        said = result.hourless[each.touch]
        assert said.startswith("no common working hour")
        assert "Asia/Tokyo" in said
        assert "America/Denver" in said


def test_a_visit_needs_the_hours_of_the_customer_only() -> None:
    """Whoever travels to Tokyo meets there in Tokyo's hours, near ten o'clock."""
    scenario = team(accounts=(replace(account(1, 900_000, "PAR"), hours=TOKYO),))
    people = tuple(replace(each, hours=DENVER) for each in scenario.people)
    plan = planned(replace(scenario, people=people))
    visits = [each for each in plan.scheduled if ":QBR:" in each.touch]
    assert visits
    assert {each.start for each in visits} == {time(10)}


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_starts_of_random_teams_hold(seed: int) -> None:
    """Whatever the zones, the judge finds no start out of hours and nobody in two meetings."""
    scenario = random_team(seed)
    plan = solved(scenario, iterations=1).plan
    found = [each for each in broken(scenario, plan) if not each.fixed]
    assert [each for each in found if each.rule in {"hours", "overlap"}] == []


def test_starts_that_a_rule_forbids_are_flagged() -> None:
    """Before opening, after closing, out of the participants' hours, two at once: all flagged."""
    scenario = zoned(LONDON, DENVER)
    plan = planned(scenario)
    first = plan.scheduled[0]

    def flags(*entries: Entry) -> set[str]:
        new = {each.touch: each for each in entries}
        changed = tuple(new.get(each.touch, each) for each in plan.scheduled)
        return {each.rule for each in broken(scenario, replace(plan, scheduled=changed))}

    for start in (time(8, 30), time(16, 30), time(10), time(23)):
        assert "hours" in flags(replace(first, start=start))
    second = next(each for each in plan.scheduled if each is not first)
    assert first.start is not None
    moved = replace(second, date=first.date, start=first.start)
    assert "overlap" in flags(moved)
    assert "overlap" not in flags(replace(second, date=first.date, start=None))


def test_a_kept_start_stays_and_a_wrong_one_is_chosen_anew() -> None:
    """What is on the calendar keeps its hour while that holds; a locked one keeps it always."""
    scenario = zoned(LONDON, LONDON)
    plan = planned(scenario)
    first = plan.scheduled[0]
    for start, kept in ((time(14), True), (time(20), False)):
        former = tuple(
            replace(each, start=start) if each is first else each for each in plan.scheduled
        )
        again = solved(replace(scenario, baseline=former)).plan
        now = next(each for each in again.scheduled if each.touch == first.touch)
        assert now.date == first.date
        assert (now.start == start) is kept
        assert now.start is not None
    late = replace(first, start=time(20))
    locked = solved(replace(scenario, locked=(late,))).plan
    assert next(each for each in locked.scheduled if each.touch == first.touch) == late


def test_a_full_day_is_said() -> None:
    """Four calls of three hours do not fit one day of eight hours."""
    scenario = zoned(LONDON, LONDON)
    rules = tuple(replace(each, minutes=180) for each in scenario.policy.rules if each.id == "CHK")
    scenario = replace(scenario, policy=replace(scenario.policy, rules=rules))
    asked = [TouchId(f"A4:CHK:2027-{half}:{n}") for half in ("H1", "H2") for n in (1, 2)]
    day = date(2027, 3, 3)
    entries = [Entry(touch=touch, date=day, participants=("csm",)) for touch in asked]
    times = with_starts(Ledger(scenario, entries))
    started = [each for each in times.entries if each.start is not None]
    assert len(started) == 2
    assert all("taken" in said for said in times.without.values())
    assert len(times.without) == 2


@pytest.mark.parametrize("day", [date(2027, 3, 12), date(2027, 3, 15)])
def test_summer_time_is_that_of_the_day(day: date) -> None:
    """The same clock in Denver is another one in London before and after the change."""
    scenario = zoned(LONDON, DENVER)
    touch = TouchId("A4:CHK:2027-H1:1")
    entry = Entry(touch=touch, date=day, participants=("csm",))
    found = with_starts(Ledger(scenario, [entry])).entries[0]
    assert found.start is not None
    here = (
        timedelta(hours=found.start.hour, minutes=found.start.minute)
        - (ZoneInfo("Europe/London").utcoffset(_at(found)) or timedelta())
        + (ZoneInfo("America/Denver").utcoffset(_at(found)) or timedelta())
    )
    assert here >= timedelta(hours=8)


def _at(entry: Entry):  # noqa: ANN202
    from datetime import datetime

    assert entry.start is not None
    return datetime.combine(entry.date, entry.start)
