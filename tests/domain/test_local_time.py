"""Proves times of day with zones: names, and the same moment elsewhere."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.local_time import elsewhere, zone_name, zone_of

ZONES = ("America/Chicago", "Europe/Paris", "Asia/Kolkata", "America/Sao_Paulo", "UTC")
JUNE = dt.date(2027, 6, 9)


def test_a_zone_is_called_as_people_call_it_then() -> None:
    """Letters where the zone has them, in summer and in winter; else the distance from UTC."""
    assert zone_name(JUNE, dt.time(9), "America/Chicago") == "CDT"
    assert zone_name(dt.date(2027, 1, 9), dt.time(9), "America/Chicago") == "CST"
    assert zone_name(JUNE, dt.time(9), "America/Sao_Paulo") == "UTC-3"
    assert zone_name(JUNE, dt.time(9), "Asia/Kathmandu") == "UTC+5:45"
    assert zone_name(JUNE, dt.time(9), "Nowhere/Atall") == ""
    assert zone_name(JUNE, dt.time(9), "") == ""


def test_a_late_meeting_is_on_another_day_elsewhere() -> None:
    """The day goes with the time."""
    found = elsewhere(JUNE, dt.time(20), "America/Chicago", "Europe/Paris")
    assert found is not None
    assert (found.date, found.time, found.zone) == (dt.date(2027, 6, 10), dt.time(3), "CEST")


def test_the_same_clock_is_not_said_twice() -> None:
    """Zones that show the same, unknown ones, and a day without a time say nothing more."""
    assert elsewhere(JUNE, dt.time(9), "Europe/Paris", "Europe/Berlin") is None
    assert elsewhere(JUNE, dt.time(9), "Europe/Paris", "") is None
    assert elsewhere(JUNE, dt.time(9), "../etc/passwd", "UTC") is None
    assert elsewhere(JUNE, None, "Europe/Paris", "UTC") is None


@given(
    day=st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)),
    hour=st.integers(0, 23),
    zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)),
)
def test_it_is_the_same_moment(day: dt.date, hour: int, zones: tuple[str, str]) -> None:
    """What is told of the other zone is the same moment, whatever the zones."""
    here, there = zones
    found = elsewhere(day, dt.time(hour), here, there)
    at = dt.datetime.combine(day, dt.time(hour), zone_of(here))
    if found is None:
        assert at.astimezone(ZoneInfo(there)).replace(tzinfo=None) == at.replace(tzinfo=None)
    else:
        moved = at.astimezone(ZoneInfo(there))
        assert (found.date, found.time) == (moved.date(), moved.time())
