"""The register: commitments, promises, actions, risks, and what was seen or heard."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from csplanner.domain.ids import (
    AccountId,
    ActionId,
    BriefTextId,
    CommitmentId,
    EngagementId,
    ProductRequestId,
    PromiseId,
    RiskId,
    SightingId,
    SignalId,
    SuggestionId,
    TrendId,
)
from csplanner.domain.record import Record


class Side(StrEnum):
    """Who owes it."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """What was agreed off the norm at signing: clause, functional owner, difficulty, cost."""

    id: CommitmentId
    account_id: AccountId
    clause: str = ""
    text: str
    functional_owner: str = ""
    difficulty: str = ""
    cost: Decimal | None = None
    currency: str = ""
    due: dt.date | None = None
    status: str = "open"
    customer_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed(Record):
    """Something that somebody owes on an account: the shape of promise, action and risk."""

    account_id: AccountId
    engagement_id: EngagementId | None = None
    text: str
    owner: str = ""
    side: Side = Side.OURS
    made: dt.date | None = None
    due: dt.date | None = None
    closed: dt.date | None = None
    status: str = "open"
    customer_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Owed):
    """What was promised in a visit."""

    id: PromiseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Owed):
    """What shall be done before the next visit."""

    id: ActionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Owed):
    """What may go wrong with the account."""

    id: RiskId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting(Record):
    """A competitor seen at an account: what they pitch, and our answer (none yet: a request)."""

    id: SightingId
    account_id: AccountId
    competitor: str
    date: dt.date
    pitch: str = ""
    our_answer: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRequest(Record):
    """What an account asks of the product."""

    id: ProductRequestId
    account_id: AccountId
    date: dt.date
    text: str
    status: str = "open"
    answer: str = ""
    customer_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(Record):
    """What the CSM heard by listening; never pitched, never printed for the customer."""

    id: SignalId
    account_id: AccountId
    date: dt.date
    text: str
    source: str = ""
    status: str = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(Record):
    """What moves an industry, written by a person; `quarter` like 2027Q2, no account: all of it."""

    id: TrendId
    industry: str = ""
    account_id: AccountId | None = None
    quarter: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Record):
    """An improvement suggested to the customer, written by a person."""

    id: SuggestionId
    account_id: AccountId
    quarter: str
    text: str
    status: str = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefText(Record):
    """A text of a brief that a person must write: `part` is objective, outcome, learned, ...

    `figure` is the number that an outcome leads with, such as '1,240 h'.
    """

    id: BriefTextId
    account_id: AccountId
    quarter: str
    part: str
    figure: str = ""
    text: str
    written: dt.date | None = None
    customer_safe: bool = False
