"""Cadence by hand: which touch qualifies, how long a customer waits, who is met too often."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.insight.cadence import Held, Wanted, cadence, qualifies, silence, too_close

AS_OF = dt.date(2027, 5, 12)
CHECK = Wanted(rule="CHECK", type="check_in", most=100)
QBR = Wanted(rule="QBR", type="qbr", most=112)


def _held(day: dt.date, kind: str, rule: str = "") -> Held:
    return Held(day, kind, rule)


@pytest.mark.parametrize(
    ("kind", "wanted", "counts"),
    [
        ("other", CHECK, True),
        ("qbr", QBR, True),
        ("executive_qbr", QBR, True),
        ("ceo_visit", QBR, True),
        ("check_in", QBR, False),
        ("training", QBR, False),
    ],
)
def test_which_touch_qualifies(kind: str, wanted: Wanted, counts: bool) -> None:  # noqa: FBT001 - a case
    """Any touch answers a check-in; a review is answered by its like or a greater one."""
    assert qualifies(_held(AS_OF, kind), wanted) is counts


def test_the_worked_example_of_the_docs() -> None:
    """A QBR on 10 January, a check-in on 1 May: 122 of 112 days, and 11 of 100."""
    touches = [
        _held(dt.date(2027, 1, 10), "qbr"),
        _held(dt.date(2027, 5, 1), "check_in"),
        _held(dt.date(2027, 6, 9), "qbr"),
    ]
    review = cadence("a", QBR, touches, AS_OF, None)
    assert (review.last, review.days, review.next) == (
        dt.date(2027, 1, 10),
        122,
        dt.date(2027, 6, 9),
    )
    assert review.urgency == pytest.approx(122 / 112)
    assert review.is_late
    check = cadence("a", CHECK, touches, AS_OF, None)
    assert (check.days, check.is_late) == (11, False)


def test_a_customer_never_met_waits_since_its_contract_began() -> None:
    """Without a start nobody can say how long; a start ahead does not count yet."""
    begun = cadence("a", QBR, [], AS_OF, dt.date(2027, 1, 1))
    assert (begun.last, begun.days, begun.is_late) == (None, 131, True)
    assert cadence("a", QBR, [], AS_OF, None).days is None
    assert cadence("a", QBR, [], AS_OF, dt.date(2027, 8, 1)).urgency is None


def test_neighbours_that_stand_too_close() -> None:
    """Seven days are wanted: six are too close, seven are not."""
    days = [dt.date(2027, 6, 1), dt.date(2027, 6, 7), dt.date(2027, 6, 14)]
    found = too_close("a", days, 7)
    assert [(c.first.day, c.second.day, c.days) for c in found] == [(1, 7, 6)]


def test_silences() -> None:
    """One that began before the year counts in full; the last one goes on until today."""
    held = [dt.date(2026, 11, 1), dt.date(2027, 2, 1), dt.date(2027, 3, 1)]
    found = silence("a", held, dt.date(2027, 1, 1), AS_OF)
    assert (found.longest, found.now) == (92, 72)
    assert silence("a", [], dt.date(2027, 1, 1), AS_OF).longest is None


@given(st.lists(st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)), max_size=12))
def test_one_more_touch_never_lengthens_a_wait(days: list[dt.date]) -> None:
    """Adding a touch on the day ends every wait and every silence."""
    touches = [_held(day, "qbr") for day in days]
    before = cadence("a", QBR, touches, AS_OF, dt.date(2026, 1, 1))
    after = cadence("a", QBR, [*touches, _held(AS_OF, "qbr")], AS_OF, dt.date(2026, 1, 1))
    assert after.days == 0
    assert before.days is not None
    assert before.days >= after.days
    known = [day for day in days if day <= AS_OF]
    first = dt.date(2026, 1, 1)
    was, now = silence("a", known, first, AS_OF), silence("a", [*known, AS_OF], first, AS_OF)
    assert now.now == 0
    assert was.longest is None or (now.longest or 0) <= was.longest
