"""Starting the planner from a page: off the GUI thread, with progress and cancel, then review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.models.plan_sentences import told

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.services.build_plan import PlanProposal
    from ui.context import Context
    from ui.jobs import Handle

KEY = "plan.run"


class Aloud(QObject):
    """Says in the window, before the search, what a year asks above what there is."""

    said = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self._told = context, False
        self.said.connect(self._say)

    def tell(self, line: str) -> None:
        """Take a line on the thread that plans; the first limit is said, the review lists all."""
        if line.startswith("  ") and not self._told:
            self._told = True
            self.said.emit(line.strip())

    def _say(self, line: str) -> None:
        hint = "The best that can be is searched; the review lists what has no date."
        words = f"More is asked than can be. {told(line)}."
        self._context.notify(words, hint=hint, kind="warning")


def start_plan(context: Context, year: int) -> Handle | None:
    """Propose a year and show the review; a run that is under way is not started twice."""
    workspace, today = context.workspace, context.today
    if workspace is None:
        return None
    aloud = Aloud(context)

    def work(job: Job) -> PlanProposal:
        from csplanner.services.build_plan import PlanRequest, propose

        return propose(workspace, PlanRequest(year=year, today=today), job, tell=aloud.tell)

    return context.jobs.start(work, partial(_review, context), f"Planning {year}", key=KEY)


def _review(context: Context, proposal: PlanProposal) -> None:
    context.go("review", proposal=proposal)
