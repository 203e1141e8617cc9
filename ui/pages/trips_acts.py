"""Does what a user asks of a trip: judge, print, copy, change costs and legs, add accounts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from csplanner.base.errors import CsplannerError
from csplanner.base.paths import safe_name
from csplanner.domain.ids import TripLegId
from csplanner.domain.trip import TripState
from ui import formats
from ui.pages.briefs_pack import PackDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.domain.records import Trip
    from csplanner.domain.trip_sheet import Nearby
    from ui.pages.trips import TripsPage

_FOLDER = "trips.folder"


class TripActs:
    """Does things to the trip that a page shows; failures become notices."""

    def __init__(self, page: TripsPage) -> None:
        self._page, self._context = page, page.context
        self.packs = PackDesk(page, page.context)

    @property
    def can_write(self) -> bool:
        """Whether the portfolio may be changed."""
        workspace = self._context.workspace
        return workspace is not None and not workspace.read_only

    def _trip(self) -> Trip | None:
        from csplanner.services.trip_sheets import trip_by_id

        sheet = self._page.sheet
        return None if sheet is None else trip_by_id(self._page.workspace, sheet.name)

    def _do(self, act: Callable[[Trip], object], said: str = "") -> None:
        """Run an act on the trip; tell a failure, else what was done with a way back."""
        trip = self._trip()
        if trip is None:
            return
        try:
            act(trip)
        except CsplannerError as error:
            self._context.notify_error(error)
            return
        if said:
            self._context.notify(said, undo=True)

    def export_pack(self) -> None:
        """Ask for the briefs of the trip's visits in one pack."""
        trip = self._trip()
        if trip is not None:
            self.packs.ask("internal", which=f"trip:{trip.id}")

    def judge(self, state: TripState) -> None:
        """Bring the approval to a state; a decision asks by whom."""
        from csplanner.services.edit_trip import judge

        sheet = self._page.sheet
        if sheet is None:
            return
        if state in {TripState.APPROVED, TripState.REFUSED}:
            from ui.dialogs.trip_forms import DecisionForm

            DecisionForm(self._page, self._context, sheet, state).exec()
            return
        said = {TripState.ASKED: "Asked for", TripState.DRAFT: "Draft again:"}[state]
        self._do(lambda trip: judge(self._page.workspace, trip, state), f"{said} {sheet.id}")

    def change_costs(self) -> None:
        """Let the cost lines be typed."""
        from ui.dialogs.trip_forms import CostsForm

        trip, sheet = self._trip(), self._page.sheet
        if trip is not None and sheet is not None:
            CostsForm(self._page, self._context, trip, sheet).exec()

    def add_leg(self) -> None:
        """Let a leg be typed."""
        from ui.dialogs.trip_forms import LegForm

        trip, sheet = self._trip(), self._page.sheet
        if trip is not None and sheet is not None:
            LegForm(self._page, self._context, trip, sheet).exec()

    def remove_leg(self, leg: str) -> None:
        """Take a leg away."""
        from csplanner.services.edit_trip import remove_leg

        self._do(lambda trip: remove_leg(self._page.workspace, trip, TripLegId(leg)), "Leg removed")

    def add_nearby(self, near: Nearby) -> None:
        """Move a nearby account's visit onto its open day of the trip."""
        from csplanner.services.edit_trip import join_trip

        said = f"{near.account} joins on {formats.weekday(near.date)}"
        self._do(lambda trip: join_trip(self._page.workspace, trip, near), said)

    def copy_request(self) -> None:
        """Put the request's words on the clipboard."""
        from csplanner.services.trip_words import request_text

        sheet = self._page.sheet
        if sheet is not None:
            QGuiApplication.clipboard().setText(request_text(sheet))
            self._context.notify(f"The request for {sheet.id} is on the clipboard.")

    def print_request(self) -> None:
        """Write the request as PDF."""
        from csplanner.base.job import Job
        from csplanner.services.print_trip import print_request

        sheet = self._page.sheet
        path = self._where("Travel request", "pdf") if sheet is not None else None
        if sheet is None or path is None:
            return
        try:
            written = print_request(sheet, path, formats.paper(), Job())
        except CsplannerError as error:
            self._context.notify_error(error)
            return
        self._context.notify(f"Wrote {formats.counted(written.pages, 'page')} to {path.name}")

    def save_calendar(self) -> None:
        """Write the trip's visits as a calendar file."""
        from csplanner.services.export_calendar import export_trip

        sheet = self._page.sheet
        path = self._where("Calendar file", "ics") if sheet is not None else None
        if sheet is None or path is None:
            return
        try:
            written = export_trip(self._page.workspace, sheet.name, path)
        except CsplannerError as error:
            self._context.notify_error(error)
            return
        self._context.notify(f"Wrote {formats.counted(written.pages, 'visit')} to {path.name}")

    def _where(self, what: str, ending: str) -> Path | None:
        sheet = self._page.sheet
        assert sheet is not None
        folder = Path(self._context.memory.get(_FOLDER, str(Path.home())))
        name = f"{sheet.id}-{safe_name(sheet.title, 'trip')}.{ending}"
        path, _ = QFileDialog.getSaveFileName(
            self._page, what, str(folder / name), f"{what} (*.{ending})"
        )
        if not path:
            return None
        self._context.memory.keep(_FOLDER, str(Path(path).parent))
        return Path(path)
