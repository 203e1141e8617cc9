"""The calendar as it is looked at: periods, their engagements, holidays and closed days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from csplanner.domain.records import Blackout, Organisation, Person
from csplanner.domain.team import Role
from csplanner.services.availability import public_holidays
from csplanner.store.reads_calendar import CalendarItem, calendar_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplanner.services.workspace import Reader

__all__ = ["CalendarDays", "CalendarItem", "Period", "Span", "calendar_days", "span_of", "turned"]


class Span(StrEnum):
    """How much of the calendar is shown."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of whole months; an agenda runs over the days of a month."""

    span: Span
    first: dt.date
    last: dt.date

    def months(self) -> tuple[tuple[int, int], ...]:
        """Return (year, month) of each month."""
        start = self.first.year * 12 + self.first.month - 1
        end = self.last.year * 12 + self.last.month - 1
        return tuple((n // 12, n % 12 + 1) for n in range(start, end + 1))


def span_of(span: Span, day: dt.date, fiscal_start: int = 1) -> Period:
    """Return the period that holds a day; years and quarters follow the fiscal year's start."""
    length = {Span.YEAR: 12, Span.QUARTER: 3}.get(span, 1)
    at = day.year * 12 + day.month - 1
    offset = (fiscal_start - 1) % 12 if length > 1 else 0
    start = (at - offset) // length * length + offset
    return Period(
        span=span,
        first=dt.date(start // 12, start % 12 + 1, 1),
        last=_month_start(start + length) - dt.timedelta(days=1),
    )


def _month_start(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)


def turned(period: Period, day: dt.date, way: int, fiscal_start: int = 1) -> dt.date:
    """Return the day of the same number in the period after (1) or before (-1)."""
    edge = period.last + dt.timedelta(days=1) if way > 0 else period.first - dt.timedelta(days=1)
    target = span_of(period.span, edge, fiscal_start)
    end = _month_start(target.first.year * 12 + target.first.month) - dt.timedelta(days=1)
    return min(target.first + dt.timedelta(days=day.day - 1), end)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CalendarDays:
    """A stretch of days: engagements by day, what days are called, and those that are closed."""

    items: Mapping[dt.date, tuple[CalendarItem, ...]]
    notes: Mapping[dt.date, str]
    closed: frozenset[dt.date]

    def all(self) -> tuple[CalendarItem, ...]:
        """Return every engagement by day and time."""
        return tuple(item for day in sorted(self.items) for item in self.items[day])


def calendar_days(reader: Reader, first: dt.date, last: dt.date, person: str = "") -> CalendarDays:
    """Return the days from `first` to `last`: of all, or those that one of ours attends or owns."""
    items: dict[dt.date, list[CalendarItem]] = {}
    for item in calendar_items(reader.database, first, last):
        if not person or person in item.participants or person == item.owner_id:
            items.setdefault(item.date, []).append(item)
    closed = _closed(reader, first, last)
    holidays = _holidays(reader, first, last, person)
    return CalendarDays(
        items={day: tuple(found) for day, found in items.items()},
        notes={**holidays, **closed},
        closed=frozenset(closed),
    )


def _closed(reader: Reader, first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """Return the days on which the whole company is away, by why."""
    found: dict[dt.date, str] = {}
    for blackout in reader.where(Blackout, account_id=None):
        day = max(first, blackout.start)
        while day <= min(last, blackout.end):
            found[day] = blackout.reason or "Closed"
            day += dt.timedelta(days=1)
    return found


def _holidays(reader: Reader, first: dt.date, last: dt.date, person: str) -> dict[dt.date, str]:
    """Return public holidays where our CSMs live, or where one person lives."""
    people = reader.all(Person)
    ours = [p for p in people if (p.id == person if person else p.role is Role.CSM)]
    found: dict[dt.date, list[str]] = {}
    for country in sorted({p.country for p in ours if p.country}):
        for year in range(first.year, last.year + 1):
            for day in public_holidays(country, year):
                if first <= day <= last:
                    found.setdefault(day, []).append(country)
    return {day: f"Holiday {_said(countries)}" for day, countries in sorted(found.items())}


def _said(countries: Iterable[str]) -> str:
    return ", ".join(countries)


def calendar_settings(reader: Reader) -> tuple[int, int]:
    """Return the first weekday (0 is Monday) and the month in which the fiscal year starts."""
    ours = reader.all(Organisation)
    return (ours[0].week_start, ours[0].fiscal_year_start_month) if ours else (0, 1)
