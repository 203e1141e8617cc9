"""What briefs are made from and what was printed; the versions of the policy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from csplanner.domain.ids import (
    AccountId,
    BriefVersionId,
    EngagementId,
    PolicyVersionId,
    SectionTemplateId,
)
from csplanner.domain.record import Record


class Audience(StrEnum):
    """Who reads a brief."""

    INTERNAL = "internal"
    EXECUTIVE = "executive"
    CEO = "ceo"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersion(Record):
    """The tier policy as TOML text, in force from `effective` until the next version's day."""

    id: PolicyVersionId
    number: int
    effective: dt.date
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionTemplate(Record):
    """Which sections a brief has, in which order, for a tier ('' for any) and an audience."""

    id: SectionTemplateId
    name: str
    tier: str = ""
    audience: Audience
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefVersion(Record):
    """A brief that was written to a file."""

    id: BriefVersionId
    account_id: AccountId
    engagement_id: EngagementId | None = None
    audience: Audience
    date: dt.date
    pages: int = 0
    digest: str = ""
