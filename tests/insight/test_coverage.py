"""Coverage by hand: what was owed, planned and done, and the identities that must hold."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.insight.coverage import (
    Attendance,
    OwedTouch,
    Span,
    bounds_of,
    coverage_rows,
    person_loads,
    reach,
    spans_of,
    total_rows,
)

AS_OF = dt.date(2027, 5, 12)
SPANS = spans_of(2027)
STATES = ("done", "scheduled", "unconfirmed", "missed", "open", "waived")


def _owed(state: str, day: dt.date, group: str = "growth") -> OwedTouch:
    placed = None if state == "open" else day
    return OwedTouch(touch="t", group=group, first=day, last=day, placed=placed, state=state)


def test_a_quarter_worked_by_hand() -> None:
    """Of five owed in Q2 one is done, two lie ahead, one is unconfirmed, one has no date yet."""
    owed = [
        _owed("done", dt.date(2027, 4, 6)),
        _owed("unconfirmed", dt.date(2027, 5, 3)),
        _owed("scheduled", dt.date(2027, 5, 20)),
        _owed("scheduled", dt.date(2027, 6, 1)),
        _owed("open", dt.date(2027, 6, 30)),
        _owed("waived", dt.date(2027, 6, 2)),
        _owed("done", dt.date(2027, 2, 1)),
    ]
    rows = {row.period: row for row in coverage_rows(owed, ["growth"], SPANS, AS_OF)}
    quarter = rows["Q2"]
    assert (quarter.planned, quarter.done, quarter.scheduled) == (5, 1, 2)
    assert (quarter.remaining, quarter.remaining_to_schedule) == (4, 2)
    assert quarter.attainment == 0.5
    assert quarter.elapsed == pytest.approx(42 / 91, abs=1e-4)
    assert rows["year"].planned == 6
    assert rows["Q1"].attainment == 1.0
    assert rows["Q3"].attainment is None


@given(
    st.lists(
        st.builds(
            _owed,
            st.sampled_from(STATES),
            st.dates(dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
            st.sampled_from(("growth", "scale")),
        ),
        max_size=60,
    )
)
def test_the_arithmetic_adds_up(owed: list[OwedTouch]) -> None:
    """Quarters add up to the year, and planned is done, scheduled and what is to schedule."""
    rows = coverage_rows(owed, ["growth", "scale"], SPANS, AS_OF)
    for row in rows:
        assert row.planned == row.done + row.scheduled + row.remaining_to_schedule
        assert row.remaining == row.planned - row.done
        assert row.attainment is None or 0 <= row.attainment <= 1
    for group in ("growth", "scale"):
        mine = {row.period: row for row in rows if row.group == group}
        quarters = [mine[f"Q{n}"] for n in range(1, 5)]
        for name in ("planned", "done", "scheduled", "missed", "unconfirmed"):
            assert getattr(mine["year"], name) == sum(getattr(q, name) for q in quarters)


def test_elapsed_time_at_the_edges() -> None:
    """Nothing has passed before a period, all of it on its last day."""
    quarter = Span("Q2", *bounds_of("Q2", 2027))
    assert quarter.elapsed(dt.date(2027, 3, 31)) == 0
    assert quarter.elapsed(dt.date(2027, 6, 30)) == 1
    assert Span("year", *bounds_of("year", 2028)).elapsed(dt.date(2030, 1, 1)) == 1
    assert bounds_of("Q4", 2027) == (dt.date(2027, 10, 1), dt.date(2027, 12, 31))


def test_any_period_and_a_total_that_counts_once() -> None:
    """A period of one's own is a row like the others; a touch in two groups is one in the total."""
    day = dt.date(2027, 5, 3)
    own = Span("spring", dt.date(2027, 4, 20), dt.date(2027, 5, 20))
    twice = [_owed("done", day, "a"), _owed("done", day, "b")]
    rows = coverage_rows(twice, ["a", "b"], (own,), AS_OF)
    assert [(row.group, row.period, row.planned) for row in rows] == [
        ("a", "spring", 1),
        ("b", "spring", 1),
    ]
    assert [row.planned for row in total_rows(twice, (own,), AS_OF)] == [1]


def test_a_person_s_load() -> None:
    """Hours, visits and travel weeks count once each; strangers are left out."""
    day = dt.date(2027, 6, 9)
    loads = person_loads(
        [
            Attendance(person="a", date=day, minutes=90, onsite=True, away=True),
            Attendance(person="a", date=day, minutes=30, onsite=True, away=True),
            Attendance(person="a", date=day, minutes=60, onsite=False, away=False),
            Attendance(person="b", date=day, minutes=60, onsite=False, away=False),
        ],
        {"a": 30.0, "idle": 0.0},
    )
    assert [(x.person, x.hours, x.visits, x.travel_weeks) for x in loads] == [
        ("a", 3.0, 2, 1),
        ("idle", 0.0, 0, 0),
    ]
    assert loads[0].utilisation == pytest.approx(0.1)
    assert loads[1].utilisation is None


def test_reach() -> None:
    """The share of accounts owned with a touch planned."""
    assert reach(["a", "b", "c", "d"], ["a", "b", "x"]) == 0.5
    assert reach([], ["a"]) is None
