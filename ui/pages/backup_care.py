"""Mending a portfolio from the page Backup: after a backup, off the GUI thread, checked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import formats
from ui.actions import Action

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.services.care import Checked
    from ui.pages.backup import BackupPage


def mend_action(page: BackupPage) -> Action:
    """Return the action that mends what the last check found."""
    return Action(
        name="backup.repair",
        text="Mend what is safe",
        run=lambda: _mend(page),
        icon="checklist",
        menu="Tools",
        detail="After a backup; what a person must decide is listed",
        on=lambda: is_there_anything(page.found),
    )


def is_there_anything(found: Checked | None) -> bool:
    """Say whether a check found what mending may help."""
    return found is not None and found.integrity and bool(found.problems)


def _mend(page: BackupPage) -> None:
    workspace = page.workspace

    def work(job: Job) -> tuple[int, Checked]:
        from csplanner.services.care import check, repair

        job.step(0.1, "Mending the portfolio")
        done = len(repair(workspace))
        return done, check(workspace)

    def mended(answer: tuple[int, Checked]) -> None:
        done, found = answer
        page.checked(found)
        page.refresh(None)
        page.context.notify(
            f"{formats.counted(done, 'fault')} mended",
            hint="A backup of the portfolio as it was is in the list." if done else "",
        )

    page.context.jobs.start(
        work, mended, "Mending the portfolio", key="backup.repair", lane="writes"
    )
