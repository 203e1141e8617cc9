"""What differs between two texts of a policy, value by value, in the order of the text."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csplanner.domain.records import PolicyVersion
from csplanner.domain.toml_text import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplanner.services.workspace import Reader

# By what the tables of a list are told apart, where it is not their id.
_KEYS = {"grows": "from", "curve": "of", "metric": "name", "driver": "name"}
_WORDS = {"tier": "tier", "rule": "rule", "drivers": "driver set", "health": "health profile"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """One difference: where, which key, and both values as the text writes them, '' for none.

    A whole table that came or went has no key; its values stand in `before` or `after`.
    """

    where: str
    key: str
    before: str
    after: str


def compare_policies(before: str, after: str) -> tuple[PolicyChange, ...]:
    """Return what differs; both texts must be TOML."""
    return tuple(_tables("", tomllib.loads(before), tomllib.loads(after)))


def versions(reader: Reader) -> Sequence[PolicyVersion]:
    """Return the versions of the policy, the newest first."""
    return sorted(reader.all(PolicyVersion), key=lambda each: -each.number)


def _tables(where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[PolicyChange]:
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key), new.get(key)
        if one == other:
            continue
        if _is_list(one) or _is_list(other):
            yield from _lists(where, key, one or [], other or [])
        elif isinstance(one, dict) or isinstance(other, dict):
            yield from _tables(_joined(where, key), one or {}, other or {})
        else:
            yield PolicyChange(
                where=where or "the policy", key=key, before=_text(one), after=_text(other)
            )


def _lists(where: str, name: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[PolicyChange]:
    key = _KEYS.get(name, "id")
    ones, others = _by_key(key, old), _by_key(key, new)
    for each in dict.fromkeys((*ones, *others)):
        inside = _joined(where, f"{_WORDS.get(name, name)} {each}")
        one, other = ones.get(each), others.get(each)
        if one is not None and other is not None:
            yield from _tables(inside, one, other)
        else:
            yield PolicyChange(where=inside, key="", before=_row(one), after=_row(other))


def _by_key(key: str, rows: Sequence[Any]) -> dict[str, Mapping[str, Any]]:
    """Return tables by what tells them apart; a second one of a name is told by its place."""
    found: dict[str, Mapping[str, Any]] = {}
    for nth, row in enumerate(rows, 1):
        name = str(row.get(key, f"no. {nth}"))
        found[f"{name} (no. {nth})" if name in found else name] = row
    return found


def _joined(where: str, name: str) -> str:
    return f"{where}, {name}" if where else name


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value)
    if type(value) is int:
        return f"{value:,}"
    return value if isinstance(value, str) else said(value)


def _row(table: Mapping[str, Any] | None) -> str:
    if table is None:
        return ""
    plain = {k: v for k, v in table.items() if not isinstance(v, dict) and not _is_list(v)}
    return ", ".join(f"{key} {_text(value)}" for key, value in plain.items())
