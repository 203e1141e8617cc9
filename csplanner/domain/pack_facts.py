"""What the parts of the internal pack beyond its first pages are laid out from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """A text that only a person can write: its prompt where nobody did, and its age."""

    part: str
    text: str = ""
    figure: str = ""
    written: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder:
    """One of theirs: influence and attitude 1 to 5, days since anyone of ours met them."""

    name: str
    title: str = ""
    role: str = ""
    influence: int | None = None
    attitude: int | None = None
    days_since: int | None = None
    interval: int = 90
    know: str = ""
    next_step: str = ""
    in_room: bool = False

    @property
    def champion(self) -> bool:
        """Whether they speak for us."""
        return "champion" in self.role.lower()

    @property
    def overdue(self) -> bool:
        """Whether the last contact is longer ago than they want, or never was."""
        return self.days_since is None or self.days_since > self.interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A name with an amount: of a ranking, a table or a month."""

    name: str
    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTicket:
    """A support case that is open."""

    subject: str
    type: str
    severity: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportFacts:
    """Burden by quarter and the tickets behind it, the last 90 days from `since` on.

    `types` are rows of the table of tickets by type: counts by column of `tones`, median hours to
    close, points. `given` are hours that were given back, with their worth where it is known.
    """

    since: dt.date
    until: dt.date | None = None
    unit: str = "Weighted tickets a month"
    quarters: tuple[Counted, ...] = ()
    baseline: float | None = None
    tones: tuple[str, ...] = ()
    types: tuple[TicketType, ...] = ()
    weeks: tuple[Counted, ...] = ()
    opened: int = 0
    opened_before: int = 0
    given: tuple[Counted, ...] = ()
    open: tuple[OpenTicket, ...] = ()
    method: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketType:
    """The tickets of one type: how many of each tone, median hours until closed, points."""

    name: str
    counts: tuple[int, ...]
    hours: float | None = None
    points: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalState:
    """A goal of the customer in their words, as shares of the target."""

    text: str
    figure: str = ""
    note: str = ""
    now: float | None = None
    before: float | None = None
    due: dt.date | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueLine:
    """What happened to the revenue on a day; `amount` is signed."""

    date: dt.date
    kind: str
    amount: Decimal
    currency: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionLine:
    """A subscription that is active, or ended in the last year."""

    product: str
    start: dt.date
    end: dt.date | None
    seats: int | None
    arr: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommercialFacts:
    """Revenue and contract; `arr` is the yearly recurring revenue at twelve month ends.

    `year_ago` is that of a year before, `share` this account's part of the whole portfolio.
    """

    arr: tuple[tuple[dt.date, Decimal], ...] = ()
    year_ago: Decimal | None = None
    share: float | None = None
    contract_start: dt.date | None = None
    contract_end: dt.date | None = None
    subscriptions: tuple[SubscriptionLine, ...] = ()
    events: tuple[RevenueLine, ...] = ()
    pilot_end: dt.date | None = None
    pilot_value: Decimal | None = None
    converted_value: Decimal | None = None
    pilot_criteria: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What was agreed off the norm at signing."""

    clause: str
    text: str
    owner: str = ""
    difficulty: str = ""
    cost: Decimal | None = None
    currency: str = ""
    due: dt.date | None = None
    status: str = ""
    met: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A promise, an action or a risk; `theirs` when the customer owes it."""

    text: str
    owner: str = ""
    made: dt.date | None = None
    due: dt.date | None = None
    closed: dt.date | None = None
    done: bool = False
    theirs: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Something seen, asked for or heard: a competitor, a request, a signal."""

    date: dt.date
    name: str
    text: str = ""
    answer: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """One rule of the policy in a year: what it asks for and what became of it."""

    name: str
    planned: int
    done: int
    scheduled: int
    unconfirmed: int = 0
    missed: int = 0
    done_before: int = 0

    @property
    def remaining(self) -> int:
        """What is still to be done."""
        return max(0, self.planned - self.done)

    @property
    def to_schedule(self) -> int:
        """What has no date yet."""
        return max(0, self.planned - self.done - self.scheduled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A touch of the record: what, when, who of both sides, what came of it."""

    date: dt.date
    type: str
    state: str
    ours: str = ""
    theirs: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingTouch:
    """A touch that is owed and has no date, with its reason."""

    rule: str
    period: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFacts:
    """How the account was covered: by rule, the touches themselves, and the gaps."""

    rules: tuple[RuleCount, ...] = ()
    elapsed: float = 0.0
    held: tuple[Held, ...] = ()
    gaps: tuple[MissingTouch, ...] = ()
    last: dt.date | None = None
    longest_gap: int | None = None
    wanted_gap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A visit of a trip; `here` is the visit that the paper is for."""

    date: dt.date
    time: str
    account: str
    what: str
    city: str = ""
    who: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A leg of a trip as it was typed, times local to their places."""

    mode: str
    route: str
    departs: str = ""
    arrives: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripSheetFacts:
    """Everything that a traveller needs of a trip."""

    number: int
    cities: tuple[str, ...]
    start: dt.date
    end: dt.date
    travellers: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    legs: tuple[Leg, ...] = ()
    costs: tuple[tuple[str, Decimal], ...] = ()
    total: Decimal | None = None
    alone: Decimal | None = None
    currency: str = ""
    state: str = ""
    decided: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFacts:
    """What stands on the further parts of the internal pack.

    `step`s are those of the visit's preparation: (text, owner, due, done). `owner` and the others
    are people of ours by name.
    """

    owner: str = ""
    executive: str = ""
    sponsor: str = ""
    industry: str = ""
    place: str = ""
    texts: tuple[WrittenText, ...] = ()
    people: tuple[Stakeholder, ...] = ()
    ratings: tuple[tuple[dt.date, int, str, str], ...] = ()
    support: SupportFacts | None = None
    goals: tuple[GoalState, ...] = ()
    commercial: CommercialFacts = field(default_factory=CommercialFacts)
    clauses: tuple[Clause, ...] = ()
    promises: tuple[Owed, ...] = ()
    actions: tuple[Owed, ...] = ()
    risks: tuple[Owed, ...] = ()
    sightings: tuple[Seen, ...] = ()
    requests: tuple[Seen, ...] = ()
    signals: tuple[Seen, ...] = ()
    coverage: CoverageFacts = field(default_factory=CoverageFacts)
    steps: tuple[tuple[str, str, dt.date | None, bool], ...] = ()
    trip: TripSheetFacts | None = None
    purpose: str = ""
    notes: str = ""

    def text(self, part: str) -> WrittenText:
        """Return the newest written text of a part, an empty one where nobody wrote it."""
        return next((t for t in self.texts if t.part == part), WrittenText(part=part))

    def all_of(self, part: str) -> tuple[WrittenText, ...]:
        """Return the written texts of a part."""
        return tuple(t for t in self.texts if t.part == part and t.text)
