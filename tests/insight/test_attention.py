"""Attention by hand: hours and travel by purpose and account, and promises not kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.insight.attention import Effort, Journey, attention, promises


def test_the_worked_example_of_the_docs() -> None:
    """A trip of $900 to two customers and one prospect; a trip of $300 that no visit belongs to."""
    efforts = [
        Effort("a", "keep", 90, onsite=True, trip="t1"),
        Effort("b", "keep", 60, onsite=True, trip="t1"),
        Effort("c", "win", 120, onsite=True, trip="t1"),
        Effort("a", "keep", 30, onsite=False, trip=""),
    ]
    journeys = [Journey("t1", "keep", Decimal(900), 3), Journey("t2", "win", Decimal(300), 2)]
    found = attention(efforts, journeys)
    keep, win = found.purposes
    assert (keep.hours, keep.visits, keep.trips, keep.cost) == (3.0, 2, 1, Decimal(600))
    assert (win.hours, win.visits, win.trips, win.cost) == (2.0, 1, 2, Decimal(600))
    assert (keep.days, win.days) == (2.0, 3.0)
    assert found.kept == 0.5
    assert {s.key: s.cost for s in found.accounts} == {"a": 300, "b": 300, "c": 300}


def test_nothing_spent_has_no_share() -> None:
    """No cost is no data."""
    assert attention([], []).kept is None


def test_promises() -> None:
    """Waived touches are not promised; missed and open ones are not given."""
    states = [("a", "done"), ("a", "scheduled"), ("a", "missed"), ("a", "waived"), ("b", "open")]
    found = {p.account: (p.promised, p.given, p.short) for p in promises(states)}
    assert found == {"a": (3, 2, 1), "b": (1, 0, 1)}


_EFFORTS = st.lists(
    st.builds(
        Effort,
        account=st.sampled_from("abc"),
        purpose=st.sampled_from(("keep", "win")),
        minutes=st.integers(0, 600),
        onsite=st.booleans(),
        trip=st.sampled_from(("", "t1", "t2")),
    ),
    max_size=12,
)


@given(_EFFORTS, st.integers(0, 10_000), st.integers(0, 10_000))
def test_what_is_divided_adds_up(efforts: list[Effort], one: int, two: int) -> None:
    """Purposes carry every hour and every cost; accounts never more than was spent."""
    journeys = [Journey("t1", "keep", Decimal(one), 2), Journey("t2", "win", Decimal(two), 3)]
    found = attention(efforts, journeys)
    assert sum(s.cost for s in found.purposes) == pytest.approx(Decimal(one + two))
    assert sum(s.hours for s in found.purposes) == pytest.approx(
        sum(e.minutes for e in efforts) / 60
    )
    assert sum(s.cost for s in found.accounts) <= Decimal(one + two) + Decimal("0.001")
    assert found.kept is None or 0 <= found.kept <= 1
