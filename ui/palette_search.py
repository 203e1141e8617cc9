"""What the command palette finds: accounts, people, engagements, pages and actions, best first.

The index of names is read once per change of the portfolio and searched in memory; engagements are
asked for only of the best account.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.actions import Action

MOST = 8
COMMANDS, PEOPLE, TEXTS = ">", "@", '"'
_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of the palette: what it is, where the words matched, and what Enter does.

    `at` is a place in the text, `marks` are places in the detail.
    """

    group: str
    text: str
    detail: str = ""
    icon: str = ""
    keys: str = ""
    at: tuple[int, int] = (0, 0)
    marks: tuple[tuple[int, int], ...] = ()
    run: Callable[[], object]
    stamp: object | None = None


class Entry(NamedTuple):
    """One name of the index: `kind` is account or contact, `owner` the account it leads to."""

    kind: str
    key: str
    owner: str
    text: str
    detail: str
    plain: str


def plain(text: str) -> str:
    """Return text without case and accents, letter for letter as long as the text."""
    if text.isascii():
        return text.lower()
    folded = []
    for letter in text:
        base = unicodedata.normalize("NFKD", letter)[:1].casefold()
        # A bare accent comes apart into a blank and a mark: it stays as it is.
        folded.append(base[:1].strip() or letter)
    return "".join(folded)


def rank(words: str, name: str) -> int:
    """Return how well a name (plain) answers words (plain): less is better, -1 is not at all.

    A name that starts so is best, then a word in it, then any part, then its letters in order;
    the last counts only where nothing better is found.
    """
    at = name.find(words)
    if at == 0:
        return 0
    if at > 0:
        return 1 if not name[at - 1].isalnum() else 2
    position = -1
    for letter in words:
        position = name.find(letter, position + 1)
        if position < 0:
            return -1
    return _LETTERS if len(words) > 2 else -1


def search(entries: Iterable[Entry], words: str, most: int = MOST) -> list[Entry]:
    """Return the best entries for words, best first; ties in order of their names."""
    wanted = plain(words.strip())
    if not wanted:
        return []
    found = [(score, entry) for entry in entries if (score := rank(wanted, entry.plain)) >= 0]
    found.sort(key=lambda pair: (pair[0], len(pair[1].plain), pair[1].plain))
    best = found[0][0] if found else 0
    return [entry for score, entry in found[:most] if score < _LETTERS or best == _LETTERS]


def search_actions(actions: Iterable[Action], words: str, most: int = MOST) -> list[Action]:
    """Return the actions that answer words, best first; all of them for no words."""
    wanted = plain(words.strip())
    usable = [action for action in actions if action.enabled]
    if not wanted:
        return usable[:most]
    found = [(score, a) for a in usable if (score := rank(wanted, plain(a.text))) >= 0]
    found.sort(key=lambda pair: (pair[0], len(pair[1].text)))
    return [action for _, action in found[:most]]


def span(words: str, text: str) -> tuple[int, int]:
    """Return where words stand in a text, to be marked; (0, 0) if not in one piece."""
    wanted = plain(words.strip())
    at = plain(text).find(wanted) if wanted else -1
    return (at, at + len(wanted)) if at >= 0 else (0, 0)
