"""Which existing record a row means: by id, then domain or e-mail, then name or facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csplanner.importing.entries import CLEAR
from csplanner.importing.texts import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplanner.domain.record import Record
    from csplanner.importing.entries import Entry, Problems
    from csplanner.importing.fields import Kind

_MADE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
_WITNESSED = {"accounts": "domain", "people": "email"}

Key = tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Item:
    """An entry on its way into the portfolio: its attributes, and the record that it means.

    `twin` is an earlier item of the same import that means the same record.
    """

    entry: Entry
    values: dict[str, Any]
    external_id: str = ""
    record: Record | None = None
    twin: Item | None = None
    dropped: bool = False


def is_made(external_id: str) -> bool:
    """Tell whether an external id is one of our own, made because a file had none."""
    return _MADE.match(external_id) is not None


class Matcher:
    """Finds the records that the items of one kind mean, and items that mean the same record."""

    def __init__(
        self,
        kind: Kind,
        existing: Iterable[Record],
        problems: Problems,
        *,
        by_id: bool = False,
    ) -> None:
        self.kind = kind
        self.by_id = by_id and kind.name not in _WITNESSED
        self.records = tuple(existing)
        self.problems = problems
        self._claimed: set[str] = set()
        self._seen: dict[tuple[int, Key], list[Item]] = {}
        self._indexes: list[dict[Key, list[Record]]] = []
        self._apart: list[Item] = []

    def match(self, items: Sequence[Item]) -> list[str]:
        """Set each item's record or twin; returns notices on records that were kept apart."""
        self._by_id(items)
        if self.kind.name == "organisation":
            _to_the_one(items, self.records)
        if self.by_id:
            return []
        left = [item for item in items if item.record is None and item.twin is None]
        if all(item.external_id for item in items) and len(self._claimed) == len(self.records):
            return []
        if left:
            self._indexes = [self._indexed(key) for key in self.kind.keys]
        for item in items:
            if self.kind.unique and item.record is not None:
                self._see(item)
        for item in sorted(left, key=lambda item: not item.external_id):
            self._by_keys(item)
        return self._notices()

    def _by_id(self, items: Sequence[Item]) -> None:
        known = {record.id: record for record in self.records}
        known |= {record.external_id: record for record in self.records if record.external_id}
        first: dict[str, Item] = {}
        for item in items:
            if not item.external_id:
                continue
            earlier = first.setdefault(item.external_id, item)
            if earlier is not item:
                item.twin = earlier
                continue
            item.record = known.get(item.external_id)
            if item.record is not None:
                self._claimed.add(item.record.id)

    def _indexed(self, key: Key) -> dict[Key, list[Record]]:
        index: dict[Key, list[Record]] = {}
        for record in self.records:
            if record.id not in self._claimed:
                value = _key_of(key, {name: getattr(record, name) for name in key})
                if value:
                    index.setdefault(value, []).append(record)
        return index

    def _see(self, item: Item) -> None:
        for place, key in enumerate(self.kind.keys):
            values = {n: item.values.get(n, getattr(item.record, n, "")) for n in key}
            value = _key_of(key, values)
            self._note(place, value, item)

    def _note(self, place: int, value: Key, item: Item) -> None:
        """Remember what an item of this file is called."""
        if value:
            found = self._seen.setdefault((place, value), [])
            if not found or found[-1] is not item:
                found.append(item)

    def _by_keys(self, item: Item) -> None:
        keys = [_key_of(key, item.values) for key in self.kind.keys]
        for place, value in enumerate(keys):
            if value and self._by_key(item, place, value):
                break
        if not self.kind.unique or item.twin is not None or item.dropped:
            return
        if item.record is not None:
            self._see(item)
        for place, value in enumerate(keys):
            self._note(place, value, item)

    def _by_key(self, item: Item, place: int, value: Key) -> bool:
        """Try one key; tells whether the item is settled.

        Items with ids come first, so a row without one sees all that its name may mean.
        """
        twins = () if item.external_id else self._seen.get((place, value), ())
        found = [r for r in self._indexes[place].get(value, ()) if r.id not in self._claimed]
        same = [r for r in found if _may_be(self.kind, item, r, self.kind.keys[place])]
        if self.kind.unique and len(same) + len(twins) > 1:
            self._reject(item, len(same) + len(twins))
            return True
        if twins:
            item.twin = twins[0]
            return True
        if same:
            item.record = same[0]
            self._claimed.add(same[0].id)
        elif found and self.kind.name in _WITNESSED:
            self._apart.append(item)
        return bool(same)

    def _reject(self, item: Item, count: int) -> None:
        item.dropped = True
        message = f"{count} {self.kind.name} are called so: give the external_id of the one meant"
        name = str(item.values.get("name", ""))
        self.problems.add(item.entry.rows, message, "name", name)

    def _notices(self) -> list[str]:
        if not self._apart:
            return []
        names = ", ".join(str(item.values.get("name", "?")) for item in self._apart[:3])
        notice = (
            f"{len(self._apart)} {self.kind.name} share a domain or name with another one but have "
            f"an external id of their own, and were kept apart: {names}."
        )
        return [notice]


def _to_the_one(items: Sequence[Item], records: tuple[Record, ...]) -> None:
    """Let a row on the organisation mean the one that there is."""
    for item in items:
        if item.record is None and records:
            item.record = records[0]


def _key_of(key: Key, values: Mapping[str, Any]) -> Key:
    """Return a record's folded key, or nothing where all of it but its references is empty."""
    parts = tuple(_folded(values.get(name)) for name in key)
    told = any(part for name, part in zip(key, parts, strict=True) if not name.endswith("_id"))
    return parts if told else ()


def _folded(value: Any) -> str:
    return "" if value is None or value is CLEAR else fold(str(value))


def _may_be(kind: Kind, item: Item, record: Record, key: Key) -> bool:
    """Tell whether a record with an equal key may be meant although its external id differs."""
    given = not is_made(record.external_id) and bool(record.external_id)
    if not given or not item.external_id or is_made(item.external_id):
        return True
    if kind.name not in _WITNESSED:
        return False
    if key == ("email",):
        return True
    witness = "name" if key == ("domain",) else _WITNESSED[kind.name]
    ours, theirs = _folded(getattr(record, witness)), _folded(item.values.get(witness))
    return ours == theirs or (witness != "name" and not (ours and theirs))
