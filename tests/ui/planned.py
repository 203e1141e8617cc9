"""A small team in the middle of its planned year, for tests of the annual plan and its review."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.domain.engagement import State
from csplanner.domain.records import Engagement
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from tests.services.team import TODAY as NEW_YEAR
from tests.services.team import make_team
from tests.ui.portfolios import TODAY

if TYPE_CHECKING:
    from pathlib import Path

YEAR = 2027


def planned_file(folder: Path, *, planned: bool = True) -> Path:
    """Write the team's file: held until 12 May but for two that may be made up, a run accepted."""
    with make_team(folder) as portfolio:
        if planned:
            request = PlanRequest(year=YEAR, today=NEW_YEAR, effort="quick")
            adopt(portfolio, propose(portfolio, request))
            ordered = sorted(portfolio.all(Engagement), key=lambda e: (e.date, e.touch))
            held = [e for e in ordered if e.date < TODAY]
            late = [e for e in held if e.window_to and e.window_to > TODAY + dt.timedelta(weeks=4)]
            with portfolio.change("Live the year") as work:
                for item in held:
                    state = State.MISSED if item in late[:2] else State.DONE
                    work.put(replace(item, state=state))
        return portfolio.path
