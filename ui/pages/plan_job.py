"""Starting the planner from a page: off the GUI thread, with progress and cancel, then review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.services.build_plan import PlanProposal
    from ui.context import Context
    from ui.jobs import Handle

KEY = "plan.run"


def start_plan(context: Context, year: int) -> Handle | None:
    """Propose a year and show the review; a run that is under way is not started twice."""
    workspace, today = context.workspace, context.today
    if workspace is None:
        return None

    def work(job: Job) -> PlanProposal:
        from csplanner.services.build_plan import PlanRequest, propose

        return propose(workspace, PlanRequest(year=year, today=today), job)

    return context.jobs.start(work, partial(_review, context), f"Planning {year}", key=KEY)


def _review(context: Context, proposal: PlanProposal) -> None:
    context.go("review", proposal=proposal)
