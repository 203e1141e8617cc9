"""What would move health, and what moved it since the last review."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.health import Component, Health, Part, band_of
from csplanner.insight.health import health
from csplanner.insight.levers import latest_review, levers, steps_between
from tests.insight.test_health import TODAY, full


def test_the_driver_that_would_move_most_comes_first() -> None:
    """As in docs/health.md: 9.4 points by the second driver, 2.5 by the first."""
    facts = full()
    found = levers(facts, health(facts, TODAY))
    assert [(f.driver, f.points) for f in found] == [("b", 9.375), ("a", pytest.approx(2.5))]
    assert found[0].score == pytest.approx(79.375)


def test_a_driver_on_target_does_what_was_said() -> None:
    """Putting the first lever on target raises the score by its points, to a tenth."""
    facts = full()
    now = health(facts, TODAY)
    best = levers(facts, now)[0]
    drivers = tuple(
        replace(d, readings=((TODAY, d.target or 0.0),)) if d.name == best.driver else d
        for d in facts.drivers
    )
    after = health(replace(facts, drivers=drivers), TODAY)
    assert after.score == pytest.approx(best.score, abs=0.1)


def test_without_outcomes_there_is_no_lever() -> None:
    """Nothing is guessed."""
    facts = replace(full(), drivers=())
    assert levers(facts, health(facts, TODAY)) == ()


def test_steps_sum_to_the_change_and_tell_what_was_spread() -> None:
    """A component that fell out gives its points to the others; the sum is the score's change."""
    before = health(full(), TODAY)
    now = health(replace(full(), tickets=()), TODAY)
    steps = steps_between(before, now)
    assert sum(s.points for s in steps) == pytest.approx((now.score or 0) - (before.score or 0))
    support = next(s for s in steps if s.name is Part.SUPPORT)
    assert (support.counted_before, support.counts_now, support.points) == (True, False, -14.2)
    empty = Health(as_of=TODAY, score=None, band=band_of(None), components=before.components)
    assert steps_between(empty, now) == ()


tenths = st.lists(st.integers(0, 200), min_size=5, max_size=5)


@given(tenths, tenths)
def test_any_two_days_have_steps_that_sum(one: list[int], other: list[int]) -> None:
    """Points are tenths, so no rounding is left over."""

    def made(values: list[int]) -> Health:
        parts = tuple(
            Component(name=part, weight=20, share=20, value=50.0, contribution=v / 10)
            for part, v in zip(Part, values, strict=True)
        )
        score = sum(values) / 10
        return Health(as_of=TODAY, score=score, band=band_of(score), components=parts)

    steps = steps_between(made(one), made(other))
    assert sum(s.points for s in steps) == pytest.approx((sum(other) - sum(one)) / 10)


def test_the_newest_review_before_the_day_is_found() -> None:
    """QBRs and executive QBRs are reviews, check-ins are not."""
    visits = (
        (dt.date(2027, 1, 5), "qbr"),
        (dt.date(2027, 2, 24), "executive_qbr"),
        (dt.date(2027, 5, 4), "check_in"),
        (TODAY, "qbr"),
    )
    assert latest_review(visits, TODAY) == dt.date(2027, 2, 24)
    assert latest_review(visits[2:3], TODAY) is None
