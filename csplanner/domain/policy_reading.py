"""Reads TOML tables of a policy by the value; what is wrong is noted with key, line, remedy."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyProblem:
    """One thing wrong with a policy text; `line` is counted from 1."""

    key: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.key}: {self.message}"


class PolicyMistake(UserMistake):
    """A policy text that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: tuple[PolicyProblem, ...]) -> None:
        self.problems = problems
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The policy has {len(problems)} problem(s):\n{listed}", "Mend the file.")


class Reading:
    """Collects problems while a document is read."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._met: Counter[str] = Counter()
        self.problems: list[PolicyProblem] = []

    def next_of(self, table: str) -> int:
        """Count the tables of a name as they are met, in the order of the text; from 0."""
        self._met[table] += 1
        return self._met[table] - 1

    def wrong(self, table: str, nth: int, key: str, message: str) -> None:
        """Note a problem of `key` in the nth table of a name ('' for the top)."""
        named = f"{table}[{nth + 1}].{key}" if table else key
        self.problems.append(
            PolicyProblem(key=named, line=self._line(table, nth, key), message=message)
        )

    def _line(self, table: str, nth: int, key: str) -> int:
        inside, seen, start = table == "", -1, 1
        for number, line in enumerate(self._lines, 1):
            header = re.match(r"\s*\[{1,2}\s*([\w.]+)\s*\]{1,2}", line)
            if header:
                seen += header[1] == table
                inside = header[1] == table and seen == nth
                start = number if inside else start
            elif inside and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
                return number
        return start


class Table:
    """One table of the document; reads values, notes what is wrong, gives a usable default."""

    def __init__(self, reading: Reading, name: str, nth: int, values: Mapping[str, Any]) -> None:
        self._reading, self._name, self._nth = reading, name, nth
        self._values = dict(values)
        self._read: set[str] = set()

    def wrong(self, key: str, message: str) -> None:
        """Note what is wrong with a key of this table."""
        self._reading.wrong(self._name, self._nth, key, message)

    def _get(self, key: str, default: Any, check: Callable[[Any], bool], allowed: str) -> Any:
        self._read.add(key)
        if key not in self._values:
            if default is None:
                self.wrong(key, f"is missing; {allowed}")
            return default
        value = self._values[key]
        if not check(value):
            self.wrong(key, f"{value!r} is not allowed; {allowed}")
            return default
        return value

    def words(
        self, key: str, choices: tuple[str, ...], default: list[str] | None
    ) -> tuple[str, ...]:
        """Return a list of words out of these."""
        allowed = f"allowed is a list of {', '.join(choices)}"
        value = self._get(
            key, default, lambda v: isinstance(v, list) and all(w in choices for w in v), allowed
        )
        return tuple(value or ())

    def word(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """Return one word out of these."""
        value = self._get(key, default, lambda v: v in choices, f"allowed: {', '.join(choices)}")
        return str(value or choices[0])

    def text(self, key: str, default: str | None = None) -> str:
        """Return a short plain text."""
        pattern = "allowed is a text of letters, digits, - and _, not empty"
        check = lambda v: isinstance(v, str) and bool(re.fullmatch(r"[\w\- .]+", v))  # noqa: E731
        return str(self._get(key, default, check, pattern) or "")

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number."""
        allowed = f"allowed is a whole number from {low} to {high}"
        check = lambda v: type(v) is int and low <= v <= high  # noqa: E731
        value = self._get(key, default, check, allowed)
        return low if value is None else int(value)

    def number(self, key: str, default: str | None = None) -> Decimal:
        """Return a number of 0 or more."""
        allowed = "allowed is a number of 0 or more"
        check = lambda v: type(v) in {int, float} and v >= 0  # noqa: E731
        value = self._get(key, None if default is None else Decimal(default), check, allowed)
        try:
            return Decimal(str(value if value is not None else 0))
        except InvalidOperation:
            return Decimal(0)

    def months(self, key: str) -> tuple[int, ...]:
        """Return a list of months."""
        check = lambda v: isinstance(v, list) and all(m in range(1, 13) for m in v)  # noqa: E731
        return tuple(self._get(key, [], check, "allowed is a list of months from 1 to 12"))

    def real(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """Return a number between two bounds."""
        allowed = f"allowed is a number from {low:g} to {high:g}"
        check = lambda v: type(v) in {int, float} and low <= v <= high  # noqa: E731
        value = self._get(key, default, check, allowed)
        return low if value is None else float(value)

    def line(self, key: str) -> str:
        """Return a text in one line, whatever its letters; not empty."""
        check = lambda v: isinstance(v, str) and bool(v.strip()) and "\n" not in v  # noqa: E731
        return str(self._get(key, None, check, "allowed is a text in one line, not empty") or "")

    def truth(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        check = lambda v: isinstance(v, bool)  # noqa: E731
        return bool(self._get(key, default, check, "allowed: true, false"))

    def lines(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where it is absent."""
        check = lambda v: isinstance(v, list) and all(isinstance(t, str) and t for t in v)  # noqa: E731
        return tuple(self._get(key, [], check, "allowed is a list of texts"))

    def pairs(self, key: str) -> tuple[tuple[float, float], ...]:
        """Return a list of pairs of numbers whose first ones rise."""
        allowed = "allowed is a list of pairs of numbers, such as [[0, 0], [10, 100]], rising"
        found = self._get(key, None, _are_pairs, allowed) or ()
        return tuple((float(one), float(other)) for one, other in found)

    def inner(self, key: str) -> dict[str, Any] | None:
        """Return a table inside this one, None where it is absent."""
        check = lambda v: v is None or isinstance(v, dict)  # noqa: E731
        found = self._get(key, {}, check, f"write a table [{key}]")
        return dict(found) if key in self._values and isinstance(found, dict) else None

    def keys(self) -> tuple[str, ...]:
        """Return the keys that were written."""
        return tuple(self._values)

    def know(self, *keys: str) -> None:
        """Take keys as read that are read elsewhere."""
        self._read.update(keys)

    def phrases(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of texts in small letters."""
        check = lambda v: isinstance(v, list) and all(isinstance(w, str) and w.strip() for w in v)  # noqa: E731
        value = self._get(key, list(default), check, "allowed is a list of texts")
        return tuple(word.strip().casefold() for word in value)

    def has(self, key: str) -> bool:
        """Tell whether a key is there."""
        return key in self._values

    def tables(self, key: str) -> list[dict[str, Any]]:
        """Return the tables of a list."""
        allowed = f"write [[{key}]] tables"
        check = lambda v: isinstance(v, list) and all(isinstance(t, dict) for t in v)  # noqa: E731
        return list(self._get(key, [], check, allowed))

    def finish(self) -> None:
        """Note every key that was never read."""
        for key in self._values.keys() - self._read:
            self.wrong(key, f"is unknown; allowed: {', '.join(sorted(self._read))}")


def _are_pairs(value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
        return False
    if not all(type(number) in {int, float} for pair in value for number in pair):
        return False
    return all(one[0] < other[0] for one, other in pairwise(value))
