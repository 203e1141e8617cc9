"""One touch explained: reasons, every week's verdict agrees with the judge, who was free."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.domain.ids import TimeOffId
from csplanner.domain.records import Engagement, Person, TimeOff
from csplanner.services.adjust_calendar import broken_by_move
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.touch_insight import touch_insight
from csplanner.store.portfolio import Portfolio
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def planned_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a team whose year is planned; made once, copied by each test."""
    with make_team(tmp_path_factory.mktemp("planned")) as portfolio:
        adopt(portfolio, propose(portfolio, PlanRequest(year=2027, today=TODAY, effort="quick")))
        return portfolio.path


@pytest.fixture
def planned(planned_file: Path, tmp_path: Path) -> Iterator[Portfolio]:
    copy = tmp_path / "team.csplan"
    shutil.copy(planned_file, copy)
    with Portfolio.open(copy, Clock(TODAY), tmp_path / "backups") as portfolio:
        yield portfolio


def _some(portfolio: Portfolio) -> Engagement:
    found = [e for e in portfolio.all(Engagement) if e.type.value == "executive_qbr"]
    return min(found, key=lambda e: (e.date, e.touch))


def test_weeks_agree_with_the_judge(planned: Portfolio) -> None:
    """A week offers a day exactly where moving there breaks no rule; the touch's own costs 0."""
    item = _some(planned)
    insight = touch_insight(planned, item.id, TODAY, problem=None, job=Job())
    assert insight is not None
    assert len(insight.weeks) == 52
    allowed = 0
    for week, verdict in insight.weeks.items():
        days = [dt.date.fromisocalendar(2027, week, day) for day in range(1, 6)]
        free = [d for d in days if not broken_by_move(insight.problem, item, d)]
        assert (verdict.day is not None) == bool(free)
        assert verdict.day is None or verdict.day in free
        assert bool(verdict.rule) == (verdict.day is None)
        allowed += bool(free)
    assert 0 < allowed < 52
    own = insight.weeks[item.date.isocalendar().week]
    assert own.day is not None
    assert own.extra <= 0


def test_reasons_are_told_for_what_lies_ahead(planned: Portfolio) -> None:
    """A planned touch has reasons and other dates; the problem given back saves reading it."""
    item = _some(planned)
    first = touch_insight(planned, item.id, TODAY, problem=None, job=Job())
    assert first is not None
    assert first.explained is not None
    assert first.explained.because
    again = touch_insight(planned, item.id, TODAY, problem=first.problem, job=Job())
    assert again is not None
    assert again.problem is first.problem
    assert again.explained == first.explained
    assert touch_insight(planned, "nothing", TODAY, problem=None, job=Job()) is None


def test_who_was_free_shows_leave_and_other_touches(planned: Portfolio) -> None:
    """Leave is a day away; another touch of the day takes its share."""
    item = _some(planned)
    owner = item.participants[-1]
    day = item.date
    with planned.change("Leave") as work:
        work.put(TimeOff(id=TimeOffId(new_id()), person_id=owner, start=day, end=day))
    insight = touch_insight(planned, item.id, TODAY, problem=None, job=Job())
    assert insight is not None
    person = planned.get(Person, owner)
    assert person is not None
    row = next(row for row in insight.free if row.name in {person.name, person.title})
    assert row.taken[day.weekday()] is None
    assert all(share is None or 0 <= share <= 1 for line in insight.free for share in line.taken)
