"""What was owed, planned and done: the arithmetic of coverage (docs/coverage.md).

Pure: touches owed and engagements in, counts out. Nothing here asks what day it is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ALL = "all"
PERIODS = ("year", "Q1", "Q2", "Q3", "Q4")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedTouch:
    """A touch that the policy asks for: `placed` is its engagement's day, None where it has none.

    `state` is done, scheduled, unconfirmed (its day passed, nobody said how it went), missed,
    waived or open; `group` is what the rows are by.
    """

    touch: str
    group: str
    first: dt.date
    last: dt.date
    placed: dt.date | None
    state: str

    @property
    def day(self) -> dt.date:
        """The day that puts it into a period: its engagement's, else its window's last."""
        return self.placed or self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """Counts of one group in one period; rates are fractions, None where there is nothing yet."""

    group: str
    period: str
    planned: int
    scheduled: int
    done: int
    unconfirmed: int
    missed: int
    remaining: int
    remaining_to_schedule: int
    attainment: float | None
    elapsed: float


class Span(NamedTuple):
    """A period: its name, its first and its last day."""

    name: str
    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Tell whether a day lies inside."""
        return self.first <= day <= self.last

    def elapsed(self, as_of: dt.date) -> float:
        """Return how much of it has passed at the end of a day, 0 to 1."""
        days = (min(as_of, self.last) - self.first).days + 1
        return max(0, days) / ((self.last - self.first).days + 1)


def spans_of(year: int) -> tuple[Span, ...]:
    """Return the year, then its quarters."""
    return tuple(Span(period, *bounds_of(period, year)) for period in PERIODS)


def coverage_rows(
    touches: Iterable[OwedTouch], groups: Sequence[str], spans: Sequence[Span], as_of: dt.date
) -> tuple[CoverageRow, ...]:
    """Return a row a group and period; waived touches are not owed."""
    owed: dict[str, list[OwedTouch]] = {group: [] for group in groups}
    for touch in touches:
        if touch.state != "waived":
            owed.setdefault(touch.group, []).append(touch)
    return tuple(
        _row(group, span, [t for t in mine if span.holds(t.day)], as_of)
        for group, mine in owed.items()
        for span in spans
    )


def total_rows(
    touches: Iterable[OwedTouch], spans: Sequence[Span], as_of: dt.date
) -> tuple[CoverageRow, ...]:
    """Return a row a period of everything together; a touch of two people counts once."""
    once = {touch.touch: replace(touch, group=ALL) for touch in touches}
    return coverage_rows(once.values(), (ALL,), spans, as_of)


def bounds_of(period: str, year: int) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the year or of a quarter."""
    if period == "year":
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    quarter = int(period[1])
    start = dt.date(year, 3 * quarter - 2, 1)
    after = dt.date(year + 1, 1, 1) if quarter == 4 else dt.date(year, 3 * quarter + 1, 1)
    return start, after - dt.timedelta(days=1)


def _row(group: str, span: Span, touches: list[OwedTouch], as_of: dt.date) -> CoverageRow:
    states = [touch.state for touch in touches]
    planned, done = len(touches), states.count("done")
    scheduled = states.count("scheduled")
    due = [touch for touch in touches if touch.state == "done" or touch.day < as_of]
    return CoverageRow(
        group=group,
        period=span.name,
        planned=planned,
        scheduled=scheduled,
        done=done,
        unconfirmed=states.count("unconfirmed"),
        missed=states.count("missed"),
        remaining=max(0, planned - done),
        remaining_to_schedule=max(0, planned - scheduled - done),
        attainment=done / len(due) if due else None,
        elapsed=round(span.elapsed(as_of), 4),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLoad:
    """What the year asks of one person: hours with preparation, against the hours they have."""

    person: str
    hours: float
    capacity: float
    visits: int
    travel_weeks: int

    @property
    def utilisation(self) -> float | None:
        """Hours asked / hours there are, None for somebody without hours."""
        return self.hours / self.capacity if self.capacity else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One person at one engagement; `away` when it takes place outside the home city."""

    person: str
    date: dt.date
    minutes: int
    onsite: bool
    away: bool


def person_loads(
    attendances: Iterable[Attendance], capacity: Mapping[str, float]
) -> tuple[PersonLoad, ...]:
    """Return the load of each person in `capacity` (hours of the year), in its order."""
    minutes: dict[str, int] = dict.fromkeys(capacity, 0)
    visits: dict[str, int] = dict.fromkeys(capacity, 0)
    weeks: dict[str, set[tuple[int, int]]] = {person: set() for person in capacity}
    for item in attendances:
        if item.person not in capacity:
            continue
        minutes[item.person] += item.minutes
        visits[item.person] += item.onsite
        if item.away:
            weeks[item.person].add(item.date.isocalendar()[:2])
    return tuple(
        PersonLoad(
            person=person,
            hours=minutes[person] / 60,
            capacity=capacity[person],
            visits=visits[person],
            travel_weeks=len(weeks[person]),
        )
        for person in capacity
    )


def reach(owned: Iterable[str], touched: Iterable[str]) -> float | None:
    """Return the share of the accounts owned that have a touch planned, None without accounts."""
    mine = set(owned)
    return len(mine & set(touched)) / len(mine) if mine else None
