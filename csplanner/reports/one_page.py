"""Holds a part to one page: where it would not fit, lists and texts are cut, and say so."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from csplanner.reports.layout import BODY_FOOT, BODY_TOP, MARGIN, PAPERS
from csplanner.reports.text import ELLIPSIS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.reports.layout import Section

T = TypeVar("T")
# What is kept of each list and of each text, ever less; the last always fits a page.
CUTS = ((99, 2000), (12, 600), (8, 240), (6, 160), (5, 120), (4, 90), (3, 70), (2, 50), (1, 30))


def on_one_page(
    make: Callable[[InternalFacts, bool], Section], facts: InternalFacts, paper: str
) -> Section:
    """Return a part that stands on one page, with as much as fits; `follows` is dropped."""
    wide, high = PAPERS[paper]
    room = high - BODY_TOP - BODY_FOOT
    section = make(facts, True)  # noqa: FBT003 - the paces of a part are two
    for tight in (False, True):
        for rows, letters in CUTS[:1] if not tight else CUTS:
            section = make(cut(facts, rows, letters), tight)
            if sum(block.height(wide - 2 * MARGIN) for block in section.blocks) <= room:
                return replace(section, follows=False)
    return replace(section, follows=False)


def cut(facts: InternalFacts, rows: int, letters: int) -> InternalFacts:
    """Return facts whose lists show so many rows and whose texts hold so many letters."""
    shown = replace(facts, rows=rows)
    return replace(
        shown,
        room=_short(shown.room, letters),
        agenda=_short(shown.agenda, letters),
        promises=_short(shown.promises, letters),
        matters=_short(shown.matters, letters),
        visit=_short(shown.visit, letters),
        trip=_short(shown.trip, letters),
        parts=_short(shown.parts, letters),
        events=_short(shown.events, letters),
        marks=_short(shown.marks, letters),
        owed=shortened(shown.owed, letters),
        relationship_reason=shortened(shown.relationship_reason, letters),
    )


def shortened(text: str, letters: int) -> str:
    """Return a text cut at a word, with an ellipsis, where it is longer than so many letters."""
    if len(text) <= letters:
        return text
    cut_at = text[:letters]
    return (cut_at.rsplit(" ", 1)[0] if " " in cut_at else cut_at).rstrip(",;:. ") + ELLIPSIS


def _short(value: T, letters: int) -> T:
    """Return a value whose texts are cut, in all that it is made of."""
    found: Any = value
    if type(found) is str:
        found = shortened(found, letters)
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        found = tuple(_short(item, letters) for item in value)
    elif is_dataclass(value):
        changed = {f.name: _short(getattr(value, f.name), letters) for f in fields(value)}
        found = replace(value, **changed)  # type: ignore[type-var]
    return found  # type: ignore[no-any-return]


def of_many(shown: int, of: Sequence[object], note: str = "") -> str:
    """Return a note that says where a list was cut: "3 of 5 shown"."""
    if shown >= len(of):
        return note
    cut_off = f"{shown} of {len(of)} shown, the rest is in the internal brief"
    return f"{note}; {cut_off}" if note else cut_off
