"""Proves what-ifs: side by side with the plan, true to what is supposed, and never part of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import RunState
from csplanner.domain.records import Engagement, Person, PlanRun, Trip, TripCost, UnplacedTouch
from csplanner.domain.rules import broken
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, fingerprint_of, propose
from csplanner.services.explain_date import plan_on_calendar
from csplanner.services.policy import PolicyInForce, default_text, parse
from csplanner.services.problem import problem_for
from csplanner.services.what_if import Supposed, keep, what_if, what_ifs
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.what_if import WhatIf
    from csplanner.store.portfolio import Portfolio

REQUEST = PlanRequest(year=2027, today=TODAY, effort="quick")
Q3 = (dt.date(2027, 7, 1), dt.date(2027, 9, 30))


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    """Adopt a plan once; the CEO has two visits a year."""
    folder: Path = tmp_path_factory.mktemp("what-if")
    with make_team(folder) as team:
        ceo = who(team, "CEO")
        with team.change("Limit") as work:
            work.put(replace(ceo, visits_per_year=2))
        adopt(team, propose(team, REQUEST))
        yield team


def who(team: Portfolio, key: str) -> Person:
    return next(person for person in team.all(Person) if person.external_id == key)


def asked(team: Portfolio, **supposed: object) -> WhatIf:
    """Ask, and let the judge find nothing in the answer."""
    found = what_if(team, REQUEST, Supposed(**supposed))  # type: ignore[arg-type]
    result = found.proposal.result
    assert broken(found.proposal.problem.scenario, result.plan) == ()
    return found


def test_a_csm_less_hands_the_accounts_on(planned: Portfolio) -> None:
    """Everything is still asked for, the one who is left has the hours of both."""
    gone = who(planned, "C1")
    found = asked(planned, without=(gone.id,))
    assert found.supposed.label == "without Person C1"
    assert found.then.demand == found.now.demand
    entries = found.proposal.result.plan.scheduled
    assert not any("C1" in entry.participants for entry in entries)
    assert found.then.hours == found.now.hours
    assert {a.owner for a in found.proposal.problem.scenario.accounts} == {"C2"}


def test_without_travel_in_a_quarter_its_visits_are_calls(planned: Portfolio) -> None:
    """Trips and their cost fall, coverage does not."""
    found = asked(planned, no_travel=(Q3,))
    assert found.then.trips < found.now.trips
    assert found.then.cost < found.now.cost
    assert found.then.visits < found.now.visits
    assert found.then.coverage >= found.now.coverage - 0.05
    assert "no travel in Q3 2027" in found.supposed.label


def test_a_visit_more_of_the_ceo_covers_one_more(planned: Portfolio) -> None:
    """Three customers are owed the CEO; with three visits none is left out."""
    found = asked(planned, ceo_visits=1)
    assert found.then.unplaced == found.now.unplaced - 1
    assert found.supposed.label == "+1 CEO visit"


def test_another_policy_asks_for_less(planned: Portfolio) -> None:
    """Without check-ins there is less to do."""
    text = default_text().replace("count = 3", "count = 1").replace("count = 1", "count = 1")
    lean = PolicyInForce(policy=parse(text), text=text)
    found = asked(planned, policy=lean)
    assert found.then.demand < found.now.demand
    assert found.then.hours < found.now.hours


def test_nothing_of_a_what_if_reaches_the_plan(planned: Portfolio) -> None:
    """Kept or not, calendar, trips, reasons and the next plan stay as they were."""
    before = _everything(planned)
    mark = fingerprint_of(problem_for(planned, 2027, TODAY))
    run = keep(planned, asked(planned, ceo_visits=1))
    assert run.state is RunState.WHAT_IF
    assert [each.number for each in what_ifs(planned, 2027)] == [run.number]
    assert what_ifs(planned, 2030) == []
    assert _everything(planned) == before
    assert fingerprint_of(problem_for(planned, 2027, TODAY)) == mark
    assert propose(planned, REQUEST).counts["moved"] == 0
    planned.undo()
    assert what_ifs(planned) == []


def _everything(team: Portfolio) -> tuple[object, ...]:
    kinds = (Engagement, Trip, TripCost, UnplacedTouch)
    plan = plan_on_calendar(team, problem_for(team, 2027, TODAY))
    accepted = [run for run in team.all(PlanRun) if run.state is RunState.ACCEPTED]
    return *(tuple(team.all(kind)) for kind in kinds), plan, tuple(accepted)


def test_without_a_plan_the_year_is_planned_to_compare_with(tmp_path: Path) -> None:
    """An empty calendar is no yardstick."""
    with make_team(tmp_path) as team:
        found = what_if(team, REQUEST, Supposed(no_travel=(Q3,)))
        assert not found.planned
        assert found.now.placed > 0
        assert team.count(Engagement) == 0


def test_what_cannot_be_supposed_is_said(planned: Portfolio) -> None:
    """Nothing, a stranger, the last one of a role: each in a sentence."""
    with pytest.raises(UserMistake, match="Nothing is supposed"):
        what_if(planned, REQUEST, Supposed())
    away = (dt.date(2026, 7, 1), dt.date(2026, 9, 30))
    with pytest.raises(UserMistake, match="No day of Q3 2026 lies in 2027"):
        what_if(planned, REQUEST, Supposed(no_travel=(away,)))
    with pytest.raises(UserMistake, match="The CEO has 2 visits a year: 3 fewer cannot be"):
        what_if(planned, REQUEST, Supposed(ceo_visits=-3))
    with pytest.raises(UserMistake, match="not in the plan"):
        what_if(planned, REQUEST, Supposed(without=("nobody",)))
    both = (who(planned, "C1").id, who(planned, "C2").id)
    with pytest.raises(UserMistake, match="Nobody is left"):
        what_if(planned, REQUEST, Supposed(without=both))
