"""Proves that calendars are imported for one person or one account, and twice without change."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import Engagement, State
from csplanner.domain.team import Blackout, TimeOff
from csplanner.services.import_answer import Wishes
from csplanner.services.import_calendar import import_calendar
from tests.services.team import make_team

if TYPE_CHECKING:
    from pathlib import Path

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
DTSTART;VALUE=DATE:20270601
DTEND;VALUE=DATE:20270604
SUMMARY:Away
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTART:20270610T090000
DURATION:PT1H
SUMMARY:QBR
END:VEVENT
BEGIN:VEVENT
UID:c
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    """Return a calendar with a day off, a meeting and a broken event."""
    path = tmp_path / "a.ics"
    path.write_text(CALENDAR, encoding="utf-8")
    return path


def test_a_persons_calendar(tmp_path: Path, calendar: Path) -> None:
    """Leave becomes time off; the broken event is told alone; a dry run writes nothing."""
    with make_team(tmp_path) as portfolio:
        dry = import_calendar(
            portfolio, (calendar,), person="Person C1", wishes=Wishes(dry_run=True)
        )
        assert (dry.data["new"], dry.data["rejected"], dry.data["dry_run"]) == (1, 1, True)
        assert portfolio.count(TimeOff) == 0
        import_calendar(portfolio, (calendar,), person="C1")
        (leave,) = portfolio.all(TimeOff)
        assert (leave.start, leave.end) == (dt.date(2027, 6, 1), dt.date(2027, 6, 3))
        again = import_calendar(portfolio, (calendar,), person="C1")
        assert (again.data["new"], again.data["unchanged"]) == (0, 2)
        assert "row 14" in again.remarks[0]
        import_calendar(portfolio, (calendar,), person="C2")
        assert portfolio.count(TimeOff) == 2


def test_a_customers_calendar_does_not_undo_the_year(tmp_path: Path, calendar: Path) -> None:
    """A meeting that was held since stays done when its calendar is imported again."""
    with make_team(tmp_path) as portfolio:
        import_calendar(portfolio, (calendar,), account="customer 03")
        assert portfolio.count(Blackout) == 1
        (meeting,) = portfolio.all(Engagement)
        assert meeting.state is State.AGREED
        with portfolio.change("Held") as work:
            work.put(dataclasses.replace(meeting, state=State.DONE))
        again = import_calendar(portfolio, (calendar,), account="K03")
        assert (again.data["new"], again.data["changed"]) == (0, 0)
        assert portfolio.all(Engagement)[0].state is State.DONE


def test_someone_must_be_named(tmp_path: Path, calendar: Path) -> None:
    """Nobody, both, and an unknown name are mistakes with a hint."""
    with make_team(tmp_path) as portfolio:
        for names in ({}, {"person": "C1", "account": "K01"}, {"person": "Nobody"}):
            with pytest.raises(UserMistake):
                import_calendar(portfolio, (calendar,), **names)
