"""Renewals with the window in which customers decide, and pilots with the day of their decision.

Pure: dates in, states out (docs/retention.md). A window is judged by what was done inside it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from csplanner.domain.demand import anniversary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

COUNTDOWN = (120, 90, 60, 30)
SOON_DAYS = 60


class WindowState(StrEnum):
    """Where a customer's decision stands."""

    LATER = "later"
    OPENING = "opening"
    OPEN = "open"
    DECIDED = "decided"


class PilotState(StrEnum):
    """What became of a pilot; `overdue` ones passed their decision date without a decision."""

    RUNNING = "running"
    OVERDUE = "overdue"
    CONVERTED = "converted"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """One renewal to come; `done` and `planned` are the days of touches inside the window.

    `arr` is in the base currency, None without a rate. `assumed`: the date given lies in the past,
    the next anniversary is taken.
    """

    account: str
    name: str
    arr: Decimal | None
    date: dt.date
    opens: dt.date
    decides: dt.date
    state: WindowState
    days: int
    step: int | None
    assumed: bool
    done: tuple[dt.date, ...]
    planned: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """One pilot: its exit criteria, who signs, what it is worth now and would be worth."""

    account: str
    name: str
    criteria: str
    buyer: str
    decides: dt.date
    state: PilotState
    now: Decimal | None
    converted: Decimal | None
    currency: str
    reviews: int


def anniversary_from(day: dt.date, today: dt.date) -> tuple[dt.date, bool]:
    """Return the next renewal at or after `today`, and whether it had to be assumed."""
    if day >= today:
        return day, False
    found = anniversary(day, today.year)
    return (found if found >= today else anniversary(day, today.year + 1)), True


def window_of(
    renewal: dt.date, lead: int | None, opens_days: int, decision_days: int
) -> tuple[dt.date, dt.date]:
    """Return the first day of the decision window and the day of the decision.

    A lead of the account's own moves the whole window.
    """
    decided = decision_days if lead is None else lead
    opens = renewal - dt.timedelta(days=decided + opens_days - decision_days)
    return opens, renewal - dt.timedelta(days=decided)


def state_of(opens: dt.date, decides: dt.date, today: dt.date) -> WindowState:
    """Return where the decision stands on a day."""
    if today > decides:
        return WindowState.DECIDED
    if today >= opens:
        return WindowState.OPEN
    soon = (opens - today).days <= SOON_DAYS
    return WindowState.OPENING if soon else WindowState.LATER


def countdown(days: int) -> int | None:
    """Return the step of the countdown that so many days to a renewal have reached, or None."""
    reached = [step for step in COUNTDOWN if days <= step]
    return min(reached) if reached else None


def pilot_state(stage: str, decides: dt.date, today: dt.date, *, archived: bool) -> PilotState:
    """Return what became of a pilot, from its account's stage."""
    if stage == "pilot":
        return PilotState.RUNNING if decides >= today else PilotState.OVERDUE
    return PilotState.LOST if archived or stage == "churned" else PilotState.CONVERTED


def conversion_rate(pilots: Iterable[Pilot]) -> float | None:
    """Return pilots converted / pilots decided, None while none is decided."""
    states = [pilot.state for pilot in pilots]
    won, lost = states.count(PilotState.CONVERTED), states.count(PilotState.LOST)
    return won / (won + lost) if won + lost else None
