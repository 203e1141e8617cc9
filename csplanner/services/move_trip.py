"""Moving trips whole: each visit by the same number of days, judged together, as one change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import State
from csplanner.domain.ledger import Ledger
from csplanner.domain.marginal import Prices
from csplanner.domain.plan import Entry, TouchId
from csplanner.domain.records import Engagement, Trip, TripLeg
from csplanner.domain.rules import breaches_in
from csplanner.services.adjust_calendar import BrokenRule, own_touch
from csplanner.services.preparation import shifted
from csplanner.services.problem import problem_for
from csplanner.services.touch_insight import WeekVerdict, weeks_of
from csplanner.services.trip_sheets import trip_id
from csplanner.services.words import in_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader, Workspace

_AHEAD = (State.PLANNED, State.AGREED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TripMove:
    """Trips that were moved, their visits, the rules that this breaks, legs that stayed behind."""

    trips: tuple[Trip, ...]
    visits: tuple[Engagement, ...]
    broken: tuple[BrokenRule, ...]
    legs: int


class TripJudge:
    """Judges where some trips could go, on one planning problem that is read once."""

    def __init__(self, reader: Reader, trips: Sequence[str], today: dt.date) -> None:
        self.trips = tuple(sorted(reader.many(Trip, trips), key=lambda t: (t.start, t.number)))
        if not self.trips:
            raise UserMistake("There is no such trip any more.")
        self.visits = _visits(reader, self.trips)
        self.problem = problem_for(reader, self.trips[0].year, today)
        self._named = _entries(self.problem, self.visits)
        group = {entry.touch for entry in self._named.values()}
        scenario = self.problem.scenario
        free = replace(scenario, locked=tuple(e for e in scenario.locked if e.touch not in group))
        others = [e for e in (*scenario.locked, *scenario.baseline) if e.touch not in group]
        self._ledger = Ledger(free, others)

    def broken(self, days: int) -> tuple[BrokenRule, ...]:
        """Return the hard rules that the trips would break so many days later."""
        shifted = self._shifted(days)
        for entry in shifted.values():
            self._put(entry)
        found: dict[BrokenRule, None] = {}
        for visit in self.visits:
            entry = shifted[visit.id]
            if entry.touch not in self._ledger.touches:
                continue  # of another year, so that the planner has no word on it
            for breach in breaches_in(self._ledger, entry):
                if visit.touch or breach.rule not in {"window", "people"}:
                    detail = in_names(self.problem, breach.detail)
                    found.setdefault(BrokenRule(rule=breach.rule, detail=detail))
        self._take()
        return tuple(found)

    def weeks(self) -> dict[int, WeekVerdict]:
        """Return what each week of the year would do to the trips, by ISO week number."""
        start = self.trips[0].start
        now = self._price(0)
        found = {}
        for week, days in weeks_of(self.problem.year):
            day = days[min(start.weekday(), len(days) - 1)]
            broken = self.broken((day - start).days)
            if broken:
                found[week] = WeekVerdict(day=None, rule=broken[0].rule, detail=broken[0].detail)
            else:
                found[week] = WeekVerdict(day=day, extra=self._price((day - start).days) - now)
        return found

    def _price(self, days: int) -> float:
        """Price the visits one after the other, each beside those before it."""
        prices, total = Prices(self._ledger), 0.0
        for entry in self._shifted(days).values():
            if entry.touch in self._ledger.touches:
                total += float(sum(prices.of(entry).values()))
                self._put(entry)
        self._take()
        return total

    def _shifted(self, days: int) -> dict[str, Entry]:
        shift = dt.timedelta(days=days)
        return {key: replace(e, date=e.date + shift) for key, e in self._named.items()}

    def _put(self, entry: Entry) -> None:
        known = entry.touch in self._ledger.touches
        if known and self._ledger.people.keys() >= {*entry.participants}:
            self._ledger.put(entry)

    def _take(self) -> None:
        for entry in self._named.values():
            self._ledger.take(entry.touch)


def move_trips(
    workspace: Workspace, trips: Sequence[str], days: int, *, force: bool = False
) -> TripMove:
    """Move trips by so many days and lock their visits; one undo step.

    Refused with every broken hard rule unless forced, and where a visit was held already. What was
    asked for or approved stays so; legs typed by hand keep their times and are counted.
    """
    judge = TripJudge(workspace, trips, workspace.clock.today())
    names = ", ".join(trip_id(trip) for trip in judge.trips)
    held = next((visit for visit in judge.visits if visit.state not in _AHEAD), None)
    if held is not None or not judge.visits:
        why = f"a visit is {held.state.value} already" if held else "no visit belongs to it"
        raise UserMistake(f"{names} cannot be moved: {why}.")
    broken = judge.broken(days)
    shift = dt.timedelta(days=days)
    first = judge.trips[0].start + shift
    if broken and not force:
        listed = "\n".join(f"  {b.rule}: {b.detail}" for b in broken)
        raise UserMistake(f"Moving {names} to {first} would break hard rules:\n{listed}")
    moved = tuple(
        replace(trip, start=trip.start + shift, end=trip.end + shift) for trip in judge.trips
    )
    visits = tuple(replace(v, date=v.date + shift, locked=True, asked=None) for v in judge.visits)
    steps = [step for v in judge.visits for step in shifted(workspace, v, v.date + shift)]
    with workspace.change(f"Move {names} to {first:%d %b}") as work:
        work.put(*moved, *visits, *steps)
    legs = sum(len(workspace.where(TripLeg, trip_id=trip.id)) for trip in judge.trips)
    return TripMove(trips=moved, visits=visits, broken=broken, legs=legs)


def _visits(reader: Reader, trips: Sequence[Trip]) -> tuple[Engagement, ...]:
    gone = {State.WAIVED, State.MISSED}
    found = [
        visit
        for trip in trips
        for visit in reader.where(Engagement, trip_id=trip.id)
        if visit.state not in gone
    ]
    return tuple(sorted(found, key=lambda visit: (visit.date, visit.id)))


def _entries(problem: Problem, visits: Sequence[Engagement]) -> dict[str, Entry]:
    """Return the visits as the planner knows them, by their own ids."""
    keys = {person.id: key for key, person in problem.people.items()}
    return {
        visit.id: Entry(
            touch=TouchId(visit.touch or own_touch(problem, visit)),
            date=visit.date,
            participants=tuple(keys[p] for p in visit.participants if p in keys),
        )
        for visit in visits
    }
