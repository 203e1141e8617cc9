"""Out of the brief builder: the file, the note that it was printed, the mark that it was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from csplanner.base.errors import CsplannerError
from ui import formats

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.services.prepare_brief import Brief
    from ui.context import Context

FOLDER = "briefs.folder"


def exportable(brief: Brief | None) -> bool:
    """Tell whether a brief may leave the program: no leak was found in it."""
    return brief is not None and not (brief.check and brief.check.leaks)


def ask_where(parent: QWidget, context: Context, brief: Brief | None) -> Path | None:
    """Ask for a file name, beginning with the brief's own in the folder of the last time."""
    if brief is None:
        return None
    folder = Path(context.memory.get(FOLDER, str(Path.home())))
    path, _ = QFileDialog.getSaveFileName(
        parent, "Export PDF", str(folder / brief.file_name), "PDF (*.pdf)"
    )
    if not path:
        return None
    context.memory.keep(FOLDER, str(Path(path).parent))
    return Path(path)


def export(context: Context, brief: Brief, path: Path) -> bool:
    """Write a brief to a file and note that it was printed; a failure becomes a notice."""
    from csplanner.services.prepare_brief import version_of, write

    workspace = context.workspace
    assert workspace is not None
    try:
        write(brief, path)
    except CsplannerError as error:
        context.notify_error(error)
        return False
    said = f"Wrote {formats.counted(brief.pages, 'page')} to {path.name}"
    if workspace.read_only:
        context.notify(said)
        return True
    version = version_of(brief)
    return context.run_change(
        "Print a brief", lambda work: work.put(version), notice=said, undo=False
    )


def note_read(context: Context, brief: Brief) -> bool:
    """Note that the free texts of a customer pack were read as they stand."""
    from csplanner.services.gate import mark_read

    if brief.check is None or context.workspace is None:
        return False
    try:
        mark_read(context.workspace, brief.check, context.today)
    except CsplannerError as error:
        context.notify_error(error)
        return False
    return True
