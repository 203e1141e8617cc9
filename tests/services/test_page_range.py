"""Proves ranges of pages: what they mean, and what is refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.errors import UserMistake
from csplanner.services.page_range import page_numbers


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("", (1, 2, 3, 4, 5)),
        ("2", (2,)),
        ("2-4", (2, 3, 4)),
        ("4, 1-2", (4, 1, 2)),
        ("3-", (3, 4, 5)),
        ("-2", (1, 2)),
        ("1 to 2, 2", (1, 2)),
    ],
)
def test_ranges(words: str, pages: tuple[int, ...]) -> None:
    """Order is kept, a page comes once, an open end reaches to the edge."""
    assert page_numbers(words, 5) == pages


@pytest.mark.parametrize("words", ["0", "6", "4-2", "x", "1,,2", "-", "1-9"])
def test_nonsense_is_refused(words: str) -> None:
    """What is no range says so, with an example or the pages there are."""
    with pytest.raises(UserMistake):
        page_numbers(words, 5)


@given(st.text(max_size=12), st.integers(1, 30))
def test_any_words_give_pages_or_a_mistake(words: str, total: int) -> None:
    """Nothing else happens, and no page is out of the brief."""
    try:
        found = page_numbers(words, total)
    except UserMistake:
        return
    assert found
    assert all(1 <= page <= total for page in found)
