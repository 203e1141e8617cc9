"""Proves what a date's explanation adds from the portfolio: money saved and the decision window."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.ids import new_id
from csplanner.domain.ids import RateId
from csplanner.domain.records import Engagement, Rate
from csplanner.domain.trip import CostCategory
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.explain_date import explain
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from pathlib import Path

REQUEST = PlanRequest(year=2027, today=TODAY, effort="quick")


def test_a_shared_trip_says_what_it_saves_in_money(tmp_path: Path) -> None:
    """The sums of the sentence are those of the trip, and some visit shares one."""
    with make_team(tmp_path) as team:
        rates = [
            Rate(id=RateId(new_id()), category=category, amount=Decimal(amount), currency="USD")
            for category, amount in ((CostCategory.AIR, 400), (CostCategory.LODGING, 200))
        ]
        with team.change("Rates") as work:
            work.put(*rates)
        adopt(team, propose(team, REQUEST))
        said = [
            line
            for visit in team.all(Engagement)
            if visit.trip_id is not None
            for line in explain(team, visit.touch, TODAY).because
            if "sharing it saves" in line
        ]
        assert said
        for line in said:
            cost, alone, saved = (
                Decimal(each.replace(",", "")) for each in re.findall(r"USD ([\d,]+)", line)
            )
            assert alone - cost == saved > 0


def test_the_decision_window_is_named(tmp_path: Path) -> None:
    """A touch inside it counts to the decision, one before it to the opening."""
    with make_team(tmp_path) as team:
        adopt(team, propose(team, REQUEST))
        visits = [e for e in team.all(Engagement) if e.touch.startswith("K02:")]
        for visit in visits:  # renews on 15 March: open from 17 September to 16 December
            said = " / ".join(explain(team, visit.touch, TODAY).because)
            inside = dt.date(2027, 9, 17) <= visit.date <= dt.date(2027, 12, 16)
            before = dt.date(2027, 5, 20) <= visit.date < dt.date(2027, 9, 17)
            assert ("lies in the decision window" in said) is inside
            assert ("the decision window opens" in said) is before
