"""Proves that countries are read as ISO codes from codes and names."""

from __future__ import annotations

import pytest

from csplanner.importing.countries import nearest_country, read_country
from csplanner.importing.texts import Misread


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        ("UK", "GB"),
        ("United Kingdom", "GB"),
        ("United States", "US"),
        ("U.S.A.", "US"),
        ("Korea", "KR"),
        ("Österreich", "AT"),
        ("Côte d'Ivoire", "CI"),
    ],
)
def test_codes_and_names(text: str, code: str) -> None:
    """Usual spellings lead to one code."""
    assert read_country(text) == code


def test_a_misspelling_is_not_guessed_but_helped() -> None:
    """A near miss is refused and the likely code named."""
    with pytest.raises(Misread, match="did you mean PH"):
        read_country("Philipines")
    assert nearest_country("Atlantis") == ""
