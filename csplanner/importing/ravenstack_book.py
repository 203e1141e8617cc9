"""All subscriptions that an import of RavenStack knows: those of its file over those stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.account import Account, Subscription
from csplanner.importing.kinds import KINDS

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.importing.entries import Entry, RowKey
    from csplanner.importing.reading import Harvest, Reading

_SUBSCRIPTIONS = {
    "subscription id": "external_id",
    "account id": "account",
    "start date": "start",
    "end date": "end",
    "plan tier": "product",
    "seats": "seats",
    "arr amount": "arr",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One subscription: whose, from when until before when, and its yearly worth."""

    account: str
    start: dt.date
    end: dt.date | None
    arr: Decimal

    def is_active(self, day: dt.date) -> bool:
        """Tell whether it runs on a day."""
        return self.start <= day and (self.end is None or day < self.end)

    def covers(self, day: dt.date) -> bool:
        """Tell whether a day lies in its window, the last day included."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(slots=True, kw_only=True)
class Book:
    """Lines by subscription id, and the entries of the file that was read."""

    lines: dict[str, Line] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    stored_accounts: frozenset[str] = frozenset()

    def arr_on(self, day: dt.date) -> dict[str, Decimal]:
        """Sum what is active on a day, by account; 0 where nothing is."""
        sums: dict[str, Decimal] = {}
        for line in self.lines.values():
            worth = line.arr if line.is_active(day) else Decimal(0)
            sums[line.account] = sums.get(line.account, Decimal(0)) + worth
        return sums

    def active_on(self, day: dt.date) -> dict[str, int]:
        """Count what is active on a day, by account."""
        counts: dict[str, int] = {}
        for line in self.lines.values():
            counts[line.account] = counts.get(line.account, 0) + line.is_active(day)
        return counts

    def rows(self) -> dict[str, tuple[RowKey, ...]]:
        """Return the rows of the file, by account."""
        rows: dict[str, list[RowKey]] = {}
        for entry in self.entries:
            rows.setdefault(entry.values["account"], []).extend(entry.rows)
        return {account: tuple(own) for account, own in rows.items()}

    def knows(self, account: str) -> bool:
        """Tell whether an account was imported before."""
        return account in self.stored_accounts


def book_of(reading: Reading, places: list[int], found: Harvest) -> Book:
    """Read the subscriptions of the files, over those that were imported before."""
    accounts = {
        record.id: record.external_id
        for record in reading.existing.get("accounts", ())
        if isinstance(record, Account)
    }
    book = Book(stored_accounts=frozenset(accounts.values()))
    for record in reading.existing.get("subscriptions", ()):
        if isinstance(record, Subscription):
            book.lines[record.external_id] = Line(
                account=accounts[record.account_id],
                start=record.start,
                end=record.end,
                arr=record.arr,
            )
    for place in places:
        for entry in reading.read(place, KINDS["subscriptions"], found, _SUBSCRIPTIONS):
            _enter(book, entry)
    return book


def _enter(book: Book, entry: Entry) -> None:
    values = entry.values
    if "account" not in values:
        return
    values["currency"] = "USD"
    book.entries.append(entry)
    if "external_id" in values and "start" in values:
        book.lines[values["external_id"]] = Line(
            account=values["account"],
            start=values["start"],
            end=values.get("end"),
            arr=values.get("arr", Decimal(0)),
        )
