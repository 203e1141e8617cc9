"""The days of a trip as a schedule shows them, with what cannot be kept marked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.domain.days import weekday_day
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.drawing.schedule import Schedule, ScheduleBlock, ScheduleDay
from csplanner.services.adjust_calendar import type_label

if TYPE_CHECKING:
    from csplanner.domain.trip_sheet import Leg, TripSheet, TripVisit

MOST_DAYS = 10
_LEG_MINUTES = 60


def trip_schedule(sheet: TripSheet) -> Schedule:
    """Return the schedule of a trip: its days, visits and legs at their local times."""
    days = [sheet.start + dt.timedelta(days=n) for n in range(min(sheet.days, MOST_DAYS))]
    wrong = {v.account for v in sheet.visits if any(v.account in p for p in sheet.problems)}
    visits = [
        _visit(visit, days.index(visit.date), wrong=visit.account in wrong)
        for visit in sheet.visits
        if visit.date in days
    ]
    legs = [
        _leg(leg, days.index(leg.departs.date()))
        for leg in sheet.legs
        if leg.departs is not None and leg.departs.date() in days
    ]
    return Schedule(
        days=tuple(ScheduleDay(name=weekday_day(day), city=_city(sheet, day)) for day in days),
        blocks=(*visits, *legs),
    )


def _city(sheet: TripSheet, day: dt.date) -> str:
    """Return the city of a day: of its visits, else where the trip was last."""
    here = [stop.city for stop in sheet.stops if stop.first <= day <= stop.last]
    before = [stop.city for stop in sheet.stops if stop.last < day]
    return here[-1] if here else before[-1] if before else sheet.stops[0].city


def _visit(visit: TripVisit, day: int, *, wrong: bool) -> ScheduleBlock:
    start = None if visit.start is None else visit.start.hour * 60 + visit.start.minute
    time = "" if visit.start is None else f", {visit.start:%H:%M}"
    words = type_label(visit.type)
    return ScheduleBlock(
        key=visit.id,
        day=day,
        start=start,
        minutes=visit.minutes,
        title=visit.account,
        note=f"{words[0].upper()}{words[1:]}{time}",
        shape=shape_of(visit.type),
        state=mark_state(visit.state),
        wrong=wrong,
    )


def _leg(leg: Leg, day: int) -> ScheduleBlock:
    assert leg.departs is not None
    start = leg.departs.hour * 60 + leg.departs.minute
    minutes = _LEG_MINUTES
    if leg.arrives is not None and leg.arrives.date() == leg.departs.date():
        end = leg.arrives.hour * 60 + leg.arrives.minute
        minutes = max(30, end - start)
    arrives = f"\N{EN DASH}{leg.arrives:%H:%M}" if leg.arrives else ""
    note = f"{leg.departs:%H:%M}{arrives}" + (f", {leg.reference}" if leg.reference else "")
    return ScheduleBlock(
        key=leg.id,
        day=day,
        start=start,
        minutes=minutes,
        title=f"{leg.origin} \N{RIGHTWARDS ARROW} {leg.destination}",
        note=note,
    )
