"""Trips: what they cost, whom they serve, what they may not do, and where their approval stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.domain.records import Account, Engagement, Trip, TripCost
from csplanner.domain.trip import CostCategory, TripState
from csplanner.drawing.canvas import Box
from csplanner.drawing.schedule import place_blocks, schedule_height
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.edit_trip import (
    TypedLeg,
    add_leg,
    give_reason,
    join_trip,
    judge,
    remove_leg,
    set_costs,
)
from csplanner.services.export_calendar import export_trip
from csplanner.services.pdf_text import page_texts
from csplanner.services.print_trip import print_request
from csplanner.services.trip_route import route_map
from csplanner.services.trip_schedule import trip_schedule
from csplanner.services.trip_sheets import trip_id, trip_named, trip_sheet, trips_of
from csplanner.services.trip_words import request_text
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.domain.trip_sheet import TripSheet
    from csplanner.store.portfolio import Portfolio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path) as portfolio:
        adopt(portfolio, propose(portfolio, PlanRequest(year=2027, today=TODAY, effort="quick")))
        yield portfolio


def set_cost(
    team: Portfolio, trip: Trip, category: CostCategory, amount: Decimal, note: str = ""
) -> None:
    set_costs(team, trip, None, {category: (amount, note)})


def first_trip(team: Portfolio) -> Trip:
    return min(team.where(Trip, year=2027), key=lambda trip: trip.number)


def sheet_of(team: Portfolio, trip: Trip) -> TripSheet:
    found = team.get(Trip, trip.id)
    assert found is not None
    return trip_sheet(team, found, TODAY)


def test_every_visit_away_from_home_is_on_one_trip(team: Portfolio) -> None:
    """Trips hold each of their visits once, with all who travel, inside their days."""
    sheets = trips_of(team, 2027, TODAY)
    touches = [visit.touch for sheet in sheets for visit in sheet.visits]
    on_trips = [e.touch for e in team.all(Engagement) if e.trip_id is not None]
    assert sorted(touches) == sorted(on_trips)
    assert len(set(touches)) == len(touches) > 0
    for sheet in sheets:
        assert all(sheet.start <= visit.date <= sheet.end for visit in sheet.visits)
        assert sheet.travellers


def test_costs_add_up(team: Portfolio) -> None:
    """The total is the sum of the lines, and each traveller's costs sum to it."""
    for sheet in trips_of(team, 2027, TODAY):
        assert sheet.total == sum(line.amount for line in sheet.costs)
        assert sheet.total == sum(traveller.cost for traveller in sheet.travellers)
        assert sheet.alone is not None
        assert sheet.saved == sheet.alone - sheet.total


def test_revenue_served_counts_an_account_once(team: Portfolio) -> None:
    """Two visits to one customer serve its revenue once."""
    arr = {account.id: account.arr or Decimal(0) for account in team.all(Account)}
    for sheet in trips_of(team, 2027, TODAY):
        assert sheet.served == sum(arr[key] for key in {v.account_id for v in sheet.visits})


@pytest.mark.parametrize("named", ["T-1", "t-1", "1"])
def test_a_trip_is_named_as_people_write_it(team: Portfolio, named: str) -> None:
    """With or without its letter, or by its id."""
    trip = trip_named(team, named)
    assert trip_id(trip) == "T-1"
    assert trip_named(team, trip.id) == trip


def test_an_unknown_trip_is_told_with_those_there_are(team: Portfolio) -> None:
    """The mistake lists some that exist."""
    with pytest.raises(UserMistake, match="no trip") as caught:
        trip_named(team, "T-999")
    assert "T-1" in caught.value.hint


def test_approval_goes_from_asked_to_decided(team: Portfolio) -> None:
    """A draft cannot be approved; who decides is said; a plan leaves the state alone."""
    trip = first_trip(team)
    with pytest.raises(UserMistake, match="draft"):
        judge(team, trip, TripState.APPROVED, "H. Brandiss")
    asked = judge(team, trip, TripState.ASKED)
    with pytest.raises(UserMistake, match="Who decided"):
        judge(team, asked, TripState.APPROVED)
    judge(team, asked, TripState.APPROVED, "H. Brandiss")
    found = sheet_of(team, trip)
    assert (found.state, found.decided_by, found.decided_on) == ("approved", "H. Brandiss", TODAY)
    adopt(team, propose(team, PlanRequest(year=2027, today=TODAY, effort="quick")))
    assert sheet_of(team, trip).state == "approved"


def test_a_change_of_costs_is_one_step_that_can_be_undone(team: Portfolio) -> None:
    """A line is set, set again in place, taken away with 0, and comes back with undo."""
    trip = first_trip(team)
    before = sheet_of(team, trip).total
    set_cost(team, trip, CostCategory.REGISTRATION, Decimal(250))
    set_cost(team, trip, CostCategory.REGISTRATION, Decimal(300), note="two days")
    assert sheet_of(team, trip).total == before + 300
    set_cost(team, trip, CostCategory.REGISTRATION, Decimal(0))
    assert sheet_of(team, trip).total == before
    team.undo()
    assert sheet_of(team, trip).total == before + 300
    with pytest.raises(UserMistake, match="not allowed"):
        set_cost(team, trip, CostCategory.AIR, Decimal(-1))


