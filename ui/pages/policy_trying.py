"""The policy's draft tried on the year: planned off the GUI thread, shown, kept if wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csplanner.services.policy import PolicyInForce
from ui.widgets.policy_what_if import PolicyWhatIf

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.services.what_if import WhatIf
    from ui.jobs import Handle
    from ui.pages.policy import PolicyPage

KEY = "policy.what_if"


class PolicyTrying(QObject):
    """Works for the page: starts the planning, follows it, shows what it found."""

    def __init__(self, page: PolicyPage) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self.view = PolicyWhatIf()
        self.view.asked.connect(self.start)
        self.view.cancelled.connect(self.cancel)
        self.view.kept.connect(self.keep)
        self._context.jobs.changed.connect(self._follow)

    def show(self) -> None:
        """Offer this year and the next."""
        year = self._context.today.year
        years = [(str(y), str(y)) for y in (year, year + 1)]
        self.view.year.fill(years, self.view.year.key or str(year))
        self._follow()

    def start(self) -> None:
        """Plan the year with the draft, beside the policy in force."""
        page = self._page
        page.places.text.flush()
        page.nav.choose("what_if")
        policy, text = page.draft.policy, page.draft.text
        if policy is None:
            page.go_to_problem()
            return
        from csplanner.services.build_plan import PlanRequest
        from csplanner.services.what_if import Supposed, what_if

        workspace = page.workspace
        request = PlanRequest(
            year=int(self.view.year.key or self._context.today.year),
            today=self._context.today,
            effort="quick",
        )
        supposed = Supposed(
            label=f"policy draft of {self._context.today:%d %b %Y}",
            policy=PolicyInForce(policy=policy, text=text),
        )

        def work(job: Job) -> WhatIf:
            return what_if(workspace, request, supposed, job)

        self._context.jobs.start(work, self.view.show_found, "Planning with the draft", key=KEY)

    def cancel(self) -> None:
        """Stop; what was found before stays."""
        self._context.jobs.cancel(KEY)

    def keep(self) -> None:
        """Keep what was found as a run of its own."""
        if self.view.found is None:
            return
        from csplanner.services.what_if import keep

        run = keep(self._page.workspace, self.view.found)
        self._context.notify(f"Kept as run {run.number}; the calendar is as it was", undo=True)

    def forget(self) -> None:
        """Show nothing of another portfolio."""
        self.view.show_found(None)

    def _follow(self) -> None:
        jobs = self._context.jobs.running
        running: Handle | None = next((j for j in jobs if j.running and j.key == KEY), None)
        self.view.follow(running)
