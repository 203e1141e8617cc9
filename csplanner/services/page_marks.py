"""Where words stand on the pages of a brief, so that the builder can box what its check found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from csplanner.services.gate_search import words_of
from csplanner.services.pdf_text import PDFIUM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplanner.services.gate import Check

_WORD = re.compile(r"\w+")
_PAD = 1.5  # points around the words


class PageMark(NamedTuple):
    """A box on a page (from 1), its sides as shares of the sheet, y from above.

    `tone` is "risk" around a leak and "watch" around words of selling.
    """

    page: int
    x: float
    y: float
    w: float
    h: float
    tone: str


class _Word(NamedTuple):
    """A word as the gate compares it, and its letters on the page."""

    said: str
    first: int
    end: int


def marks_of(content: bytes, check: Check | None) -> tuple[PageMark, ...]:
    """Return the boxes around the leaks of a brief and around its words of selling."""
    leaks = [(leak.page, leak.found) for leak in check.leaks if leak.page] if check else []
    selling = check.selling if check else ()
    if not leaks and not selling:
        return ()
    import pypdfium2

    found: list[PageMark] = []
    with PDFIUM:
        pdf = pypdfium2.PdfDocument(content)
        try:
            for number in range(1, len(pdf) + 1):
                wanted = [(words, "risk") for page, words in leaks if page == number]
                wanted += [(words, "watch") for words in selling]
                found += _on_page(pdf[number - 1], number, wanted) if wanted else ()
        finally:
            pdf.close()
    return tuple(found)


def _on_page(page: Any, number: int, wanted: Sequence[tuple[str, str]]) -> Iterator[PageMark]:
    text = page.get_textpage()
    wide, high = page.get_size()
    words = [
        _Word("".join(words_of(match[0])), match.start(), match.end())
        for match in _WORD.finditer(text.get_text_range())
    ]
    for said, tone in wanted:
        for run in _runs(words, words_of(said)):
            for left, low, right, top in _lines(text, run):
                yield PageMark(
                    number,
                    (left - _PAD) / wide,
                    1 - (top + _PAD) / high,
                    (right - left + 2 * _PAD) / wide,
                    (top - low + 2 * _PAD) / high,
                    tone,
                )
    text.close()


def _runs(words: Sequence[_Word], wanted: Sequence[str]) -> Iterator[Sequence[_Word]]:
    """Yield where words stand one after the other."""
    said = [word.said for word in words]
    for i in range(len(said) - len(wanted) + 1):
        if wanted and said[i : i + len(wanted)] == list(wanted):
            yield words[i : i + len(wanted)]


def _lines(text: Any, run: Sequence[_Word]) -> Iterator[tuple[float, float, float, float]]:
    """Yield a box a line around words, in points from the lower left corner."""
    line: tuple[float, float, float, float] | None = None
    for word in run:
        for at in range(word.first, word.end):
            left, low, right, top = text.get_charbox(at)
            if right <= left:
                continue
            if line is not None and low < line[3] and top > line[1] and right > line[0]:
                line = (line[0], min(line[1], low), max(line[2], right), max(line[3], top))
                continue
            if line is not None:
                yield line
            line = (left, low, right, top)
    if line is not None:
        yield line
