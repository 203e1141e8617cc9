"""What health is computed from, of one account: dated facts, no record and no row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple


def month_index(day: dt.date) -> int:
    """Return a number that counts calendar months."""
    return day.year * 12 + day.month - 1


def month_start(index: int) -> dt.date:
    """Return the first day of a month by its number."""
    return dt.date(index // 12, index % 12 + 1, 1)


class MonthTotal(NamedTuple):
    """The readings of one metric in one calendar month: their sum, number and newest day."""

    month: int
    total: float
    readings: int
    newest: str


class TicketMonth(NamedTuple):
    """The tickets opened in one calendar month: number, points, hours spent, tones.

    `tone` is the sum of the tones, from -1 to 1, of the `toned` threads that were scored.
    """

    month: int
    tickets: int
    points: float
    hours: float
    toned: int = 0
    tone: float = 0.0


class Answer(NamedTuple):
    """A survey's answer or a ticket's satisfaction, as given: NPS 0 to 10, others 1 to 5."""

    date: dt.date
    kind: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """One metric of use, its months oldest first."""

    metric: str
    unit: str = ""
    months: tuple[MonthTotal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverFacts:
    """A driver and its readings, oldest first; `current` counts only where no reading is known."""

    id: str = ""
    name: str
    unit: str = ""
    lower_is_better: bool = False
    baseline: float | None = None
    target: float | None = None
    current: float | None = None
    weight: float = 1.0
    owner: str = ""
    customer_safe: bool = False
    readings: tuple[tuple[dt.date, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """One of the customer's people: influence 1 to 5, wanted interval, days of contact."""

    influence: int = 3
    interval_days: int = 90
    touched: tuple[dt.date, ...] = ()
    champion: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthFacts:
    """All facts behind one account's health.

    `tickets_from` and `ticket_days` (the newest day of each month on which any account had one) say
    what the portfolio's ticket data covers, so that no ticket can be told from no data. `touches`
    are days of done engagements, oldest first; `gap_days` is the longest wanted gap between two.
    """

    usage: tuple[Usage, ...] = ()
    drivers: tuple[DriverFacts, ...] = ()
    tickets: tuple[TicketMonth, ...] = ()
    tickets_from: dt.date | None = None
    ticket_days: tuple[dt.date, ...] = ()
    answers: tuple[Answer, ...] = ()
    touches: tuple[dt.date, ...] = ()
    contacts: tuple[ContactFacts, ...] = ()
    gap_days: int = 90
