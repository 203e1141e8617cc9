"""What the palette finds in texts: notes, outcomes, tickets, commitments; the words marked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui import formats
from ui.palette_search import Hit

if TYPE_CHECKING:
    from csplanner.services.search import Found
    from ui.context import Context

SHORTEST = 3
_ICONS = {
    "ticket": "receipt",
    "commitment": "handshake",
    "promise": "handshake",
    "engagement": "calendar",
    "sighting": "binoculars",
    "goal": "target",
}


def text_hits(context: Context, words: str, most: int) -> tuple[Hit, ...]:
    """Return the texts that hold the words, best first; too few letters ask for nothing."""
    workspace = context.workspace
    if workspace is None or len(words.strip()) < SHORTEST:
        return ()
    from csplanner.services.search import search_texts

    return tuple(_hit(context, found, words) for found in search_texts(workspace, words, most))


def _hit(context: Context, found: Found, words: str) -> Hit:
    whose = found.account or "no account"
    day = "" if found.day is None else f", {formats.day(found.day, context.today)}"
    arguments = {"found": (found.kind, found.record_id, words.strip())}
    return Hit(
        group="In texts",
        text=f"{found.kind_words}, {whose}{day}",
        detail=found.text,
        icon=_ICONS.get(found.kind, "note"),
        marks=found.marks,
        run=partial(context.go, "account", account_id=found.account_id, **arguments),
    )
