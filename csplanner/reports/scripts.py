"""Right-to-left and joined scripts: a line of words as it is seen, from left to right.

Arabic letters take the form that their neighbours ask for (Unicode, chapter 9.2), and lines are
put in order by the bidirectional algorithm (Unicode Annex 9), without explicit embeddings and
paired brackets. All tables come from the Unicode data of Python.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

_FORMS = (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEFD))
_LAM, _STROKE = "\N{ARABIC LETTER LAM}", "\N{ARABIC TATWEEL}"
_RIGHT = frozenset({"R", "AL", "AN"})
_CONTROLS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_UNSEEN = frozenset("\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\u200c\u200d")
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))  # noqa: RUF001 - quotes


class Joining(NamedTuple):
    """The shapes of a letter, by the name of its place in a word."""

    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""


@cache
def _shapes() -> dict[str, Joining]:
    """Return the shapes of each Arabic letter, and of lam with alef."""
    found: dict[str, Joining] = {}
    for code in _FORMS:
        place, _, letters = unicodedata.decomposition(chr(code)).partition("> ")
        base = "".join(chr(int(part, 16)) for part in letters.split())
        if place[1:] in Joining._fields and (len(base) == 1 or base.startswith(_LAM)):
            found[base] = found.get(base, Joining())._replace(**{place[1:]: chr(code)})
    return found


def right_to_left(words: str) -> bool:
    """Tell whether a line holds letters that are read from right to left."""
    return not words.isascii() and any(unicodedata.bidirectional(w) in _RIGHT for w in words)


def shaped(words: str) -> str:
    """Return words with each Arabic letter in the form for its place; marks stay behind letters."""
    shapes, out = _shapes(), []
    before, i = False, 0  # whether the letter before reaches out to this one
    while i < len(words):
        letter = words[i]
        if unicodedata.category(letter) == "Mn":
            out.append(letter)
            i += 1
            continue
        pair = words[i : i + 2]
        letters = pair if letter == _LAM and pair in shapes else letter
        forms = shapes.get(letters, Joining())
        after = bool(forms.initial) and _takes(_next(words, i + len(letters)))
        reaches = before and bool(forms.final)
        form = {(0, 0): forms.isolated, (0, 1): forms.initial, (1, 0): forms.final}.get(
            (reaches, after), forms.medial
        )
        out.append(form or letters)
        before = after or letter == _STROKE
        i += len(letters)
    return "".join(out)


def _next(words: str, at: int) -> str:
    """Return the next letter that is no mark, empty at the end."""
    return next((w for w in words[at:] if unicodedata.category(w) != "Mn"), "")


def _takes(letter: str) -> bool:
    return letter == _STROKE or bool(_shapes().get(letter, Joining()).final)


def visual(words: str) -> str:
    """Return a line in the order in which it is seen from left to right, letters shaped."""
    if not right_to_left(words):
        return words
    kept = "".join(w for w in shaped(words) if unicodedata.bidirectional(w) not in _CONTROLS)
    clusters: list[str] = []
    for letter in kept:
        if clusters and unicodedata.bidirectional(letter) == "NSM":
            clusters[-1] += letter
        else:
            clusters.append(letter)
    levels = _levels([unicodedata.bidirectional(c[0]) or "L" for c in clusters])
    seen = [
        _MIRRORED.get(c, c) if level % 2 else c for c, level in zip(clusters, levels, strict=True)
    ]
    return "".join(c for c in _reordered(seen, levels) if c not in _UNSEEN)


def _levels(kinds: list[str]) -> list[int]:
    strong = next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L")
    base = int(strong != "L")
    direction = "R" if base else "L"
    _numbers(kinds, direction)
    _neutrals(kinds, direction)
    levels = []
    for kind in kinds:
        if base:
            levels.append(base + (kind != "R"))
        else:
            levels.append({"R": 1, "AN": 2, "EN": 2}.get(kind, 0))
    return levels


def _numbers(kinds: list[str], direction: str) -> None:
    """Settle numbers and their signs by what stands before them (rules W2 to W7)."""
    _follow(kinds, direction, "AL", "AN")
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for i in range(1, len(kinds) - 1):
        before, after = kinds[i - 1], kinds[i + 1]
        if before == after and (kinds[i], before) in {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}:
            kinds[i] = before
    for order, step in ((range(1, len(kinds)), -1), (range(len(kinds) - 2, -1, -1), 1)):
        for i in order:
            if kinds[i] == "ET" and kinds[i + step] == "EN":
                kinds[i] = "EN"
    kinds[:] = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]
    _follow(kinds, direction, "L", "L")


def _follow(kinds: list[str], direction: str, leader: str, becomes: str) -> None:
    """Turn numbers that come after letters of a kind into another kind."""
    last = direction
    for i, kind in enumerate(kinds):
        if kind in {"L", "R", "AL"}:
            last = kind
        elif kind == "EN" and last == leader:
            kinds[i] = becomes


def _neutrals(kinds: list[str], direction: str) -> None:
    """Give spaces and signs the direction of what is around them (rules N1, N2, L1)."""
    i = 0
    while i < len(kinds):
        end = i
        while end < len(kinds) and kinds[end] in _NEUTRAL | {"BN", "NSM"}:
            end += 1
        if end > i:
            left = _side(kinds[i - 1]) if i else direction
            right = _side(kinds[end]) if end < len(kinds) else direction
            kinds[i:end] = [left if left == right else direction] * (end - i)
        i = max(end, i + 1)


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _reordered(parts: list[str], levels: list[int]) -> list[str]:
    """Turn runs round from the deepest level up (rule L2)."""
    order = list(range(len(parts)))
    for level in range(max(levels, default=0), 0, -1):
        i = 0
        while i < len(order):
            end = i
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[i:end] = order[i:end][::-1]
            i = max(end, i + 1)
    return [parts[at] for at in order]
