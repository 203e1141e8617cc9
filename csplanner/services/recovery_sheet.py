"""The recovery sheet: a page to write the passphrase on by hand, and what else one has to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.base.paths import write_atomically

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


def write_recovery_sheet(portfolio: Path, today: dt.date, out: Path, paper: str = "A4") -> int:
    """Write the sheet as PDF and return its bytes; the passphrase itself is never in it."""
    from csplanner.reports.layout import rendered
    from csplanner.reports.recovery_sheet import recovery_document
    from csplanner.services.workspace import backup_folder

    document = recovery_document(portfolio.name, str(backup_folder()), today, paper)
    content, _ = rendered(document, Job())
    write_atomically(out, content)
    return len(content)
