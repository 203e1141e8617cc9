"""Proves that Arabic is joined and right-to-left lines stand in the order of the eye."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.drawing.canvas import type_style
from csplanner.reports.canvas import width_of
from csplanner.reports.scripts import right_to_left, shaped, visual
from csplanner.reports.text import wrapped

SALAM = "\u0633\u0644\u0627\u0645"  # seen, lam, alef, meem
HEBREW = "\u05e9\u05dc\u05d5\u05dd"


def test_letters_take_the_form_of_their_place() -> None:
    """Seen at the beginning, lam and alef as one sign at the end of it, meem alone."""
    assert shaped(SALAM) == "\ufeb3\ufefc\ufee1"
    assert shaped("\u0628") == "\ufe8f"
    assert shaped("\u0628\u0628\u0628") == "\ufe91\ufe92\ufe90"
    assert shaped("\u062f\u0628") == "\ufea9\ufe8f", "dal never reaches out to the left"
    assert shaped("\u067e\u06cc") == "\ufb58\ufbfd", "Persian letters, too"


def test_marks_do_not_part_letters() -> None:
    """A vowel sign stands between two letters and they are joined all the same."""
    fatha = "\N{ARABIC FATHA}"
    assert shaped(f"\u0628{fatha}\u0628") == f"\ufe91{fatha}\ufe90"
    assert shaped("\u0628\u200c\u0628") == "\ufe8f\u200c\ufe8f", "a non-joiner does part them"


@pytest.mark.parametrize(
    ("logical", "seen"),
    [
        ("abc 123", "abc 123"),
        (HEBREW, HEBREW[::-1]),
        (f"{HEBREW} 123", f"123 {HEBREW[::-1]}"),
        (f"abc {HEBREW} def", f"abc {HEBREW[::-1]} def"),
        (f"{HEBREW} abc", f"abc {HEBREW[::-1]}"),
        (f"{HEBREW} 12.5%", f"12.5% {HEBREW[::-1]}"),
        (f"{HEBREW} (abc) {HEBREW}", f"{HEBREW[::-1]} (abc) {HEBREW[::-1]}"),
        (f"{HEBREW} ({HEBREW})", f"({HEBREW[::-1]}) {HEBREW[::-1]}"),
        (f"{HEBREW}!", f"!{HEBREW[::-1]}"),
        (f"\u200f{HEBREW}\u200e", HEBREW[::-1]),
    ],
)
def test_lines_stand_as_they_are_seen(logical: str, seen: str) -> None:
    """Numbers and Latin words keep their order inside, brackets turn round, marks vanish."""
    assert visual(logical) == seen


def test_arabic_after_numbers_and_latin() -> None:
    """A whole line in Arabic with a year and a name in it."""
    line = f"{SALAM} 2027 Inter {SALAM}"
    word = "\ufee1\ufefc\ufeb3"
    assert visual(line) == f"{word} Inter 2027 {word}"


@given(st.text(st.sampled_from("ab12 .,()%" + SALAM + HEBREW), max_size=40))
def test_no_letter_is_lost(words: str) -> None:
    """Whatever is mixed, the same letters are there, and a line without such letters as it was."""
    brackets = str.maketrans(")", "(")
    plain = unicodedata.normalize("NFKD", visual(words)).translate(brackets)
    assert sorted(plain) == sorted(words.translate(brackets))
    if not right_to_left(words):
        assert visual(words) == words


def test_a_line_of_japanese_begins_with_no_closing_sign() -> None:
    """Where a line is full before a full stop, the letter before it goes along."""
    style = type_style("print_body")
    words = "積込時間を短縮し。" * 12
    for width in range(60, 200, 7):
        lines = wrapped(words, style, float(width))
        assert "".join(lines) == words
        assert not [line for line in lines if line[0] == "。"]
        assert all(width_of(line, style) <= width for line in lines)
