"""The rest of the portfolio before a customer: names, texts and amounts of all the others.

They are read and cut into words once, and serve the gate for every customer of a pack: what is
found counts as a leak unless it belongs to the customer alone.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csplanner.domain.records import (
    RECORDS,
    Account,
    BriefVersion,
    ChecklistItem,
    Engagement,
    PolicyVersion,
    Sighting,
    Trip,
    TripCost,
    TripLeg,
    UnplacedTouch,
)
from csplanner.services.gate_search import needle_of, says, words_of
from csplanner.services.gate_values import MONEY, NOT_TEXT, SAFE
from csplanner.store.reads_gate import amounts_with_owner, texts_with_owner
from csplanner.store.tables import hints_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.domain.record import Record
    from csplanner.services.gate_search import Amount, Haystack, Needle
    from csplanner.services.pdf_text import Place
    from csplanner.services.workspace import Reader

# What the planner writes itself tells of nobody; agendas are shown to their own customers.
_PASSED = {UnplacedTouch, BriefVersion, PolicyVersion}
_FREE = {ChecklistItem, Trip, TripCost, TripLeg}  # belong to no account by themselves
_SCALE = Decimal(10_000)
_NOBODY = -1


@dataclass(frozen=True, slots=True)
class _Said:
    """Runs of four words of the portfolio: their hashes in order, whose they are, which field."""

    hashes: Any  # arrays of numpy
    owners: Any
    fields: Any


class Everybody:
    """Names, texts and amounts of a portfolio with whose they are, for the gate."""

    def __init__(self, reader: Reader) -> None:
        self._numbers: dict[str, int] = {}
        self._fields: list[str] = []
        self._said = self._words(reader)
        self._amounts, self._whose = self._money(reader)
        self.customers = tuple(
            (account.id, needle_of(account.name)) for account in reader.all(Account)
        )
        competitors = sorted({sighting.competitor for sighting in reader.all(Sighting)})
        self.competitors = tuple(needle_of(name) for name in competitors)

    def names_besides(self, account_id: str) -> Iterator[tuple[str, Needle]]:
        """Yield the names that no customer may read but their own, with what they are."""
        for other, name in self.customers:
            if other != account_id:
                yield "the name of another customer", name
        for name in self.competitors:
            yield "the name of a competitor", name

    def leaks(self, hay: Haystack, account_id: str) -> Iterator[tuple[str, Place]]:
        """Yield the fields of others that a pack says, each once, with the first place."""
        own = self._numbers.get(account_id, _NOBODY - 1)
        found: dict[int, Place] = {}
        for at, field in sorted(self._runs_in(hay, own)):
            found.setdefault(field, hay.places[at])
        for place, numbers in zip(hay.places, hay.numbers, strict=True):
            for number in numbers:
                for field in self._amount_fields(number, own):
                    found.setdefault(field, place)
        yield from ((self._fields[field], found[field]) for field in sorted(found))

    def _runs_in(self, hay: Haystack, own: int) -> set[tuple[int, int]]:
        """Return (place, field) of each run of the pack that stands in a text of somebody else."""
        import numpy as np

        runs = hay.runs
        if not runs or not len(self._said.hashes):
            return set()
        wanted = np.fromiter(map(hash, runs), dtype=np.int64, count=len(runs))
        first = np.searchsorted(self._said.hashes, wanted, "left")
        last = np.searchsorted(self._said.hashes, wanted, "right")
        places = list(runs.values())
        found = set()
        for i in np.nonzero(last > first)[0]:
            for k in range(first[i], last[i]):
                if self._said.owners[k] != own:
                    found.add((places[i], int(self._said.fields[k])))
        return found

    def _amount_fields(self, number: Amount, own: int) -> Iterator[int]:
        if not number.money and not number.told_apart:
            return
        reach = number.step if number.money else Decimal(0)
        at = bisect_left(self._amounts, number.value - reach)
        while at < len(self._amounts) and self._amounts[at] <= number.value + reach:
            owner, field = self._whose[at]
            if owner != own and (number.told_apart or says(number, self._amounts[at])):
                yield field
            at += 1

    def _owner(self, account_id: str | None) -> int:
        if account_id is None:
            return _NOBODY
        return self._numbers.setdefault(account_id, len(self._numbers))

    def _field(self, kind: type[Record], name: str) -> int:
        self._fields.append(f"{kind.__name__.lower()}.{name}")
        return len(self._fields) - 1

    def _words(self, reader: Reader) -> _Said:
        import numpy as np

        hashes, owners, places = array("q"), array("q"), array("q")
        for kind, owner in _kinds():
            hints = hints_of(kind)
            kept = {*SAFE.get(kind, ()), *NOT_TEXT, *(("agenda",) if kind is Engagement else ())}
            columns = [name for name, hint in hints.items() if hint is str and name not in kept]
            if not columns:
                continue
            numbers = [self._field(kind, name) for name in columns]
            for whose, *texts in texts_with_owner(reader.database, name_of(kind), columns, owner):
                number = self._owner(whose)
                for field, text in zip(numbers, texts, strict=True):
                    if text:
                        words = words_of(text)
                        run = zip(words, words[1:], words[2:], words[3:], strict=False)
                        hashes.extend(map(hash, run))
                        more = len(hashes) - len(owners)
                        owners.extend([number] * more)
                        places.extend([field] * more)
        found = np.array(hashes, dtype=np.int64)
        order = np.argsort(found, kind="stable")
        return _Said(
            found[order],
            np.array(owners, dtype=np.int32)[order],
            np.array(places, dtype=np.int16)[order],
        )

    def _money(self, reader: Reader) -> tuple[list[Decimal], list[tuple[int, int]]]:
        found = []
        for kind, owner in _kinds():
            for name in hints_of(kind):
                if name in MONEY:
                    field = self._field(kind, name)
                    rows = amounts_with_owner(reader.database, name_of(kind), name, owner)
                    found += [(Decimal(n) / _SCALE, self._owner(w), field) for w, n in rows]
        found.sort()
        return [amount for amount, _, _ in found], [(who, field) for _, who, field in found]


def _kinds() -> Iterator[tuple[type[Record], str]]:
    """Yield the records that tell of a customer, with the column that says of whom."""
    for kind in RECORDS:
        if kind in _PASSED:
            continue
        if kind is Account or kind in _FREE:
            yield kind, "id"
        elif any(field.name == "account_id" for field in fields(kind)):
            yield kind, "account_id"
