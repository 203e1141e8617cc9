"""The internal packs: which parts each audience gets, and the frame around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplanner.domain.days import full_day
from csplanner.reports.agenda_page import agenda_page
from csplanner.reports.at_a_glance import at_a_glance
from csplanner.reports.burden_page import burden_page
from csplanner.reports.commercial_page import commercial_page
from csplanner.reports.commitments_page import commitments_page
from csplanner.reports.cover_page import cover
from csplanner.reports.coverage_page import coverage_page
from csplanner.reports.executive_pages import ceo_back, ceo_front, commitments_and_agenda
from csplanner.reports.health_page import health_page
from csplanner.reports.layout import Document, joined
from csplanner.reports.notes_page import notes_page
from csplanner.reports.one_page import on_one_page
from csplanner.reports.people_page import people_page
from csplanner.reports.threats_page import threats_page
from csplanner.reports.trip_page import trip_page
from csplanner.reports.value_page import value_page
from csplanner.reports.words import quarter_words, visit_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.reports.layout import Section

    Maker = Callable[[InternalFacts, bool], Section]

COVER = "cover"


class Part(NamedTuple):
    """A part that a pack may have: its key in templates, its name, who lays it out."""

    key: str
    title: str
    make: Maker | None = None


PARTS = (
    Part(COVER, "Cover"),
    Part("at_a_glance", "At a glance", at_a_glance),
    Part("people", "People in the room", people_page),
    Part("health", "Health explained", health_page),
    Part("burden", "Burden", burden_page),
    Part("value", "Value and drivers", value_page),
    Part("commercial", "Commercial", commercial_page),
    Part("commitments", "Commitments and promises", commitments_page),
    Part("threats", "Threats", threats_page),
    Part("coverage", "Coverage record", coverage_page),
    Part("agenda", "Agenda", agenda_page),
    Part("trip", "Trip sheet", trip_page),
    Part("notes", "Notes", notes_page),
)
# The short variants: every part is one page, whatever it holds.
EXECUTIVE = (
    Part(COVER, "Cover"),
    Part("at_a_glance", "At a glance", at_a_glance),
    Part("people", "People in the room", people_page),
    Part("commitments", "Commitments and agenda", commitments_and_agenda),
)
CEO = (
    Part("ceo_front", "The visit", ceo_front),
    Part("ceo_back", "The account", ceo_back),
)
AUDIENCES = {"internal": PARTS, "executive": EXECUTIVE, "ceo": CEO}


def internal_document(
    facts: InternalFacts, audience: str, paper: str, keys: Sequence[str] | None = None
) -> Document:
    """Lay out a pack for internal, executive or ceo; `keys` name the parts in their order."""
    kind = _kind(facts)
    quarter = quarter_words(facts.quarter, facts.year)
    parts = AUDIENCES[audience]
    known = {part.key: part for part in parts}
    chosen = [known[key] for key in keys if key in known] if keys else list(parts)
    return Document(
        title=f"{facts.account}, {kind}, {quarter} (internal)",
        author=facts.organisation,
        account=facts.account,
        kind=joined((kind, quarter)),
        tag="Internal",
        internal=True,
        footer=joined(
            ("Built offline by csplanner", f"data as of {full_day(facts.as_of)}", facts.policy)
        ),
        as_of=facts.as_of,
        sections=_sections(facts, chosen, paper, short=audience != "internal"),
        paper=paper,
    )


def _kind(facts: InternalFacts) -> str:
    visit = facts.visit
    return f"{visit_name(visit.type)} brief" if visit and "qbr" not in visit.type else "QBR brief"


def _sections(
    facts: InternalFacts, parts: Sequence[Part], paper: str, *, short: bool
) -> tuple[Section, ...]:
    """Lay the parts out; on Letter, 66 pixels lower, pictures and gaps give way, never text."""
    tight = paper == "Letter"
    made: list[Section] = []
    for part in parts:
        if part.make is None:
            continue
        section = on_one_page(part.make, facts, paper) if short else part.make(facts, tight)
        made.append(section)
    covers = [i for i, part in enumerate(parts) if part.key == COVER]
    for i in covers:
        made.insert(i, cover(facts, _kind(facts), made))
    return tuple(made)
