"""Proves the internal packs: thirteen parts, four sheets, one sheet; what they say."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from csplanner.base.job import Job
from csplanner.domain.pack_facts import PackFacts
from csplanner.reports.internal import PARTS, internal_document
from csplanner.reports.layout import bound, rendered
from tests.reports import papers, parts_papers
from tests.reports.changed_papers import with_texts
from tests.reports.test_briefs import german, no_text, strays, ten_times, texts

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = ("A4", "Letter")


def joined(pages: list[str]) -> str:
    """Return pages as one text with single spaces."""
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("paper", SIZES)
def test_a_full_pack_has_thirteen_parts_and_says_their_pages(paper: str) -> None:
    """Each part has its bookmark, and the contents say on which page it begins."""
    document = internal_document(papers.full_internal(), "internal", paper)
    assert [section.key for section in document.sections] == [part.key for part in PARTS]
    content, count = rendered(document, Job())
    assert 12 <= count <= 16
    pages = texts(document)
    cover = " ".join(pages[0].split())
    for section in document.sections[1:]:
        at = next(i for i, page in enumerate(pages[1:], 2) if section.title in page.split("\n")[0:6]
                  or section.title in page)  # fmt: skip
        assert section.title in cover
        assert str(at) in cover
    assert strays(content) == []


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("change", [str, ten_times, no_text, german])
@pytest.mark.parametrize(("audience", "sheets"), [("executive", 4), ("ceo", 2)])
def test_short_variants_keep_to_their_sheets(
    audience: str, sheets: int, change: Callable[[str], str], paper: str
) -> None:
    """Four sheets for an executive, one sheet of two sides for the CEO, whatever was written."""
    facts = with_texts(papers.full_internal(), change)
    facts = replace(facts, parts=replace(facts.parts, people=parts_papers.people(30)))
    content, pages = rendered(internal_document(facts, audience, paper), Job())
    assert pages == sheets
    assert strays(content) == []


def test_what_a_short_variant_leaves_out_is_said() -> None:
    """A list that was cut says how many of it are shown."""
    facts = papers.full_internal()
    facts = replace(facts, parts=replace(facts.parts, people=parts_papers.people(40)))
    assert "of 40 shown" in joined(texts(internal_document(facts, "executive", "A4")))


@pytest.mark.parametrize("audience", ["internal", "executive", "ceo"])
def test_nothing_known_is_printed_as_no_data(audience: str) -> None:
    """An account of which only the name is known still has its pack; nothing is invented."""
    pages = texts(internal_document(papers.bare_internal(), audience, "A4"))
    said = joined(pages).lower()
    assert "no data" in said
    assert "none" not in said.split()
    assert len(pages) <= 8


def test_the_ceo_reads_who_why_promised_and_never_to_say_first() -> None:
    """The first side of the CEO's sheet holds what must be known in the taxi."""
    first, second = texts(internal_document(papers.full_internal(), "ceo", "A4"))
    for words in ("M. Tarrisk", "One place to dispatch from.", "Connector v2 beta",
                  "Do not promise capacity."):  # fmt: skip
        assert words in " ".join(first.split())
    assert "Support load" in second


def test_texts_that_a_person_must_write_are_asked_for_not_invented() -> None:
    """Where nobody wrote an objective, its prompt stands; where somebody did, its age."""
    facts = papers.full_internal()
    written = joined(texts(internal_document(facts, "internal", "A4")))
    assert "written 10 May 2027, 2 days old" in written
    bare = replace(facts, parts=replace(facts.parts, texts=()))
    assert "Nobody has written" in joined(texts(internal_document(bare, "internal", "A4")))


def test_parts_come_in_the_order_of_a_template_and_only_those() -> None:
    """A template's keys choose and order the parts; keys of other audiences are passed over."""
    keys = ("threats", "cover", "health", "ceo_front")
    document = internal_document(papers.full_internal(), "internal", "A4", keys)
    assert [section.key for section in document.sections] == ["threats", "cover", "health"]


def test_thin_parts_share_a_page() -> None:
    """Parts with little in them stand under each other; a full part begins its own page."""
    thin = replace(papers.full_internal(), parts=PackFacts())
    less = rendered(internal_document(thin, "internal", "A4"), Job())[1]
    full = rendered(internal_document(papers.full_internal(), "internal", "A4"), Job())[1]
    assert less < full


def test_the_paper_is_tagged_with_headings_tables_and_alternatives() -> None:
    """Structure, language and title are there; every figure says in words what it shows."""
    content = rendered(internal_document(papers.full_internal(), "internal", "A4"), Job())[0]
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K[0].S == "/Document"
        elements = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o
                    and o.get("/Type") == "/StructElem"]  # fmt: skip
        roles = {str(e.S) for e in elements}
        assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure", "/TOCI"} <= roles
        figures = [e for e in elements if e.S == "/Figure"]
        assert all(str(e.Alt) for e in figures)
        assert len(figures) >= 8
        for page in pdf.pages:
            raw = page.Contents.read_bytes()
            assert raw.count(b"BDC") + raw.count(b"BMC") == raw.count(b"EMC") > 0
        assert str(pdf.open_metadata()["pdfuaid:part"]) == "1"


def test_every_line_of_the_contents_is_a_link_to_its_part() -> None:
    """The cover leads to each part."""
    content = rendered(internal_document(papers.full_internal(), "internal", "A4"), Job())[0]
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages[0].Annots) == len(PARTS) - 1


def test_documents_are_bound_into_one_file() -> None:
    """Two briefs in one file count their pages through, and each is a part of the outline."""
    documents = [internal_document(papers.full_internal(), "ceo", "A4") for _ in range(2)]
    content, pages = bound(documents, Job())
    assert pages == 4
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        assert [len(item.children) for item in outline.root] == [2, 2]


def test_the_same_facts_give_the_same_bytes() -> None:
    """Tags and links repeat, too."""
    first, second = (
        rendered(internal_document(papers.full_internal(), "internal", "A4"), Job())[0]
        for _ in range(2)
    )
    assert first == second
