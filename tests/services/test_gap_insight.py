"""A touch without a date explained: on the calendar and in a proposal, alike and in names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.domain.ids import TimeOffId
from csplanner.domain.records import Person, TimeOff, UnplacedTouch
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.gap_insight import gap_insight, proposed_insight
from csplanner.services.waivers import waive
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    """Return a team whose CSM C1 is away from July to September; nothing is planned."""
    with make_team(tmp_path) as portfolio:
        person = next(p for p in portfolio.all(Person) if p.external_id == "C1")
        start, end = dt.date(2027, 7, 1), dt.date(2027, 9, 30)
        away = TimeOff(id=TimeOffId(new_id()), person_id=person.id, start=start, end=end)
        with portfolio.change("Leave") as work:
            work.put(away)
        yield portfolio


def test_a_gap_is_explained_alike_before_and_after_it_is_accepted(team: Portfolio) -> None:
    """The proposal's word, and after accepting it the calendar's, are the same."""
    proposal = propose(team, PlanRequest(year=2027, today=TODAY, effort="quick"))
    touch = proposal.unplaced[0].touch
    before = proposed_insight(proposal, touch, Job())
    adopt(team, proposal)
    after = gap_insight(team, touch, TODAY, problem=None, job=Job())
    assert before.explained == after.explained
    assert after.explained.reason == "NO_DATE"
    assert "Person C1: leave" in after.explained.because[0]
    assert after.explained.relax
    assert "Person C1" not in after.account
    assert (after.first.year, after.owner) == (2027, "Person C1")
    assert {week.rule for week in after.explained.ruled_out} <= {"leave", "holiday"}
    listed = {item.touch: item.relax for item in team.all(UnplacedTouch)}
    assert listed[touch] == after.explained.relax


def test_room_that_came_and_a_waiver_are_told(team: Portfolio) -> None:
    """When the leave is taken back there is room now; a waiver says who waived it and why."""
    proposal = propose(team, PlanRequest(year=2027, today=TODAY, effort="quick"))
    adopt(team, proposal)
    touch = next(item.touch for item in proposal.unplaced if ":CHECK" in item.touch)
    with team.change("No leave") as work:
        for away in team.all(TimeOff):
            work.remove(away)
    known = gap_insight(team, touch, TODAY, problem=None, job=Job())
    assert known.explained.reason == "OPEN"
    waive(team, touch, "They asked for fewer", "Sam", "Alex")
    told = gap_insight(team, touch, TODAY, problem=known.problem, job=Job()).explained
    assert told.reason == "WAIVED"
    assert "They asked for fewer" in told.because[0]


def test_what_nobody_asks_for_is_a_mistake(team: Portfolio) -> None:
    """A touch id that the policy does not know is named."""
    with pytest.raises(UserMistake, match="no touch"):
        gap_insight(team, "K99:QBR:2027-Q1:1", TODAY, problem=None, job=Job())
