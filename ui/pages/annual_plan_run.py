"""Planning and exporting the year of the annual plan, off the GUI thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from csplanner.domain.records import Person
from ui.pages.plan_job import start_plan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.base.job import Job
    from csplanner.services.plan_facts import YearFacts
    from ui.pages.annual_plan import AnnualPlanPage

_FILES = "Calendar file (*.ics);;Workbook (*.xlsx);;Table (*.csv);;All files (*)"


class PlanRuns(QObject):
    """Starts slow work for one page; what it proposes is shown in the review."""

    def __init__(self, page: AnnualPlanPage) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._holidays: tuple[int, tuple[dt.date, ...]] = 0, ()

    def holidays(self, year: int) -> tuple[dt.date, ...]:
        """Return the public holidays of a year where our CSMs live, as far as they are read."""
        known, days = self._holidays
        return days if known == year else ()

    def want_holidays(self, facts: YearFacts) -> None:
        """Have the holidays of a year read; the library that knows them takes a while to load."""
        if self._holidays[0] == facts.year:
            return
        countries = {person.country for person in facts.people if person.role == "CSM"} - {""}
        self._context.jobs.start(
            lambda _job: (facts.year, _holidays_of(sorted(countries), facts.year)),
            self._take_holidays,
            "Reading holidays",
            key="plan.holidays",
        )

    def _take_holidays(self, found: tuple[int, tuple[dt.date, ...]]) -> None:
        self._holidays = found
        self._page.arrange()

    def run_plan(self) -> None:
        """Propose the year off the GUI thread, then show the review."""
        start_plan(self._context, self._page.year)

    def export(self) -> None:
        """Ask for a file and write the year's calendar into it."""
        name = f"plan-{self._page.year}.ics"
        path, _ = QFileDialog.getSaveFileName(self._page, "Export the year", name, _FILES)
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write the year's calendar to a file; its ending says which kind."""
        workspace, year = self._page.workspace, self._page.year
        person = workspace.get(Person, self._page.owners[0]) if self._page.owners else None

        def work(_job: Job) -> Path:
            from csplanner.services.export_calendar import export_calendar

            return export_calendar(workspace, year, path, person).out

        self._context.jobs.start(work, self._written, f"Writing {path.name}", key="plan.export")

    def _written(self, path: Path) -> None:
        self._context.notify(f"Wrote {path.name}", hint=str(path.parent))


def _holidays_of(countries: Sequence[str], year: int) -> tuple[dt.date, ...]:
    from csplanner.services.availability import public_holidays

    return tuple(sorted({day for c in countries for day in public_holidays(c, year)}))
