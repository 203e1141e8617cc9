"""The five files of RavenStack: subscriptions become ARR, usage becomes monthly measures.

Each file is known by its headers. What a file lacks is joined from the others given, or from what
was imported before.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.account import RevenueKind
from csplanner.importing import ravenstack_usage
from csplanner.importing.entries import Entry
from csplanner.importing.kinds import KINDS
from csplanner.importing.preset_files import note_unused, parts_of
from csplanner.importing.ravenstack_book import book_of
from csplanner.importing.reading import Harvest
from csplanner.importing.texts import words_of

if TYPE_CHECKING:
    from csplanner.importing.entries import RowKey
    from csplanner.importing.preset_files import Parts
    from csplanner.importing.ravenstack_book import Book
    from csplanner.importing.reading import Reading

_SIGNATURES = {
    "accounts": frozenset({"account id", "account name"}),
    "subscriptions": frozenset({"subscription id", "arr amount"}),
    "feature usage": frozenset({"usage id", "subscription id"}),
    "support tickets": frozenset({"ticket id", "submitted at"}),
    "churn events": frozenset({"churn event id", "churn date"}),
}
_WANTED = {
    "accounts": ("accounts", "subscriptions"),
    "subscriptions": ("subscriptions",),
    "measures": ("feature usage",),
    "tickets": ("support tickets",),
    "revenue": ("churn events",),
}
_ACCOUNTS = {
    "account id": "external_id",
    "account name": "name",
    "industry": "industry",
    "country": "country",
    "signup date": "contract_start",
    "plan tier": "segment",
}
_TICKETS = {
    "ticket id": "external_id",
    "account id": "account",
    "submitted at": "opened",
    "closed at": "closed",
    "priority": "severity",
    "satisfaction score": "satisfaction",
}
_CHURN = {
    "churn event id": "external_id",
    "account id": "account",
    "churn date": "date",
    "reason code": "reason",
    "refund amount usd": "amount",
    "feedback text": "note",
}
_CURRENCY = "USD"


def harvest(reading: Reading) -> Harvest:
    """Read what the files hold for the kind that was asked for."""
    found = Harvest()
    parts = parts_of(reading, _SIGNATURES, _WANTED, "ravenstack")
    used = _WANTED[reading.kind.name]
    if reading.kind.name == "measures":
        used = (*used, "subscriptions")
        book = book_of(reading, parts.get("subscriptions", []), found)
        ravenstack_usage.read_usage(reading, parts["feature usage"], book, found)
    elif reading.kind.name == "tickets":
        _tickets(reading, parts, found)
    elif reading.kind.name == "revenue":
        _churn(reading, parts, found)
    else:
        book = book_of(reading, parts.get("subscriptions", []), found)
        _accounts(reading, parts, book, found)
    note_unused(reading, parts, used, found)
    return found


def _accounts(reading: Reading, parts: Parts, book: Book, found: Harvest) -> None:
    """Read accounts or subscriptions; both bring the accounts' ARR up to date."""
    sums = book.arr_on(reading.today)
    rows = book.rows()
    if reading.kind.name == "subscriptions":
        found.entries += book.entries
    else:
        for place in parts.get("accounts", []):
            for entry in reading.read(place, KINDS["accounts"], found, _ACCOUNTS):
                account = entry.values.get("external_id", "")
                _set_arr(entry, sums.pop(account, None), rows.pop(account, ()))
                found.entries.append(entry)
            _note_accounts(reading, place, book, found)
    for account, own in rows.items():
        only = Entry(
            kind=KINDS["accounts"],
            values={"external_id": account},
            rows=own,
            only_existing=reading.kind.name == "subscriptions" or book.knows(account),
        )
        _set_arr(only, sums.get(account), ())
        found.entries.append(only)
    _note_book(book, reading, found)


def _set_arr(entry: Entry, arr: Decimal | None, rows: tuple[RowKey, ...]) -> None:
    if arr is not None:
        entry.values |= {"arr": arr, "currency": _CURRENCY}
        entry.rows += rows


def _note_accounts(reading: Reading, place: int, book: Book, found: Harvest) -> None:
    table = reading.tables[place]
    headers = [words_of(header) for header in table.header]
    ids = table.column(headers.index("account id"))
    british = table.column(headers.index("country")).count("UK") if "country" in headers else 0
    if british:
        found.notices.append(f"{british} accounts say UK: read as GB, the ISO code.")
    if "churn flag" in headers and book.lines:
        flags = table.column(headers.index("churn flag"))
        flagged = {i for i, flag in zip(ids, flags, strict=True) if flag.casefold() == "true"}
        active = book.active_on(reading.today)
        holding = sum(1 for account in flagged if active.get(account))
        found.notices.append(
            f"{len(flagged)} accounts carry churn_flag, {holding} of them with active "
            "subscriptions: it sets no stage."
        )


def _note_book(book: Book, reading: Reading, found: Harvest) -> None:
    active = [count for count in book.active_on(reading.today).values() if count]
    if active:
        found.notices.append(
            f"ARR is the sum of the subscriptions active on {reading.today}: "
            f"{min(active)} to {max(active)} an account, {sum(active):,} in all."
        )


def _tickets(reading: Reading, parts: Parts, found: Harvest) -> None:
    for place in parts["support tickets"]:
        entries = reading.read(place, KINDS["tickets"], found, _TICKETS)
        table = reading.tables[place]
        headers = [words_of(header) for header in table.header]
        escalated = set()
        if "escalation flag" in headers:
            at = headers.index("escalation flag")
            escalated = {
                (place, number)
                for number, row in zip(table.numbers, table.rows, strict=True)
                if row[at].casefold() == "true"
            }
        for entry in entries:
            if escalated.intersection(entry.rows):
                entry.values["type"] = "escalation"
        missing = sum(1 for entry in entries if "satisfaction" not in entry.values)
        found.entries += entries
        found.notices += [
            f"{missing} of {len(entries)} tickets have no satisfaction score.",
            f"{len(escalated)} tickets were escalated: their type is 'escalation'.",
            "submitted_at holds days, closed_at days with times: the day is kept of both.",
            "resolution_time_hours is the time until closing, not hours spent: left out.",
        ]


def _churn(reading: Reading, parts: Parts, found: Harvest) -> None:
    for place in parts["churn events"]:
        entries = reading.read(place, KINDS["revenue"], found, _CHURN)
        silent = sum(1 for entry in entries if "note" not in entry.values)
        refunds = 0
        for entry in entries:
            refund = entry.values.get("amount", Decimal(0))
            refunds += bool(refund)
            feedback = entry.values.get("note", "")
            entry.values |= {
                "kind": RevenueKind.CHURN,
                "amount": Decimal(0),
                "currency": _CURRENCY,
                "note": _note(refund, feedback),
            }
        found.entries += entries
        found.notices += [
            "The churn events give no lost ARR: their amount is 0; subscriptions tell ARR.",
            f"{refunds} of {len(entries)} events carry a refund: a note, no churned ARR.",
            f"{silent} events have no feedback text.",
        ]


def _note(refund: Decimal, feedback: str) -> str:
    parts = [f"Refund {refund:,.2f} {_CURRENCY}." if refund else "", feedback.strip()]
    return " ".join(part for part in parts if part)
