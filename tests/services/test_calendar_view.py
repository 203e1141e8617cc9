"""The calendar's periods and days: fiscal quarters, whose days, holidays and closed days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.ids import new_id
from csplanner.domain.ids import BlackoutId
from csplanner.domain.records import Blackout, Engagement, Person
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.calendar_view import (
    Span,
    calendar_days,
    calendar_settings,
    span_of,
    turned,
)
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from pathlib import Path


@given(st.dates(dt.date(1992, 1, 1), dt.date(2200, 12, 31)), st.integers(1, 12))
def test_a_period_holds_its_day_and_begins_with_the_fiscal_year(day: dt.date, start: int) -> None:
    """Whole months around the day; quarters and years begin where the fiscal year says."""
    for span, length in ((Span.YEAR, 12), (Span.QUARTER, 3), (Span.MONTH, 1), (Span.AGENDA, 1)):
        period = span_of(span, day, start)
        assert period.first <= day <= period.last
        assert len(period.months()) == length
        assert period.first.day == 1
        assert (period.last + dt.timedelta(days=1)).day == 1
        if length > 1:
            assert (period.first.month - start) % length == 0
        after = turned(period, day, 1, start)
        assert after > period.last
        assert (span_of(span, after, start).first - period.last).days == 1
        assert turned(period, day, -1, start) < period.first


def test_days_hold_what_is_on_them(tmp_path: Path) -> None:
    """All engagements of the stretch, by day; of one person only theirs; agenda equals month."""
    first, last = dt.date(2027, 1, 1), dt.date(2027, 12, 31)
    with make_team(tmp_path) as team:
        adopt(team, propose(team, PlanRequest(year=2027, today=TODAY, effort="quick")))
        days = calendar_days(team, first, last)
        assert {e.id for e in days.all()} == {e.id for e in team.all(Engagement)}
        assert all(item.date == day for day, items in days.items.items() for item in items)
        person = next(p for p in team.all(Person) if p.external_id == "E1")
        theirs = calendar_days(team, first, last, person.id).all()
        assert theirs
        assert all(person.id in item.participants for item in theirs)
        assert dt.date(2027, 7, 5) in days.notes
        assert calendar_settings(team) == (0, 1)


def test_closed_days_are_named(tmp_path: Path) -> None:
    """The company's own closed days stand with their reason."""
    with make_team(tmp_path) as team:
        away = Blackout(
            id=BlackoutId(new_id()),
            start=dt.date(2027, 3, 30),
            end=dt.date(2027, 4, 2),
            reason="Kick-off",
        )
        with team.change("Close") as work:
            work.put(away)
        days = calendar_days(team, dt.date(2027, 4, 1), dt.date(2027, 4, 30))
        assert days.closed == {dt.date(2027, 4, 1), dt.date(2027, 4, 2)}
        assert days.notes[dt.date(2027, 4, 1)] == "Kick-off"
