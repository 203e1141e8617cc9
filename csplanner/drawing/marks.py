"""The plain values that a drawing is told in: engagement marks, health bands, windows, spans.

They know no record of the program: services fill them, pages and reports draw them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """The type of an engagement, told by its shape."""

    EXECUTIVE_QBR = "executive_qbr"
    CEO_VISIT = "ceo_visit"
    QBR = "qbr"
    VALUE_REVIEW = "value_review"
    TRAINING = "training"
    PILOT_REVIEW = "pilot_review"
    CHECK_IN = "check_in"


class State(StrEnum):
    """The state of an engagement, told by fill and line; the last four only in a review."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    DONE = "done"
    MISSED = "missed"
    REMOVED = "removed"
    MOVED_FROM = "moved_from"
    UNPLACED = "unplaced"
    ADDED = "added"


class Health(StrEnum):
    """The band of a health score, told by the moon's form as well as its colour."""

    HEALTHY = "healthy"
    WATCH = "watch"
    AT_RISK = "at_risk"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One engagement on a time axis: where (weeks or days from the axis's start), what and how."""

    at: float
    shape: Shape
    state: State
    locked: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a time axis, from start to end in the axis's unit."""

    start: float
    end: float
    label: str = ""
