"""A damaged portfolio: what is said of it, and its newest good backup restored to a copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from csplanner.services.rescue import Rescuable

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.base.errors import CsplannerError
    from csplanner.base.job import Job
    from csplanner.services.rescue import Offer
    from ui.main_window import MainWindow

_NAMES_TRIED = 1000


def offer_restore(window: MainWindow, path: Path, error: CsplannerError) -> None:
    """Say what is damaged; where a good backup was found, a button restores it to a copy."""
    if window.context.workspace is None:
        window.go("welcome")
    if not isinstance(error, Rescuable):
        window.context.notify_error(error)
        return
    window.context.notify(
        error.message,
        hint=str(error.offer),
        kind=error.kind,
        action=("Restore it to a copy", partial(_restore, window, path, error.offer)),
    )


def _restore(window: MainWindow, path: Path, offer: Offer) -> None:
    """Restore a backup beside the damaged file, which stays as it is, and open the copy."""
    clock, words = window.context.clock, window.opening.given()
    numbers = ("", *range(2, _NAMES_TRIED))
    copies = (path.with_name(f"{path.stem}-restored{number}.csplan") for number in numbers)
    target = next(copy for copy in copies if not copy.exists())

    def work(_job: Job) -> Path:
        from csplanner.services.care import restore

        restore(offer.backup.path, target, clock, words)
        return target

    window.context.jobs.start(work, window.opening.open, "Restoring", key="backup.restore")
