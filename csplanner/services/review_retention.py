"""Retention of a period: what was kept and lost, why, which renewals and pilots come next."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from csplanner.base.errors import UserMistake
from csplanner.domain.loss_reasons import UNSAID
from csplanner.domain.records import Account, Person, RevenueEvent, Subscription
from csplanner.insight.renewals import Pilot, Renewal, conversion_rate
from csplanner.insight.retention import (
    Change,
    Customer,
    Figures,
    Leak,
    Movement,
    Paid,
    begun,
    change_of,
    figures_of,
    leak,
    quarters_of,
    yearly_rate,
)
from csplanner.services.policy import base_currency, policy_in_force, rates_on
from csplanner.services.renewals import pilots_of, renewals_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Reader

__all__ = [
    "Change",
    "Figures",
    "Leak",
    "Pilot",
    "Reason",
    "Renewal",
    "RetentionReview",
    "RetentionRow",
    "Span",
    "leak",
    "review_retention",
    "year_to",
]

R = TypeVar("R", Subscription, RevenueEvent)
GROUPS = ("tier", "owner", "cohort")
_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A period, both ends counted."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRow:
    """Figures of one group: `by` is period, tier, owner or cohort, `name` how it is called."""

    by: str
    key: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What was lost for one reason, and whether we could have influenced it."""

    reason: str
    influence: str
    churn: Decimal
    contraction: Decimal
    accounts: tuple[str, ...]

    @property
    def amount(self) -> Decimal:
        """All that was lost for it."""
        return self.churn + self.contraction


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionReview:
    """All of it; `listed` are accounts that no figure holds or that need a look, with why."""

    span: Span
    as_of: dt.date
    currency: str
    figures: Figures
    rows: tuple[RetentionRow, ...]
    reasons: tuple[Reason, ...]
    changes: tuple[Change, ...]
    renewals: tuple[Renewal, ...]
    pilots: tuple[Pilot, ...]
    leak: Leak
    deal: Decimal
    listed: tuple[tuple[str, str, str], ...]

    @property
    def conversion(self) -> float | None:
        """Pilots converted / pilots decided, of all pilots up to the day."""
        return conversion_rate(self.pilots)


def year_to(today: dt.date) -> Span:
    """Return the twelve months that end on a day."""
    back = dt.date(today.year - 1, today.month, min(today.day, 28)) if _leap(today) else None
    start = back or today.replace(year=today.year - 1)
    return Span(first=start + dt.timedelta(days=1), last=today)


def _leap(day: dt.date) -> bool:
    return (day.month, day.day) == (2, 29)


def review_retention(reader: Reader, span: Span, today: dt.date) -> RetentionReview:
    """Return the retention of a period as of a day; what lies after the day is not yet known."""
    if span.first > span.last:
        raise UserMistake(
            f"The period ends on {span.last}, before it begins on {span.first}.",
            "Swap --from and --to.",
        )
    last = min(span.last, today)
    book = _Book(reader, last, today)
    changes = tuple(change_of(c, span.first, last, today) for c in book.customers)
    figures = figures_of(changes)
    days = max(1, (last - span.first).days + 1)
    revenue = figures.end or figures.start
    return RetentionReview(
        span=span,
        as_of=today,
        currency=book.currency,
        figures=figures,
        rows=tuple(_rows(book, changes, Span(first=span.first, last=last))),
        reasons=_reasons(book, changes),
        changes=changes,
        renewals=renewals_of(reader, today, book.rates, book.policy),
        pilots=pilots_of(reader, today),
        leak=leak(revenue, yearly_rate(figures, days), deal=book.deal),
        deal=book.deal,
        listed=(*book.listed, *_unsettled(changes)),
    )


