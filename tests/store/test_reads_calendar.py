"""The calendar's one statement: days in order, waived touches left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.domain.engagement import State
from csplanner.domain.records import Engagement
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.store.reads_calendar import calendar_items
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from pathlib import Path


def test_items_come_by_day_and_without_the_waived(tmp_path: Path) -> None:
    """Both ends of the stretch count; an engagement that was waived is gone."""
    with make_team(tmp_path) as team:
        adopt(team, propose(team, PlanRequest(year=2027, today=TODAY, effort="quick")))
        first = min(team.all(Engagement), key=lambda e: (e.date, e.id))
        found = calendar_items(team.database, first.date, first.date)
        assert first.id in {item.id for item in found}
        whole = calendar_items(team.database, dt.date(2027, 1, 1), dt.date(2027, 12, 31))
        assert [item.date for item in whole] == sorted(item.date for item in whole)
        with team.change("Waive") as work:
            work.put(replace(first, state=State.WAIVED))
        left = calendar_items(team.database, first.date, first.date)
        assert first.id not in {item.id for item in left}
