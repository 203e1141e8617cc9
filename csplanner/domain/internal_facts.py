"""What the internal brief is laid out from; never seen by the customer pack."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from csplanner.domain.customer_facts import Visit
from csplanner.domain.health import NO_MOVES, Burden, DriverState, Health, Moves
from csplanner.domain.pack_facts import PackFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchMark:
    """A touch of the year; `state` is planned, agreed, done or missed."""

    date: dt.date
    type: str
    state: str
    locked: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InTheRoom:
    """One of theirs: stance 1 to 5 or None, days since the last contact, what to know."""

    name: str
    title: str = ""
    champion: bool = False
    attitude: int | None = None
    days_since: int | None = None
    know: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedItem:
    """An item of the agenda with who leads it."""

    title: str
    minutes: int | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedFacts:
    """A promise and how it stands on the day of the data."""

    text: str
    done: bool
    due: dt.date | None = None
    closed: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripFacts:
    """The trip that the visit belongs to; cost is None where no line says one."""

    number: int
    cities: tuple[str, ...]
    start: dt.date
    end: dt.date
    visits: int
    state: str
    cost: Decimal | None = None
    currency: str = ""
    legs: tuple[str, ...] = ()
    next_stop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something known that happened: a note on the health chart."""

    date: dt.date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A written reading of the data: head and text."""

    head: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """What a person wrote to be said first; `written` is the age of the newest of it."""

    going_well: tuple[str, ...] = ()
    at_risk: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    written: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalFacts:
    """Everything that the internal brief is laid out from.

    `history` is the health at twelve month ends, the last on `as_of`; `burden_before` was the
    burden at the end of the quarter before. `owed` says in words what the tier asks for. Short
    variants show `rows` rows of each list and say what they leave out.
    """

    organisation: str
    account: str
    as_of: dt.date
    quarter: int
    year: int
    policy: str
    tier: str
    stage: str = ""
    arr: Decimal | None = None
    currency: str = ""
    renewal: dt.date | None = None
    window: tuple[dt.date, dt.date] | None = None
    relationship: int | None = None
    relationship_reason: str = ""
    visit: Visit | None = None
    history: tuple[Health, ...]
    drivers: tuple[DriverState, ...] = ()
    burden: Burden
    burden_before: Burden
    moves: Moves = NO_MOVES
    matters: Matters = Matters()
    events: tuple[Event, ...] = ()
    marks: tuple[TouchMark, ...] = ()
    owed: str = ""
    room: tuple[InTheRoom, ...] = ()
    agenda: tuple[LedItem, ...] = ()
    promises: tuple[OwedFacts, ...] = ()
    promised_on: dt.date | None = None
    trip: TripFacts | None = None
    parts: PackFacts = field(default_factory=PackFacts)
    rows: int = 99

    @property
    def health(self) -> Health:
        """The health on the day of the data."""
        return self.history[-1]
