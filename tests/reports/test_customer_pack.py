"""Proves the customer pack: ten parts, each left out where it has nothing to show."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from csplanner.base.job import Job
from csplanner.reports.customer import PARTS, customer_document
from csplanner.reports.layout import rendered
from tests.reports import papers
from tests.reports.test_briefs import texts

if TYPE_CHECKING:
    from csplanner.domain.customer_facts import CustomerFacts

EMPTY = {
    "goals": {"goals": (), "objective": ""},
    "outcomes": {"results": (), "drivers": ()},
    "adoption": {"measures": ()},
    "service": {"measures": (), "service": None},
    "learned": {"learned": (), "wrong": (), "voices": ()},
    "commitments": {
        "commitments": (),
        "promises": (),
        "our_actions": (),
        "their_actions": (),
    },
    "trends": {"trends": ()},
    "suggestions": {"suggestions": ()},
    "next": {"marks": (), "requests": ()},
}


def keys(facts: CustomerFacts, wanted: tuple[str, ...] | None = None) -> list[str]:
    """Return the keys of the parts that a pack has."""
    return [section.key for section in customer_document(facts, "A4", wanted).sections]


def page_of(title: str) -> str:
    """Return the text of the page of the full pack on which a part stands."""
    found = texts(customer_document(papers.full_customer(), "A4"))[1:]
    return next(" ".join(page.split()) for page in found if title in page)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_full_pack_has_ten_parts(paper: str) -> None:
    """Each part of the list is there, in its order, with the contents on the cover."""
    document = customer_document(papers.full_customer(), paper)
    assert [section.key for section in document.sections] == [part.key for part in PARTS]
    cover = texts(document)[0]
    assert all(part.title in cover for part in PARTS[1:])
    assert 4 <= rendered(document, Job())[1] <= 8


@pytest.mark.parametrize("part", list(EMPTY))
def test_a_part_without_data_is_left_out(part: str) -> None:
    """What has nothing to show is dropped, and the cover does not name it."""
    bare = replace(papers.full_customer(), **EMPTY[part])
    assert part not in keys(bare)
    assert set(keys(bare)) >= {p.key for p in PARTS} - {part, "adoption", "service"}


def test_a_template_orders_and_chooses() -> None:
    """Only the named parts, in the named order; unknown keys are passed over."""
    assert keys(papers.full_customer(), ("next", "cover", "threats")) == ["next", "cover"]


def test_headlines_are_computed() -> None:
    """Each part leads with what its data says."""
    assert "Users active weekly rose 10% in three months, to 122 users." in page_of("Adoption")
    service = page_of("Service to you")
    assert "64 tickets opened in 90 days, 44 before; half were closed within 2 days." in service
    assert "1 of 2 promises kept." in page_of("Commitments both ways")
    assert "One of 2 measures on target; two gained in 90 days." in page_of("Outcomes")
    assert "1 suggestion for this quarter; 1 of 1 earlier ones taken up." in page_of("Suggestions")
    assert "We see each other next on Wednesday 30 June 2027: check-in." in page_of("Next quarter")


def test_a_customer_reads_no_owner_and_no_free_state() -> None:
    """States are known words only; who of ours owes a thing is our own affair."""
    said = " ".join(texts(customer_document(papers.full_customer(), "A4")))
    assert "Product" not in said
    assert "no data" not in said.lower()


def test_the_cover_is_read_aloud_too() -> None:
    """The name of the customer is the first heading, the year's ruler says its visits."""
    content = rendered(customer_document(papers.full_customer(), "A4"), Job())[0]
    with pikepdf.open(BytesIO(content)) as pdf:
        elements = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)
                    and o.get("/Type") == "/StructElem"]  # fmt: skip
        first = next(e for e in elements if e.S == "/H1")
        assert first.Pg == pdf.pages[0].obj
        told = [str(e.Alt) for e in elements if e.S == "/Figure"]
    assert any(words.startswith("The year 2027: Check-in 19 Jan") for words in told)
    assert all(told)
