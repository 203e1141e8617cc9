"""The columns of the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import formats
from ui.local_times import both_times, local_time
from ui.models.row_table import Column
from ui.widgets.engagement_words import stamp_of, state_words, type_words

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from csplanner.services.calendar_view import CalendarItem
    from ui.context import Context
    from ui.widgets.painter import PainterCanvas


def _paint_type(canvas: PainterCanvas, box: QRectF, item: CalendarItem) -> None:
    from csplanner.drawing.canvas import type_style

    middle = box.y() + box.height() / 2
    stamp = stamp_of(item.type, item.state, locked=item.locked)
    canvas.stamp(stamp, box.x() + 16, middle)
    canvas.text((box.x() + 30, middle + 4.3), type_words(item.type), type_style("table"))


def agenda_columns(context: Context) -> tuple[Column[CalendarItem], ...]:
    """Return the columns."""
    return (
        Column(
            title="Day",
            show=lambda i: formats.weekday(i.date, context.today),
            sort=lambda i: (i.date, i.start is None, i.start),
            width=110,
        ),
        Column(
            title="Time",
            show=lambda i: local_time(i.date, i.start, i.timezone) or formats.NOTHING,
            width=84,
            tip=lambda i: both_times(i.date, i.start, i.timezone, i.owner_zone),
        ),
        Column(title="What", show=lambda i: type_words(i.type), width=140, paint=_paint_type),
        Column(title="Account", show=lambda i: i.account, width=200, strong=True),
        Column(
            title="Where",
            show=lambda i: i.city if i.mode == "onsite" and i.city else "Remote",
            width=110,
            ink=lambda _: "text2",
        ),
        Column(title="State", show=lambda i: state_words(i.state), width=90),
        Column(
            title="Minutes",
            show=lambda i: formats.number(i.minutes),
            sort=lambda i: i.minutes,
            width=64,
            right=True,
            ink=lambda _: "text2",
        ),
    )
