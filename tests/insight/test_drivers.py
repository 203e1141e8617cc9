"""Proves how near a driver is to its target: both directions, as of any day."""

from __future__ import annotations

import datetime as dt

import pytest

from csplanner.domain.health import Band
from csplanner.domain.health_facts import DriverFacts
from csplanner.insight.drivers import attainment, driver_states, pace

TODAY = dt.date(2027, 5, 12)


def test_lower_is_better_turns_the_share_round() -> None:
    """41 minutes against 38 wanted is 93 %, 412 of 450 is 92 %."""
    assert attainment(41, 38, lower=True) == pytest.approx(0.927, abs=1e-3)
    assert attainment(412, 450, lower=False) == pytest.approx(0.916, abs=1e-3)


@pytest.mark.parametrize(("value", "target"), [(None, 1.0), (1.0, None), (1.0, 0.0), (-1.0, 5.0)])
def test_what_says_nothing_is_nothing(value: float | None, target: float | None) -> None:
    """Without value, target or sense there is no attainment, and no division by zero."""
    assert attainment(value, target, lower=False) is None


def test_readings_up_to_the_day_count() -> None:
    """The newest reading up to the day is the value, the one 90 days earlier the comparison."""
    driver = DriverFacts(
        name="Admins",
        target=6,
        current=99,
        readings=((dt.date(2027, 1, 5), 3.0), (dt.date(2027, 4, 16), 6.0), (TODAY, 7.0)),
    )
    now = driver_states((driver,), TODAY)[0]
    assert (now.current, now.before, now.band) == (7.0, 0.5, Band.HEALTHY)
    then = driver_states((driver,), dt.date(2027, 4, 30))[0]
    assert (then.current, then.as_of) == (6.0, dt.date(2027, 4, 16))
    assert now.line == (None, None, None, None, 0.5, 0.5, 0.5, 1.0, pytest.approx(7 / 6))


def test_the_value_on_the_record_serves_where_nothing_was_read() -> None:
    """A driver with a current value only is judged by it, without a date or a line."""
    state = driver_states((DriverFacts(name="x", target=10, current=8),), TODAY)[0]
    assert (state.attainment, state.as_of, state.line, state.band) == (0.8, None, (), Band.WATCH)


def read(*values: float, target: float | None, lower: bool = False) -> DriverFacts:
    """Return a driver read every thirty days, the last time today."""
    last = len(values) - 1
    return DriverFacts(
        name="d",
        target=target,
        lower_is_better=lower,
        readings=tuple(
            (TODAY - dt.timedelta(days=30 * (last - i)), v) for i, v in enumerate(values)
        ),
    )


def test_the_pace_of_the_docs() -> None:
    """3 in 30 days are 0.1 a day; the 14 that are missing take 140 days."""
    assert pace(read(70, 73, 76, target=90), TODAY) == TODAY + dt.timedelta(days=140)
    down = read(52, 49, 46, target=32, lower=True)
    assert pace(down, TODAY) == TODAY + dt.timedelta(days=140)


@pytest.mark.parametrize(
    "driver",
    [
        read(70, 73, target=90),
        read(70, 73, 76, target=None),
        read(70, 73, 76, target=76),
        read(76, 73, 70, target=90),
        read(70, 70, 70, target=90),
        read(70, 70.001, 70.002, target=90),
    ],
)
def test_no_date_is_said_where_the_pace_gives_none(driver: DriverFacts) -> None:
    """Too few readings, no target, reached, the wrong way, standing still, beyond five years."""
    assert pace(driver, TODAY) is None


def test_what_was_read_long_ago_is_no_pace() -> None:
    """Only readings of 180 days make the pace."""
    old = read(70, 73, 76, target=90)
    assert pace(old, TODAY + dt.timedelta(days=125)) is None
