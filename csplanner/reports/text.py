"""Words on paper: cleaned, measured, and broken into lines that fit a width."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import TextStyle
from csplanner.reports.canvas import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.drawing.tokens import TypeRole

_INITIAL = re.compile(r"\b([^\W\d_]\.) (?=[^\W\d_a-z])")  # "A. Quellin" stays on one line
# Signs that no line of Japanese begins with.
_NEVER_FIRST = frozenset("、。，．・：；？！）」』】〕〉》ーゃゅょっャュョッ々")  # noqa: RUF001 - they are meant
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def clean(words: str) -> str:
    """Return words without control characters and odd spaces; lines stay apart."""
    kept = "".join(
        " " if letter == "\t" else letter
        for letter in words.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"}
    )
    return "\n".join(" ".join(line.split(" ")).strip() for line in kept.split("\n")).strip()


@lru_cache(maxsize=4096)
def wrapped(words: str, style: TextStyle, width: float) -> tuple[str, ...]:
    """Return the lines of words in a width in pixels; a word too long for a line is cut."""
    lines: list[str] = []
    for paragraph in clean(words).split("\n"):
        lines.extend(_broken(paragraph, style, width))
    return tuple(lines) or ("",)


def _broken(paragraph: str, style: TextStyle, width: float) -> Iterator[str]:
    line = ""
    for word in _pieces(paragraph, style, width):
        longer = f"{line} {word}" if line else word
        if not line or width_of(longer, style) <= width:
            line = longer
        else:
            yield line
            line = word
    yield line


def _pieces(paragraph: str, style: TextStyle, width: float) -> Iterator[str]:
    for word in _INITIAL.sub("\\1\N{NO-BREAK SPACE}", paragraph).split(" "):
        if width_of(word, style) <= width:
            yield word
        else:
            yield from _cut(word, style, width)


def _cut(word: str, style: TextStyle, width: float) -> Iterator[str]:
    start = 0
    for end in range(1, len(word) + 1):
        if end - start > 1 and width_of(word[start:end], style) > width:
            cut = end - 1
            if word[cut] in _NEVER_FIRST and cut - start > 1:
                cut -= 1
            yield word[start:cut]
            start = cut
    yield word[start:]


def elided(words: str, style: TextStyle, width: float) -> str:
    """Return words on one line, cut with an ellipsis where they would pass a width."""
    words = " ".join(clean(words).split())
    if width_of(words, style) <= width:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(words[:middle].rstrip() + ELLIPSIS, style) <= width:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + ELLIPSIS


def sized(role: TypeRole, colour: str, *, title: bool = False) -> TextStyle:
    """Return the style of a type role in a colour, in the title face where asked."""
    return TextStyle(role.size, role.weight, colour, role.tracking, title)
