"""The cards of an account's page that are charts: health, drivers, engagements, people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from csplanner.charts.drivers import HEAD, ROW, draw_drivers, drivers_height
from csplanner.charts.health import draw_health, strip_at
from csplanner.charts.health_series import health_series
from csplanner.drawing.stakeholders import person_at
from csplanner.drawing.timeline import draw_account_line, nearest_day
from csplanner.services.coverage_words import type_name
from ui import formats
from ui.pages import account_series as series
from ui.pages.account_card import AccountCard
from ui.widgets.buttons import Button
from ui.widgets.chart_view import ChartView
from ui.widgets.layouts import clear
from ui.widgets.stakeholder_map import StakeholderMap

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.health import Component, DriverState
    from csplanner.domain.records import Driver
    from csplanner.drawing.canvas import Box
    from csplanner.drawing.timeline import AccountLine
    from csplanner.services.account_view import AccountView, ContactOnMap


class HealthCard(AccountCard):
    """Score with zones, five component strips, change since a month.

    Signal: `rows_asked(component)` when a strip is clicked.
    """

    rows_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("Health")
        self.chart = ChartView("Health by month", 264, 460)
        self.chart.press(self._pressed)
        self.chart.tip(self._tip)
        self.inside.addWidget(self.chart)
        self.components: tuple[Component, ...] = ()

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Draw the months."""
        del today
        self.components = view.facts.health.components
        history = view.facts.history
        scored = [health for health in history if health.score is not None]
        self.fill(
            there=bool(scored),
            otherwise="No score yet: import usage, tickets or surveys of this account.",
        )
        if not scored:
            self.note.setText("")
            return
        self.note.setText(series.health_note(history))
        told = health_series(history, view.facts.events)
        self.chart.show_drawing(
            lambda canvas, box: draw_health(canvas, box, told), series.health_words(history)
        )

    def _at(self, y: float) -> Component | None:
        at = strip_at(y, self.chart.box().h, len(self.components))
        return None if at is None else self.components[at]

    def _pressed(self, _x: float, y: float) -> None:
        component = self._at(y)
        if component is not None:
            self.rows_asked.emit(component)

    def _tip(self, _x: float, y: float, _box: Box) -> str:
        component = self._at(y)
        return "" if component is None else f"{component.basis}\nClick for the records behind it"


