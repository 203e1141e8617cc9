"""Drivers: how near each is to its target, now, 90 days ago and over nine months."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.health import DriverState
from csplanner.domain.health_facts import month_index, month_start

if TYPE_CHECKING:
    from csplanner.domain.health_facts import DriverFacts

BEFORE_DAYS = 90
PACE_DAYS, PACE_MOST = 180, 5 * 365
LEAST_READINGS = 3
LINE_MONTHS = 9


def attainment(value: float | None, target: float | None, *, lower: bool) -> float | None:
    """Return value / target, turned round where lower is better; None where it says nothing."""
    if value is None or target is None or value < 0 or target < 0:
        return None
    if lower:
        if value == 0:
            return 2.0
        return min(target / value, 2.0)
    return min(value / target, 2.0) if target else None


def driver_states(drivers: tuple[DriverFacts, ...], as_of: dt.date) -> tuple[DriverState, ...]:
    """Return each driver as it stood on a day, by what was read up to then."""
    return tuple(_state(driver, as_of) for driver in drivers)


def value_on(driver: DriverFacts, day: dt.date) -> tuple[float | None, dt.date | None]:
    """Return the newest reading up to a day and its date; `current` where none was ever read."""
    if not driver.readings:
        return driver.current, None
    at = bisect_right(driver.readings, day, key=_day_of) - 1
    if at < 0:
        return None, None
    date, value = driver.readings[at]
    return value, date


def _day_of(reading: tuple[dt.date, float]) -> dt.date:
    return reading[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attained:
    """How near one driver that counts is to its target on a day, and the day it was read."""

    driver: DriverFacts
    share: float
    read: dt.date | None


def attained(drivers: tuple[DriverFacts, ...], as_of: dt.date) -> tuple[Attained, ...]:
    """Return the drivers with a weight, a target and a value, as they stood on a day."""
    found = []
    for driver in drivers:
        if driver.weight > 0 and driver.target is not None:
            value, read = value_on(driver, as_of)
            share = attainment(value, driver.target, lower=driver.lower_is_better)
            if share is not None:
                found.append(Attained(driver=driver, share=share, read=read))
    return tuple(found)


def pace(driver: DriverFacts, as_of: dt.date) -> dt.date | None:
    """Return the day on which the target is reached at the pace of the last 180 days.

    The pace is the slope of a straight line through the readings (least squares). None with fewer
    than three of them, when the target is reached, when it moves the wrong way or not at all, or
    when it would take longer than five years.
    """
    since = as_of - dt.timedelta(days=PACE_DAYS)
    read = [(day, value) for day, value in driver.readings if since <= day <= as_of]
    if len(read) < LEAST_READINGS or driver.target is None:
        return None
    newest, value = read[-1]
    short = driver.target - value
    if (short >= 0) == driver.lower_is_better or not short:
        return None
    slope = _slope([((day - newest).days, v) for day, v in read])
    if not slope or (slope > 0) != (short > 0):
        return None
    days = short / slope
    return newest + dt.timedelta(days=math.ceil(days)) if days <= PACE_MOST else None


def _slope(points: list[tuple[int, float]]) -> float:
    """Return the rise a day of a straight line through points, by least squares."""
    middle = sum(day for day, _ in points) / len(points)
    mean = sum(value for _, value in points) / len(points)
    spread = sum((day - middle) ** 2 for day, _ in points)
    return sum((day - middle) * (v - mean) for day, v in points) / spread if spread else 0.0


def _state(driver: DriverFacts, as_of: dt.date) -> DriverState:
    value, read = value_on(driver, as_of)
    before = value_on(driver, as_of - dt.timedelta(days=BEFORE_DAYS))[0]
    lower = driver.lower_is_better
    return DriverState(
        id=driver.id,
        reaches=pace(driver, as_of),
        name=driver.name,
        unit=driver.unit,
        lower_is_better=lower,
        baseline=driver.baseline,
        target=driver.target,
        current=value,
        weight=driver.weight,
        owner=driver.owner,
        attainment=attainment(value, driver.target, lower=lower),
        before=attainment(before, driver.target, lower=lower) if driver.readings else None,
        as_of=read,
        line=_line(driver, as_of),
        customer_safe=driver.customer_safe,
    )


def _line(driver: DriverFacts, as_of: dt.date) -> tuple[float | None, ...]:
    if not driver.readings:
        return ()
    last = month_index(as_of)
    ends = [
        min(as_of, month_start(month + 1) - dt.timedelta(days=1))
        for month in range(last - LINE_MONTHS + 1, last + 1)
    ]
    lower = driver.lower_is_better
    return tuple(attainment(value_on(driver, day)[0], driver.target, lower=lower) for day in ends)
