"""The days that are taken while the past is written: by account, by owner, by city."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from csplanner.domain.demand import min_gap_of
from csplanner.domain.plan_days import why_account_is_closed, why_person_is_away

if TYPE_CHECKING:
    from csplanner.domain.demand import Touch
    from csplanner.services.problem import Problem

_REMOTE_A_DAY, _ONSITE_A_DAY, _A_DAY = 3, 2, 3


class Diary:
    """Knows which days are still free for a touch; ids are the planner's."""

    def __init__(self) -> None:
        self._taken: dict[str, list[dt.date]] = defaultdict(list)
        self._days: dict[tuple[str, dt.date], list[str]] = defaultdict(list)

    def open_at(self, problem: Problem) -> None:
        """Turn to the year of a problem; what is written in stays."""
        self._problem = problem
        self._accounts = {a.id: a for a in problem.scenario.accounts}
        self._people = {p.id: p for p in problem.scenario.people}

    def is_free(self, touch: Touch, day: dt.date) -> bool:
        """Tell whether a touch can lie on a day: open, our people there, far from the next."""
        account = self._accounts[touch.account]
        if not self.is_open(touch.account, day):
            return False
        if account.ae and "AE" in touch.roles and self.is_away(account.ae, day):
            return False
        gap = min_gap_of(self._problem.scenario.policy, account)
        if any(abs((day - taken).days) < gap for taken in self._taken[touch.account]):
            return False
        return self._has_room(account.owner, day, self._place(touch))

    def is_open(self, key: str, day: dt.date) -> bool:
        """Tell whether an account is open on a day and its owner there."""
        account = self._accounts[key]
        closed = why_account_is_closed(self._problem.scenario, account, day)
        return not closed and not self.is_away(account.owner, day)

    def is_away(self, person: str, day: dt.date) -> bool:
        """Tell whether one of our people is not there on a day."""
        return bool(why_person_is_away(self._problem.scenario, self._people[person], day))

    def _has_room(self, owner: str, day: dt.date, place: str) -> bool:
        there = self._days[owner, day]
        onsite = [other for other in there if other]
        if place:
            return len(onsite) < _ONSITE_A_DAY and {*onsite} <= {place} and len(there) < _A_DAY
        return len(there) - len(onsite) < (1 if onsite else _REMOTE_A_DAY)

    def take(self, touch: Touch, day: dt.date) -> None:
        """Write a touch in."""
        self.take_day(touch.account, day)
        self._days[self._accounts[touch.account].owner, day].append(self._place(touch))

    def take_day(self, account: str, day: dt.date) -> None:
        """Write in something that nobody's rule asked for."""
        self._taken[account].append(day)

    def nearest(self, touch: Touch, target: dt.date, last: dt.date) -> dt.date | None:
        """Find the free day nearest to a target, within the touch's window and up to `last`."""
        count = (min(touch.last, last) - touch.first).days + 1
        days = (touch.first + dt.timedelta(days=n) for n in range(count))
        ordered = sorted(days, key=lambda day: (abs((day - target).days), day))
        return next((day for day in ordered if self.is_free(touch, day)), None)

    def _place(self, touch: Touch) -> str:
        if touch.mode == "remote":
            return ""
        place = self._problem.account_places.get(touch.account)
        return place.id if place else ""
