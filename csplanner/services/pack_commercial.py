"""Revenue and contract of an account, as the internal pack prints them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.account import RevenueKind
from csplanner.domain.health_facts import month_index, month_start
from csplanner.domain.pack_facts import CommercialFacts, RevenueLine, SubscriptionLine
from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import Account, RevenueEvent, Subscription
from csplanner.insight.retention import Customer, Movement, Paid, arr_on
from csplanner.services.policy import rates_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplanner.services.workspace import Reader

MONTHS = 13
_LOSSES = (RevenueKind.CONTRACTION, RevenueKind.CHURN)


def commercial_facts(reader: Reader, account: Account, as_of: dt.date) -> CommercialFacts:
    """Return revenue by month, subscriptions and what changed them."""
    subscriptions = reader.where(Subscription, account_id=account.id)
    events = [e for e in reader.where(RevenueEvent, account_id=account.id) if e.date <= as_of]
    months = tuple(_by_month(account, subscriptions, events, as_of))
    return CommercialFacts(
        arr=months[1:],
        year_ago=months[0][1] if months else None,
        share=_share(reader, account, as_of),
        contract_start=account.contract_start,
        contract_end=account.contract_end,
        subscriptions=tuple(_lines(subscriptions, as_of)),
        events=tuple(
            RevenueLine(
                date=e.date,
                kind=e.kind.value,
                amount=-e.amount if e.kind in _LOSSES else e.amount,
                currency=e.currency,
                reason=e.reason or e.note,
            )
            for e in sorted(events, key=lambda e: e.date, reverse=True)
        ),
        pilot_end=account.pilot_end,
        pilot_value=account.pilot_value,
        converted_value=account.converted_value,
        pilot_criteria=account.pilot_criteria,
    )


def _by_month(
    account: Account,
    subscriptions: Sequence[Subscription],
    events: Sequence[RevenueEvent],
    as_of: dt.date,
) -> Iterator[tuple[dt.date, Decimal]]:
    """Yield ARR at month ends; nothing where it is unknown or in more than one currency."""
    one = {account.currency, ""}
    mixed = any(s.currency not in one for s in subscriptions)
    if (account.arr is None and not subscriptions) or mixed:
        return
    customer = Customer(
        id=account.id,
        name=account.name,
        arr_today=account.arr or Decimal(0),
        paid=tuple(Paid(start=s.start, end=s.end, arr=s.arr) for s in subscriptions),
        movements=tuple(Movement(date=e.date, kind=e.kind, amount=e.amount) for e in events),
    )
    last = month_index(as_of)
    for month in range(last - MONTHS + 1, last + 1):
        day = min(month_start(month + 1) - dt.timedelta(days=1), as_of)
        yield day, arr_on(customer, day, as_of)


def _active(subscription: Subscription, day: dt.date) -> bool:
    return subscription.start <= day and (subscription.end is None or day < subscription.end)


def _lines(subscriptions: Sequence[Subscription], as_of: dt.date) -> Iterator[SubscriptionLine]:
    """Yield what is active, one line a product and currency, the largest first."""
    active = [s for s in subscriptions if _active(s, as_of)]
    keys = sorted({(s.product, s.currency) for s in active})
    found = []
    for product, currency in keys:
        mine = [s for s in active if (s.product, s.currency) == (product, currency)]
        seats = [s.seats for s in mine if s.seats is not None]
        ends = [s.end for s in mine if s.end is not None]
        found.append(
            SubscriptionLine(
                product=product or "Subscription",
                start=min(s.start for s in mine),
                end=min(ends) if ends else None,
                seats=sum(seats) if seats else None,
                arr=sum((s.arr for s in mine), Decimal(0)),
                currency=currency,
            )
        )
    yield from sorted(found, key=lambda line: -line.arr)


def _share(reader: Reader, account: Account, as_of: dt.date) -> float | None:
    rates = rates_on(reader, as_of)
    mine = arr_in_base(account, rates)
    every = [arr_in_base(a, rates) or Decimal(0) for a in reader.all(Account) if not a.archived]
    total = sum(every, Decimal(0))
    return float(mine / total) if mine is not None and total else None
