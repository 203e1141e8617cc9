"""What is typed into the filter of the list of accounts, turned into a test of a row.

Plain words must all be found in name, city, owner, tier, industry or stage. Tokens narrow further:
`tier:growth,scale owner:"i. sollander" -stage:churned renewal<90d next:none last>60d arr>500k
health<70 renewal<2027-12-31`. The chips above the list are these very tokens, read back.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from ui.palette_search import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csplanner.services.views import ListedAccount

    Test = Callable[[ListedAccount], bool]
    Value = float | dt.date | None

_PART = re.compile(
    r'(?P<no>-)?(?P<name>[a-z]+)(?P<way>[:<>])(?P<value>(?:"[^"]*"?|[^\s"])+)'
    r'|"(?P<phrase>[^"]*)"?|(?P<word>\S+)'
)
_ITEM = re.compile(r'"([^"]*)"?|([^",]+)')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AMOUNT = {"k": Decimal(1_000), "m": Decimal(1_000_000)}
NOBODY = "none"
WORDS: dict[str, Callable[[ListedAccount], str]] = {
    "tier": lambda account: f"{account.tier} {account.tier_name}",
    "owner": lambda account: account.row.owner,
    "stage": lambda account: account.row.stage,
    "city": lambda account: account.row.city,
    "country": lambda account: account.row.country,
    "industry": lambda account: account.row.industry,
    "segment": lambda account: account.row.segment,
    "ae": lambda account: account.row.executive,
    "sponsor": lambda account: account.row.sponsor,
    "currency": lambda account: account.row.currency,
}
NUMBERS = ("renewal", "end", "next", "last", "arr", "health", "relationship")
_DAYS: dict[str, Callable[[ListedAccount], dt.date | None]] = {
    "renewal": lambda account: account.row.renewal,
    "end": lambda account: account.row.contract_end,
    "next": lambda account: account.row.next,
    "last": lambda account: account.row.last,
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


class Token(NamedTuple):
    """One token as it stands in the text, from `start` to `end`."""

    name: str
    way: str
    value: str
    negated: bool
    start: int
    end: int


def haystack(account: ListedAccount) -> str:
    """Return the plain text in which the words of a filter are looked for."""
    row = account.row
    words = (row.name, row.city, row.owner, account.tier_name, row.industry, row.stage)
    return plain(" ".join(words))


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a filter in their order; plain words are none."""
    return tuple(
        Token(
            m["name"],
            m["way"],
            text[m.start("value") : m.end("value")],
            m["no"] is not None,
            m.start(),
            m.end(),
        )
        for m in _PART.finditer(plain(text))
        if m["name"] is not None
    )


def with_token(text: str, token: str) -> str:
    """Return a filter with a token more; another one of the same name and way makes room."""
    wanted = tokens(token)[0]
    for other in reversed(tokens(text)):
        if (other.name, other.way) == (wanted.name, wanted.way) or wanted.way != ":":
            text = without(text, other) if other.name == wanted.name else text
    return f"{text.strip()} {token}".strip()


def without(text: str, token: Token) -> str:
    """Return a filter without one of its tokens."""
    return " ".join(f"{text[: token.start]} {text[token.end :]}".split())


def quoted(value: str) -> str:
    """Return a value as a token takes it."""
    return f'"{value}"' if re.search(r'[\s,"]', value) else value


def items_of(value: str) -> tuple[str, ...]:
    """Return what a token asks for; one of them is enough."""
    return tuple((m[1] if m[1] is not None else m[2]).strip() for m in _ITEM.finditer(value))


def read_filter(text: str, facts: FilterFacts, texts: Mapping[str, str]) -> Filter:
    """Read a filter; `texts` are the haystacks by account id. An empty text has no test."""
    words, tests, unknown = [], [], []
    for match in _PART.finditer(plain(text)):
        if match["name"] is None:
            words.append(match["word"] or match["phrase"] or "")
            continue
        test = _token(match["name"], match["way"], match["value"], facts)
        if test is None:
            unknown.append(match[0])
        else:
            tests.append(_not(test) if match["no"] else test)
    return Filter(_all(tests), _with_words([w for w in words if w], texts), tuple(unknown))


def _not(test: Test) -> Test:
    return lambda account: not test(account)


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
        return _named(name, items_of(value), facts)
    if name in _DAYS and _DAY.fullmatch(value):
        return _by_day(_DAYS[name], value, less=way == "<")
    limit = _limit(value)
    number = _numbers(facts).get(name)
    if limit is None or number is None:
        return None
    return _compared(number, limit, less=way == "<")


def _named(name: str, wanted: tuple[str, ...], facts: FilterFacts) -> Test | None:
    text = WORDS.get(name)
    if text is not None:
        return lambda account: _says(plain(text(account)), wanted)
    number = _numbers(facts).get(name)
    if number is not None and wanted == (NOBODY,):
        return lambda account: number(account) is None
    return None


def _says(text: str, wanted: tuple[str, ...]) -> bool:
    return any(item in text if item != NOBODY else not text.strip() for item in wanted)


def _by_day(day_of: Callable[[ListedAccount], dt.date | None], text: str, *, less: bool) -> Test:
    try:
        limit = dt.date.fromisoformat(text)
    except ValueError:
        return lambda _: False

    def test(account: ListedAccount) -> bool:
        day = day_of(account)
        return day is not None and (day < limit if less else day > limit)

    return test


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
        "end": lambda account: ahead(account.row.contract_end),
        "next": lambda account: ahead(account.row.next),
        "last": lambda account: since(account.row.last),
        "arr": lambda account: None if account.base_arr is None else float(account.base_arr),
        "health": lambda account: facts.score(account.row.id),
        "relationship": lambda account: account.row.relationship,
    }
