"""Searches the text of a pack for names, runs of words, amounts and ratings."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csplanner.services.pdf_text import Place

RUN = 4
# Marks that are set over or under a letter, taken off before texts are compared.
_MARKS = dict.fromkeys((*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x610, 0x61B),
                        *range(0x64B, 0x660), *range(0x1AB0, 0x1B00), *range(0x1DC0, 0x1E00),
                        *range(0x20D0, 0x2100), *range(0xFE20, 0xFE30)))  # fmt: skip
_SHORTEST_NAME, _SQUEEZED_NAME, _SQUEEZED_RUN = 3, 8, 12
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(
    r"(?P<sign>[$€£¥]|\b(?:USD|EUR|GBP|JPY|CHF)\b)?\s?"
    r"(?P<digits>\d{1,3}(?:[,.'’\s ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)"  # noqa: RUF001
    r"\s?(?P<scale>k|m|bn|thousand|million)?\b(?:\s?(?P<after>[$€£¥]|USD|EUR|GBP|JPY|CHF))?",
    re.IGNORECASE,
)
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 10**9}
_LABELS = (
    "health", "score", "rating", "relationship", "attitude", "influence", "stance", "trust",
)  # fmt: skip
_FAR = 3
_DISTINCT_DIGITS, _TELLING, _LARGE = 5, 3, 1_000_000


class Amount(NamedTuple):
    """A number of a text: its value, the worth of its last digit, whether it says money.

    `digits` counts all of its digits, `telling` those without the zeros at its end; `printed` is
    how it stands there.
    """

    value: Decimal
    step: Decimal
    money: bool
    digits: int
    telling: int
    printed: str

    @property
    def told_apart(self) -> bool:
        """Whether it has enough telling digits to be one amount and no other."""
        return self.telling >= _DISTINCT_DIGITS


class Needle(NamedTuple):
    """A name to look for: its words between spaces, its letters, its first word and letters."""

    joined: str
    squeezed: str
    word: str
    start: str


def needle_of(name: str) -> Needle:
    """Return a name as it is looked for, so that very many names are cut once only."""
    words = words_of(name)
    squeezed = "".join(words)
    word = words[0] if words else ""
    return Needle(f" {' '.join(words)} ", squeezed, word, squeezed[:_SQUEEZED_NAME])


def words_of(text: str) -> list[str]:
    """Return the words of a text for comparison: case, accents and signs taken off."""
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        plain = plain.translate(_MARKS)
    return _WORD.findall(plain.casefold().replace("\N{SOFT HYPHEN}", "").replace("_", " "))


def amounts_in(text: str) -> Iterator[Amount]:
    """Yield the numbers of a text in whatever way they are grouped and shortened."""
    for match in _NUMBER.finditer(text):
        yield from _amounts(match)


def _amounts(match: re.Match[str]) -> Iterator[Amount]:
    digits = re.sub(r"[\s' ’]", "", match["digits"])  # noqa: RUF001 - signs that group digits
    scale = _SCALES.get((match["scale"] or "").lower(), 1)
    money = bool(match["sign"] or match["after"])
    for whole, part in _readings(digits):
        value = Decimal(f"{whole}.{part}" if part else whole) * scale
        step = Decimal(scale).scaleb(-len(part))
        shown = (whole + part).lstrip("0")
        telling = len(shown.rstrip("0"))
        yield Amount(value, step, money or scale > 1, len(shown), telling, match[0].strip())


def _readings(digits: str) -> Iterator[tuple[str, str]]:
    """Yield what digits with points and commas may mean, as (whole, fraction)."""
    parts = re.split(r"[.,]", digits)
    grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:])
    if grouped or len(parts) == 1:
        yield "".join(parts), ""
    if len(parts) > 1:
        yield "".join(parts[:-1]), parts[-1]


class Haystack:
    """The texts of a pack, cut into words and numbers once.

    `texts` excuse runs of words that they hold, `names` names, `numbers` amounts and ratings. What
    is found comes as its place with the words that were found there for text.
    """

    def __init__(
        self,
        places: Sequence[Place],
        texts: Sequence[str],
        names: Sequence[str],
        numbers: Collection[Decimal],
    ) -> None:
        self.places = places
        self._words = [words_of(place.text) for place in places]
        self._safe = [words_of(text) for text in (*texts, *names)]
        self._safe_names = [words_of(name) for name in names]
        self._safe_numbers = frozenset(numbers)

    def name(self, name: Needle) -> Place | None:
        """Return where a name stands as whole words, unless a safe name holds it too."""
        squeezed = name.squeezed
        if len(squeezed) < _SHORTEST_NAME:
            return None
        if name.word not in self._known and name.start not in self._starts:
            return None
        if self._is_safe(name.joined):
            return None
        for place, text, tight in zip(self.places, self._joined, self._tight, strict=True):
            torn = place.page and len(squeezed) >= _SQUEEZED_NAME and squeezed in tight
            if name.joined in text or torn:
                return place._replace(text=name.joined.strip())
        return None

    def run(self, text: str) -> Place | None:
        """Return where four words of a text stand one after the other."""
        words = words_of(text)
        for run in zip(words, words[1:], words[2:], words[3:], strict=False):
            at = self.runs.get(run)
            if at is not None:
                return self.places[at]._replace(text=" ".join(run))
        return self._split_run(words)

    def amount(self, amount: Decimal) -> Place | None:
        """Return where an amount stands: five digits or more, or said as money, in any format."""
        for place, numbers in zip(self.places, self.numbers, strict=True):
            for number in numbers:
                if says(number, amount):
                    return place._replace(text=number.printed)
        return None

    def rated(self, values: Collection[int]) -> Place | None:
        """Return where one of the values stands beside the label of a score or rating."""
        wanted = {str(value) for value in values if Decimal(value) not in self._safe_numbers}
        for place, words in zip(self.places, self._words, strict=True):
            if not place.page:
                continue
            for i, word in enumerate(words):
                near = words[i + 1 : i + 1 + _FAR]
                if word in _LABELS and any(w in wanted for w in near):
                    return place._replace(text=" ".join((word, *near)))
        return None

    @cached_property
    def _joined(self) -> list[str]:
        return [f" {' '.join(words)} " for words in self._words]

    @cached_property
    def _known(self) -> frozenset[str]:
        """The different words of the pack."""
        return frozenset(word for words in self._words for word in words)

    @cached_property
    def _starts(self) -> frozenset[str]:
        """All runs of letters, as long as the start of a name that may be torn apart."""
        wide = _SQUEEZED_NAME
        tights = (t for p, t in zip(self.places, self._tight, strict=True) if p.page)
        return frozenset(t[i : i + wide] for t in tights for i in range(len(t) - wide + 1))

    @cached_property
    def _tight(self) -> list[str]:
        safe = sorted({"".join(words) for words in self._safe_names}, key=len, reverse=True)
        found = []
        for words in self._words:
            tight = "".join(words)
            for text in safe:
                if len(text) >= _SQUEEZED_NAME:
                    tight = tight.replace(text, "\n")
            found.append(tight)
        return found

    @cached_property
    def runs(self) -> dict[tuple[str, ...], int]:
        """The runs of four words that no safe text holds, with the number of their first place."""
        safe = {run for words in self._safe for run in _runs_of(words)}
        found: dict[tuple[str, ...], int] = {}
        for i, words in enumerate(self._words):
            for run in _runs_of(words):
                if run not in safe:
                    found.setdefault(run, i)
        return found

    @cached_property
    def numbers(self) -> list[list[Amount]]:
        """The numbers of each place that no safe number equals."""
        safe = self._safe_numbers
        return [
            [n for n in amounts_in(place.text) if n.value not in safe]
            if place.page or place.where != "a stream"
            else []
            for place in self.places
        ]

    def _is_safe(self, joined: str) -> bool:
        return any(joined in f" {' '.join(words)} " for words in self._safe_names)

    @cached_property
    def _torn(self) -> list[tuple[Place, str]]:
        """Return the places whose words are torn apart by spaces between their letters."""
        return [
            (place, tight)
            for place, tight, found in zip(self.places, self._tight, self._words, strict=True)
            if place.page and _is_torn(found)
        ]

    def _split_run(self, words: Sequence[str]) -> Place | None:
        """Find runs whose words were torn apart by spaces between their letters."""
        torn = self._torn
        if not torn:
            return None
        for run in _runs_of(words):
            squeezed = "".join(run)
            if len(squeezed) < _SQUEEZED_RUN:
                continue
            for place, tight in torn:
                if squeezed in tight:
                    return place._replace(text="")
        return None


def _is_torn(words: Sequence[str]) -> bool:
    """Tell whether a text has letters standing alone one after the other."""
    return any(
        all(len(word) <= 2 and word.isalpha() for word in words[i : i + RUN])
        for i in range(len(words) - RUN + 1)
    )


def _runs_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield runs of four words; '412 of 450 active' is a figure, not a run that tells of a text."""
    runs = zip(words, words[1:], words[2:], words[3:], strict=False)
    digits = [word.isdigit() for word in words]
    if not any(digits):
        yield from runs
        return
    counts = zip(digits, digits[1:], digits[2:], digits[3:], strict=False)
    for run, (one, two, three, four) in zip(runs, counts, strict=True):
        if one + two + three + four <= 1:
            yield run


def says(number: Amount, amount: Decimal) -> bool:
    """Tell whether a printed number is an amount, perhaps rounded to what is printed."""
    if number.money:
        rounded = (amount / number.step).to_integral_value(ROUND_HALF_UP) * number.step
        return number.value in {amount, rounded} and number.value > 0
    round_level = number.telling < _TELLING and number.value < _LARGE  # as on an axis: 20,000
    return number.digits >= _DISTINCT_DIGITS and not round_level and number.value == amount
