"""Tone of ticket threads and survey comments, offline: docs/sentiment.md holds the definitions.

The language is found first; what cannot be read is not scored. Scores run from -1, angry, to 1,
glad: VADER's compound score, with words of the help desk weighed anew (resources/sentiment).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from csplanner.domain.tone import MessageTone, ThreadTone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

READS = "en"
# Under so many letters a text is too short to tell its language.
LEAST_LETTERS = 20
LEAST_CERTAINTY = 0.5
MOST_WORDS = 5
# Changes whenever the same text may get another score, so that kept scores are made again.
SCORER = "2"
_LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu"),
    *("ro", "bg", "el", "tr", "ru", "uk", "ar", "he", "fa", "hi", "bn", "ur", "zh", "ja", "ko"),
    *("th", "vi", "id", "ca", "hr", "sl", "sr", "et", "lv", "lt"),
)
_TURN = re.compile(r"^\[(\d{4}-\d{2}-\d{2})[^\]]*\]\s*([^:\n]{1,80}):\s*", re.MULTILINE)
# Placeholders of anonymised text, addresses, numbers: nobody's feelings.
_NOISE = re.compile(r"\bph_\w+|https?://\S+|\S+@\S+")
_CLOSING = re.compile(
    r"((?:\S+\s+){3,})(?:many |kind )?(?:thanks|thank you)[\s,.!]*"
    r"(?:(?:best |kind |warm )?regards[\s,.!]*)?(?:\w+[\s.]*){0,3}$"
)
_OURS = ("support", "helpdesk", "help desk", "service desk")


def thread_tone(text: str, ours: Iterable[str] = ()) -> ThreadTone:
    """Return the tone of a ticket's thread, by the messages of the customer.

    A thread written as `[2027-05-04] Name: text` has turns; otherwise it is one message. A turn is
    ours when its name holds "support" or one of `ours` (our organisation and people).
    """
    turns = _turns(text, frozenset(word.casefold() for word in (*_OURS, *ours) if word.strip()))
    theirs = [turn for turn in turns if turn.theirs]
    language, _ = language_of(" ".join(turn.text for turn in theirs))
    messages = tuple(_scored(turn, language) if turn.theirs else turn for turn in turns)
    scores = [m.score for m in messages if m.score is not None]
    if not scores:
        return ThreadTone(language=language, messages=messages)
    return ThreadTone(
        language=language,
        messages=messages,
        start=scores[0],
        end=scores[-1],
        slope=_slope(scores),
        mean=sum(scores) / len(scores),
    )


def comment_tone(text: str) -> MessageTone:
    """Return the tone of one comment, such as a survey's."""
    language, _ = language_of(text)
    return _scored(MessageTone(author="", text=text, theirs=True), language)


def language_of(text: str) -> tuple[str, float]:
    """Return the language of a text with its certainty from 0 to 1; ("", 0) when too short."""
    plain = _NOISE.sub(" ", text)
    if sum(letter.isalpha() for letter in plain) < LEAST_LETTERS:
        return "", 0.0
    language, certainty = _identifier().classify(plain)
    return (str(language), float(certainty)) if certainty >= LEAST_CERTAINTY else ("", 0.0)


def _scored(turn: MessageTone, thread_language: str) -> MessageTone:
    """Score one message; one too short to tell is read in the language of its thread."""
    language = language_of(turn.text)[0] or thread_language
    if language != READS:
        return MessageTone(
            author=turn.author, date=turn.date, text=turn.text, theirs=True, language=language
        )
    clean = _clean(turn.text)
    return MessageTone(
        author=turn.author,
        date=turn.date,
        text=turn.text,
        theirs=True,
        language=language,
        score=_compound(clean) if clean else 0.0,
    )


def deciding_words(text: str) -> tuple[tuple[str, float], ...]:
    """Return the words that moved a message's score most, each with what leaving it out changes."""
    tokens = _clean(text).split()
    whole = _compound(" ".join(tokens))
    moved: dict[str, float] = {}
    for at, token in enumerate(tokens):
        word = token.strip(".,;:!?()'\"")
        if word in _lists().weights:
            apart = whole - _compound(" ".join(tokens[:at] + tokens[at + 1 :]))
            name = _lists().phrases.get(word, word)
            moved[name] = moved.get(name, 0.0) + apart
    ordered = sorted(moved.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple((word, round(apart, 3)) for word, apart in ordered if apart)[:MOST_WORDS]


def _turns(text: str, ours: frozenset[str]) -> list[MessageTone]:
    heads = list(_TURN.finditer(text))
    if not heads:
        return [MessageTone(author="", text=text.strip(), theirs=True)] if text.strip() else []
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [
        MessageTone(
            author=head[2].strip(),
            date=head[1],
            text=text[head.end() : end].strip(),
            theirs=not any(word in head[2].casefold() for word in ours),
        )
        for head, end in zip(heads, ends, strict=True)
    ]


def _slope(scores: Sequence[float]) -> float:
    """Return the change of the score a message, by least squares; 0 for a single one."""
    count = len(scores)
    middle, mean = (count - 1) / 2, sum(scores) / count
    spread = sum((at - middle) ** 2 for at in range(count))
    rise = sum((at - middle) * (score - mean) for at, score in enumerate(scores))
    return rise / spread if spread else 0.0


def _clean(text: str) -> str:
    """Return a text in small letters without noise and closing thanks, its phrases as one word."""
    plain = " ".join(_NOISE.sub(" ", text).lower().split())
    lists = _lists()
    plain = lists.pattern.sub(lambda found: lists.token(found[0]), plain)
    return _CLOSING.sub(lambda found: found[1], plain).strip()


def _compound(text: str) -> float:
    return float(_analyzer().polarity_scores(text)["compound"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lists:
    """The words: VADER's with ours in their place; a phrase stands as one made-up word."""

    weights: dict[str, float]
    phrases: dict[str, str]
    pattern: re.Pattern[str]

    @staticmethod
    def token(phrase: str) -> str:
        """Return the made-up word of a phrase."""
        return "zz" + re.sub(r"\W", "", phrase)


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    text = (files("resources") / "sentiment" / "support_words.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    share = float(told["borrowed"]["share"])
    weights = {word: weight * share for word, weight in _analyzer().lexicon.items()}
    for word in told["neutral"]:
        weights.pop(word, None)
    weights.update(told["weights"])
    phrases = {_Lists.token(phrase): phrase for phrase in told["phrases"]}
    weights |= {token: told["phrases"][phrase] for token, phrase in phrases.items()}
    longest = sorted(told["phrases"], key=len, reverse=True)
    either = "|".join(re.escape(phrase) for phrase in longest)
    _analyzer().lexicon = weights
    return _Lists(
        weights=weights, phrases=phrases, pattern=re.compile(rf"(?<!\w)(?:{either})(?!\w)")
    )


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages([language for language in _LANGUAGES if language in made.labels])
    return made
