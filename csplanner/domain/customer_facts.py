"""What a customer may read: the allow-list. What has no field here cannot be printed for them.

Safe by kind: the account's name, facts of the visit, counts and times of its tickets, trends of the
industry, suggestions, dates of planned visits. All else comes only from records marked
customer-safe. There is no field for scores, money, competitors, stance,
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
    """The visit that a paper is for; `start` is local to its place, in the IANA zone `timezone`."""

    type: str
    date: dt.date
    start: dt.time | None = None
    minutes: int = 60
    timezone: str = ""
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
class MeasureLine:
    """A shared measure by month, oldest first; `before` is its value three months ago.

    `use` tells measures of how the product is used from those of how it served.
    """

    name: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    now: float
    before: float | None
    as_of: dt.date
    use: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverLine:
    """A shared driver: shares of the target now and 90 days ago, its numbers in words."""

    name: str
    now: float | None
    before: float | None
    actual: str
    target: str
    line: tuple[float | None, ...] = ()
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """Counts and times of their tickets: the last 90 days, and the 90 before them.

    `days` is the median of days from opening to closing. `months` are (name, opened, closed).
    """

    since: dt.date
    opened: int
    opened_before: int
    closed: int
    open_now: int
    days: float | None = None
    days_before: float | None = None
    months: tuple[tuple[str, int, int], ...] = ()
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one of theirs answered, where the answer is shared."""

    date: dt.date
    comment: str
    kind: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A commitment or a promise that is shared; `done_on` where it was kept."""

    text: str
    due: dt.date | None = None
    done: bool = False
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A suggestion or a request: its text, what became of it in a known word, its quarter."""

    text: str
    state: str = ""
    quarter: str = ""
    date: dt.date | None = None


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
    objective: str = ""
    drivers: tuple[DriverLine, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    service: ServiceFacts | None = None
    learned: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    commitments: tuple[Promised, ...] = ()
    promises: tuple[Promised, ...] = ()
    trends: tuple[str, ...] = ()
    suggestions: tuple[Idea, ...] = ()
    requests: tuple[Idea, ...] = ()

    def free_texts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return what people wrote, by the part it stands in: for those who must read it."""
        agenda = self.visit.agenda if self.visit else ()
        return (
            ("agenda titles", tuple(item.title for item in agenda)),
            ("the objective", (self.objective,) if self.objective else ()),
            ("results", tuple(f"{r.figure} {r.text}" for r in self.results)),
            ("goals", tuple(f"{g.text} {g.note}" for g in self.goals)),
            ("names of drivers", tuple(driver.name for driver in self.drivers)),
            ("names of measures", tuple(measure.name for measure in self.measures)),
            ("what we learned", self.learned),
            ("what went wrong", self.wrong),
            ("answers", tuple(v.comment for v in self.voices)),
            ("commitments", tuple(p.text for p in (*self.commitments, *self.promises))),
            ("actions", tuple(a.text for a in (*self.our_actions, *self.their_actions))),
            ("trends", self.trends),
            ("suggestions", tuple(s.text for s in self.suggestions)),
            ("requests", tuple(r.text for r in self.requests)),
        )
