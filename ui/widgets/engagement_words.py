"""How engagements are said and shown: words of types and states, glyphs, the spoken name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.engagement import EngagementType, State
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.marks import Shape
from csplanner.drawing.marks import State as MarkState
from ui import formats

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.drawing.glyphs import Glyph

_TYPES = {
    EngagementType.QBR: ("QBR", Shape.QBR),
    EngagementType.EXECUTIVE_QBR: ("Executive QBR", Shape.EXECUTIVE_QBR),
    EngagementType.CEO_VISIT: ("CEO visit", Shape.CEO_VISIT),
    EngagementType.VALUE_REVIEW: ("Value review", Shape.VALUE_REVIEW),
    EngagementType.CHECK_IN: ("Check-in", Shape.CHECK_IN),
    EngagementType.TRAINING: ("Training", Shape.TRAINING),
    EngagementType.PILOT_REVIEW: ("Pilot review", Shape.PILOT_REVIEW),
    EngagementType.KICKOFF: ("Kickoff", Shape.PILOT_REVIEW),
    EngagementType.OTHER: ("Other touch", Shape.CHECK_IN),
}
_STATES = {
    State.PLANNED: ("Planned", MarkState.PLANNED),
    State.AGREED: ("Confirmed", MarkState.CONFIRMED),
    State.DONE: ("Done", MarkState.DONE),
    State.MISSED: ("Missed", MarkState.MISSED),
    State.WAIVED: ("Waived", MarkState.REMOVED),
}


def type_words(kind: str) -> str:
    """Return an engagement type in words."""
    return _TYPES[EngagementType(kind)][0]


def state_words(state: str) -> str:
    """Return a state in words; the window says 'confirmed' for agreed."""
    return _STATES[State(state)][0]


def shape_of(kind: str) -> Shape:
    """Return the shape of a type."""
    return _TYPES[EngagementType(kind)][1]


def mark_state(state: str) -> MarkState:
    """Return the fill of a state."""
    return _STATES[State(state)][1]


def stamp_of(kind: str, state: str, size: float = 11.0, *, locked: bool = False) -> Glyph:
    """Return the glyph of an engagement."""
    return glyph(shape_of(kind), mark_state(state), size, locked=locked)


def spoken(kind: str, state: str, day: dt.date, account: str = "") -> str:
    """Return what a screen reader says: "Executive QBR, Ardenmoor Freight, planned, 9 June"."""
    parts = [type_words(kind), account, state_words(state).lower(), formats.long_day(day)]
    return ", ".join(part for part in parts if part)
