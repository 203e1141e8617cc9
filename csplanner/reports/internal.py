"""The internal brief: which sections each audience gets, and the frame around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day
from csplanner.reports.at_a_glance import at_a_glance
from csplanner.reports.health_page import health_and_drivers
from csplanner.reports.layout import Document, joined
from csplanner.reports.words import quarter_words, visit_name

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts

SECTIONS = {"at_a_glance": at_a_glance, "health": health_and_drivers}
AUDIENCES = {
    "internal": ("at_a_glance", "health"),
    "executive": ("at_a_glance",),
    "ceo": ("at_a_glance", "health"),
}


def internal_document(facts: InternalFacts, audience: str, paper: str) -> Document:
    """Lay out the internal brief for an audience: internal, executive or ceo."""
    visit = facts.visit
    other = visit is not None and "qbr" not in visit.type
    kind = f"{visit_name(visit.type)} brief" if visit and other else "QBR brief"
    quarter = quarter_words(facts.quarter, facts.year)
    tight = paper == "Letter"  # 66 pixels lower than A4: pictures and gaps give way, never text
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
        sections=tuple(SECTIONS[name](facts, tight) for name in AUDIENCES[audience]),
        paper=paper,
    )
