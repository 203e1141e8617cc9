"""Proves the pages of both packs: full, bare and overlong, on A4 and Letter, byte for byte."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from csplanner.base.job import Job
from csplanner.reports.customer import customer_document
from csplanner.reports.internal import PARTS, internal_document
from csplanner.reports.layout import rendered
from csplanner.reports.unprintable import unprintable_scripts
from tests.reports import papers
from tests.reports.changed_papers import with_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.reports.layout import Document

PAPERS = ("A4", "Letter")
TONGUES = {
    "polish": "Załadunek skrócony do dwudziestu minut w każdym magazynie ",
    "greek": "Ο χρόνος φόρτωσης μειώθηκε σε είκοσι λεπτά σε κάθε αποθήκη ",  # noqa: RUF001
    "japanese": "全拠点で積込時間を二十分以下に短縮し、六月までに展開する。",
    "arabic": "نخفض وقت التحميل إلى 20 دقيقة في كل المستودعات (حتى يونيو) ",
}
_EDGE = 18.0  # points from the sheet's edge that no letter may cross


def ten_times(text: str) -> str:
    """Return a text ten times as long."""
    return " ".join([text] * 10)


def no_text(_text: str) -> str:
    """Return an empty text."""
    return ""


def german(text: str) -> str:
    """Return a text with long compound words and letters beyond ASCII."""
    return f"{text} Auftragsabwicklungsverantwortlichkeiten Größe żółć Ωμέγα"


def inner(change: Callable[[str], str], paper: str) -> Document:
    """Return the internal brief with changed texts."""
    return internal_document(with_texts(papers.full_internal(), change), "internal", paper)


def outer(change: Callable[[str], str], paper: str) -> Document:
    """Return the customer pack with changed texts."""
    return customer_document(with_texts(papers.full_customer(), change), paper)


def texts(document: Document) -> list[str]:
    """Render a document and return the text of each page."""
    pdf = pypdfium2.PdfDocument(rendered(document, Job())[0])
    found = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return found


def strays(content: bytes) -> list[str]:
    """Return letters that stand over the edge of their sheet."""
    pdf = pypdfium2.PdfDocument(content)
    found = []
    for page in pdf:
        wide, high = page.get_size()
        words = page.get_textpage()
        for i in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(i)
            inside = left >= _EDGE and right <= wide - _EDGE
            if right > left and not (inside and bottom >= _EDGE and top <= high - _EDGE):
                found.append(words.get_text_range(i, 1))
    pdf.close()
    return found


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("pack", [inner, outer])
@pytest.mark.parametrize("change", [str, ten_times, no_text, german])
def test_nothing_leaves_the_sheet(
    paper: str, pack: Callable[..., Document], change: Callable[[str], str]
) -> None:
    """Every letter of every page stays on the sheet, with texts of any length."""
    content, pages = rendered(pack(change, paper), Job())
    assert pages >= 1
    assert strays(content) == []


@pytest.mark.parametrize("audience", ["internal", "executive", "ceo", "customer"])
@pytest.mark.parametrize("tongue", TONGUES)
def test_every_tongue_stays_on_the_sheet(audience: str, tongue: str) -> None:
    """Polish, Greek, Japanese and Arabic texts lay out in every variant, letters and all."""

    def change(text: str) -> str:
        return (TONGUES[tongue] * (1 + len(text) // len(TONGUES[tongue])))[: len(text) + 8]

    if audience == "customer":
        document = outer(change, "A4")
    else:
        facts = with_texts(papers.full_internal(), change)
        document = internal_document(facts, audience, "A4")
    assert unprintable_scripts(document) == ()
    assert strays(rendered(document, Job())[0]) == []


@pytest.mark.parametrize("document", [inner(str, "A4"), outer(str, "A4"), inner(ten_times, "A4")])
def test_every_page_says_its_number_and_the_age_of_its_data(document: Document) -> None:
    """Each footer holds 'x of y' and the day of the data."""
    found = texts(document)
    for i, text in enumerate(found, start=1):
        assert f"{i} of {len(found)}" in text
        assert "12 May 2027" in text


def test_every_internal_page_is_tagged_and_no_customer_page_is() -> None:
    """The red tag stands on each internal page; the customer's pages name the customer."""
    assert all("Internal" in text for text in texts(inner(str, "A4")))
    customer = texts(outer(str, "A4"))
    assert not any("Internal" in text for text in customer)
    assert "For Ardenmoor Freight" in customer[1]


def test_the_internal_page_says_what_matters() -> None:
    """Score, money, window, promises and travel of the design stand on the first page."""
    page = " ".join(texts(inner(str, "A4"))[1].split())
    for words in ("71", "$2.40M", "31 Dec", "4 Jul", "2 of 7", "5 d late", "3 of 5 kept", "T-10"):
        assert words in page


def test_the_headline_is_computed_from_the_numbers() -> None:
    """The page on health leads with what changed and which component explains it."""
    page = " ".join(texts(inner(str, "A4"))[3].split())
    assert "The score fell from 77 to 71 since December." in page
    assert "Support load explains five of the six points." in page


def test_an_account_without_data_says_so_inside_and_stays_silent_outside() -> None:
    """Missing is 'no data' in the internal brief; the customer's pack drops the section."""
    inside = " ".join(
        " ".join(texts(internal_document(papers.bare_internal(), "internal", "A4"))).split()
    )
    assert inside.count("no data") >= 6
    assert "No visit planned or held" in inside
    outside = texts(customer_document(papers.bare_customer(), "A4"))
    assert len(outside) == 1
    assert "no data" not in outside[0].lower()
    assert "goal" not in outside[0].lower()


def test_goals_without_a_number_have_no_bar_and_no_state() -> None:
    """A goal that is not measured yet is printed in its words only."""
    facts = papers.full_customer()
    goal = replace(facts.goals[0], now=None, before=None, line=(), figure="")
    page = texts(customer_document(replace(facts, goals=(goal,)), "A4"))[1]
    assert goal.text in page
    assert not any(word in page for word in ("Close", "Behind", "Reached"))


@pytest.mark.parametrize("pack", [inner, outer])
def test_the_same_facts_give_the_same_bytes(pack: Callable[..., Document]) -> None:
    """Twice the same document is twice the same file, dated by its data."""
    first, second = (rendered(pack(str, "A4"), Job())[0] for _ in range(2))
    assert first == second
    with pikepdf.open(BytesIO(first)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20270512000000Z"
        assert pdf.Root.Lang == "en"


def test_fonts_are_embedded_as_subsets() -> None:
    """Every font lies in the file, cut to the letters in use, so any printer prints the same."""
    content = rendered(outer(german, "A4"), Job())[0]
    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = [
            o for o in pdf.objects if hasattr(o, "keys") and o.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all("/FontFile2" in font for font in fonts)
    assert len(content) < 120_000


def test_sections_have_bookmarks() -> None:
    """The outline names each section."""
    content = rendered(inner(str, "A4"), Job())[0]
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        names = [item.title for item in outline.root]
    assert names == [part.title for part in PARTS]


def test_the_window_says_where_it_stands() -> None:
    """A decision window that is open now says so on the first page."""
    facts = replace(papers.full_internal(), window=(dt.date(2027, 5, 1), dt.date(2027, 7, 30)))
    assert "open now" in " ".join(texts(internal_document(facts, "executive", "A4"))[1].split())
