"""Health of every account for lists: computed off the GUI thread, kept until facts change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.jobs import ASIDE
from ui.later import after_paint

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.domain.health import AccountScore, Health
    from csplanner.services.workspace import Changes
    from ui.context import Context

_FACTS = (
    "account",
    "contact",
    "driver",
    "driver_reading",
    "engagement",
    "goal",
    "measure",
    "policy_version",
    "survey",
    "ticket",
)


class Scores(QObject):
    """The health of each account. Signal: `changed()` when new scores are there.

    Old scores stay until the new ones are computed; nothing waits.
    """

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._health: dict[str, Health] = {}
        self._fresh = False
        context.changed.connect(self._on_change)
        context.workspace_changed.connect(self._on_workspace)
        context.day_changed.connect(self._on_day)

    def get(self, account_id: str) -> Health | None:
        """Return an account's health, None while it is not computed."""
        return self._health.get(account_id)

    def want(self) -> None:
        """Have the scores computed, once everything that waits to be painted was painted."""
        if not self._fresh:
            after_paint(self, self._begin)

    def _begin(self) -> None:
        workspace = self._context.workspace
        if self._fresh or workspace is None:
            return
        self._fresh = True
        today = self._context.today

        def work(job: Job) -> tuple[AccountScore, ...]:
            from csplanner.services.score import score_accounts

            return score_accounts(workspace, today, job=job)

        self._context.jobs.restart(work, self._take, "Scoring accounts", key="scores", lane=ASIDE)

    def _take(self, scores: tuple[AccountScore, ...]) -> None:
        self._health = {score.id: score.health for score in scores}
        self.changed.emit()

    def _on_change(self, changes: Changes) -> None:
        if changes.touch(*_FACTS):
            self._fresh = False

    def _on_workspace(self) -> None:
        self._health = {}
        self._fresh = False

    def _on_day(self) -> None:
        self._fresh = False
