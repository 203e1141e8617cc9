"""What a customer may read: the allow-list. What has no field here cannot be printed for them.

Safe by kind: the account's name, facts of the visit, dates of planned visits. Everything else comes
only from records marked customer-safe. There is no field for scores, money, competitors, stance,
signals, notes, other customers or decision windows, and none may be added.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item of the agenda; minutes are None where nobody set them."""

    title: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody in the room: name and title."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The visit that a paper is for; `start` is local to its place."""

    type: str
    date: dt.date
    start: dt.time | None = None
    minutes: int = 60
    onsite: bool = False
    city: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    theirs: tuple[Attendee, ...] = ()
    ours: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMark:
    """A visit of the year: `state` is planned, agreed or done."""

    date: dt.date
    type: str
    state: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result to lead with: the figure and what it counts, both written by a person."""

    figure: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """A goal in the customer's words; `now` and `before` are shares of the target.

    `line` holds shares of the target at nine month ends, empty where its data is not theirs to see.
    """

    text: str
    figure: str = ""
    note: str = ""
    now: float | None = None
    before: float | None = None
    agreed: dt.date | None = None
    line: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """Something owed before the next review."""

    text: str
    due: dt.date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFacts:
    """Everything that the customer pack is laid out from."""

    organisation: str
    account: str
    as_of: dt.date
    data_to: dt.date | None
    quarter: int
    year: int
    visit: Visit | None = None
    last_review: dt.date | None = None
    marks: tuple[VisitMark, ...] = ()
    results: tuple[Result, ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    our_actions: tuple[ActionFacts, ...] = ()
    their_actions: tuple[ActionFacts, ...] = ()
    wrong: tuple[str, ...] = ()
