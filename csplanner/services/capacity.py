"""The hours that a person has in a year: one definition for coverage, the plan and its paper."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.services.availability import holiday_key, public_holidays
from csplanner.services.places import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from csplanner.store.reads_plan import AwayRow, BlackoutRow, PersonRow

_WORKING_DAYS = 5


def hours_of_year(weekly: float, year: int, off: Collection[dt.date]) -> float:
    """Return weekly hours x working days / 5; `off` are holidays, leave and company blackouts."""
    start = dt.date(year, 1, 1)
    days = (start + dt.timedelta(days=n) for n in range(366))
    working = sum(
        1 for d in days if d.year == year and d.weekday() < _WORKING_DAYS and d not in off
    )
    return weekly * working / _WORKING_DAYS


def days_off(
    person: PersonRow, year: int, absences: Iterable[AwayRow], company: Iterable[BlackoutRow]
) -> set[dt.date]:
    """Return the days of a year on which a person does not work, weekends apart."""
    off = set(public_holidays(_calendar_of(person), year))
    spans = [(row.start, row.end) for row in absences if row.person_id == person.id]
    spans += [(row.start, row.end) for row in company]
    for start, end in spans:
        off.update(start + dt.timedelta(days=n) for n in range((end - start).days + 1))
    return off


def _calendar_of(person: PersonRow) -> str:
    """Return whose holidays hold; the table of places is only asked where no country is known."""
    country = person.country
    if not (len(country) == 2 and country.isupper()):
        place = places().city(person.home_city, country)
        country = place.country if place else places().country(country)
    return holiday_key(country, person.region) if country else ""