class DriversCard(AccountCard):
    """Attainment of each driver, 90 days ago and now; a click on a row shows its history.

    Signal: `history_asked(driver, state)`.
    """

    history_asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("Drivers", "○ 90 days ago   ● now", adds="Add a driver")
        self.chart = ChartView("Drivers against target", 200, 460)
        self.chart.press(self._pressed)
        self.chart.tip(self._tip)
        self.choices = QHBoxLayout()
        self.choices.setSpacing(8)
        self.choices.setContentsMargins(0, 6, 0, 0)
        self.body.addLayout(self.choices)
        self.inside.addWidget(self.chart)
        self._records: list[Driver] = []
        self._states: tuple[DriverState, ...] = ()
        self._day: dt.date | None = None

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Draw the drivers, or offer the sets that fit."""
        self._states, self._day = view.facts.drivers, today
        known: dict[str, Driver] = {record.id: record for record in view.drivers}
        self._records = [known[s.id] for s in self._states if s.id in known]
        self.fill(
            there=bool(self._states),
            otherwise="No drivers. Choose a set, import drivers, or add one: they say what carries"
            " this account's outcome.",
        )
        clear(self.choices)
        if not self._states:
            for one in view.driver_sets:
                button = Button(f"{one.id.capitalize()} set", icon="plus", small=True)
                button.clicked.connect(partial(self.edit_asked.emit, one))
                self.choices.addWidget(button)
            self.choices.addStretch(1)
            return
        rows = series.driver_rows(self._states)
        self.chart.show_drawing(
            lambda canvas, box: draw_drivers(canvas, box, rows),
            series.driver_words(self._states),
            int(drivers_height(len(rows))) + 2,
        )

    def _row_at(self, y: float) -> int | None:
        at = int((y - HEAD) // ROW)
        return at if y >= HEAD and at < len(self._records) else None

    def _pressed(self, _x: float, y: float) -> None:
        at = self._row_at(y)
        if at is not None:
            self.history_asked.emit(self._records[at], self._states[at])

    def _tip(self, _x: float, y: float, _box: Box) -> str:
        at = self._row_at(y)
        if at is None or self._day is None:
            return ""
        return series.driver_tip(self._states[at], self._day)


class EngagementsCard(AccountCard):
    """Last to next on one line, with the decision window behind; a click opens the calendar.

    Signal: `day_asked(day)` when an engagement is clicked.
    """

    day_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("Engagements")
        self.chart = ChartView("Engagements, three months back and five ahead", 80, 400)
        self.chart.press(self._pressed)
        self.chart.tip(self._tip)
        self.inside.addWidget(self.chart)
        self._view: AccountView | None = None
        self._line: AccountLine | None = None

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Draw the line."""
        last, following = view.last(today), view.next(today)
        said = []
        if last is not None:
            said.append(f"last: {type_name(last.type)} {formats.day(last.date, today)}")
        if following is not None:
            when = " ".join((formats.day(following.date, today), series.local_time(following)))
            said.append(f"next: {type_name(following.type)} {when}".rstrip())
        self.note.setText("   ".join(said))
        self.fill(
            there=bool(view.engagements),
            otherwise="No engagements. Run the plan, or log a touch that was held.",
        )
        line = series.account_line(view, today)
        self._view, self._line = view, line
        self.chart.show_drawing(
            lambda canvas, box: draw_account_line(canvas, box, line),
            f"{formats.counted(len(line.marks), 'engagement')} from "
            f"{formats.day(line.start)} to {formats.day(line.end)}; {', '.join(said)}",
        )

    def _at(self, x: float) -> dt.date | None:
        return None if self._line is None else nearest_day(self._line, self.chart.box(), x)

    def _pressed(self, x: float, _y: float) -> None:
        day = self._at(x)
        if day is not None:
            self.day_asked.emit(day)

    def _tip(self, x: float, _y: float, _box: Box) -> str:
        day = self._at(x)
        return "" if day is None or self._view is None else series.day_tip(self._view, day)


class StakeholdersCard(AccountCard):
    """Stance across, influence up; a sign that is clicked or moved rates that person anew.

    Signal: `moved_to(contact, attitude, influence)` when a sign was put elsewhere.
    """

    moved_to = Signal(object, int, int)

    def __init__(self) -> None:
        note = "★ champion   dashed: no contact in 90 days"
        super().__init__("Stakeholders", note, adds="Add a contact")
        self.chart = StakeholderMap(196, 300)
        self.chart.opened.connect(self._opened)
        self.chart.moved.connect(self._moved)
        self.chart.tip(self._tip)
        self.inside.addWidget(self.chart)
        self._shown: tuple[ContactOnMap, ...] = ()

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Draw the map."""
        del today
        self._shown = series.on_map(view.contacts)
        people = series.people_on_map(view.contacts)
        unknown = len(view.contacts) - len(people)
        otherwise = "No contacts. Import contacts of this account, or add one."
        if unknown:
            otherwise = f"{formats.counted(unknown, 'contact')} without influence or attitude."
        self.fill(there=bool(people), otherwise=otherwise)
        self.chart.show_people(people, series.people_words(view.contacts))

    def _opened(self, at: int) -> None:
        self.edit_asked.emit(self._shown[at].contact)

    def _moved(self, at: int, attitude: int, influence: int) -> None:
        contact = self._shown[at].contact
        if (contact.attitude, contact.influence) != (attitude, influence):
            self.moved_to.emit(contact, attitude, influence)

    def _tip(self, x: float, y: float, box: Box) -> str:
        at = person_at(box, self.chart.people, x, y)
        return "" if at is None else series.contact_tip(self._shown[at])
