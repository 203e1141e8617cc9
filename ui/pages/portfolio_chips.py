"""The filter of the list of accounts as chips, and the menu that builds its tokens."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.pages.portfolio_columns import stage_words
from ui.portfolio_filter import NOBODY, WORDS, items_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from csplanner.services.views import ListedAccount
    from ui.portfolio_filter import Token

_MOST = 24
_NAMES = {"ae": "AE", "arr": "ARR", "end": "Contract end"}
_BARE = {
    "tier": "No tier",
    "owner": "Nobody owns it",
    "stage": "No stage",
    "city": "No city",
    "industry": "No industry",
    "segment": "No segment",
    "next": "No next touch",
    "last": "Never touched",
    "renewal": "No renewal date",
    "health": "No score",
    "arr": "No ARR",
}


class Offer(NamedTuple):
    """One line of the menu: words, and the token that it puts into the filter."""

    words: str
    token: str


# What is asked most of figures and days.
_PRESETS: tuple[tuple[str, tuple[Offer, ...]], ...] = (
    (
        "Renewal",
        (
            Offer("Within 30 days", "renewal<30d"),
            Offer("Within 90 days", "renewal<90d"),
            Offer("Within 180 days", "renewal<180d"),
            Offer("No renewal date", "renewal:none"),
        ),
    ),
    (
        "Health",
        (
            Offer("Under 50", "health<50"),
            Offer("Under 70", "health<70"),
            Offer("Over 80", "health>80"),
            Offer("No score", "health:none"),
        ),
    ),
    (
        "Next touch",
        (
            Offer("Within 14 days", "next<14d"),
            Offer("More than 30 days away", "next>30d"),
            Offer("None planned", "next:none"),
        ),
    ),
    (
        "Last touch",
        (
            Offer("More than 30 days ago", "last>30d"),
            Offer("More than 90 days ago", "last>90d"),
            Offer("Never", "last:none"),
        ),
    ),
    (
        "ARR",
        (
            Offer("Over 1m", "arr>1m"),
            Offer("Over 500k", "arr>500k"),
            Offer("Over 100k", "arr>100k"),
            Offer("Under 100k", "arr<100k"),
            Offer("Not known", "arr:none"),
        ),
    ),
)
_LISTED: tuple[tuple[str, str, Callable[[ListedAccount], str]], ...] = (
    ("Tier", "tier", lambda account: account.tier_name),
    ("Owner", "owner", WORDS["owner"]),
    ("Stage", "stage", WORDS["stage"]),
    ("City", "city", WORDS["city"]),
    ("Industry", "industry", WORDS["industry"]),
    ("Segment", "segment", WORDS["segment"]),
)


def chip_words(token: Token) -> str:
    """Return a token in words: "Tier: growth or scale", "Renewal within 90 days"."""
    name = _NAMES.get(token.name, token.name.capitalize())
    if token.way == ":":
        items = items_of(token.value)
        if items == (NOBODY,) and not token.negated:
            return _BARE.get(token.name, f"No {token.name}")
        told = [stage_words(item) if token.name == "stage" else item for item in items]
        return f"{name} {'is not' if token.negated else 'is'} {' or '.join(told)}"
    limit = _compared(token)
    return f"Not: {name.lower()} {limit}" if token.negated else f"{name} {limit}"


def _compared(token: Token) -> str:
    less, value = token.way == "<", token.value
    if token.name in {"renewal", "next", "end", "last"} and "-" in value:
        return f"{'before' if less else 'after'} {value}"
    if token.name in {"renewal", "next", "end"}:
        return f"{'within' if less else 'in more than'} {value.rstrip('d')} days"
    if token.name == "last":
        return (
            f"{'within' if less else 'more than'} {value.rstrip('d')} days{'' if less else ' ago'}"
        )
    return f"{'under' if less else 'over'} {value}"


def offers(rows: Sequence[ListedAccount]) -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    """Return what the menu offers, by field: the values that occur, and presets of figures."""
    found = []
    for title, name, of in _LISTED:
        counts = Counter(of(account) for account in rows)
        usual = [value for value, _ in counts.most_common(_MOST) if value]
        lines = [Offer(_shown(name, value), f"{name}:{quoted(value)}") for value in sorted(usual)]
        if counts[""]:
            lines.append(Offer(_BARE[name], f"{name}:{NOBODY}"))
        if lines:
            found.append((title, tuple(lines)))
    return (*found, *_PRESETS)


def _shown(name: str, value: str) -> str:
    return stage_words(value) if name == "stage" else value


def filter_menu(
    home: QWidget, rows: Sequence[ListedAccount], take: Callable[[str], object]
) -> QMenu:
    """Return the menu that puts tokens into the filter, one field a submenu."""
    menu = QMenu(home)
    for title, lines in offers(rows):
        below = menu.addMenu(title)
        for offer in lines:
            action = QAction(offer.words.replace("&", "&&"), below)
            action.triggered.connect(partial(_taken, take, offer.token))
            below.addAction(action)
    return menu


def _taken(take: Callable[[str], object], token: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt says it
    take(token)
