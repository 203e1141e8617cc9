"""What the page of plan runs does while nothing is reviewed: list, follow a search, suppose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csplanner.domain.engagement import RunState
from csplanner.domain.records import PlanRun
from csplanner.services.policy import base_currency
from ui.pages.plan_job import KEY

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.services.what_if import Supposed, WhatIf
    from ui.jobs import Handle
    from ui.pages.review import ReviewPage

WHAT_IF = "plan.what_if"


class PlanRunsList(QObject):
    """Works for the page: fills its list of runs and answers what is asked there."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page, self._context, self.view = page, page.context, page.runs
        self.view.asked.connect(self._asked)
        self._context.jobs.changed.connect(self.follow)

    def show(self, title: str, text: str) -> None:
        """List the runs, the newest first."""
        self.view.currency = base_currency(self._page.workspace)
        runs = sorted(self._page.workspace.all(PlanRun), key=lambda run: -run.number)
        self.view.show_runs(runs, title, text)
        self.follow()

    @property
    def running(self) -> Handle | None:
        """The search under way, if there is one."""
        jobs = self._context.jobs.running
        return next((job for job in jobs if job.running and job.key in {KEY, WHAT_IF}), None)

    def follow(self) -> None:
        """Show the curve of the search under way."""
        self.view.follow(self.running)

    def _asked(self, word: str) -> None:
        running, run = self.running, self.view.chosen
        if word == "cancel" and running is not None:
            running.cancel()
        elif word == "remove" and run is not None and run.state is RunState.WHAT_IF:
            label = f"Remove what-if {run.number}"
            self._context.run_change(label, lambda work: work.remove(run), notice=label)

    def ask(self) -> None:
        """Ask what to suppose."""
        from ui.dialogs.what_if_form import WhatIfForm

        WhatIfForm(self._page, self._page.workspace, self._page.year, self.suppose).exec()

    def suppose(self, supposed: Supposed) -> None:
        """Plan the year as supposed off the GUI thread, and keep it as a run of its own."""
        workspace, year, today = self._page.workspace, self._page.year, self._context.today

        def work(job: Job) -> WhatIf:
            from csplanner.services.build_plan import PlanRequest
            from csplanner.services.what_if import what_if

            request = PlanRequest(year=year, today=today, effort="quick")
            return what_if(workspace, request, supposed, job)

        self._context.jobs.start(work, self._keep, "Planning as supposed", key=WHAT_IF)

    def _keep(self, found: WhatIf) -> None:
        from csplanner.services.what_if import keep

        run = keep(self._page.workspace, found)
        self._page.refresh(None)
        self.view.choose(run)
        self._context.notify(f"Kept as run {run.number}; the calendar is as it was", undo=True)
