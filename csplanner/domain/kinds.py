"""The words that records choose from: stages, kinds of revenue events and of engagements.

They stand apart from the records so that what needs only a word loads no record.
"""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where an account stands in its life."""

    PILOT = "pilot"
    ONBOARDING = "onboarding"
    NURTURE = "nurture"
    AT_RISK = "at_risk"
    RENEWING = "renewing"
    CHURNED = "churned"


class RevenueKind(StrEnum):
    """What a revenue event did to the yearly recurring revenue."""

    NEW = "new"
    EXPANSION = "expansion"
    CONTRACTION = "contraction"
    CHURN = "churn"


class EngagementType(StrEnum):
    """The kinds of face time."""

    QBR = "qbr"
    EXECUTIVE_QBR = "executive_qbr"
    CEO_VISIT = "ceo_visit"
    VALUE_REVIEW = "value_review"
    CHECK_IN = "check_in"
    TRAINING = "training"
    PILOT_REVIEW = "pilot_review"
    KICKOFF = "kickoff"
    OTHER = "other"


class State(StrEnum):
    """Where an engagement stands; the window says 'confirmed' for agreed."""

    PLANNED = "planned"
    AGREED = "agreed"
    DONE = "done"
    MISSED = "missed"
    WAIVED = "waived"


class Mode(StrEnum):
    """Whether somebody travels."""

    ONSITE = "onsite"
    REMOTE = "remote"


class Purpose(StrEnum):
    """Whether time and travel are spent on keeping a customer or on winning one."""

    KEEP = "keep"
    WIN = "win"
