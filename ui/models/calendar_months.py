"""Days of the calendar as the months that a view draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.drawing.marks import mark_state, shape_of
from csplanner.drawing.monthgrid import DayItem, Month
from ui import formats

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.services.calendar_view import CalendarDays, CalendarItem, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLook:
    """What is marked: today, the chosen day, the day under something dragged."""

    first_weekday: int
    today: dt.date
    chosen: dt.date
    target: dt.date | None = None


def item_words(item: CalendarItem) -> str:
    """Return "10:00 Ardenmoor Freight", without the time where only the day is known."""
    return f"{formats.clock(item.start)} {item.account}" if item.start else item.account


def months_of(days: CalendarDays, period: Period, look: MonthLook) -> list[Month]:
    """Return a value for each month of a period."""
    items = {day: tuple(map(_item, found)) for day, found in days.items.items()}
    return [
        Month(
            year=year,
            month=month,
            first_weekday=look.first_weekday,
            items=items,
            notes=days.notes,
            closed=days.closed,
            today=look.today,
            chosen=look.chosen,
            target=look.target,
        )
        for year, month in period.months()
    ]


def _item(item: CalendarItem) -> DayItem:
    return DayItem(
        key=item.id,
        shape=shape_of(item.type),
        state=mark_state(item.state),
        words=item_words(item),
        locked=item.locked,
    )
