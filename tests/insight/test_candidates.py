"""What came before a drop of burden is listed with the drop, and nothing else is."""

from __future__ import annotations

import datetime as dt

import pytest

from csplanner.domain.health import Burden, BurdenPeriod
from csplanner.insight.candidates import candidates


def period(month: int, value: float | None) -> BurdenPeriod:
    """Return a quarter of 2026 that begins in a month."""
    start = dt.date(2026, month, 1)
    end = dt.date(2026, month + 3, 1) - dt.timedelta(days=1)
    return BurdenPeriod(start=start, end=end, tickets=9, points=9.0, hours=9.0, value=value)


def test_trainings_and_reviews_of_the_drop_and_the_quarter_before_are_candidates() -> None:
    """A check-in is none, nor is what came two quarters before or after."""
    quarters = (period(1, 4.0), period(4, 3.9), period(7, 3.0))
    found = candidates(
        Burden(value=3.0, baseline=4.0, change=-0.25, silence=False, quarters=quarters),
        (
            (dt.date(2026, 2, 1), "training"),
            (dt.date(2026, 4, 20), "training"),
            (dt.date(2026, 5, 4), "check_in"),
            (dt.date(2026, 8, 1), "qbr"),
            (dt.date(2026, 11, 1), "qbr"),
        ),
    )
    assert len(found) == 1
    assert found[0].change == pytest.approx(3.0 / 3.9 - 1)
    assert found[0].held == ((dt.date(2026, 4, 20), "training"), (dt.date(2026, 8, 1), "qbr"))


def test_a_small_change_and_an_unknown_value_are_no_drop() -> None:
    """Under a tenth, or with a period that was not measured, nothing is said."""
    for quarters in (
        (period(1, 4.0), period(4, 3.7)),
        (period(1, None), period(4, 1.0)),
        (period(1, 4.0), period(4, None)),
        (period(1, 3.0), period(4, 4.0)),
        (period(1, 4.0), period(7, 1.0)),
    ):
        told = Burden(value=1.0, baseline=1.0, change=0.0, silence=False, quarters=quarters)
        assert candidates(told, ()) == ()
