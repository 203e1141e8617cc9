"""Health in the rows of the annual plan: scores as they come, a year's line for rows in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from csplanner.drawing.marks import Health
from csplanner.services.plan_rows import HealthCell
from ui import formats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplanner.base.job import Job
    from csplanner.services.workspace import Changes
    from ui.pages.annual_plan import AnnualPlanPage

    Line = tuple[float | None, ...]

_FACTS = ("measure", "survey", "ticket", "driver", "driver_reading", "contact", "goal")
MONTHS = 12


class PlanHealth(QObject):
    """Knows scores and lines of accounts for one page. Signal: `changed()` when some came."""

    changed = Signal()

    def __init__(self, page: AnnualPlanPage) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._lines: dict[str, Line] = {}
        self._wanted: dict[str, None] = {}
        self._context.scores.changed.connect(self.changed)
        self._context.changed.connect(self._on_change)
        self._context.workspace_changed.connect(self._forget)

    def cells(self, accounts: Sequence[str]) -> Mapping[str, HealthCell]:
        """Return what is known of some accounts, and have the rest computed."""
        self._context.scores.want()
        missing = [account for account in accounts if account not in self._lines]
        self._wanted.update(dict.fromkeys(missing))
        if missing:
            # Rows are asked for while the grid paints; a job may not start in the middle of that.
            QTimer.singleShot(0, self, self._start)
        found = {}
        for account in accounts:
            health = self._context.scores.get(account)
            if health is not None and health.score is not None:
                line = self._lines.get(account, ())
                found[account] = HealthCell(
                    band=Health(health.band.value),
                    score=formats.number(health.score),
                    spark=(*line[:-1], health.score) if line else (),
                )
        return found

    def _start(self) -> None:
        if not self._wanted or not self._page.isVisible() or self._context.workspace is None:
            return
        workspace, today = self._context.workspace, self._context.today
        wanted = tuple(self._wanted)

        def work(job: Job) -> dict[str, Line]:
            from csplanner.services.score import health_history

            lines = {}
            for account in wanted:
                job.check()
                history = health_history(workspace, account, today, MONTHS)
                lines[account] = tuple(health.score for health in history)
            return lines

        self._context.jobs.start(
            work, self._take, "Health of the year", key="plan.lines", failed=_ignore
        )

    def _take(self, lines: dict[str, Line]) -> None:
        self._lines |= lines
        for account in lines:
            self._wanted.pop(account, None)
        self.changed.emit()
        if self._wanted:
            self._start()

    def _on_change(self, changes: Changes) -> None:
        if changes.touch(*_FACTS):
            self._forget()

    def _forget(self) -> None:
        self._lines.clear()
        self._wanted.clear()


def _ignore(_error: Exception) -> None:
    """Draw no line where none can be computed, as of an account that was just removed."""
