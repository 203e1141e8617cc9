"""Days of the planned year: weeks, quarters, and on which of them people and accounts are there."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplanner.domain.scenario import Person, PlannedAccount, Scenario


def monday_of(day: date) -> date:
    """Find the Monday that starts the day's week."""
    return day - timedelta(days=day.weekday())


def week_of(day: date, year: int) -> int:
    """Give the week's number: week 0 contains 1 January, negative before it."""
    return (monday_of(day) - monday_of(date(year, 1, 1))).days // 7


def quarter_of(day: date) -> int:
    """Give the quarter, 1 to 4."""
    return (day.month + 2) // 3


@lru_cache(maxsize=8)
def days_of_year(year: int) -> tuple[date, ...]:
    """List every day of the year."""
    first = date(year, 1, 1)
    return tuple(
        first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)
    )


def why_account_is_closed(scenario: Scenario, account: PlannedAccount, day: date) -> str | None:
    """Name the rule that keeps every touch of the account off this day, or None."""
    if day.weekday() > 4:
        return "weekday"
    if account.country is not None and day in scenario.holidays.get(account.country, ()):
        return "holiday"
    if day in account.blackout:
        return "blackout"
    if day in scenario.closed:
        return "closed"
    if account.contacts and not any(
        day.weekday() in each.weekdays and day not in each.away for each in account.contacts
    ):
        return "contact"
    return None


def why_person_is_away(scenario: Scenario, person: Person, day: date) -> str | None:
    """Name the rule that keeps the person from any touch on this day, or None."""
    if day in person.blackout:
        return "leave"
    if person.country is not None and day in scenario.holidays.get(person.country, ()):
        return "own_holiday"
    if day.weekday() not in person.working_weekdays:
        return "part_time"
    return None


def available_days(scenario: Scenario, person: Person) -> dict[int, int]:
    """Count the person's available working days in each week of the year, by week number."""
    weeks = _weekdays_by_week(scenario.year)
    return {
        week: sum(why_person_is_away(scenario, person, day) is None for day in days)
        for week, days in weeks.items()
    }


@lru_cache(maxsize=8)
def _weekdays_by_week(year: int) -> dict[int, tuple[date, ...]]:
    weeks: dict[int, list[date]] = {}
    for day in days_of_year(year):
        weekdays = weeks.setdefault(week_of(day, year), [])
        if day.weekday() <= 4:
            weekdays.append(day)
    return {week: tuple(days) for week, days in weeks.items()}
