"""What a review knows of a touch that its run leaves out: asked of the planner once, then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.services.build_plan import PlanProposal
    from csplanner.services.gap_insight import GapInsight
    from csplanner.services.review_run import ReviewRow
    from ui.context import Context


class ReviewWhy(QObject):
    """Explains what a proposal leaves out. Signal: `answered()` when an explanation is there."""

    answered = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._proposal: PlanProposal | None = None
        self._known: dict[str, GapInsight] = {}

    def of(self, proposal: PlanProposal, row: ReviewRow) -> GapInsight | None:
        """Return why a row has no date; None while the planner is asked, or where it has one."""
        if row.group != "unplaced":
            return None
        if proposal is not self._proposal:
            self._proposal, self._known = proposal, {}
        if row.touch not in self._known:
            self._ask(proposal, row.touch)
        return self._known.get(row.touch)

    def _ask(self, proposal: PlanProposal, touch: str) -> None:
        def work(job: Job) -> GapInsight:
            from csplanner.services.gap_insight import proposed_insight

            return proposed_insight(proposal, touch, job)

        self._context.jobs.restart(work, self._take, "Asking the planner", key="review.why")

    def _take(self, gap: GapInsight) -> None:
        self._known[gap.touch] = gap
        self.answered.emit()
