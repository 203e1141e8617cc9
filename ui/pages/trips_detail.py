"""One trip whole: its route on a map, why it is one trip, what is nearby, and its days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from csplanner.drawing.map import draw_map
from csplanner.drawing.schedule import draw_schedule, place_blocks, schedule_height
from csplanner.services.trip_route import route_map
from csplanner.services.trip_schedule import trip_schedule
from ui import formats
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Stamp
from ui.widgets.chart_view import ChartView
from ui.widgets.engagement_words import stamp_of, type_words
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from csplanner.domain.trip_sheet import Nearby, TripSheet
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.drawing.schedule import Schedule

_MAP = 270


class TripDetail(QScrollArea):
    """Signals: `add_asked(nearby)` to bring a nearby account in, `visit_opened(engagement id)`."""

    add_asked = Signal(object)
    visit_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Trip")
        self._schedule: Schedule | None = None
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(12)
        self.route = Card("Route")
        self.map = ChartView("Map of the route", _MAP)
        self.route.body.addWidget(self.map)
        top.addWidget(self.route, 13)
        side = QVBoxLayout()
        side.setSpacing(12)
        self.why = Card("Why one trip")
        self.nearby = Card("Nearby, not visited")
        self.wrong = Card("To settle before booking")
        for card in (self.why, self.nearby, self.wrong):
            side.addWidget(card)
        side.addStretch(1)
        top.addLayout(side, 7)
        column.addLayout(top)
        self.days = Card("Schedule", "local time in each city")
        self.plan = _Days()
        self.plan.opened.connect(self.visit_opened)
        self.days.body.addWidget(self.plan)
        column.addWidget(self.days)
        column.addStretch(1)
        self.setWidget(board)
        board.setAutoFillBackground(False)  # Qt turns it on in setWidget

    def show_sheet(self, sheet: TripSheet) -> None:
        """Show a trip."""
        route = route_map(sheet)
        legs = len(route.legs) if route else 0
        self.route.note.setText(formats.counted(legs, "leg") if legs else "")
        self.map.setVisible(route is not None)
        if route is not None:
            cities = ", ".join(f"{stop.name}, {stop.note}" for stop in route.stops)
            self.map.show_drawing(lambda canvas, box: draw_map(canvas, box, route), cities)
        self._why(sheet)
        self._nearby(sheet)
        self._wrong(sheet)
        self.plan.show_schedule(trip_schedule(sheet), sheet)

    def _why(self, sheet: TripSheet) -> None:
        clear(self.why.body)
        if sheet.saved is None:
            self.why.body.addWidget(Label("No rates to compare with.", "table", "text2"))
            return
        good = sheet.saved >= 0
        word = "saved" if good else "more than alone"
        figure = f"{formats.exact_money(abs(sheet.saved), sheet.currency)} {word}"
        self.why.body.addWidget(Label(figure, "figure", "good" if good else "watch"))
        visits = formats.counted(len(sheet.visits), "separate trip")
        text = f"against {visits} at {formats.exact_money(sheet.alone, sheet.currency)}"
        served = formats.money(sheet.served, sheet.base)
        accounts = formats.counted(len({v.account_id for v in sheet.visits}), "account")
        words = f"{text}. It serves {accounts} with {served} a year."
        if not good:
            words += " A night in between costs more than a second journey."
        self.why.body.addWidget(Label(words, "table", "text2").wrapped())
        if sheet.reason:
            self.why.body.addSpacing(4)
            self.why.body.addWidget(Label(sheet.reason, "table", "text2").wrapped())

    def _nearby(self, sheet: TripSheet) -> None:
        clear(self.nearby.body)
        for near in sheet.nearby[:5]:
            self.nearby.body.addLayout(self._near(near))
        self.nearby.setVisible(bool(sheet.nearby))
        more = len(sheet.nearby) - 5
        self.nearby.note.setText(f"{more} more" if more > 0 else "")

    def _near(self, near: Nearby) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Stamp(stamp_of(near.type, "planned"), type_words(near.type), 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(near.account, "table", weight=500))
        day = formats.weekday(near.date) if near.date else ""
        away = f"{formats.number(near.km)} km away" if near.km >= 1 else "in town"
        words.addWidget(Elided(f"{near.city}, {near.tier}; {day} is open, {away}", "note", "text2"))
        line.addLayout(words, 1)
        button = Button("Add", small=True)
        button.setAccessibleName(f"Add {near.account} to the trip")
        button.clicked.connect(partial(self.add_asked.emit, near))
        line.addWidget(button)
        return line

    def _wrong(self, sheet: TripSheet) -> None:
        clear(self.wrong.body)
        for problem in sheet.problems:
            self.wrong.body.addWidget(Label(problem, "table", "risk").wrapped())
        self.wrong.setVisible(bool(sheet.problems))


class _Days(ChartView):
    """The schedule; Left and Right choose a block, Enter or a double click opens its account."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("Schedule", 300)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._schedule: Schedule | None = None
        self.chosen = ""

    def show_schedule(self, schedule: Schedule, sheet: TripSheet) -> None:
        """Show other days."""
        self._schedule = schedule
        if self.chosen not in {block.key for block in schedule.blocks}:
            self.chosen = ""
        said = [
            f"{v.account}, {type_words(v.type)}, {formats.weekday(v.date)}" for v in sheet.visits
        ]
        self.show_drawing(self._paint, "; ".join(said), int(schedule_height(schedule)))

    def _paint(self, canvas: Canvas, box: Box) -> None:
        assert self._schedule is not None
        draw_schedule(canvas, box, self._schedule, self.chosen)

    def _at(self, x: float, y: float) -> str:
        if self._schedule is None:
            return ""
        for block, at in place_blocks(self._schedule, self.box()):
            if at.x <= x <= at.x + at.w and at.y <= y <= at.y + at.h:
                return block.key
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        self.chosen = self._at(event.position().x(), event.position().y())
        self.setFocus()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the account of the visit under the pointer."""
        key = self._at(event.position().x(), event.position().y())
        if key:
            self.opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right step through the blocks, Enter opens."""
        keys = [block.key for block in self._schedule.blocks] if self._schedule else []
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and keys:
            at = keys.index(self.chosen) + step if self.chosen in keys else 0
            self.chosen = keys[at % len(keys)]
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen:
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)
