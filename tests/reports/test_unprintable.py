"""Proves that letters without a glyph are named by script, and that those with one are not."""

from __future__ import annotations

import pytest

from csplanner.reports.customer import customer_document
from csplanner.reports.internal import internal_document
from csplanner.reports.unprintable import unprintable_scripts
from tests.reports import papers
from tests.reports.changed_papers import with_texts


@pytest.mark.parametrize(
    "text",
    ["Größe", "Żółć", "Ωμέγα", "Ёлка", "≤ 20 “x” €", "", "株式会社", "ひらがな", "شركة", "שלום"],
)
def test_what_a_font_holds_is_printed(text: str) -> None:
    """Latin, Greek, Cyrillic are in the shipped fonts; Arabic, Hebrew, Japanese in packages."""
    facts = with_texts(papers.full_internal(), lambda _text: text)
    assert unprintable_scripts(internal_document(facts, "internal", "A4")) == ()


@pytest.mark.parametrize(
    ("text", "scripts"),
    [("สวัสดี", ("Thai",)), ("한국어", ("Hangul",))],
)
def test_what_no_font_holds_is_named(text: str, scripts: tuple[str, ...]) -> None:
    """The script is said, never the text."""
    facts = with_texts(papers.full_customer(), lambda _text: text)
    assert unprintable_scripts(customer_document(facts, "A4")) == scripts
