"""Proves the months of the calendar: every day once, weeks from any weekday, room for all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.drawing.canvas import Box
from csplanner.drawing.marks import Shape, State
from csplanner.drawing.monthgrid import (
    DayItem,
    Detail,
    Month,
    day_at,
    draw_month,
    place_days,
    shown_items,
)
from tests.drawing.recording import Recording

BOX = Box(10, 20, 900, 700)


@given(st.integers(1990, 2200), st.integers(1, 12), st.integers(0, 6))
def test_weeks_hold_each_day_once_and_begin_where_asked(year: int, month: int, first: int) -> None:
    """Seven days a week, in order, from the first weekday, all days of the month among them."""
    value = Month(year=year, month=month, first_weekday=first)
    weeks = list(value.weeks())
    days = [day for week in weeks for day in week]
    assert all(len(week) == 7 and week[0].weekday() == first for week in weeks)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    inside = [day for day in days if value.is_inside(day)]
    assert inside[0].day == 1
    assert (inside[-1] + timedelta(days=1)).day == 1
    assert 4 <= len(weeks) <= 6


@pytest.mark.parametrize("detail", list(Detail))
def test_a_day_is_found_where_it_is_drawn(detail: Detail) -> None:
    """The middle of each day's place leads back to the day, and nothing leaves the box."""
    month = Month(year=2027, month=5)
    for day, at in place_days(month, BOX, detail):
        assert at.x >= BOX.x
        assert at.y + at.h <= BOX.y + BOX.h + 0.01
        found = day_at(month, BOX, detail, at.x + at.w / 2, at.y + at.h / 2)
        inside = month.is_inside(day) or detail is Detail.WORDS
        assert found == (day if inside else None)
    assert day_at(month, BOX, detail, 0, 0) is None


def test_what_does_not_fit_a_day_is_counted() -> None:
    """A full day shows as many as there is room for and says how many more."""
    items = tuple(
        DayItem(key=str(n), shape=Shape.QBR, state=State.PLANNED, words=f"Customer {n}")
        for n in range(30)
    )
    day = date(2027, 5, 12)
    canvas = Recording()
    draw_month(canvas, BOX, Month(year=2027, month=5, items={day: items}), Detail.WORDS)
    shown = [words for words in canvas.said() if words.startswith("Customer")]
    cell = dict(place_days(Month(year=2027, month=5), BOX, Detail.WORDS))[day]
    assert len(shown) == shown_items(cell, 30) < 30
    assert f"{30 - len(shown)} more" in canvas.said()


def test_week_numbers_are_iso_whatever_the_week_begins_with() -> None:
    """May 2027 runs over ISO weeks 17 to 22; a Sunday start shows the week of its Thursday."""
    for first in (0, 6, 5):
        canvas = Recording()
        draw_month(canvas, BOX, Month(year=2027, month=5, first_weekday=first), Detail.WORDS)
        numbers = [w for w, left, _, _ in canvas.words if left < BOX.x + 30 and w.isdigit()]
        assert [int(n) for n in numbers] == sorted(int(n) for n in numbers)
        assert "20" in numbers
