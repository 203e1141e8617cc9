"""What is typed into the filter of the list of accounts, turned into a test of a row.

Plain words must all be found in name, city, owner, tier, industry or stage. Tokens narrow further:
`tier:growth owner:sollander stage:pilot city:chicago renewal<90d next>30d last>60d arr>500k
health<70`.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from ui.palette_search import plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from csplanner.services.views import ListedAccount

    Test = Callable[[ListedAccount], bool]

_TOKEN = re.compile(r"^(?P<name>[a-z]+)(?P<way>[:<>])(?P<value>.+)$")
_AMOUNT = {"k": Decimal(1_000), "m": Decimal(1_000_000)}
_WORDS: dict[str, Callable[[ListedAccount], str]] = {
    "tier": lambda account: f"{account.tier} {account.tier_name}",
    "owner": lambda account: account.row.owner,
    "stage": lambda account: account.row.stage,
    "city": lambda account: f"{account.row.city} {account.row.country}",
    "industry": lambda account: account.row.industry,
}


class FilterFacts(NamedTuple):
    """What a filter may need beside a row: the day, and a score by account id."""

    today: dt.date
    score: Callable[[str], float | None]


class Filter(NamedTuple):
    """A filter that was read.

    `among` are the ids of the accounts that hold all words, None without words; `test` is what the
    tokens ask beside, None without tokens; `unknown` are tokens that could not be understood.
    """

    test: Test | None
    among: frozenset[str] | None = None
    unknown: tuple[str, ...] = ()


def haystack(account: ListedAccount) -> str:
    """Return the plain text in which the words of a filter are looked for."""
    row = account.row
    words = (row.name, row.city, row.owner, account.tier_name, row.industry, row.stage)
    return plain(" ".join(words))


def read_filter(text: str, facts: FilterFacts, texts: Mapping[str, str]) -> Filter:
    """Read a filter; `texts` are the haystacks by account id. An empty text has no test."""
    words, tests, unknown = [], [], []
    for part in plain(text).split():
        match = _TOKEN.match(part)
        if match is None:
            words.append(part)
            continue
        test = _token(match["name"], match["way"], match["value"], facts)
        if test is None:
            unknown.append(part)
        else:
            tests.append(test)
    return Filter(_all(tests), _with_words(words, texts), tuple(unknown))


def _all(tests: Sequence[Test]) -> Test | None:
    if not tests:
        return None
    if len(tests) == 1:
        return tests[0]
    return lambda account: all(test(account) for test in tests)


def _with_words(words: Sequence[str], texts: Mapping[str, str]) -> frozenset[str] | None:
    """Return the ids whose texts hold every word; each word looks only at what is left."""
    if not words:
        return None
    left = list(texts.items())
    for word in words:
        left = [(key, text) for key, text in left if word in text]
    return frozenset([key for key, _ in left])


def _token(name: str, way: str, value: str, facts: FilterFacts) -> Test | None:
    if way == ":":
        text = _WORDS.get(name)
        return None if text is None else (lambda account: value in plain(text(account)))
    limit = _limit(value)
    number = _numbers(facts).get(name)
    if limit is None or number is None:
        return None
    return _compared(number, limit, less=way == "<")


def _compared(number: Callable[[ListedAccount], float | None], limit: float, *, less: bool) -> Test:
    def test(account: ListedAccount) -> bool:
        value = number(account)
        return value is not None and (value < limit if less else value > limit)

    return test


def _limit(value: str) -> float | None:
    """Read "90d", "500k", "1.2m" or a plain number."""
    factor = _AMOUNT.get(value[-1], Decimal(1))
    try:
        return float(Decimal(value.rstrip("dkm")) * factor)
    except InvalidOperation:
        return None


def _numbers(facts: FilterFacts) -> dict[str, Callable[[ListedAccount], float | None]]:
    today = facts.today

    def ahead(day: dt.date | None) -> float | None:
        return None if day is None else float((day - today).days)

    def since(day: dt.date | None) -> float | None:
        return None if day is None else float((today - day).days)

    return {
        "renewal": lambda account: ahead(account.row.renewal),
        "next": lambda account: ahead(account.row.next),
        "last": lambda account: since(account.row.last),
        "arr": lambda account: None if account.base_arr is None else float(account.base_arr),
        "health": lambda account: facts.score(account.row.id),
    }
