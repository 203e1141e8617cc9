"""How much of the revenue stays: GRR, NRR and lost customers (docs/retention.md).

Pure: revenue in one currency in, figures out. Amounts are exact decimals; a share is None where
there was nothing at the start.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.account import RevenueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NOTHING = Decimal(0)
_DAY = dt.timedelta(days=1)
_LOSSES = (RevenueKind.CONTRACTION, RevenueKind.CHURN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A subscription: a year's worth from `start` until before `end` (None: open)."""

    start: dt.date
    end: dt.date | None
    arr: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A revenue event; the amount is positive, the kind tells its direction."""

    date: dt.date
    kind: RevenueKind
    amount: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One account in one currency; `groups` names what it is counted under (tier, owner, ...)."""

    id: str
    name: str
    arr_today: Decimal
    paid: tuple[Paid, ...] = ()
    movements: tuple[Movement, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What was lost of the start's revenue, and the reason that was given."""

    kind: RevenueKind
    reason: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one customer in a period; `settled` is False where its events do not add up.

    `later` is what a customer won in the period gained or lost after that.
    """

    customer: Customer
    start: Decimal
    end: Decimal
    new: Decimal = NOTHING
    later: Decimal = NOTHING
    expansion: Decimal = NOTHING
    contraction: Decimal = NOTHING
    churn: Decimal = NOTHING
    losses: tuple[Loss, ...] = ()
    settled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Sums of changes; the cohort is who paid at the start."""

    start: Decimal
    end: Decimal
    new: Decimal
    later: Decimal
    expansion: Decimal
    contraction: Decimal
    churn: Decimal
    logos: int
    logos_churned: int

    @property
    def lost(self) -> Decimal:
        """What was lost of the start's revenue."""
        return self.contraction + self.churn

    @property
    def grr(self) -> float | None:
        """(start - contraction - churn) / start, never above 1."""
        return float((self.start - self.lost) / self.start) if self.start else None

    @property
    def nrr(self) -> float | None:
        """(start + expansion - contraction - churn) / start."""
        kept = self.start + self.expansion - self.lost
        return float(kept / self.start) if self.start else None

    @property
    def logo_churn(self) -> float | None:
        """Customers of the cohort who pay nothing at the end / customers of the cohort."""
        return self.logos_churned / self.logos if self.logos else None


def arr_on(customer: Customer, day: dt.date, today: dt.date) -> Decimal:
    """Return a customer's yearly revenue at the end of a day.

    It is the sum of the subscriptions active then; of a customer without any, today's revenue
    rolled back through the revenue events after that day.
    """
    if customer.paid:
        active = (
            item.arr
            for item in customer.paid
            if item.start <= day and (item.end is None or day < item.end)
        )
        return sum(active, NOTHING)
    total = customer.arr_today
    for event in customer.movements:
        if day < event.date <= today:
            total += event.amount if event.kind in _LOSSES else -event.amount
    return max(NOTHING, total)


def begun(customer: Customer, contract_start: dt.date | None, today: dt.date) -> Customer:
    """Return the customer with its contract's start as what it brought, where no fact is older."""
    first = contract_start
    if customer.paid or first is None or first > today:
        return customer
    if any(event.date <= first for event in customer.movements):
        return customer
    amount = arr_on(customer, first, today)
    if not amount:
        return customer
    start = Movement(date=first, kind=RevenueKind.NEW, amount=amount)
    return replace(customer, movements=(start, *customer.movements))


def change_of(customer: Customer, first: dt.date, last: dt.date, today: dt.date) -> Change:
    """Return what became of a customer from the end of the day before `first` to that of `last`."""
    start = arr_on(customer, first - _DAY, today)
    end = arr_on(customer, last, today)
    events = [event for event in customer.movements if first <= event.date <= last]
    sums = dict.fromkeys(RevenueKind, NOTHING)
    for event in events:
        sums[event.kind] += event.amount
    gained = sums[RevenueKind.NEW] + sums[RevenueKind.EXPANSION]
    lost = sums[RevenueKind.CONTRACTION] + sums[RevenueKind.CHURN]
    if start + gained - lost != end:
        return _by_ends(customer, (start, end), events)
    if not start:
        new = sums[RevenueKind.NEW] or sums[RevenueKind.EXPANSION]
        return Change(customer=customer, start=start, end=end, new=new, later=end - new)
    return _within(customer, (start, end), gained, events)


def _within(
    customer: Customer, ends: tuple[Decimal, Decimal], gained: Decimal, events: Sequence[Movement]
) -> Change:
    """Take losses as told; what was gained and lost again in the period counts as neither."""
    losses = [Loss(kind=e.kind, reason=e.reason, amount=e.amount) for e in events if e.amount]
    losses = [loss for loss in losses if loss.kind in _LOSSES]
    excess = max(NOTHING, sum((loss.amount for loss in losses), NOTHING) - ends[0])
    left = excess
    kept: list[Loss] = []
    # The latest losses are the ones that took away what the period itself had brought.
    for loss in reversed(losses):
        cut = min(left, loss.amount)
        left -= cut
        if loss.amount > cut:
            kept.append(Loss(kind=loss.kind, reason=loss.reason, amount=loss.amount - cut))
    return _summed(customer, ends, gained - excess, tuple(reversed(kept)), settled=True)


def _by_ends(
    customer: Customer, ends: tuple[Decimal, Decimal], events: Sequence[Movement]
) -> Change:
    """Take the difference of start and end; the newest event that fits gives the reason."""
    start, end = ends
    plain = not any(event.amount for event in events)
    if not start:
        return Change(customer=customer, start=start, end=end, new=end, settled=plain)
    kind = RevenueKind.CHURN if not end else RevenueKind.CONTRACTION
    losses: tuple[Loss, ...] = ()
    if end < start:
        told = sorted((e for e in events if e.kind in _LOSSES), key=lambda e: e.date)
        reason = told[-1].reason if told else ""
        losses = (Loss(kind=kind, reason=reason, amount=start - end),)
    return _summed(customer, ends, max(NOTHING, end - start), losses, settled=plain)


def _summed(
    customer: Customer,
    ends: tuple[Decimal, Decimal],
    expansion: Decimal,
    losses: tuple[Loss, ...],
    *,
    settled: bool,
) -> Change:
    def of(kind: RevenueKind) -> Decimal:
        return sum((loss.amount for loss in losses if loss.kind is kind), NOTHING)

    return Change(
        customer=customer,
        start=ends[0],
        end=ends[1],
        expansion=expansion,
        contraction=of(RevenueKind.CONTRACTION),
        churn=of(RevenueKind.CHURN),
        losses=losses,
        settled=settled,
    )


def figures_of(changes: Iterable[Change]) -> Figures:
    """Return the sums of changes."""
    found = tuple(changes)

    def total(name: str) -> Decimal:
        return sum((getattr(change, name) for change in found), NOTHING)

    cohort = [change for change in found if change.start]
    return Figures(
        start=total("start"),
        end=total("end"),
        new=total("new"),
        later=total("later"),
        expansion=total("expansion"),
        contraction=total("contraction"),
        churn=total("churn"),
        logos=len(cohort),
        logos_churned=sum(not change.end for change in cohort),
    )


def quarters_of(first: dt.date, last: dt.date) -> tuple[tuple[str, dt.date, dt.date], ...]:
    """Return (name, first day, last day) of the calendar quarters of a span, cut to it."""
    found = []
    day = first
    while day <= last:
        quarter = (day.month - 1) // 3 + 1
        over, month = divmod(3 * quarter, 12)
        after = dt.date(day.year + over, month + 1, 1)
        found.append((f"{day.year}Q{quarter}", day, min(last, after - _DAY)))
        day = after
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """What new sales must bring so that the revenue stands still at a yearly rate of loss.

    `deals` and `chances` are None without a usual size of a deal, or a share that is won.
    """

    revenue: Decimal
    rate: Decimal
    a_year: Decimal
    a_month: Decimal
    deals: Decimal | None
    chances: Decimal | None
    cost: Decimal
    left: tuple[Decimal, ...]


def leak(
    revenue: Decimal,
    rate: Decimal,
    *,
    deal: Decimal = NOTHING,
    won: Decimal = NOTHING,
    cost_of_one: Decimal = Decimal(1),
    years: int = 3,
) -> Leak:
    """Return what a yearly loss of `rate` (0..1) costs to make up for, and what is left without.

    `deal` is the usual size of a new contract, `won` the share of chances that are won (0..1),
    `cost_of_one` what one unit of new yearly revenue costs to win.
    """
    lost = revenue * rate
    deals = lost / deal if deal else None
    return Leak(
        revenue=revenue,
        rate=rate,
        a_year=lost,
        a_month=lost / 12,
        deals=deals,
        chances=deals / won if deals is not None and won else None,
        cost=lost * cost_of_one,
        left=tuple(revenue * (1 - rate) ** year for year in range(1, years + 1)),
    )


def yearly_rate(figures: Figures, days: int) -> Decimal:
    """Return the share of the revenue that a year loses at the pace of a period, 0 to 1."""
    if not figures.start or days <= 0:
        return NOTHING
    share = figures.lost / figures.start
    return min(Decimal(1), share * 365 / days)
