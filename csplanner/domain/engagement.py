"""The calendar: engagements, their preparation, waivers, plan runs and what could not be placed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from csplanner.domain.ids import (
    AccountId,
    ChecklistItemId,
    ContactId,
    EngagementId,
    PersonId,
    PlanRunId,
    PolicyVersionId,
    TripId,
    UnplacedTouchId,
    WaiverId,
)
from csplanner.domain.kinds import EngagementType, Mode, Purpose, State
from csplanner.domain.record import Record

__all__ = [
    "ChecklistItem",
    "Engagement",
    "EngagementType",
    "Mode",
    "PlanRun",
    "Purpose",
    "RunState",
    "State",
    "UnplacedTouch",
    "Waiver",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Record):
    """A touch on the calendar.

    `touch` is the planner's id of what asked for it (`account:rule:period:seq`), empty when nobody
    asked. `start` is local time in `timezone`, None while only the day is known. `agenda` holds a
    line an item: minutes, title, and after a bar who leads it. `asked` is the day on which the
    customer was asked for it. `explanation` is the planner's JSON.
    """

    id: EngagementId
    touch: str = ""
    account_id: AccountId
    type: EngagementType = EngagementType.OTHER
    state: State = State.PLANNED
    date: dt.date
    start: dt.time | None = None
    minutes: int = 60
    timezone: str = ""
    mode: Mode = Mode.REMOTE
    city: str = ""
    participants: tuple[PersonId, ...] = ()
    contacts: tuple[ContactId, ...] = ()
    rule: str = ""
    window_from: dt.date | None = None
    window_to: dt.date | None = None
    locked: bool = False
    purpose: Purpose = Purpose.KEEP
    agenda: str = ""
    notes: str = ""
    outcome: str = ""
    reason: str = ""
    explanation: str = ""
    trip_id: TripId | None = None
    asked: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Record):
    """One step of a visit's preparation."""

    id: ChecklistItemId
    engagement_id: EngagementId
    text: str
    owner: str = ""
    due: dt.date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """A touch that shall not be done: who asked, why, who decided and when.

    Without a day of decision it is only asked for; `refused` ones are kept, too.
    """

    id: WaiverId
    account_id: AccountId
    touch: str
    asked_by: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_on: dt.date | None = None
    refused: bool = False

    def holds(self, on: dt.date) -> bool:
        """Tell whether the touch is not owed as of a day."""
        return self.decided_on is not None and not self.refused and self.decided_on <= on


class RunState(StrEnum):
    """What became of a plan run."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"
    WHAT_IF = "what_if"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRun(Record):
    """One run of the planner; `terms` and `changes` are JSON objects of numbers."""

    id: PlanRunId
    number: int
    year: int
    date: dt.date
    at: dt.datetime | None = None
    seed: int = 0
    effort: str = "normal"
    policy_version_id: PolicyVersionId | None = None
    state: RunState = RunState.PROPOSED
    label: str = ""
    demand: int = 0
    scheduled: int = 0
    objective: Decimal = Decimal(0)
    terms: str = "{}"
    bound: Decimal | None = None
    gap: float | None = None
    changes: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedTouch(Record):
    """A touch that the policy asks for and that an accepted run could not place."""

    id: UnplacedTouchId
    plan_run_id: PlanRunId
    account_id: AccountId
    touch: str
    rule: str
    window_from: dt.date | None = None
    window_to: dt.date | None = None
    reason: str
    detail: str = ""
    relax: str = ""