def test_money_without_a_rate_is_listed_and_never_added(team: Portfolio) -> None:
    """A line in a currency that has no rate stands apart."""
    trip = first_trip(team)
    before = sheet_of(team, trip).total
    set_cost(team, trip, CostCategory.OTHER, Decimal(90))
    line = next(c for c in team.where(TripCost, trip_id=trip.id) if c.amount == Decimal(90))
    with team.change("In yen") as work:
        work.put(replace(line, currency="JPY"))
    sheet = sheet_of(team, trip)
    assert sheet.total == before
    assert [(c.amount, c.currency) for c in sheet.unconverted] == [(Decimal(90), "JPY")]


def test_over_a_limit_is_an_exception_that_wants_a_reason(team: Portfolio, tmp_path: Path) -> None:
    """A limit kept becomes one broken, and the request prints the reason."""
    trip = first_trip(team)
    assert not [limit for limit in sheet_of(team, trip).exceptions if limit.name == "Whole trip"]
    set_cost(team, trip, CostCategory.OTHER, Decimal(9000))
    sheet = sheet_of(team, trip)
    assert "Whole trip" in [limit.name for limit in sheet.exceptions]
    print_request(sheet, tmp_path / "a.pdf", "A4", Job())
    assert "no reason given yet" in " ".join(page_texts((tmp_path / "a.pdf").read_bytes()))
    give_reason(team, trip, "Fair week, every fare is up")
    print_request(sheet_of(team, trip), tmp_path / "b.pdf", "Letter", Job())
    assert "Fair week" in " ".join(page_texts((tmp_path / "b.pdf").read_bytes()))


def test_visits_that_overlap_are_named_with_the_minutes(team: Portfolio) -> None:
    """Two visits of one person on one day need time between them."""
    trip = first_trip(team)
    visits = sorted(team.where(Engagement, trip_id=trip.id), key=lambda e: e.touch)
    other = next(e for e in team.all(Engagement) if e.trip_id is None)
    pair = (
        replace(visits[0], start=dt.time(10), minutes=90),
        replace(
            other,
            date=visits[0].date,
            mode=visits[0].mode,
            city=visits[0].city,
            start=dt.time(11),
            participants=visits[0].participants,
            trip_id=trip.id,
        ),
    )
    with team.change("Overlap") as work:
        work.put(*pair)
    assert any("overlap by 30 minutes" in problem for problem in sheet_of(team, trip).problems)
    with team.change("Too near") as work:
        work.put(replace(pair[1], start=dt.time(11, 40)))
    assert any("20 are missing" in problem for problem in sheet_of(team, trip).problems)


def test_a_leg_that_comes_too_late_is_told(team: Portfolio) -> None:
    """A leg typed by hand is checked against the visit it goes to; a bad zone is refused."""
    trip = first_trip(team)
    visit = min(team.where(Engagement, trip_id=trip.id), key=lambda e: e.date)
    with team.change("Time") as work:
        work.put(replace(visit, start=dt.time(9)))
    day = dt.datetime.combine(visit.date, dt.time(8))
    typed = TypedLeg(
        mode="air",
        origin="Minneapolis",
        destination=visit.city,
        departs=day,
        departs_zone="America/Chicago",
        arrives=day.replace(hour=10),
        arrives_zone="America/Chicago",
    )
    leg = add_leg(team, trip, typed)
    assert any("arrives at 10:00" in problem for problem in sheet_of(team, trip).problems)
    with pytest.raises(UserMistake, match="no time zone"):
        add_leg(team, trip, replace(typed, departs_zone="Middle/Earth"))
    with pytest.raises(UserMistake, match="before it departs"):
        add_leg(team, trip, replace(typed, arrives=day.replace(hour=7)))
    remove_leg(team, trip, leg.id)
    assert not sheet_of(team, trip).legs


def test_the_route_begins_and_ends_at_home(team: Portfolio) -> None:
    """The map shows the home, each city once, and legs there and back."""
    sheet = sheet_of(team, first_trip(team))
    route = route_map(sheet)
    assert route is not None
    assert route.legs[0].start == route.legs[-1].end == 0
    assert sum(stop.count for stop in route.stops) == len(sheet.visits)


def test_an_account_in_reach_is_offered_with_a_day_that_fits(team: Portfolio) -> None:
    """A visit that leaves a trip for another week is offered to it again, on an open day."""
    trip = next(t for t in team.where(Trip, year=2027) if len(_visits(team, t)) > 1)
    gone = _visits(team, trip)[-1]
    week = dt.timedelta(days=7)
    away = replace(gone, date=gone.date + week, trip_id=None, window_to=gone.date + week)
    with team.change("Another week") as work:
        work.put(away)
    near = {n.account_id: n for n in sheet_of(team, trip).nearby}[gone.account_id]
    assert near.km <= 60
    assert near.engagement_id == gone.id
    assert near.date is not None
    assert trip.start <= near.date <= trip.end
    with team.change("Locked") as work:
        work.put(replace(away, locked=True))
    assert gone.id not in {n.engagement_id for n in sheet_of(team, trip).nearby}


