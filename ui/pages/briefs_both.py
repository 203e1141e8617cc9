"""Both briefs of a visit at once: ours and the customer's, into one folder, in two files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ui import formats
from ui.pages.briefs_export import FOLDER

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.base.job import Job
    from csplanner.services.prepare_brief import Brief
    from ui.context import Context

BOTH = ("internal", "customer")


def ask_and_export(parent: QWidget, context: Context, brief: Brief | None) -> None:
    """Ask for a folder, and write both briefs of the visit that is shown."""
    if brief is None:
        return
    start = context.memory.get(FOLDER, str(Path.home()))
    path = QFileDialog.getExistingDirectory(parent, "Folder for both briefs", start)
    if path:
        context.memory.keep(FOLDER, path)
        export_both(context, brief, Path(path))


def export_both(context: Context, brief: Brief, folder: Path) -> None:
    """Make both and write them; a leak in the customer's stops both."""
    workspace, today = context.workspace, context.today
    assert workspace is not None

    def work(job: Job) -> tuple[Brief, ...]:
        from csplanner.services.prepare_brief import prepare, write

        made = []
        for at, audience in enumerate(BOTH):
            request = replace(brief.request, audience=audience, sections=(), template="")
            made.append(prepare(workspace, request, today, job.part(at / 2, (at + 1) / 2)))
        for one in made:
            if one.check is not None:
                one.check.refuse_leaks()
        for one in made:
            write(one, folder / one.file_name)
        return tuple(made)

    def tell(made: tuple[Brief, ...]) -> None:
        from csplanner.services.prepare_brief import version_of

        pages = " and ".join(formats.counted(one.pages, "page") for one in made)
        said = f"Wrote {pages} to {folder.name}"
        if workspace.read_only:
            context.notify(said)
            return
        versions = [version_of(one) for one in made]
        context.run_change(
            "Print briefs", lambda work: work.put(*versions), notice=said, undo=False
        )

    context.jobs.start(work, tell, "Making both briefs", key="brief both", lane="writes")
