"""Trips of the annual plan that are carried whole to another week, each move one undo step."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csplanner.base.errors import CsplannerError
from ui import formats
from ui.models.plan_sentences import rule_words, told
from ui.moving import MOST_RULES
from ui.widgets.plan_inspector import verdict_words
from ui.widgets.year_grid_scene import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplanner.services.move_trip import TripJudge
    from ui.pages.annual_plan import AnnualPlanPage


class PlanTrips(QObject):
    """Judges and moves trips for one page."""

    def __init__(self, page: AnnualPlanPage) -> None:
        super().__init__(page)
        self._page, self._grid, self._context = page, page.grid, page.context
        self._grid.judge_trips = self.judge
        self._grid.trips_moved.connect(self.move)

    def judge(self, key: str) -> Mapping[int, Verdict]:
        """Return what each week would do to the trips in hand; nothing where none is left."""
        try:
            weeks = self._judge(key.split()).weeks()
        except CsplannerError as error:
            self._context.notify_error(error)
            return {}
        found = {}
        for week, verdict in weeks.items():
            rule, cost = verdict_words(verdict)
            found[week] = Verdict(rule=rule, cost=cost, day=verdict.day)
        return found

    def move(self, trips: Sequence[str], days: int) -> None:
        """Move trips and lock their visits; a broken rule is named and may be overruled."""
        self._move(trips, days, force=False)

    def _move(self, trips: Sequence[str], days: int, *, force: bool) -> None:
        from csplanner.services.move_trip import move_trips

        try:
            if not force and self._refused(trips, days):
                return
            moved = move_trips(self._page.workspace, trips, days, force=True)
        except CsplannerError as error:
            self._context.notify_error(error)
            return
        names = ", ".join(f"T-{trip.number}" for trip in moved.trips)
        first = moved.trips[0].start
        legs = f"{formats.counted(moved.legs, 'leg')} typed by hand kept its times. "
        self._context.notify(
            f"{names} moved to {formats.weekday(first, first)}, "
            f"{formats.counted(len(moved.visits), 'visit')} locked",
            hint=legs.replace("its", "their" if moved.legs > 1 else "its") if moved.legs else "",
            undo=True,
        )

    def _refused(self, trips: Sequence[str], days: int) -> bool:
        """Name the hard rules that a move breaks, and offer to break them; say whether any is."""
        judge = self._judge(trips)
        broken = judge.broken(days)
        if not broken:
            return False
        day = judge.trips[0].start + dt.timedelta(days=days)
        rules = list(dict.fromkeys(rule_words(each.rule) for each in broken))
        self._context.notify(
            f"{formats.weekday(day, day)} breaks {formats.counted(len(rules), 'hard rule')}: "
            + ", ".join(rules[:MOST_RULES]).lower(),
            hint=told(broken[0].detail),
            kind="mistake",
            action=("Move anyway", partial(self._move, trips, days, force=True)),
        )
        return True

    def _judge(self, trips: Sequence[str]) -> TripJudge:
        from csplanner.services.move_trip import TripJudge

        return TripJudge(self._page.workspace, trips, self._context.today)
