"""Retention by hand, to the last digit, and the identities that must hold whatever happened."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.account import RevenueKind
from csplanner.insight.retention import (
    Customer,
    Movement,
    Paid,
    arr_on,
    begun,
    change_of,
    figures_of,
    leak,
    quarters_of,
    yearly_rate,
)

TODAY = dt.date(2027, 12, 31)
FIRST = dt.date(2027, 1, 1)
NEW, UP, DOWN, CHURN = (
    RevenueKind.NEW,
    RevenueKind.EXPANSION,
    RevenueKind.CONTRACTION,
    RevenueKind.CHURN,
)


def _event(
    month: int, kind: RevenueKind, amount: int, reason: str = "", year: int = 2027
) -> Movement:
    return Movement(date=dt.date(year, month, 15), kind=kind, amount=Decimal(amount), reason=reason)


def _customer(name: str, arr: int, *events: Movement) -> Customer:
    return Customer(id=name, name=name, arr_today=Decimal(arr), movements=events)


FIVE = (
    _customer("A", 440, _event(3, UP, 60), _event(6, DOWN, 20)),
    _customer("B", 0, _event(5, CHURN, 300, "price")),
    _customer("C", 200),
    _customer("D", 0, _event(2, UP, 50), _event(11, CHURN, 150, "acquired")),
    _customer("E", 80, _event(4, NEW, 90), _event(10, DOWN, 10)),
)


def test_the_worked_example_of_the_docs() -> None:
    """Five customers of 2027, as docs/retention.md reckons them by hand."""
    changes = [change_of(customer, FIRST, TODAY, TODAY) for customer in FIVE]
    found = figures_of(changes)
    assert [int(c.start) for c in changes] == [400, 300, 200, 100, 0]
    assert (found.start, found.end, found.new, found.later) == (1000, 720, 90, -10)
    assert (found.expansion, found.contraction, found.churn) == (60, 20, 400)
    assert (found.grr, found.nrr) == (0.58, 0.64)
    assert (found.logos, found.logos_churned, found.logo_churn) == (4, 2, 0.5)
    lost = {loss.reason: loss.amount for change in changes for loss in change.losses}
    assert lost == {"": 20, "price": 300, "acquired": 100}


def test_the_five_million_of_the_docs() -> None:
    """12 % of $5M is 8 contracts, 32 chances, $720,000 of selling, and what is left without."""
    found = leak(
        Decimal(5_000_000),
        Decimal("0.12"),
        deal=Decimal(75_000),
        won=Decimal("0.25"),
        cost_of_one=Decimal("1.20"),
    )
    assert (found.a_year, found.a_month) == (600_000, 50_000)
    assert (found.deals, found.chances, found.cost) == (8, 32, 720_000)
    assert found.left == (4_400_000, 3_872_000, Decimal(3407360))
    point = leak(Decimal(5_000_000), Decimal("0.01"))
    assert (point.a_year, point.deals, point.chances) == (50_000, None, None)


def test_subscriptions_tell_the_revenue_of_a_day() -> None:
    """One that ends on a day is not paid on it; one that begins on it is."""
    paid = (
        Paid(start=dt.date(2026, 1, 1), end=dt.date(2027, 1, 1), arr=Decimal(10)),
        Paid(start=dt.date(2027, 1, 1), end=None, arr=Decimal(12)),
    )
    customer = Customer(id="x", name="x", arr_today=Decimal(99), paid=paid)
    days = (dt.date(2025, 12, 31), dt.date(2026, 12, 31), FIRST)
    assert [int(arr_on(customer, day, TODAY)) for day in days] == [0, 10, 12]
    change = change_of(customer, FIRST, TODAY, TODAY)
    assert (change.start, change.expansion, change.settled) == (10, 2, True)


def test_events_that_do_not_add_up_give_way_to_the_difference() -> None:
    """The subscription fell by 40, the events say 25: 40 counts, the reason stays, it is told."""
    paid = (
        Paid(start=dt.date(2026, 1, 1), end=dt.date(2027, 6, 1), arr=Decimal(40)),
        Paid(start=dt.date(2026, 1, 1), end=None, arr=Decimal(60)),
    )
    customer = Customer(
        id="x",
        name="x",
        arr_today=Decimal(60),
        paid=paid,
        movements=(_event(6, DOWN, 25, "seats"),),
    )
    change = change_of(customer, FIRST, TODAY, TODAY)
    assert (change.contraction, change.churn, change.settled) == (40, 0, False)
    assert [(loss.reason, loss.amount) for loss in change.losses] == [("seats", 40)]


def test_a_refund_is_no_churned_revenue() -> None:
    """A churn event of 0 gives the reason; the subscriptions say how much."""
    paid = (Paid(start=dt.date(2026, 1, 1), end=dt.date(2027, 6, 1), arr=Decimal(40)),)
    event = _event(6, CHURN, 0, "support")
    customer = Customer(id="x", name="x", arr_today=Decimal(0), paid=paid, movements=(event,))
    change = change_of(customer, FIRST, TODAY, TODAY)
    assert (change.churn, change.settled, change.losses[0].reason) == (40, True, "support")


def test_a_contract_that_begins_in_the_period_is_new() -> None:
    """Unless an older event shows that the customer was there before."""
    start = dt.date(2027, 3, 1)
    fresh = begun(_customer("N", 70), start, TODAY)
    known = begun(_customer("K", 70, _event(2, UP, 20)), start, TODAY)
    assert change_of(fresh, FIRST, TODAY, TODAY).new == 70
    change = change_of(known, FIRST, TODAY, TODAY)
    assert (change.start, change.new, change.expansion) == (50, 0, 20)


def test_events_on_the_first_day_are_inside_and_periods_join() -> None:
    """What happens on 1 January is the new year's, and the old year ends where the new starts."""
    jump = Movement(date=FIRST, kind=UP, amount=Decimal(30))
    customer = _customer("J", 130, jump)
    before = change_of(customer, dt.date(2026, 1, 1), dt.date(2026, 12, 31), TODAY)
    after = change_of(customer, FIRST, TODAY, TODAY)
    assert (before.end, after.start, after.expansion) == (100, 100, 30)


