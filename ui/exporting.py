"""Exporting the whole portfolio as a folder of plain files, for a colleague to merge or read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from ui.main_window import MainWindow


def ask_export(window: MainWindow) -> None:
    """Ask for a folder and export the portfolio into it."""
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(window, "Export into an empty folder")
    if chosen:
        export(window, Path(chosen))


def export(window: MainWindow, folder: Path) -> None:
    """Write every record and the policy into a folder, off this thread."""
    context = window.context
    workspace = context.workspace
    if workspace is None:
        return

    def work(_job: Job) -> tuple[str, ...]:
        from csplanner.services.export_folder import export_folder

        return export_folder(workspace, folder)

    def done(files: tuple[str, ...]) -> None:
        context.notify(f"Exported {len(files)} files to {folder.name}")

    context.jobs.start(work, done, "Exporting the portfolio", key="export folder")
