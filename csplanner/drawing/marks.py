"""The plain words that a drawing is told in: engagement types, their states, health bands.

They know no record of the program: services fill them, pages and reports draw them.
"""

from __future__ import annotations

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


_SHAPES = {shape.value: shape for shape in Shape}
_STATES = {
    "planned": State.PLANNED,
    "agreed": State.CONFIRMED,
    "done": State.DONE,
    "missed": State.MISSED,
    "waived": State.REMOVED,
}


def shape_of(kind: str) -> Shape:
    """Return the shape of a type of engagement; types without one are drawn as check-ins."""
    return _SHAPES.get(kind, Shape.CHECK_IN)


def mark_state(state: str) -> State:
    """Return how the state of an engagement is filled; unknown ones as planned."""
    return _STATES.get(state, State.PLANNED)
