"""What is measured and heard: measures, surveys, tickets, drivers, goals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from csplanner.domain.ids import (
    AccountId,
    DriverId,
    DriverReadingId,
    GoalId,
    MeasureId,
    SurveyId,
    TicketId,
)
from csplanner.domain.record import Record


class Direction(StrEnum):
    """Which way a driver is good."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A dated value of a metric."""

    id: MeasureId
    account_id: AccountId
    metric: str
    date: dt.date
    value: float
    unit: str = ""
    customer_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(Record):
    """An answer to NPS (0 to 10) or CSAT (1 to 5), with its comment."""

    id: SurveyId
    account_id: AccountId
    date: dt.date
    kind: str = "nps"
    score: float | None = None
    comment: str = ""
    contact: str = ""
    customer_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket(Record):
    """A support case; `hours` is time spent by our support, `satisfaction` runs from 1 to 5."""

    id: TicketId
    account_id: AccountId
    opened: dt.date
    closed: dt.date | None = None
    type: str = ""
    severity: str = ""
    subject: str = ""
    text: str = ""
    satisfaction: float | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver(Record):
    """One of the few things that carry an account's outcome."""

    id: DriverId
    account_id: AccountId
    name: str
    unit: str = ""
    direction: Direction = Direction.HIGHER
    baseline: float | None = None
    target: float | None = None
    current: float | None = None
    weight: float = 1.0
    owner: str = ""
    customer_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverReading(Record):
    """A driver's value on a day."""

    id: DriverReadingId
    driver_id: DriverId
    date: dt.date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Record):
    """What the customer set out to do, in their words; `metric` names a driver or measure."""

    id: GoalId
    account_id: AccountId
    text: str
    metric: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    current: float | None = None
    agreed: dt.date | None = None
    due: dt.date | None = None
    note: str = ""
    customer_safe: bool = False
