"""Proves the week axis: ISO weeks, zooms, and that places and days answer to each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.drawing.axis import YearAxis, Zoom, iso_start, iso_weeks


def axis(year: int = 2027, zoom: Zoom = Zoom.YEAR, week: float = 13.0) -> YearAxis:
    """Return an axis that begins at x 264 with the year wholly in view."""
    return YearAxis(year=year, left=264.0, week=week, view=(264.0, 2000.0), zoom=zoom)


def test_a_year_begins_with_its_first_iso_week() -> None:
    """2027 starts on 4 January and has 52 weeks, 2026 has 53."""
    assert iso_start(2027) == date(2027, 1, 4)
    assert iso_weeks(2027) == 52
    assert iso_weeks(2026) == 53


def test_a_day_before_the_first_week_stands_at_its_edge() -> None:
    """1 January 2027 belongs to the last week of 2026 and is kept at the left edge."""
    assert axis().x(date(2027, 1, 1)) == 264.0
    assert axis().x(date(2028, 6, 1)) == axis().right


def test_quarters_stand_on_their_day() -> None:
    """April begins 87 days after the first Monday, not on a week's edge."""
    assert dict(axis().months())[4] == pytest.approx(264 + 87 / 7 * 13)


@given(st.integers(2000, 2060), st.integers(0, 363))
def test_a_glyph_stands_inside_its_week(year: int, day: int) -> None:
    """At Year a glyph is in the middle of its day's week; the week found there is that week."""
    found = axis(year)
    on = found.start + timedelta(days=day)
    middle = found.middle(on)
    assert found.week_at(middle) == on.isocalendar().week
    assert middle == pytest.approx(found.week_left(on.isocalendar().week) + 6.5)


@given(st.integers(0, 363))
def test_at_quarter_a_glyph_stands_on_its_day(day: int) -> None:
    """At Quarter and Month a place gives back the very day."""
    found = axis(zoom=Zoom.QUARTER, week=60)
    on = found.start + timedelta(days=day)
    assert found.day_at(found.middle(on)) == on


def test_zooms_fill_the_viewport_and_keep_a_least_width() -> None:
    """Half shows 26 weeks; a narrow viewport never goes under 13 px a week."""
    assert Zoom.HALF.week_width(676) == 26
    assert Zoom.YEAR.week_width(300) == 13


def test_glyphs_grow_with_the_zoom() -> None:
    """11 px at Year, 15 at Half, 18 at Quarter."""
    sizes = [axis(zoom=zoom).glyph for zoom in (Zoom.YEAR, Zoom.HALF, Zoom.QUARTER)]
    assert sizes == [11, 15, 18]
