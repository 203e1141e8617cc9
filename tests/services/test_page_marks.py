"""Proves that the words which a check found are boxed where they stand on the page."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from csplanner.services.gate import Check, Leak
from csplanner.services.page_marks import marks_of

WIDE, HIGH = 400.0, 600.0


def paper(*lines: tuple[float, float, str]) -> bytes:
    """Return a PDF of two pages, the second with lines at places from the lower left corner."""
    buffer = BytesIO()
    pdf = Canvas(buffer, (WIDE, HIGH), invariant=1)
    pdf.drawString(40, 500, "Nothing here but their sponsor plans a party")
    pdf.showPage()
    for x, y, words in lines:
        pdf.drawString(x, y, words)
    pdf.showPage()
    pdf.save()
    return buffer.getvalue()


def check(*found: str, selling: tuple[str, ...] = ()) -> Check:
    """Return a check that found words on the second page."""
    leaks = tuple(
        Leak(kind="text", field="notes", page=2, where="page 2", found=words) for words in found
    )
    return Check(leaks=leaks, to_read=(), sales_words=(), digest="", selling=selling)


def test_words_over_two_lines_have_a_box_a_line() -> None:
    """The box lies over ink, and ends where other words begin."""
    content = paper((100, 300, "So their sponsor"), (40, 280, "plans to leave, they say"))
    marks = marks_of(content, check("their sponsor plans to"))
    assert [mark.page for mark in marks] == [2, 2]
    assert {mark.tone for mark in marks} == {"risk"}
    first, second = marks
    assert first.x * WIDE == pytest.approx(116, abs=6)
    assert first.y * HIGH == pytest.approx(HIGH - 311, abs=6)
    assert second.x * WIDE == pytest.approx(39, abs=3)
    assert second.w < 0.2
    pdf = pypdfium2.PdfDocument(content)
    grey = pdf[1].render(scale=2).to_pil().convert("L")
    for mark in marks:
        left, top = mark.x * WIDE * 2, mark.y * HIGH * 2
        box = (left, top, left + mark.w * WIDE * 2, top + mark.h * HIGH * 2)
        assert grey.crop(tuple(map(round, box))).getextrema()[0] < 100
    pdf.close()


@pytest.mark.parametrize("printed", ["$2.41M", "2,412,350", "Größe"])
def test_amounts_and_accents_are_found_as_they_are_printed(printed: str) -> None:
    """The words of the gate are found again in whatever way they stand there."""
    assert len(marks_of(paper((40, 300, f"x {printed} y")), check(printed))) == 1


def test_words_of_selling_are_marked_on_every_page_in_another_way() -> None:
    """They are for the author to read, and no leak."""
    marks = marks_of(paper((40, 300, "A special offer")), check(selling=("special offer", "party")))
    assert [(mark.page, mark.tone) for mark in marks] == [(1, "watch"), (2, "watch")]


def test_nothing_found_is_nothing_boxed() -> None:
    """A clean check, no check, and a leak beside the pages."""
    content = paper((40, 300, "fine"))
    assert marks_of(content, None) == marks_of(content, check()) == ()
    beside = Leak(kind="text", field="notes", page=0, where="metadata", found="fine")
    assert marks_of(content, Check(leaks=(beside,), to_read=(), sales_words=(), digest="")) == ()
