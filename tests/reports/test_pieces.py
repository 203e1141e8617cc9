"""Proves that pieces are bound whole: pages counted through, tags and links that hold, prints."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from csplanner.base.job import Job
from csplanner.reports.internal import internal_document
from csplanner.reports.layout import Numbering, bound, pages_of, piece_of, section_starts
from csplanner.services.pdf_text import page_texts
from tests.reports.papers import full_internal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.reports.layout import Document


def document(account: str = "Ardenmoor Freight", audience: str = "executive") -> Document:
    """Return a brief for somebody."""
    return internal_document(replace(full_internal(), account=account), audience, "A4")


@pytest.fixture(scope="module")
def three() -> bytes:
    """Return three briefs in one file."""
    return bound([document(), document("Second Mills"), document("Third Yards")], Job())[0]


@pytest.fixture
def pdf(three: bytes) -> Iterator[pikepdf.Pdf]:
    """Yield it, open."""
    with pikepdf.open(BytesIO(three)) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Return all elements of the structure."""
    kinds = (pikepdf.Dictionary,)
    return [o for o in pdf.objects if isinstance(o, kinds) and o.get("/Type") == "/StructElem"]


def test_pages_are_counted_through(three: bytes) -> None:
    """The footers say which page of how many of the file."""
    texts = page_texts(three)
    assert all(f"{i} of {len(texts)}" in text for i, text in enumerate(texts, start=1))


def test_every_tag_stands_on_a_page_of_the_file(pdf: pikepdf.Pdf) -> None:
    """One document of three parts; each piece belongs to the page that says its number."""
    pages = {page.obj.objgen for page in pdf.pages}
    found = elements(pdf)
    assert len(found) > 300
    assert all(element.Pg.objgen in pages for element in found if "/Pg" in element)
    root = pdf.Root.StructTreeRoot
    assert [str(kid.S) for kid in root.K[0].K] == ["/Part"] * 3
    nums = list(root.ParentTree.Nums)
    owners = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    assert sorted(owners) == list(range(len(pdf.pages)))
    for number, page in enumerate(pdf.pages):
        assert int(page.obj.StructParents) == number
        assert all(piece.Pg.objgen == page.obj.objgen for piece in owners[number])


def test_links_lead_into_their_own_brief(pdf: pikepdf.Pdf) -> None:
    """The contents of each brief lead to its parts, not to those of the first one."""
    each = len(pdf.pages) // 3
    at = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    seen = 0
    for number, page in enumerate(pdf.pages):
        for note in page.obj.get("/Annots", []):
            assert at[note.Dest[0].objgen] // each == number // each
            left, low, right, high = (float(side) for side in note.Rect)
            assert 0 <= left < right <= float(page.mediabox[2])
            assert 0 <= low < high <= float(page.mediabox[3])
            seen += 1
    assert seen >= 6


def test_prints_stand_for_what_is_seen() -> None:
    """The same page has the same print; another word changes that page's and no other's."""

    def prints(account: Document) -> tuple[bytes, ...]:
        pages = pages_of(account)
        numbering = Numbering.of([section_starts(pages)], [len(pages)])
        return piece_of(account, pages, numbering, 0, Job()).prints

    brief = document()
    assert prints(brief) == prints(document())
    last = replace(brief.sections[-1], title="Another title")
    other = prints(replace(brief, sections=(*brief.sections[:-1], last)))
    assert [a == b for a, b in zip(prints(brief), other, strict=True)].count(False) == 1
