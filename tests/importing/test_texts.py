"""Proves how names and headers are folded for comparing."""

from __future__ import annotations

from csplanner.importing.texts import fold, shortened, words_of


def test_case_accents_and_blanks_do_not_count() -> None:
    """Names that differ only so are the same."""
    assert fold("  Éole   GmbH ") == fold("eole gmbh")
    assert fold("STRASSE") == fold("Straße")


def test_headers_are_split_into_words() -> None:
    """Camel case, underscores and punctuation separate words."""
    assert words_of("BillingCity") == "billing city"
    assert words_of("ARR__c") == "arr c"
    assert words_of("Record ID - Company") == "record id company"


def test_values_are_cut_for_messages() -> None:
    """A long value with line breaks becomes one short line."""
    cut = shortened("word\n" * 50)
    assert len(cut) == 60
    assert "\n" not in cut
