"""The rest of the portfolio before a customer: texts and amounts of all the others."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.records import (
    RECORDS,
    Account,
    BriefVersion,
    ChecklistItem,
    Engagement,
    PolicyVersion,
    Trip,
    TripCost,
    TripLeg,
    UnplacedTouch,
)
from csplanner.services.gate_search import words_of
from csplanner.services.gate_values import MONEY, NOT_TEXT, SAFE
from csplanner.store.reads_gate import amounts_of_others, texts_of_others
from csplanner.store.tables import hints_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.domain.record import Record
    from csplanner.services.workspace import Reader

# What the planner writes itself tells of nobody; agendas are shown to their own customers.
_PASSED = {UnplacedTouch, BriefVersion, PolicyVersion}
_FREE = {ChecklistItem, Trip, TripCost, TripLeg}  # belong to no account by themselves
_BETWEEN = " zzbetweentextszz "
_SCALE = Decimal(10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Of all other customers: the words of their texts by field, and their amounts by field."""

    words: tuple[tuple[str, list[str]], ...]
    amounts: tuple[tuple[str, frozenset[Decimal]], ...]


def others_of(reader: Reader, account: Account) -> Others:
    """Read what belongs to everybody but an account."""
    return Others(
        words=tuple(_words(reader, account.id)), amounts=tuple(_amounts(reader, account.id))
    )


def _kinds() -> Iterator[tuple[type[Record], str]]:
    """Yield the records that tell of a customer, with the column that says of whom."""
    for kind in RECORDS:
        if kind in _PASSED:
            continue
        if kind is Account or kind in _FREE:
            yield kind, "id"
        elif any(field.name == "account_id" for field in fields(kind)):
            yield kind, "account_id"


def _words(reader: Reader, account_id: str) -> Iterator[tuple[str, list[str]]]:
    for kind, owner in _kinds():
        hints = hints_of(kind)
        kept = {*SAFE.get(kind, ()), *NOT_TEXT, *(("agenda",) if kind is Engagement else ())}
        columns = [name for name, hint in hints.items() if hint is str and name not in kept]
        if not columns:
            continue
        rows = texts_of_others(reader.database, name_of(kind), columns, owner, account_id)
        for i, column in enumerate(columns):
            texts = [text for row in rows if (text := row[i])]
            if texts:
                yield f"{kind.__name__.lower()}.{column}", words_of(_BETWEEN.join(texts))


def _amounts(reader: Reader, account_id: str) -> Iterator[tuple[str, frozenset[Decimal]]]:
    for kind, owner in _kinds():
        for name in hints_of(kind):
            if name in MONEY:
                found = amounts_of_others(reader.database, name_of(kind), name, owner, account_id)
                amounts = frozenset(Decimal(value) / _SCALE for value in found)
                yield f"{kind.__name__.lower()}.{name}", amounts
