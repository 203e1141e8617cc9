"""A broken hard rule as a value, and the words for the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from csplanner.domain.plan import TouchId

RULES = {
    "window": "outside the touch's window",
    "weekday": "on a weekend",
    "holiday": "on a public holiday of the account's country",
    "blackout": "on a day the customer has closed",
    "contact": "on a day on which none of the customer's contacts is there",
    "closed": "on a day the whole company is away",
    "leave": "on a participant's leave",
    "own_holiday": "on a public holiday of a participant's country",
    "part_time": "on a weekday a participant does not work",
    "people": "with other participants than its rule asks for",
    "gap": "too close to another touch of the account",
    "two_metros": "in a second metro on one day",
    "onsite_per_day": "over a person's visits of a day",
    "remote_per_day": "over a person's remote touches of a day",
    "remote_on_onsite_day": "over a person's remote touches of a day with visits",
    "minutes_per_week": "over a person's minutes of a week",
    "travel_weeks_per_quarter": "over a person's travel weeks of a quarter",
    "visits_per_month": "over a person's visits of a month",
    "visits_per_quarter": "over a person's visits of a quarter",
    "visits_per_year": "over a person's visits of a year",
    "hours": "at a time outside the working hours of the customer or of a participant",
    "overlap": "at the time of another touch of a participant",
    "rotation": "with the executive of the visit before or after",
    "locked": "a fixed touch changed its date or people",
    "not_before": "before the first day that may be planned",
    "unknown": "not asked for, or with somebody unknown",
    "listed": "neither scheduled nor listed, or more than once",
    "reason": "listed with a reason that is not true",
}
"""The words a breach may carry, each with what it says of the touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One hard rule broken: by which touches, on which day, and whose limit it is.

    `fixed` is true where every touch in it is locked or frozen, so that no plan could mend it.
    """

    rule: str
    touches: tuple[TouchId, ...]
    detail: str
    day: date | None = None
    who: str = ""
    fixed: bool = False
