"""The frame of the sample: its story is told for 12 May 2027 and moved by whole weeks to today."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.base.ids import IdMaker

T = TypeVar("T")

STORY_DAY = dt.date(2027, 5, 12)
HISTORY_MONTHS = 24


class Frame:
    """Turns dates of the story into dates of the sample, and hands out ids and chance.

    The move is a whole number of weeks, so that weekdays hold; `story_today` is at most six days
    before `today`, and nothing that has happened in the story lies after it.
    """

    def __init__(self, today: dt.date, make: IdMaker) -> None:
        self.today = today
        self.shift = dt.timedelta(weeks=(today - STORY_DAY).days // 7)
        self.story_today = STORY_DAY + self.shift
        self._make = make

    def id(self, kind: Callable[[str], T]) -> T:
        """Make the next id of a kind."""
        return kind(self._make())

    def day(self, text: str | dt.date) -> dt.date:
        """Move a day of the story, given as a date or in ISO text."""
        story = dt.date.fromisoformat(text) if isinstance(text, str) else text
        return story + self.shift

    def maybe(self, text: str | dt.date | None) -> dt.date | None:
        """Move a day of the story that may be missing."""
        return self.day(text) if text else None

    def week(self, number: int, weekday: int = 0) -> dt.date:
        """Move a weekday (0 is Monday) of an ISO week of the story's year."""
        return self.day(dt.date.fromisocalendar(STORY_DAY.year, 1, 1)) + dt.timedelta(
            weeks=number - 1, days=weekday
        )

    def month_ends(self, months: int = HISTORY_MONTHS) -> tuple[dt.date, ...]:
        """List the last days of the full months before today, oldest first."""
        ends: list[dt.date] = []
        first = self.today.replace(day=1)
        for _ in range(months):
            last = first - dt.timedelta(days=1)
            ends.append(last)
            first = last.replace(day=1)
        return tuple(reversed(ends))

    def quarter(self, back: int = 0) -> str:
        """Name the quarter of today, or one so many quarters before it, like 2027Q2."""
        number = self.story_today.year * 4 + (self.story_today.month - 1) // 3 - back
        return f"{number // 4}Q{number % 4 + 1}"

    @property
    def planned_from(self) -> dt.date:
        """The day from which the planner plans; the week before it is as told."""
        return self.today + dt.timedelta(days=7)

    @staticmethod
    def chance(*names: str | int) -> random.Random:
        """Make a source of chance that depends on names alone, not on what was drawn before."""
        return random.Random(":".join(str(name) for name in names))  # noqa: S311 - repeatable