def test_quarters_are_cut_to_the_span() -> None:
    """From the middle of a quarter to the middle of another."""
    found = quarters_of(dt.date(2026, 11, 20), dt.date(2027, 5, 12))
    assert [name for name, _, _ in found] == ["2026Q4", "2027Q1", "2027Q2"]
    assert found[0][1:] == (dt.date(2026, 11, 20), dt.date(2026, 12, 31))
    assert found[2][1:] == (dt.date(2027, 4, 1), dt.date(2027, 5, 12))


def test_nothing_at_the_start_has_no_rate() -> None:
    """No data is not 100 %."""
    found = figures_of([change_of(FIVE[4], FIRST, TODAY, TODAY)])
    assert (found.grr, found.nrr, found.logo_churn) == (None, None, None)
    assert yearly_rate(found, 365) == 0
    half = figures_of([change_of(FIVE[1], FIRST, dt.date(2027, 6, 30), TODAY)])
    assert yearly_rate(half, 181) == 1


_EVENTS = st.lists(
    st.builds(
        _event,
        st.integers(1, 12),
        st.sampled_from(RevenueKind),
        st.integers(0, 500),
        st.sampled_from(("", "price", "acquired")),
        st.sampled_from((2026, 2027)),
    ),
    max_size=6,
)
_PAID = st.lists(
    st.builds(
        Paid,
        start=st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31)),
        end=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)),
        arr=st.integers(0, 500).map(Decimal),
    ),
    max_size=3,
)
_CUSTOMERS = st.lists(
    st.builds(
        Customer,
        id=st.just("x"),
        name=st.just("x"),
        arr_today=st.integers(0, 1000).map(Decimal),
        paid=_PAID.map(tuple),
        movements=_EVENTS.map(tuple),
    ),
    max_size=8,
)


@given(_CUSTOMERS, st.dates(dt.date(2027, 1, 1), dt.date(2027, 6, 30)))
def test_rates_keep_their_bounds_and_the_bridge_closes(
    customers: list[Customer], first: dt.date
) -> None:
    """0 <= GRR <= 1, NRR >= GRR, start to end adds up, losses carry all that was lost."""
    changes = [change_of(customer, first, TODAY, TODAY) for customer in customers]
    for change in changes:
        assert change.contraction + change.churn <= change.start
        assert min(change.expansion, change.contraction, change.churn) >= 0
        assert sum(loss.amount for loss in change.losses) == change.contraction + change.churn
    found = figures_of(changes)
    gains = found.new + found.later + found.expansion
    assert found.start + gains - found.lost == found.end
    assert found.logos_churned <= found.logos
    if found.grr is not None and found.nrr is not None:
        assert 0 <= found.grr <= 1
        assert found.nrr >= found.grr
        assert found.grr == pytest.approx(float((found.start - found.lost) / found.start))


@given(_CUSTOMERS)
def test_groups_add_up_to_the_whole(customers: list[Customer]) -> None:
    """Any cut of the customers in two has the sums of all of them."""
    changes = [change_of(customer, FIRST, TODAY, TODAY) for customer in customers]
    whole, one, two = (figures_of(part) for part in (changes, changes[::2], changes[1::2]))
    for name in ("start", "end", "new", "expansion", "contraction", "churn", "logos"):
        assert getattr(whole, name) == getattr(one, name) + getattr(two, name)
