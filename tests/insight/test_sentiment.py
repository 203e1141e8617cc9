"""Tone: the worked example of docs/sentiment.md, languages not read, and what it is worth."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.insight.sentiment import comment_tone, deciding_words, language_of, thread_tone
from tests.insight.helpdesk import SAMPLES, labelled, measured, threads

if TYPE_CHECKING:
    from pathlib import Path

THREAD = """[2027-05-04] A. Quellin: This is the second time this month.

[2027-05-04] Kestrane Support: We are terribly sorry for this awful mess.

[2027-05-06] A. Quellin: Still broken. I am tired of this.

[2027-05-07] I. Sollander: The fix is in.

[2027-05-08] A. Quellin: It works fine, thank you.
"""
FOREIGN = {
    "de": "Das ist schon das zweite Mal in diesem Monat, und niemand antwortet uns.",
    "fr": "Cela fait deux semaines que nous attendons une réponse de votre part.",
    "es": "Es la tercera vez que informamos de este fallo y nadie nos contesta.",
    "it": "Il sistema non funziona da ieri mattina e i nostri clienti si lamentano.",
    "pt": "Estamos há uma semana sem resposta e os nossos clientes reclamam todos os dias.",
    "nl": "Dit is de tweede keer deze maand dat het systeem niet werkt voor ons.",
    "pl": "To już drugi raz w tym miesiącu, kiedy system nie działa poprawnie.",
    "sv": "Det är andra gången den här månaden som systemet inte fungerar för oss.",
    "ru": "Это уже второй раз за месяц, и никто нам не отвечает.",
    "ja": "今月で二回目の障害です。まだ返事をいただいていません。",
}


def test_the_worked_example_to_the_last_digit() -> None:
    """Start, end, mean and slope of the customer's three messages; ours are not scored."""
    found = thread_tone(THREAD, ["Kestrane", "I. Sollander"])
    assert [m.score for m in found.messages] == [-0.34, None, -0.802, None, 0.7096]
    assert (found.language, found.start, found.end) == ("en", -0.34, 0.7096)
    assert found.mean == pytest.approx((-0.34 - 0.802 + 0.7096) / 3)
    assert found.slope == pytest.approx((0.7096 + 0.34) / 2)
    words = [deciding_words(m.text) for m in found.messages if m.theirs]
    assert words == [
        (("second time", -0.34),),
        (("still broken", -0.245), ("tired of", -0.245)),
        (("works fine", 0.269), ("thank", 0.251)),
    ]


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_what_cannot_be_read_is_not_scored(language: str) -> None:
    """No score instead of a wrong one, and the language is named."""
    found = thread_tone(FOREIGN[language])
    assert (found.language, found.mean) == (language, None)
    assert comment_tone(FOREIGN[language]).score is None


def test_a_text_too_short_to_tell_is_not_scored() -> None:
    """Nor is nothing at all; a short message takes the language of its thread."""
    assert thread_tone("").mean is None
    assert thread_tone("ok").mean is None
    assert language_of("ok") == ("", 0.0)
    thread = f"[2027-05-01] A: {THREAD.split(': ')[1]}\n\n[2027-05-02] A: Useless."
    assert thread_tone(thread).end == pytest.approx(-0.5859)


def test_manners_and_names_of_things_say_nothing() -> None:
    """A fault reported politely is neutral, however often it says error or kindly."""
    text = "Greetings, kindly check the attached error: the file was rejected and the job failed."
    assert comment_tone(text).score == 0.0
    assert deciding_words(text) == ()
    assert comment_tone("Please send us the list of open items for the audit. Thanks").score == 0.0


@given(st.text(max_size=200))
def test_any_text_has_a_score_in_bounds_or_none(text: str) -> None:
    """Nothing that a customer can write breaks it."""
    found = thread_tone(text)
    assert found.mean is None or -1 <= found.mean <= 1
    assert (found.mean is None) == (found.start is None) == (found.end is None)


def test_accuracy_is_what_the_docs_say(root: Path, shared: Path) -> None:
    """The figures of docs/sentiment.md are those of the real messages and the labels."""
    page = (root / "docs" / "sentiment.md").read_text(encoding="utf-8")
    rows = labelled(shared)
    assert Counter(row.sample for row in rows) == {"first": 150, "second": 60, "third": 90}
    for sample in SAMPLES:
        found = measured([row for row in rows if row.sample == sample])
        assert f"{sample}: {found}" in page
    languages = Counter(language_of(text)[0] for text in threads(shared))
    assert languages == {"en": 116, "ar": 1, "": 1}
