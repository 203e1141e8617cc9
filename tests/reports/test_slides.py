"""The customer pack as slides: editable charts, nothing cut, empty parts left out, bytes repeat."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation

from csplanner.reports.customer_slides import customer_slides
from csplanner.reports.slides import pages_of_rows, pages_of_texts
from csplanner.services.pdf_text import read_back
from tests.reports.changed_papers import with_texts
from tests.reports.papers import bare_customer, full_customer

if TYPE_CHECKING:
    from csplanner.domain.customer_facts import CustomerFacts


def said(facts: CustomerFacts) -> str:
    """Return every word on the slides."""
    deck = Presentation(io.BytesIO(customer_slides(facts)[0]))
    texts = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if getattr(shape, "has_table", False):
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


def test_a_full_pack_shows_its_parts_with_native_charts() -> None:
    """Every goal and action is on a slide; charts are charts, not pictures."""
    facts = full_customer()
    content, count, parts = customer_slides(facts)
    deck = Presentation(io.BytesIO(content))
    assert len(deck.slides) == count
    assert "What you set out to do" in parts
    words = said(facts)
    for goal in facts.goals:
        assert goal.text in words
    for action in (*facts.our_actions, *facts.their_actions):
        assert action.text in words
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    assert not [shape for shape in shapes if shape.shape_type == 13]
    if any(d.now is not None for d in facts.drivers):
        assert [shape for shape in shapes if getattr(shape, "has_chart", False)]


def test_parts_without_data_are_left_out() -> None:
    """A bare account has its cover and nothing invented."""
    _, count, parts = customer_slides(bare_customer())
    assert count >= 1
    assert parts[0] == "Title and agenda"
    assert "Adoption" not in parts


def test_the_same_facts_give_the_same_bytes() -> None:
    """No clock, no random id, no thumbnail of the template; workbooks inside repeat as well."""
    first, again = customer_slides(full_customer()), customer_slides(full_customer())
    assert first[0] == again[0]
    with zipfile.ZipFile(io.BytesIO(first[0])) as parts:
        assert parts.testzip() is None
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in parts.namelist()


def test_texts_of_ten_times_their_length_go_on() -> None:
    """Nothing is cut: the last word of every long text is on some slide."""
    facts = with_texts(full_customer(), lambda text: f"{' '.join([text] * 10)} lastword")
    words = said(facts).split()
    assert words.count("lastword") >= len(facts.goals) + len(facts.our_actions)


@pytest.mark.parametrize("length", [1, 90, 5000])
def test_pages_hold_all_texts_in_order(length: int) -> None:
    """Cut into slides, the words come back in their order."""
    texts = [f"{n} " + "word " * (length // 5) for n in range(20)]
    paged = [text for page in pages_of_texts(texts) for text in page]
    assert " ".join(paged).split() == " ".join(texts).split()
    rows = [(text, "x") for text in texts]
    assert [row for page in pages_of_rows(rows, (0.8, 0.2)) for row in page] == rows


def test_what_lies_behind_a_slide_is_read_back() -> None:
    """Texts, the workbooks of charts and the properties are all seen by the gate's reader."""
    facts = full_customer()
    measured = replace(
        facts.drivers[0] if facts.drivers else None, name="Hidden name", now=0.5, before=0.25
    ) if facts.drivers else None  # fmt: skip
    if measured is None:
        pytest.skip("the facts of papers have no drivers")
    places = read_back(customer_slides(replace(facts, drivers=(measured,)))[0])
    where = {place.where for place in places if "Hidden name" in place.text}
    assert any("xlsx" in name for name in where)
    assert any("charts" in name for name in where)
    assert [place for place in places if place.page == 1 and facts.account in place.text]
    assert [p for p in places if "core.xml" in p.where and facts.organisation in p.text]
