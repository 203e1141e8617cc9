"""Goals as the customer may see them: marked records only, the line only from marked data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.amounts import amount
from csplanner.domain.customer_facts import GoalFacts
from csplanner.domain.evidence import Direction
from csplanner.domain.health_facts import month_index, month_start
from csplanner.domain.records import Driver, DriverReading, Goal, Measure
from csplanner.insight.drivers import LINE_MONTHS, attainment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from csplanner.services.workspace import Reader

    Readings = tuple[tuple["dt.date", float], ...]


def goals_of(
    reader: Reader, account_id: str, as_of: dt.date, compared: dt.date | None
) -> tuple[GoalFacts, ...]:
    """Return the customer-safe goals, oldest first; `before` is as of the last review."""
    goals = [g for g in reader.where(Goal, account_id=account_id) if g.customer_safe]
    goals.sort(key=lambda g: (g.agreed is None, g.agreed, g.id))
    drivers = {d.name: d for d in reader.where(Driver, account_id=account_id) if d.customer_safe}
    return tuple(_goal(reader, goal, drivers.get(goal.metric), as_of, compared) for goal in goals)


def goal_states(
    reader: Reader, goals: Iterable[Goal], as_of: dt.date, compared: dt.date | None
) -> tuple[GoalFacts, ...]:
    """Return how goals stand by all that is known, marked or not: for our own papers."""
    found = []
    for goal in goals:
        drivers = reader.where(Driver, account_id=goal.account_id, name=goal.metric)
        driver = drivers[0] if drivers and goal.metric else None
        found.append(_goal(reader, goal, driver, as_of, compared))
    return tuple(found)


def _goal(
    reader: Reader, goal: Goal, driver: Driver | None, as_of: dt.date, compared: dt.date | None
) -> GoalFacts:
    lower = _is_lower(goal, driver)
    readings = _readings(reader, goal, driver, as_of)
    then = _value_on(readings, compared) if compared else None
    current = goal.current if goal.current is not None else _value_on(readings, as_of)
    target = goal.target
    return GoalFacts(
        text=goal.text,
        figure=_figure(goal, current, lower=lower),
        note=goal.note,
        now=attainment(current, target, lower=lower),
        before=attainment(goal.baseline if then is None else then, target, lower=lower),
        agreed=goal.agreed,
        line=_line(readings, as_of, target, lower=lower),
    )


def _is_lower(goal: Goal, driver: Driver | None) -> bool:
    if goal.baseline is not None and goal.target is not None and goal.baseline != goal.target:
        return goal.target < goal.baseline
    return driver is not None and driver.direction is Direction.LOWER


def _readings(reader: Reader, goal: Goal, driver: Driver | None, as_of: dt.date) -> Readings:
    """Return the dated values of a goal's metric, none unless all of them are customer-safe."""
    if driver is not None:
        found: Iterable[DriverReading | Measure] = reader.where(DriverReading, driver_id=driver.id)
    elif goal.metric:
        measures = reader.where(Measure, account_id=goal.account_id, metric=goal.metric)
        found = measures if all(m.customer_safe for m in measures) else ()
    else:
        found = ()
    return tuple(sorted((r.date, r.value) for r in found if r.date <= as_of))


def _value_on(readings: Readings, day: dt.date) -> float | None:
    return next((value for date, value in reversed(readings) if date <= day), None)


def _line(
    readings: Readings, as_of: dt.date, target: float | None, *, lower: bool
) -> tuple[float | None, ...]:
    if len(readings) < 2:
        return ()
    months = range(month_index(as_of) - LINE_MONTHS + 1, month_index(as_of) + 1)
    ends = [month_start(month + 1) for month in months]
    values = [
        next((value for date, value in reversed(readings) if date < end), None) for end in ends
    ]
    return tuple(attainment(value, target, lower=lower) for value in values)


def _figure(goal: Goal, current: float | None, *, lower: bool) -> str:
    """Put a goal's numbers into words: '412 of 450 active', '63%, goal 70%', '41 min, was 46'."""
    if current is None:
        return "" if goal.target is None else f"Goal {amount(goal.target, goal.unit)}"
    now = amount(current, goal.unit)
    if goal.target is None:
        return now
    if lower:
        was = "" if goal.baseline is None else f", was {amount(goal.baseline, '')}"
        return f"{now}, goal {amount(goal.target, '')}{was}"
    if goal.unit.strip() in {"%", "percent"}:
        return f"{now}, goal {amount(goal.target, goal.unit)}"
    return f"{amount(current, '')} of {amount(goal.target, goal.unit)}"
