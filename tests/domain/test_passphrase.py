"""What people choose is told from what nobody guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.passphrase import ENOUGH_BITS, bits_of, verdict

WEAK = ("", " ", "a", "password", "Password123", "P@ssw0rd", "qwertyuiop", "12345678901234567890")
WEAK += ("aaaaaaaaaaaaaaaaaaaaaaaa", "abcdefghijklmnopqrst", "correct horse battery staple")
WEAK += ("summer2027", "love love love love love love", "lettuce tractor")
STRONG = (
    "lettuce tractor violin gravel seven",
    "Kx9$mq!vT2&zLw8p",
    "über grün lampion kaktus waggon",
)


@pytest.mark.parametrize("words", WEAK)
def test_what_people_choose_is_weak(words: str) -> None:
    """Lists of common words, runs, repetitions and two words do not reach the limit."""
    assert bits_of(words) < ENOUGH_BITS
    assert "Good" not in verdict(words)


@pytest.mark.parametrize("words", STRONG)
def test_what_nobody_guesses_is_enough(words: str) -> None:
    """Four or five words, or sixteen random signs."""
    assert bits_of(words) >= ENOUGH_BITS
    assert "ood" in verdict(words)


@given(st.text(max_size=200))
def test_any_text_has_an_estimate(words: str) -> None:
    """It is a number from nought up, and a sentence."""
    assert bits_of(words) >= 0
    assert verdict(words).endswith(".")
