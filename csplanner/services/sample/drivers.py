"""Drivers with monthly readings, and the goals that the customers have in their own words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from csplanner.domain.evidence import Direction
from csplanner.domain.ids import DriverId, DriverReadingId, GoalId
from csplanner.domain.records import Driver, DriverReading, Goal
from csplanner.services.sample.tables import rows, split, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from csplanner.domain.record import Record
    from csplanner.domain.records import Account
    from csplanner.services.sample.frame import Frame
    from csplanner.services.sample.levels import Level

_STORY = "ardenmoor"
_AGREED = dt.date(2027, 2, 24)
_DUE = dt.date(2027, 11, 26)
_TREND_MONTHS = 5
_START = 0.72
_SINCE_REVIEW = 4
_SPREADS = ((0.0,), (-0.07, 0.07), (-0.1, 0.02, 0.08), (-0.12, -0.03, 0.05, 0.1))


def drivers(
    frame: Frame, known: Mapping[str, Account], levels: Mapping[str, Level]
) -> Iterator[Record]:
    """Yield drivers, their readings, and goals; a reading a month, the newest being `current`."""
    yield from _told(frame, known[_STORY])
    modules = {row["key"]: split(row["modules"]) for row in rows("accounts")}
    for key, account in known.items():
        if key != _STORY:
            sets = [d for m in modules[key] for d in tables("drivers").get(m, {}).get("driver", ())]
            few = sets[:2] if "digital" in account.segment else _varied(sets)
            yield from _generated(frame, account, levels[key], few)


def _varied(sets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take four at most, beginning with those of the first module."""
    return sets[:4]


def _told(frame: Frame, account: Account) -> Iterator[Record]:
    for item in tables(_STORY)["driver"]:
        driver = _driver(frame, account, item, item["readings"][-1])
        yield driver
        yield from _readings(frame, account, driver, item["readings"])
        if "goal" in item:
            yield _goal(frame, account, driver, item)


def _generated(
    frame: Frame, account: Account, level: Level, items: list[dict[str, Any]]
) -> Iterator[Record]:
    chance = frame.chance("drivers", account.external_id)
    spread = list(_SPREADS[len(items) - 1])
    chance.shuffle(spread)
    for item, shift in zip(items, spread, strict=True):
        path = _path(level, shift, chance)
        values = [_value(item, share) for share in path]
        told = {**item, "baseline": values[0], "weight": 1.0, "safe": True}
        driver = _driver(frame, account, told, values[-1])
        yield driver
        yield from _readings(frame, account, driver, values)
        if "digital" not in account.segment:
            yield _goal(frame, account, driver, {**told, "readings": values})


def _path(level: Level, shift: float, chance: Random) -> list[float]:
    """Draw 24 attainments from the start, over the level before the trend, to that of today."""
    end = min(1.15, max(0.35, level.attainment + shift))
    before = min(1.15, max(0.35, end - level.trend / 100))
    rise = 24 - _TREND_MONTHS
    start = before * _START
    path = [start + (before - start) * (n / (rise - 1)) ** 0.8 for n in range(rise)]
    path += [before + (end - before) * (n + 1) / _TREND_MONTHS for n in range(_TREND_MONTHS)]
    return [share * chance.uniform(0.99, 1.01) for share in path[:-1]] + [path[-1]]


def _value(item: Mapping[str, Any], share: float) -> float:
    raw = item["target"] / share if item.get("lower") else item["target"] * share
    top = 100.0 if item.get("unit") == "%" else raw
    return float(round(min(raw, top), item.get("decimals", 0)))


def _driver(frame: Frame, account: Account, item: Mapping[str, Any], current: float) -> Driver:
    return Driver(
        id=frame.id(DriverId),
        account_id=account.id,
        name=item["name"],
        unit=item.get("unit", ""),
        direction=Direction.LOWER if item.get("lower") else Direction.HIGHER,
        baseline=item["baseline"],
        target=item["target"],
        current=current,
        weight=item["weight"],
        owner=item.get("owner", "Operations"),
        customer_safe=item["safe"],
    )


def _readings(
    frame: Frame, account: Account, driver: Driver, values: list[float]
) -> Iterator[DriverReading]:
    """Yield a reading a month, none from before the contract began."""
    for day, value in zip(frame.month_ends(), values, strict=True):
        if account.contract_start is None or day > account.contract_start:
            yield DriverReading(
                id=frame.id(DriverReadingId), driver_id=driver.id, date=day, value=float(value)
            )


def _goal(frame: Frame, account: Account, driver: Driver, item: Mapping[str, Any]) -> Goal:
    """Make a driver's goal, agreed at the year's first review from the value of that time."""
    return Goal(
        id=frame.id(GoalId),
        account_id=driver.account_id,
        text=item["goal"],
        metric=driver.name,
        unit=item.get("goal_unit", driver.unit),
        baseline=item["readings"][-_SINCE_REVIEW],
        target=driver.target,
        current=driver.current,
        agreed=_agreed(frame, account.external_id),
        due=frame.day(_DUE),
        note=item.get("note", ""),
        customer_safe=True,
    )


def _agreed(frame: Frame, key: str) -> dt.date:
    """Find the day of the first review told of an account."""
    reviews = (row for row in rows("touches") if (row["account"], row["type"]) == (key, "qbr"))
    first = next((row for row in reviews if row["state"] == "done"), None)
    return frame.week(int(first["week"]), int(first["day"])) if first else frame.day(_AGREED)
