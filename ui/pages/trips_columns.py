"""The columns of the list of trips, and the words that its filter looks through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Style, type_style
from ui import formats
from ui.models.row_table import Column

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from csplanner.domain.trip_sheet import TripSheet
    from ui.context import Context
    from ui.widgets.painter import PainterCanvas

STATES = {
    "draft": ("Draft", "text2"),
    "asked": ("Waiting", "watch"),
    "approved": ("Approved", "good"),
    "refused": ("Refused", "risk"),
}
_FILLS = {"good": "goodfill", "watch": "watchfill", "risk": "riskfill", "text2": "text3"}


def trip_words(sheet: TripSheet) -> str:
    """Return what the filter looks through, folded."""
    parts = [sheet.id, sheet.title, *(t.name for t in sheet.travellers)]
    parts += [visit.account for visit in sheet.visits]
    return " ".join(parts).casefold()


def paint_state(canvas: PainterCanvas, x: float, y: float, state: str) -> None:
    """Paint the sign of a state: a dashed ring, a half disc, a full disc, a barred ring."""
    fill = _FILLS[STATES[state][1]]
    if state == "draft":
        canvas.disc(x, y, 4.5, Style(stroke=fill, width=1.2, dash=(2, 1.6)))
    elif state == "asked":
        canvas.disc(x, y, 4.5, Style(stroke=fill, width=1.2))
        canvas.disc(x, y, 2.2, Style(fill))
    elif state == "approved":
        canvas.disc(x, y, 4.8, Style(fill))
    else:
        canvas.disc(x, y, 4.5, Style(stroke=fill, width=1.2))
        canvas.lines(((x - 3, y, x + 3, y),), Style(stroke=fill, width=1.6))


def _state(canvas: PainterCanvas, box: QRectF, sheet: TripSheet) -> None:
    word, ink = STATES[sheet.state]
    middle = box.y() + box.height() / 2
    paint_state(canvas, box.x() + 14, middle, sheet.state)
    canvas.text((box.x() + 24, middle + 4.3), word, type_style("table", ink))


def _cost(sheet: TripSheet) -> str:
    """Return the cost; a mark before it says that it goes over a limit."""
    cost = formats.exact_money(sheet.total, sheet.currency)
    return f"! {cost}" if sheet.exceptions else cost


def trip_columns(context: Context) -> tuple[Column[TripSheet], ...]:
    """Return the columns."""

    def when(sheet: TripSheet) -> str:
        first = formats.day(sheet.start, context.today)
        if sheet.days == 1:
            return first
        return f"{first} {formats.NOTHING} {formats.day(sheet.end, context.today)}"

    return (
        Column(title="Trip", show=lambda s: s.id, sort=lambda s: int(s.id[2:]), width=50),
        Column(title="Cities", show=lambda s: s.title, width=142, strong=True),
        Column(title="When", show=when, sort=lambda s: s.start, width=124),
        Column(
            title="Who",
            show=lambda s: ", ".join(t.name for t in s.travellers),
            width=180,
            ink=lambda _: "text2",
            tip=lambda s: "\n".join(f"{t.name}, {t.title}" for t in s.travellers),
        ),
        Column(
            title="Visits",
            show=lambda s: formats.number(len(s.visits)),
            sort=lambda s: len(s.visits),
            width=56,
            right=True,
        ),
        *_money_columns(),
        Column(
            title="Approval",
            show=lambda s: STATES[s.state][0],
            sort=lambda s: s.state,
            width=96,
            paint=_state,
        ),
    )


def _money_columns() -> tuple[Column[TripSheet], ...]:
    return (
        Column(
            title="Cost",
            show=_cost,
            sort=lambda s: s.total,
            width=78,
            right=True,
            ink=lambda s: "risk" if s.exceptions else "text",
            tip=lambda s: "\n".join(f"Over the limit: {e.name}" for e in s.exceptions),
        ),
        Column(
            title="Saved",
            show=lambda s: formats.exact_money(s.saved, s.currency),
            sort=lambda s: s.saved,
            width=70,
            right=True,
            ink=lambda s: "text" if s.saved is None or s.saved >= 0 else "text2",
            tip=lambda _: "Against the same visits alone",
        ),
        Column(
            title="Revenue",
            show=lambda s: formats.money(s.served, s.base),
            sort=lambda s: s.served,
            width=74,
            right=True,
        ),
    )
