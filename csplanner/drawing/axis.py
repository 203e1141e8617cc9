"""The week axis of the year grid: the x of a day at a zoom, and the size of glyphs there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LEAST_WEEK = 13.0


class Zoom(Enum):
    """How many weeks fill the viewport."""

    YEAR = 52
    HALF = 26
    QUARTER = 13
    MONTH = 5

    def week_width(self, viewport: float) -> float:
        """Return the width of a week column in a timeline `viewport` pixels wide, at least 13."""
        return max(LEAST_WEEK, viewport / self.value)


def iso_start(year: int) -> date:
    """Return the Monday on which ISO week 1 of a year begins."""
    return date.fromisocalendar(year, 1, 1)


def iso_weeks(year: int) -> int:
    """Return how many ISO weeks a year has, 52 or 53."""
    return (iso_start(year + 1) - iso_start(year)).days // 7


@dataclass(frozen=True, kw_only=True)
class YearAxis:
    """The place of each day of an ISO year on the x axis.

    `left` is the x of the first Monday (it moves with scrolling), `view` the visible stretch;
    `size` other than 0 sets the glyphs (paper has room for larger ones).
    """

    year: int
    left: float
    week: float
    view: tuple[float, float]
    today: date | None = None
    zoom: Zoom = Zoom.YEAR
    size: float = 0.0

    @cached_property
    def start(self) -> date:
        """The Monday of week 1."""
        return iso_start(self.year)

    @cached_property
    def weeks(self) -> int:
        """52 or 53."""
        return iso_weeks(self.year)

    @cached_property
    def right(self) -> float:
        """The x after the last week."""
        return self.left + self.weeks * self.week

    @cached_property
    def glyph(self) -> float:
        """The nominal size of a glyph in pixels: 11, 15 or 18 by zoom unless `size` is given."""
        if self.size:
            return self.size
        return {Zoom.YEAR: min(11.0, self.week - 2), Zoom.HALF: 15.0}.get(self.zoom, 18.0)

    @cached_property
    def by_day(self) -> bool:
        """Whether glyphs stand on their day instead of the middle of their week."""
        return self.zoom in {Zoom.QUARTER, Zoom.MONTH}

    def x(self, day: date) -> float:
        """Return the x where a day begins, kept within the year's weeks."""
        days = (day - self.start).days
        return self.left + min(max(days, 0), self.weeks * 7) * self.week / 7

    def middle(self, day: date) -> float:
        """Return the x of a glyph on a day."""
        days = (day - self.start).days
        if self.by_day:
            return self.left + (days + 0.5) * self.week / 7
        return self.left + (days // 7 + 0.5) * self.week

    def week_left(self, number: int) -> float:
        """Return the x where ISO week `number` (from 1) begins."""
        return self.left + (number - 1) * self.week

    def week_at(self, x: float) -> int:
        """Return the ISO week number at an x, kept within the year."""
        return min(max(int((x - self.left) // self.week) + 1, 1), self.weeks)

    def day_at(self, x: float) -> date:
        """Return the day at an x, kept within the year's weeks."""
        days = int((x - self.left) * 7 // self.week)
        return self.start + timedelta(days=min(max(days, 0), self.weeks * 7 - 1))

    def months(self) -> tuple[tuple[int, float], ...]:
        """Return (month, x) of the twelve months; January begins at the first Monday."""
        return self._months

    @cached_property
    def _months(self) -> tuple[tuple[int, float], ...]:
        return tuple((month, self.x(date(self.year, month, 1))) for month in range(1, 13))

    def seen(self, x1: float, x2: float) -> bool:
        """Whether any of the stretch from x1 to x2 is visible."""
        return x2 > self.view[0] and x1 < self.view[1]
