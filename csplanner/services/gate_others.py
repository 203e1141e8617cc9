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
    from collections.abc import Collection, Iterator, Sequence

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
    """What the records of one kind say of whom, for the fields `names`.

    Runs of four words as hashes in order, with their owners and fields; amounts in order, too.
    """

    names: tuple[str, ...]
    hashes: Any  # arrays of numpy
    owners: Any
    fields: Any
    amounts: tuple[Decimal, ...]
    whose: tuple[tuple[int, int], ...]


class Everybody:
    """Names, texts and amounts of a portfolio with whose they are, for the gate."""

    def __init__(self, reader: Reader) -> None:
        self._numbers: dict[str, int] = {}
        self._said: dict[str, _Said] = {}
        self._customers: tuple[tuple[str, Needle], ...] = ()
        self._competitors: tuple[Needle, ...] = ()
        self.read_again(reader)

    def read_again(self, reader: Reader, kinds: Collection[str] | None = None) -> None:
        """Read what changed: the records of some tables, or of all."""
        for kind, owner in _kinds():
            name = name_of(kind)
            if kinds is None or name in kinds:
                self._said[name] = self._kind(reader, kind, owner)
        if kinds is None or name_of(Account) in kinds:
            self._customers = tuple((a.id, needle_of(a.name)) for a in reader.all(Account))
        if kinds is None or name_of(Sighting) in kinds:
            names = sorted({sighting.competitor for sighting in reader.all(Sighting)})
            self._competitors = tuple(map(needle_of, names))

    def names_besides(self, account_id: str) -> Iterator[tuple[str, Needle]]:
        """Yield the names that no customer may read but their own, with what they are."""
        for other, name in self._customers:
            if other != account_id:
                yield "the name of another customer", name
        for name in self._competitors:
            yield "the name of a competitor", name

    def leaks(self, hay: Haystack, account_id: str) -> Iterator[tuple[str, Place]]:
        """Yield the fields of others that a pack says, each once, with the first place."""
        import numpy as np

        own = self._numbers.get(account_id, _NOBODY - 1)
        wanted = np.fromiter(map(hash, hay.runs), dtype=np.int64, count=len(hay.runs))
        runs = list(hay.runs)
        numbers = [
            (place, number)
            for place, found in zip(hay.places, hay.numbers, strict=True)
            for number in found
            if number.money or number.told_apart
        ]
        for said in self._said.values():
            found: dict[int, Place] = {}
            for i, field in sorted(_runs_in(said, wanted, own)):
                place = hay.places[hay.runs[runs[i]]]
                found.setdefault(field, place._replace(text=" ".join(runs[i])))
            for place, number in numbers:
                for field in _amount_fields(said, number, own):
                    found.setdefault(field, place._replace(text=number.printed))
            yield from ((said.names[field], found[field]) for field in sorted(found))

    def _owner(self, account_id: str | None) -> int:
        if account_id is None:
            return _NOBODY
        return self._numbers.setdefault(account_id, len(self._numbers))

    def _kind(self, reader: Reader, kind: type[Record], owner: str) -> _Said:
        import numpy as np

        hints = hints_of(kind)
        kept = {*SAFE.get(kind, ()), *NOT_TEXT, *(("agenda",) if kind is Engagement else ())}
        columns = [name for name, hint in hints.items() if hint is str and name not in kept]
        money = [name for name in hints if name in MONEY]
        hashes, owners, places = self._words(reader, kind, columns, owner)
        found = np.array(hashes, dtype=np.int64)
        order = np.argsort(found, kind="stable")
        amounts = sorted(
            (Decimal(amount) / _SCALE, self._owner(whose), field)
            for field, name in enumerate(money, start=len(columns))
            for whose, amount in amounts_with_owner(reader.database, name_of(kind), name, owner)
        )
        return _Said(
            names=tuple(f"{kind.__name__.lower()}.{name}" for name in (*columns, *money)),
            hashes=found[order],
            owners=np.array(owners, dtype=np.int32)[order],
            fields=np.array(places, dtype=np.int16)[order],
            amounts=tuple(amount for amount, _, _ in amounts),
            whose=tuple((who, field) for _, who, field in amounts),
        )

    def _words(
        self, reader: Reader, kind: type[Record], columns: Sequence[str], owner: str
    ) -> tuple[array[int], array[int], array[int]]:
        """Return the hashes of all runs of four words of some columns, their owners and fields."""
        hashes, owners, places = array("q"), array("q"), array("q")
        rows = texts_with_owner(reader.database, name_of(kind), columns, owner) if columns else ()
        for whose, *texts in rows:
            number = self._owner(whose)
            for field, text in enumerate(texts):
                words = words_of(text or "")
                hashes.extend(map(hash, zip(words, words[1:], words[2:], words[3:], strict=False)))
                more = len(hashes) - len(owners)
                owners.extend([number] * more)
                places.extend([field] * more)
        return hashes, owners, places


def _runs_in(said: _Said, wanted: Any, own: int) -> set[tuple[int, int]]:
    """Return (run, field) of each run of the pack that stands in a text of somebody else."""
    import numpy as np

    if not len(said.hashes):
        return set()
    first = np.searchsorted(said.hashes, wanted, "left")
    last = np.searchsorted(said.hashes, wanted, "right")
    return {
        (int(i), int(said.fields[k]))
        for i in np.nonzero(last > first)[0]
        for k in range(first[i], last[i])
        if said.owners[k] != own
    }


def _amount_fields(said: _Said, number: Amount, own: int) -> Iterator[int]:
    """Yield the fields that hold an amount of somebody else which a printed number says."""
    reach = number.step if number.money else Decimal(0)
    at = bisect_left(said.amounts, number.value - reach)
    while at < len(said.amounts) and said.amounts[at] <= number.value + reach:
        owner, field = said.whose[at]
        same = number.told_apart and said.amounts[at] == number.value
        if owner != own and (same or (number.money and says(number, said.amounts[at]))):
            yield field
        at += 1


def _kinds() -> Iterator[tuple[type[Record], str]]:
    """Yield the records that tell of a customer, with the column that says of whom."""
    for kind in RECORDS:
        if kind in _PASSED:
            continue
        if kind is Account or kind in _FREE:
            yield kind, "id"
        elif any(field.name == "account_id" for field in fields(kind)):
            yield kind, "account_id"
