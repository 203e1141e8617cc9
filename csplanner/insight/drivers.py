"""Drivers: how near each is to its target, now, 90 days ago and over nine months."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.domain.health import DriverState
from csplanner.domain.health_facts import month_index, month_start

if TYPE_CHECKING:
    from csplanner.domain.health_facts import DriverFacts

BEFORE_DAYS = 90
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
    found = [(value, date) for date, value in driver.readings if date <= day]
    return found[-1] if found else (None, None)


def _state(driver: DriverFacts, as_of: dt.date) -> DriverState:
    value, read = value_on(driver, as_of)
    before = value_on(driver, as_of - dt.timedelta(days=BEFORE_DAYS))[0]
    lower = driver.lower_is_better
    return DriverState(
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
