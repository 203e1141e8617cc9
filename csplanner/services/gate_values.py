"""What the gate looks for and what it lets pass, taken from the records, not from the facts.

So a mistake in filling CustomerFacts is seen: the two lists are made independently.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.records import (
    RECORDS,
    Account,
    BriefVersion,
    ChecklistItem,
    Contact,
    DriverReading,
    Engagement,
    Organisation,
    Person,
    PolicyVersion,
    Suggestion,
    Trend,
    Trip,
    TripCost,
    TripLeg,
)
from csplanner.services.brief_visit import agenda_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csplanner.domain.record import Record
    from csplanner.services.workspace import Reader

# Safe whatever their mark: product.md, 'The two packs'.
SAFE = {
    Account: ("name",),
    Contact: ("name", "title"),
    Person: ("name", "title"),
    Organisation: ("name",),
    Engagement: ("city",),
    Trend: ("text",),
    Suggestion: ("text",),
}
_MARKED = frozenset({"text", "note", "figure", "name", "unit", "metric", "comment"})
NOT_TEXT = frozenset({"id", "external_id", "touch", "rule", "timezone", "explanation", "digest"})
MONEY = frozenset({"arr", "amount", "cost", "pilot_value", "converted_value", "alone_cost"})
_RATINGS = frozenset({"relationship", "rating", "attitude", "influence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text with the field it stands in."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What belongs to one account, sorted for the gate.

    `safe` texts excuse runs of words; only `safe_names` excuse a name and `safe_numbers` an amount,
    so that a competitor or a price typed into a shared text is still found.
    """

    safe: tuple[str, ...]
    safe_names: tuple[str, ...]
    safe_numbers: frozenset[Decimal]
    internal: tuple[Told, ...]
    amounts: tuple[tuple[str, Decimal], ...]
    ratings: frozenset[int]


def values_of(reader: Reader, account: Account) -> Values:
    """Read and sort everything that belongs to an account."""
    records = list(_records(reader, account))
    return Values(
        safe=tuple(text for record in records for text in _safe_texts(record) if text),
        safe_names=tuple(name for record in records for name in _safe_names(record) if name),
        safe_numbers=frozenset(n for record in records for n in _safe_numbers(record)),
        internal=tuple(told for record in records for told in _internal_texts(record)),
        amounts=tuple(found for record in records for found in _amounts(record)),
        ratings=frozenset(value for record in records for value in _ratings(record)),
    )


def _records(reader: Reader, account: Account) -> Iterator[Record]:
    """Yield the account, all records that name it, its trips, and our own people."""
    yield account
    names = {field.name for field in fields(Account)}
    assert "account_id" not in names
    for kind in RECORDS:
        if kind in {Account, BriefVersion, PolicyVersion}:
            continue
        if any(field.name == "account_id" for field in fields(kind)):
            yield from reader.where(kind, account_id=account.id)
    visits = reader.where(Engagement, account_id=account.id)
    for visit in visits:
        yield from reader.where(ChecklistItem, engagement_id=visit.id)
    trips = {visit.trip_id for visit in visits if visit.trip_id}
    yield from reader.many(Trip, trips)
    for trip in trips:
        yield from reader.where(TripCost, trip_id=trip)
        yield from reader.where(TripLeg, trip_id=trip)
    yield from reader.all(Person)
    yield from reader.all(Organisation)
    yield from (t for t in reader.where(Trend, account_id=None) if isinstance(t, Trend))


def _safe_fields(record: Record) -> tuple[str, ...]:
    if getattr(record, "customer_safe", False):
        return tuple(f.name for f in fields(record) if f.name in _MARKED)
    return SAFE.get(type(record), ())


def _safe_texts(record: Record) -> Iterator[str]:
    for name in _safe_fields(record):
        yield getattr(record, name)
    if isinstance(record, Engagement):
        for item in agenda_of(record):
            yield item.title


def _safe_names(record: Record) -> Iterator[str]:
    for name in SAFE.get(type(record), ()):
        if name != "text":
            yield getattr(record, name)


def _safe_numbers(record: Record) -> Iterator[Decimal]:
    """Yield the numbers of a record that is marked customer-safe, other than money."""
    if not getattr(record, "customer_safe", False):
        return
    for field in fields(record):
        value = getattr(record, field.name)
        plain = isinstance(value, (int, float)) and not isinstance(value, bool)
        if plain and field.name not in MONEY:
            yield Decimal(str(value))


def _internal_texts(record: Record) -> Iterator[Told]:
    if isinstance(record, DriverReading):
        return
    kept = {*_safe_fields(record), *NOT_TEXT}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in kept or not isinstance(value, str) or not value:
            continue
        if isinstance(record, Engagement) and field.name == "agenda":
            continue
        yield Told(field=_field(record, field.name), text=value)


def _amounts(record: Record) -> Iterator[tuple[str, Decimal]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in MONEY and isinstance(value, Decimal) and value:
            yield _field(record, field.name), abs(value)


def _ratings(record: Record) -> Iterator[int]:
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _RATINGS and isinstance(value, int):
            yield value


def _field(record: Record, name: str) -> str:
    return f"{type(record).__name__.lower()}.{name}"


def texts_of(values: Iterable[Told]) -> tuple[str, ...]:
    """Return the bare texts."""
    return tuple(told.text for told in values)
