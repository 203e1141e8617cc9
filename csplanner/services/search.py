"""Full-text search through what people wrote: notes, outcomes, tickets, commitments and more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from csplanner.store.reads_search import text_rows, whole_text

if TYPE_CHECKING:
    from csplanner.services.workspace import Workspace

START, END = "\x02", "\x03"
_KINDS = {
    "account": "Notes of the account",
    "contact": "Notes on a contact",
    "engagement": "Engagement",
    "checklist_item": "Preparation",
    "relationship_rating": "Trust",
    "survey": "Survey",
    "ticket": "Ticket",
    "goal": "Goal",
    "commitment": "Commitment",
    "promise": "Promise",
    "action": "Action",
    "risk": "Risk",
    "sighting": "Competitor",
    "product_request": "Request",
    "signal": "Signal",
    "suggestion": "Suggestion",
    "brief_text": "Text of a brief",
    "revenue_event": "Revenue",
}


class Found(NamedTuple):
    """One answer: what kind of record, whose, of which day, and the words around the match.

    `marks` are the places (start, end) in `text` where the words stand.
    """

    kind: str
    kind_words: str
    record_id: str
    account_id: str
    account: str
    day: dt.date | None
    text: str
    marks: tuple[tuple[int, int], ...]


def search_texts(workspace: Workspace, words: str, most: int = 20) -> tuple[Found, ...]:
    """Return the texts that hold all the words, best first; the last word may be unfinished."""
    found = []
    for row in text_rows(workspace.database, words, most):
        text, marks = _marked(" ".join(row.text.split()))
        day = dt.date.fromisoformat(row.day[:10]) if row.day else None
        kind = _KINDS[row.kind]
        found.append(
            Found(row.kind, kind, row.record_id, row.account_id, row.account, day, text, marks)
        )
    return tuple(found)


def text_of(workspace: Workspace, kind: str, record_id: str) -> str:
    """Return the whole text of a record that was found, empty once it is gone."""
    return whole_text(workspace.database, kind, record_id)


def _marked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the marks out of a text and return where they stood."""
    plain, marks, start = "", [], 0
    for piece in text.replace(START, f"\0{START}").replace(END, f"\0{END}").split("\0"):
        if piece.startswith(START):
            start = len(plain)
        elif piece.startswith(END):
            marks.append((start, len(plain)))
        plain += piece.lstrip(START + END)
    return plain, tuple(marks)
