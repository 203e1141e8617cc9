"""Trips: the list of a year, and one trip with its route, schedule, costs and approval."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedLayout

from ui import formats
from ui.pages.base import Page
from ui.pages.trips_actions import trip_actions
from ui.pages.trips_acts import TripActs
from ui.pages.trips_detail import TripDetail
from ui.pages.trips_inspector import TripInspector
from ui.pages.trips_list import TripList
from ui.widgets.cards import EmptyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.domain.trip_sheet import TripSheet
    from csplanner.services.workspace import Changes
    from ui.actions import Action

_READ = (
    "trip", "trip_cost", "trip_leg", "engagement", "account", "person", "rate", "policy_version",
    "exchange_rate", "organisation",
)  # fmt: skip


class TripsPage(Page):
    """The trips that the plan made, and what a person does about each."""

    name, title = "trips", "Trips"

    def build(self) -> None:
        """Make the list, the detail and the empty states."""
        self.acts = TripActs(self)
        self._id = ""
        self._year = 0
        self._sheet: TripSheet | None = None
        self.list = TripList(self.context)
        self.list.view.picked.connect(self._open_row)
        self.list.view.current_row.connect(self._on_current)
        self.list.narrowed.connect(self.header_changed)
        self.detail = TripDetail()
        self.detail.add_asked.connect(self.acts.add_nearby)
        self.detail.visit_opened.connect(self._open_visit)
        self._panel: TripInspector | None = None
        self._stack = QStackedLayout(self)
        self._none = EmptyState(
            "No trips yet",
            "Visits that the plan puts into one week and city become a trip.",
            ("Open the annual plan", partial(self.context.go, "plan")),
        )
        for widget in (self.list, self.detail, self._none):
            self._stack.addWidget(widget)
        self.setFocusProxy(self.list)

    def open(self, **arguments: Any) -> None:
        """Take a trip to open (`trip_id=`), or show the list; `year=` chooses the year."""
        self._id = arguments.get("trip_id", "")
        self._year = arguments.get("year", self._year)

    @property
    def year(self) -> int:
        """The year that is listed."""
        return self._year or self.context.today.year

    @property
    def sheet(self) -> TripSheet | None:
        """The trip that is open, else the one chosen in the list."""
        if self._id:
            return self._sheet
        return self.list.chosen

    @property
    def is_open(self) -> bool:
        """Whether one trip is shown whole."""
        return bool(self._id)

    def refresh(self, changes: Changes | None) -> None:
        """Read the trips again."""
        if changes is not None and not changes.touch(*_READ):
            return
        from csplanner.services.trip_sheets import trip_by_id, trip_sheet, trips_of

        trip = trip_by_id(self.workspace, self._id) if self._id else None
        if trip is None:
            self._id, self._sheet = "", None
        else:
            self._year = trip.year
            self._sheet = trip_sheet(self.workspace, trip, self.context.today)
        self.list.show_trips(trips_of(self.workspace, self.year, self.context.today))
        self._show()

    def _show(self) -> None:
        sheet = self._sheet
        self.title = sheet.title if sheet is not None else "Trips"
        if sheet is not None:
            self.detail.show_sheet(sheet)
        shown = 1 if sheet is not None else 0 if self.list.table.rows else 2
        self._stack.setCurrentIndex(shown)
        self.setFocusProxy(self.detail if sheet is not None else self.list)
        self._tell()

    def _on_current(self, _sheet: TripSheet | None) -> None:
        self._tell()

    def _tell(self) -> None:
        if self._panel is not None:
            self._panel.show_sheet(self.sheet)
        self.header_changed.emit()

    def _open_row(self, sheet: TripSheet) -> None:
        self.context.go("trips", trip_id=sheet.name)

    def open_current(self) -> None:
        """Open the chosen trip."""
        sheet = self.sheet
        if sheet is not None:
            self._open_row(sheet)

    def _open_visit(self, key: str) -> None:
        sheet = self.sheet
        found = next((v for v in sheet.visits if v.id == key), None) if sheet else None
        if found is not None:
            self.context.go("account", account_id=found.account_id)

    def step(self, way: int) -> None:
        """Open the next trip of the list, or the one before."""
        shown = self.list.table.shown
        names = [sheet.name for sheet in shown]
        if self._id in names:
            self._open_row(shown[(names.index(self._id) + way) % len(names)])

    def close_trip(self) -> None:
        """Go back to the list, with the trip that was open chosen."""
        name = self._id
        self.context.go("trips", year=self.year)
        self.list.view.choose(name)

    def show_year(self, step: int) -> None:
        """List the year so many after this one."""
        self.context.go("trips", year=self.year + step)

    def crumb(self) -> tuple[str, str]:
        """Return to the list from one trip."""
        return ("Trips", "trips") if self._id else ("", "")

    def context_line(self) -> str:
        """Say what is open, or which year is listed."""
        sheet = self._sheet
        if sheet is None:
            return str(self.year)
        first = formats.day(sheet.start, sheet.end)
        span = first if sheet.days == 1 else f"{first} to {formats.day(sheet.end)}"
        return f"{sheet.id} · {span} · {formats.counted(len(sheet.visits), 'visit')}"

    def page_actions(self) -> tuple[Action, ...]:
        """Open, step, ask, decide, print, copy."""
        return trip_actions(self)

    def buttons(self) -> tuple[str, ...]:
        """Export, print, and the next step of the approval."""
        sheet = self.sheet
        if sheet is None:
            return ()
        first = "trips.approve" if sheet.state == "asked" else "trips.ask"
        if sheet.state in {"approved", "refused"}:
            return ("trips.calendar", "trips.print")
        return ("trips.calendar", "trips.print", first)

    def inspector(self) -> QWidget:
        """Return cost, limits and approval of the trip."""
        if self._panel is None:
            self._panel = TripInspector(self.acts)
            self._panel.show_sheet(self.sheet)
        return self._panel

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        if self._id:
            self.close_trip()
        self.list.filter.setFocus()
        self.list.filter.selectAll()
