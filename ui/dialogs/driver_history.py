"""The history of one driver: its readings by month against the target, and each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csplanner.charts.series import Line, LineSeries
from csplanner.charts.usage import draw_usage
from csplanner.domain.health_facts import month_index, month_start
from ui import formats
from ui.dialogs.form import Form
from ui.widgets.buttons import Button
from ui.widgets.cards import Ground
from ui.widgets.chart_view import ChartView
from ui.widgets.labels import Label
from ui.widgets.layouts import scrolled

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtWidgets import QScrollArea

    from csplanner.domain.health import DriverState
    from csplanner.domain.records import DriverReading

MOST_MONTHS = 24
_MOST, _HIGH, _CHART_HIGH = 120, 180, 170


class DriverHistory(Form):
    """Shows what was read of a driver. Signal: `change_asked()` for its form."""

    change_asked = Signal()

    def __init__(
        self,
        parent: QWidget,
        state: DriverState,
        readings: Sequence[DriverReading],
        today: dt.date,
    ) -> None:
        super().__init__(parent, state.name, "Close")
        self.cancel_button.hide()
        known = sorted(
            (r for r in readings if r.date <= today), key=lambda r: (r.date, r.id), reverse=True
        )
        self.body.addWidget(Label(_stand(state), "body", weight=600).wrapped())
        self.body.addWidget(Label(_pace(state, today), "note", "text2").wrapped())
        self.chart = ChartView(f"{state.name} by month", _CHART_HIGH, 300)
        told = months_of(state, known, today)
        words = ", ".join(f"{formats.day(r.date)} {r.value:g}" for r in known[:12])
        self.chart.show_drawing(
            lambda canvas, box: draw_usage(canvas, box, told), words or "No reading yet."
        )
        self.chart.setVisible(bool(known))
        self.body.addWidget(self.chart)
        self.body.addWidget(Label(_source(state, known), "note", "text2").wrapped())
        if known:
            self.body.addWidget(_listed(known, state.unit))
        row = QHBoxLayout()
        self.change_button = Button("Change or log a value", icon="edit", small=True)
        self.change_button.clicked.connect(self._change)
        row.addWidget(self.change_button)
        row.addStretch(1)
        self.body.addLayout(row)

    def _change(self) -> None:
        self.accept()
        self.change_asked.emit()


def months_of(state: DriverState, readings: Sequence[DriverReading], today: dt.date) -> LineSeries:
    """Return a driver's value at the end of each month: the newest reading up to then."""
    newest: dict[int, float] = {}
    for reading in sorted(readings, key=lambda r: (r.date, r.id)):
        newest[month_index(reading.date)] = reading.value
    last = month_index(today)
    first = min(max(min(newest, default=last), last - MOST_MONTHS + 1), last - 1)
    values: list[float | None] = []
    value = next((newest[m] for m in sorted(newest, reverse=True) if m < first), None)
    for month in range(first, last + 1):
        value = newest.get(month, value)
        values.append(value)
    starts = [month_start(month) for month in range(first, last + 1)]
    target = "" if state.target is None else f"target {formats.measure(state.target, state.unit)}"
    return LineSeries(
        labels=tuple(formats.month(day, year=day.month == 1 or day == starts[0]) for day in starts),
        lines=(Line(name=state.name, values=tuple(values)),),
        target=state.target,
        target_label=target,
        from_zero=False,
    )


def _stand(state: DriverState) -> str:
    bound = "at most " if state.lower_is_better else ""
    target = f"{bound}{formats.measure(state.target, state.unit)}"
    share = "" if state.attainment is None else f", {formats.percent(state.attainment)} of target"
    return f"{formats.measure(state.current, state.unit)}, wanted {target}{share}"


def _pace(state: DriverState, today: dt.date) -> str:
    if state.reaches is not None:
        return f"At the pace of 180 days on target by {formats.day(state.reaches, today)}."
    if state.attainment is not None and state.attainment >= 1:
        return "On target."
    return "No pace to the target: too few readings, or it stands still or moves the wrong way."


def _source(state: DriverState, readings: Sequence[DriverReading]) -> str:
    owner = f" Owner: {state.owner}." if state.owner else ""
    mark = "Customer-safe." if state.customer_safe else "Internal."
    if not readings:
        return f"No reading yet: its value was typed without a day.{owner} {mark}"
    span = f"{formats.day(readings[-1].date)} to {formats.day(readings[0].date)}"
    count = formats.counted(len(readings), "reading")
    return f"{count}, {span}, imported or typed here.{owner} {mark}"


def _listed(readings: Sequence[DriverReading], unit: str) -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 6, 0)
    column.setSpacing(0)
    for reading in readings[:_MOST]:
        made = Ground("surface", "" if reading is readings[0] else "t")
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 4, 0, 4)
        line.addWidget(Label(formats.day(reading.date), "table", "text2"))
        value = Label(formats.measure(reading.value, unit), "table", weight=600)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(value, 1)
        column.addWidget(made)
    column.addStretch(1)
    scroll = scrolled(inside, "Readings")
    scroll.setMaximumHeight(_HIGH)
    return scroll
