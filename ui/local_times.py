"""The time of an engagement where it happens, and the CSM's own time beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.local_time import elsewhere, zone_name
from ui import formats

if TYPE_CHECKING:
    import datetime as dt


def local_time(day: dt.date, start: dt.time | None, zone: str) -> str:
    """Return the time where it happens: "10:00 CDT"; "" while there is none."""
    if start is None:
        return ""
    return f"{formats.clock(start)} {zone_name(day, start, zone)}".strip()


def own_time(day: dt.date, start: dt.time | None, zone: str, own: str) -> str:
    """Return what the CSM's clock shows then: "17:00 CEST", with the day if it is another one.

    Empty where it shows the same, or where time or zones are not known.
    """
    found = elsewhere(day, start, zone, own)
    if found is None:
        return ""
    words = f"{formats.clock(found.time)} {found.zone}".strip()
    return words if found.date == day else f"{words}, {formats.weekday(found.date)}"


def both_times(day: dt.date, start: dt.time | None, zone: str, own: str) -> str:
    """Return "10:00 CDT · 17:00 CEST for the CSM", or the first alone."""
    here, there = local_time(day, start, zone), own_time(day, start, zone, own)
    return f"{here} · {there} for the CSM" if there else here
