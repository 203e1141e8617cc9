"""Times of day with the zone of their place, and what the clock shows elsewhere at that moment."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Local(NamedTuple):
    """A time of day somewhere: its day, its time, and what the zone is called then ("CDT")."""

    date: dt.date
    time: dt.time
    zone: str


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo | None:
    """Return an IANA zone by name, None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_name(day: dt.date, time: dt.time, zone: str) -> str:
    """Return what a zone is called at a time: "CDT", "UTC+3" where it has no letters, or ""."""
    info = zone_of(zone)
    if info is None:
        return ""
    return _name(dt.datetime.combine(day, time, info))


def elsewhere(day: dt.date, time: dt.time | None, zone: str, other: str) -> Local | None:
    """Return what clocks of another zone show; None if a zone is unknown or they show the same.

    >>> elsewhere(dt.date(2027, 6, 9), dt.time(9), "America/Chicago", "Europe/Paris")
    Local(date=datetime.date(2027, 6, 9), time=datetime.time(16, 0), zone='CEST')
    """
    here, there = zone_of(zone), zone_of(other)
    if time is None or here is None or there is None:
        return None
    at = dt.datetime.combine(day, time, here)
    moved = at.astimezone(there)
    if moved.replace(tzinfo=None) == at.replace(tzinfo=None):
        return None
    return Local(date=moved.date(), time=moved.time(), zone=_name(moved))


def _name(at: dt.datetime) -> str:
    found = at.tzname() or ""
    if found[:1] in {"+", "-"}:
        offset = at.utcoffset() or dt.timedelta()
        minutes = int(offset.total_seconds() // 60)
        sign, size = ("-" if minutes < 0 else "+"), abs(minutes)
        return f"UTC{sign}{size // 60}" + (f":{size % 60:02d}" if size % 60 else "")
    return found