def _visits(team: Portfolio, trip: Trip) -> list[Engagement]:
    return sorted(team.where(Engagement, trip_id=trip.id), key=lambda e: (e.date, e.touch))


def test_the_request_repeats_byte_for_byte(team: Portfolio, tmp_path: Path) -> None:
    """The same trip and day give the same paper, which says the costs and whom it serves."""
    sheet = sheet_of(team, first_trip(team))
    first = print_request(sheet, tmp_path / "1.pdf", "A4", Job())
    print_request(sheet, tmp_path / "2.pdf", "A4", Job())
    content = (tmp_path / "1.pdf").read_bytes()
    assert content == (tmp_path / "2.pdf").read_bytes()
    assert first.bytes == len(content)
    said = " ".join(page_texts(content))
    for words in (sheet.id, "Total", *(v.account for v in sheet.visits), "team lead"):
        assert words in said


def test_costs_of_a_trip_that_was_asked_for_are_left_alone(team: Portfolio) -> None:
    """Planning again redraws the costs of drafts only."""
    trip = first_trip(team)
    judge(team, trip, TripState.ASKED)
    set_cost(team, trip, CostCategory.AIR, Decimal(777))
    adopt(team, propose(team, PlanRequest(year=2027, today=TODAY, effort="quick")))
    assert Decimal(777) in [line.amount for line in team.where(TripCost, trip_id=trip.id)]


def test_costs_are_typed_together_and_undone_together(team: Portfolio) -> None:
    """Several categories of one traveller change as one step."""
    trip = first_trip(team)
    before = sheet_of(team, trip).total
    person = trip.travellers[0]
    set_costs(
        team,
        trip,
        person,
        {CostCategory.AIR: (Decimal(100), "fair"), CostCategory.OTHER: (Decimal(20), "")},
    )
    mine = {
        line.category: line.amount
        for line in team.where(TripCost, trip_id=trip.id)
        if line.person_id == person
    }
    assert mine[CostCategory.AIR] == Decimal(100)
    assert mine[CostCategory.OTHER] == Decimal(20)
    team.undo()
    assert sheet_of(team, trip).total == before


def test_a_nearby_account_joins_unless_a_rule_forbids(team: Portfolio) -> None:
    """Its visit moves onto the open day and is locked; a broken rule is named instead."""
    trip = next(t for t in team.where(Trip, year=2027) if len(_visits(team, t)) > 1)
    gone = _visits(team, trip)[-1]
    week = dt.timedelta(days=7)
    with team.change("Another week") as work:
        work.put(replace(gone, date=gone.date + week, trip_id=None))
    near = {n.account_id: n for n in sheet_of(team, trip).nearby}[gone.account_id]
    joined = join_trip(team, trip, near)
    assert (joined.date, joined.locked, joined.trip_id) == (near.date, True, trip.id)
    team.undo()
    assert near.date is not None
    saturday = near.date + dt.timedelta(days=5 - near.date.weekday())
    with pytest.raises(UserMistake, match="cannot join"):
        join_trip(team, trip, replace(near, date=saturday))


def test_the_request_as_text_says_all_that_the_paper_does(team: Portfolio) -> None:
    """Visits, costs, total, what it saves, whom it serves."""
    sheet = sheet_of(team, first_trip(team))
    text = request_text(sheet)
    for words in (sheet.id, "Total:", "alone", *(v.account for v in sheet.visits)):
        assert words in text
    assert text.count("- ") >= len(sheet.visits) + len(sheet.costs)


def test_the_calendar_file_of_a_trip_has_its_visits(team: Portfolio, tmp_path: Path) -> None:
    """One event a visit, with the UIDs of the year's file."""
    trip = first_trip(team)
    written = export_trip(team, trip.id, tmp_path / "trip.ics")
    text = (tmp_path / "trip.ics").read_text(encoding="utf-8")
    assert written.pages == text.count("BEGIN:VEVENT") == len(_visits(team, trip))


def test_the_schedule_has_every_day_and_visit(team: Portfolio) -> None:
    """Each visit stands on its day; what has no time stands over the hours, inside its column."""
    for sheet in trips_of(team, 2027, TODAY):
        schedule = trip_schedule(sheet)
        assert len(schedule.days) == min(sheet.days, 10)
        assert {b.key for b in schedule.blocks} == {v.id for v in sheet.visits}
        box = Box(0, 0, 900, schedule_height(schedule))
        for block, at in place_blocks(schedule, box):
            assert at.x >= 46 + block.day * (900 - 46) / len(schedule.days)
            assert at.y + at.h <= box.h
