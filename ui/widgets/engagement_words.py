"""How engagements are said and shown: words of types and states, glyphs, the spoken name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.engagement import EngagementType, State
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.marks import mark_state, shape_of
from ui import formats

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.drawing.glyphs import Glyph

_TYPES = {
    EngagementType.QBR: "QBR",
    EngagementType.EXECUTIVE_QBR: "Executive QBR",
    EngagementType.CEO_VISIT: "CEO visit",
    EngagementType.VALUE_REVIEW: "Value review",
    EngagementType.CHECK_IN: "Check-in",
    EngagementType.TRAINING: "Training",
    EngagementType.PILOT_REVIEW: "Pilot review",
    EngagementType.KICKOFF: "Kickoff",
    EngagementType.OTHER: "Other touch",
}
_STATES = {
    State.PLANNED: "Planned",
    State.AGREED: "Confirmed",
    State.DONE: "Done",
    State.MISSED: "Missed",
    State.WAIVED: "Waived",
}


def type_words(kind: str) -> str:
    """Return an engagement type in words."""
    return _TYPES[EngagementType(kind)]


def state_words(state: str) -> str:
    """Return a state in words; the window says 'confirmed' for agreed."""
    return _STATES[State(state)]


def stamp_of(kind: str, state: str, size: float = 11.0, *, locked: bool = False) -> Glyph:
    """Return the glyph of an engagement."""
    return glyph(shape_of(kind), mark_state(state), size, locked=locked)


def spoken(kind: str, state: str, day: dt.date, account: str = "") -> str:
    """Return what a screen reader says: "Executive QBR, Ardenmoor Freight, planned, 9 June"."""
    parts = [type_words(kind), account, state_words(state).lower(), formats.long_day(day)]
    return ", ".join(part for part in parts if part)
