"""Our side: the organisation, its people, their time off, and blackouts of both sides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from csplanner.domain.ids import (
    AccountId,
    BlackoutId,
    ExchangeRateId,
    OrganisationId,
    PersonId,
    TimeOffId,
)
from csplanner.domain.record import Record


class Role(StrEnum):
    """What a person of ours does in the plan."""

    CSM = "CSM"
    AE = "AE"
    EXEC = "EXEC"
    CEO = "CEO"
    MANAGER = "MANAGER"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """Us; one row a portfolio. `week_start` is 0 for Monday, `logo` a PNG as base64 or empty."""

    id: OrganisationId
    name: str
    team: str = ""
    logo: str = ""
    base_currency: str = "USD"
    fiscal_year_start_month: int = 1
    week_start: int = 0
    day_starts: dt.time = dt.time(9)
    day_ends: dt.time = dt.time(17)
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate(Record):
    """What one unit of `currency` is worth in the base currency from `date` on."""

    id: ExchangeRateId
    currency: str
    date: dt.date
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """One of ours, with the limits that the planner keeps; a limit of None does not bind.

    `region` is a part of the country with holidays of its own, such as BY or CA; without
    `working_weekdays` (0 is Monday) the whole working week is worked.
    """

    id: PersonId
    name: str
    role: Role = Role.OTHER
    title: str = ""
    email: str = ""
    home_city: str = ""
    country: str = ""
    timezone: str = ""
    weekly_hours: Decimal | None = None
    travel_weeks_per_quarter: int | None = None
    visits_per_month: int | None = None
    visits_per_quarter: int | None = None
    visits_per_year: int | None = None
    deputy_id: PersonId | None = None
    reports_to_id: PersonId | None = None
    region: str | None = None
    working_weekdays: tuple[int, ...] | None = None


def short_title(person: Person) -> str:
    """Return "COO" for a chief operating officer, else the title or the name."""
    words = (person.title or person.name).split()
    chief = len(words) > 2 and words[0] == "Chief" and words[-1] == "Officer"
    return "".join(word[0] for word in words) if chief else " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOff(Record):
    """Days on which a person is away, both ends included."""

    id: TimeOffId
    person_id: PersonId
    start: dt.date
    end: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blackout(Record):
    """Days on which nothing may be planned, both ends included; no account: the whole company."""

    id: BlackoutId
    account_id: AccountId | None = None
    start: dt.date
    end: dt.date
    reason: str = ""


def initials(name: str) -> str:
    """Return the first letters of the first and last word of a name: "IS"."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalpha()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper()
