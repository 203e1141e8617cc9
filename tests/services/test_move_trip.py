"""Proves that trips move whole: all visits, judged together, one undo step, rules named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import State
from csplanner.domain.records import ChecklistItem, Engagement, Trip
from csplanner.services import invite, preparation
from csplanner.services.adjust_calendar import lock
from csplanner.services.move_trip import TripJudge, move_trips
from csplanner.services.workspace import open_workspace
from tests.ui.planned import planned_file
from tests.ui.portfolios import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.workspace import Workspace


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a team in the middle of its planned year, made once."""
    return planned_file(tmp_path_factory.mktemp("lived"))


@pytest.fixture
def workspace(tmp_path: Path, lived: Path) -> Iterator[Workspace]:
    """Return a copy of it, open in May."""
    copy = tmp_path / "mine.csplan"
    copy.write_bytes(lived.read_bytes())
    with open_workspace(copy, Clock(TODAY)) as opened:
        yield opened


def trip_ahead(workspace: Workspace) -> Trip:
    """Return the trip ahead with most visits."""
    ahead = [trip for trip in workspace.all(Trip) if trip.start > TODAY]
    return max(ahead, key=lambda t: (workspace_count(workspace, t), -t.number))


def workspace_count(workspace: Workspace, trip: Trip) -> int:
    """Return how many visits a trip has."""
    return len(workspace.where(Engagement, trip_id=trip.id))


def test_a_week_that_keeps_every_rule_takes_the_whole_trip(workspace: Workspace) -> None:
    """Each visit moves by the same days and is locked; one undo brings all of it back."""
    trip = trip_ahead(workspace)
    before = {e.id: e for e in workspace.where(Engagement, trip_id=trip.id)}
    weeks = TripJudge(workspace, [trip.id], TODAY).weeks()
    assert weeks[trip.start.isocalendar().week].day == trip.start
    assert abs(weeks[trip.start.isocalendar().week].extra) < 1e-9
    free = [v for v in weeks.values() if v.day not in {None, trip.start}]
    assert free
    day = free[0].day
    assert day is not None
    days = (day - trip.start).days
    moved = move_trips(workspace, [trip.id], days)
    assert moved.broken == ()
    assert (moved.trips[0].start - trip.start).days == days
    after = {e.id: e for e in workspace.where(Engagement, trip_id=trip.id)}
    assert after.keys() == before.keys()
    assert all((after[key].date - before[key].date).days == days for key in before)
    assert all(visit.locked for visit in after.values())
    assert workspace.undo().label.startswith("Undo: Move T-")
    assert {e.id: e for e in workspace.where(Engagement, trip_id=trip.id)} == before
    assert workspace.get(Trip, trip.id) == trip


def test_preparation_moves_along_and_is_asked_for_anew(workspace: Workspace) -> None:
    """Open steps keep their distance to the visit; the new day has to be asked for again."""
    trip = trip_ahead(workspace)
    visit = next(
        v
        for v in workspace.where(Engagement, trip_id=trip.id)
        if v.state is State.PLANNED and not workspace.where(ChecklistItem, engagement_id=v.id)
    )
    invite.ask(workspace, visit.id)
    before = {s.id: s.due for s in preparation.prepare(workspace, visit.id)}
    move_trips(workspace, [trip.id], 7, force=True)
    now = workspace.get(Engagement, visit.id)
    assert now is not None
    assert now.asked is None
    for step in preparation.steps_of(workspace, visit.id):
        old = before[step.id]
        assert old is not None
        assert step.due == old + dt.timedelta(days=7)


def test_a_rule_that_would_break_is_named_and_may_be_overruled(workspace: Workspace) -> None:
    """A Saturday is refused, and nothing changes; forced it is done and the rules are told."""
    trip = trip_ahead(workspace)
    days = 5 - trip.start.weekday()
    with pytest.raises(UserMistake, match="is a Saturday"):
        move_trips(workspace, [trip.id], days)
    assert workspace.get(Trip, trip.id) == trip
    moved = move_trips(workspace, [trip.id], days, force=True)
    assert "weekday" in {each.rule for each in moved.broken}


def test_locked_visits_are_no_obstacle_to_a_hand(workspace: Workspace) -> None:
    """A visit that the planner must keep may still be moved by its owner."""
    trip = trip_ahead(workspace)
    for visit in workspace.where(Engagement, trip_id=trip.id):
        lock(workspace, visit.id)
    judge = TripJudge(workspace, [trip.id], TODAY)
    assert judge.broken(0) == ()
    assert "locked" not in {v.rule for v in judge.weeks().values()}


def test_what_was_held_stays(workspace: Workspace) -> None:
    """A trip with a held visit, and one that is gone, cannot be moved."""
    held = next(
        trip
        for trip in workspace.all(Trip)
        if any(e.state.value == "done" for e in workspace.where(Engagement, trip_id=trip.id))
    )
    with pytest.raises(UserMistake, match="a visit is done already"):
        move_trips(workspace, [held.id], 7, force=True)
    with pytest.raises(UserMistake, match="no such trip"):
        move_trips(workspace, ["gone"], 7)