class _Book:
    """The customers of the portfolio in the base currency, at the rates of one day."""

    def __init__(self, reader: Reader, last: dt.date, today: dt.date) -> None:
        self.today = today
        self.currency = base_currency(reader)
        self.rates = rates_on(reader, last)
        self.policy: TierPolicy = policy_in_force(reader, last).policy
        self.tier_names = {band.id: band.name for band in self.policy.bands}
        self.people: dict[str, str] = {p.id: p.name for p in reader.all(Person)}
        self.listed: list[tuple[str, str, str]] = []
        self._paid = _by_account(reader.all(Subscription))
        self._events = _by_account(e for e in reader.all(RevenueEvent) if e.date <= today)
        accounts = sorted(reader.all(Account), key=lambda a: (a.name.casefold(), a.id))
        found = (self._customer(account) for account in accounts)
        self.customers = tuple(customer for customer in found if customer is not None)
        self.deal = self._usual_deal()

    def _customer(self, account: Account) -> Customer | None:
        paid, events = self._paid[account.id], self._events[account.id]
        missing = self._without_rate(account, paid, events)
        if missing:
            why = f"no rate for {missing} in {self.currency}: in no figure"
            self.listed.append((account.id, account.name, why))
            return None
        churned = account.stage == "churned"
        today = None if churned else account.arr
        if churned and not paid and not events:
            why = "churned, and no revenue event tells what was lost"
            self.listed.append((account.id, account.name, why))
        customer = Customer(
            id=account.id,
            name=account.name,
            arr_today=self._base(today, account.currency),
            paid=tuple(
                Paid(start=s.start, end=s.end, arr=self._base(s.arr, s.currency)) for s in paid
            ),
            movements=tuple(
                Movement(
                    date=e.date,
                    kind=e.kind,
                    amount=self._base(e.amount, e.currency),
                    reason=e.reason,
                )
                for e in events
            ),
            groups={
                "tier": account.tier_override,
                "owner": self.people.get(account.owner_id or "", "nobody"),
                "cohort": _cohort(account, paid, events),
            },
        )
        return begun(customer, account.contract_start, self.today)

    def _without_rate(
        self, account: Account, paid: list[Subscription], events: list[RevenueEvent]
    ) -> str:
        used = {item.currency for item in paid} | {event.currency for event in events}
        if not paid and account.arr is not None:
            used.add(account.currency)
        return ", ".join(sorted(used - set(self.rates)))

    def _base(self, amount: Decimal | None, currency: str) -> Decimal:
        return (amount or Decimal(0)) * self.rates[currency] if amount else Decimal(0)

    def _usual_deal(self) -> Decimal:
        """Return the mean of what was won new in two years, else of what customers pay."""
        since = self.today - dt.timedelta(days=2 * _YEAR)
        won = [
            event.amount
            for customer in self.customers
            for event in customer.movements
            if event.kind.value == "new" and event.amount and event.date > since
        ]
        sizes = won or [c.arr_today for c in self.customers if c.arr_today]
        return (sum(sizes, Decimal(0)) / len(sizes)).quantize(Decimal(1)) if sizes else Decimal(0)


def _by_account(records: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[record.account_id].append(record)
    return found


def _cohort(account: Account, paid: list[Subscription], events: list[RevenueEvent]) -> str:
    days = [item.start for item in paid]
    days += [event.date for event in events if event.kind.value == "new"]
    if account.contract_start is not None:
        days.append(account.contract_start)
    return str(min(days).year) if days else "unknown"


def _rows(book: _Book, changes: tuple[Change, ...], span: Span) -> Iterable[RetentionRow]:
    for name, first, last in quarters_of(span.first, span.last):
        own = (change_of(c, first, last, book.today) for c in book.customers)
        yield RetentionRow(by="period", key=name, name=name, figures=figures_of(own))
    for by in GROUPS:
        members: dict[str, list[Change]] = defaultdict(list)
        for change in changes:
            members[_key(book, change, by)].append(change)
        for key in _ordered(book, by, members):
            name = book.tier_names.get(key, key) if by == "tier" else key
            yield RetentionRow(by=by, key=key, name=name, figures=figures_of(members[key]))


def _key(book: _Book, change: Change, by: str) -> str:
    """Return what a change is counted under; the tier is that of the start, or of what is new."""
    own = change.customer.groups[by]
    return book.policy.band_of(change.start or change.end, own).id if by == "tier" else own


def _ordered(book: _Book, by: str, members: Mapping[str, list[Change]]) -> list[str]:
    if by == "tier":
        return [band.id for band in book.policy.bands if band.id in members]
    return sorted(members, key=lambda key: (key in {"nobody", "unknown"}, key.casefold()))


def _reasons(book: _Book, changes: Iterable[Change]) -> tuple[Reason, ...]:
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    words: dict[str, str] = {}
    whose: dict[str, dict[str, None]] = defaultdict(dict)
    for change in changes:
        for loss in change.losses:
            key = loss.reason.strip().casefold()
            words.setdefault(key, loss.reason.strip())
            sums[key][loss.kind.value] += loss.amount
            whose[key][change.customer.name] = None
    found = [
        Reason(
            reason=words[key] or UNSAID,
            influence=book.policy.loss_reasons.influence_of(words[key]),
            churn=amounts["churn"],
            contraction=amounts["contraction"],
            accounts=tuple(whose[key]),
        )
        for key, amounts in sums.items()
    ]
    return tuple(sorted(found, key=lambda item: (-item.amount, item.reason)))


def _unsettled(changes: Iterable[Change]) -> Iterable[tuple[str, str, str]]:
    for change in changes:
        if not change.settled:
            why = "its events do not add up to its ARR: the difference of start and end counts"
            yield change.customer.id, change.customer.name, why
