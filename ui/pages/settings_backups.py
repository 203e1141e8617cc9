"""The line of Settings that says where backups go, and lets another folder be chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from csplanner.base.errors import CsplannerError
from csplanner.services.backup_place import choose_backup_folder, usual_backup_folder
from ui.pages.settings_lines import Line
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, named

if TYPE_CHECKING:
    from ui.context import Context


class BackupPlaceLine(Line):
    """The folder of backups; another drive than the portfolio's is the better one."""

    def __init__(self, context: Context) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.path = Elided("", "table", weight=500)
        self.path.setMinimumWidth(240)
        self.button = Button("Choose\N{HORIZONTAL ELLIPSIS}", icon="folder", small=True)
        named(self.button, "Choose the folder of backups")
        self.button.clicked.connect(self._ask)
        row.addWidget(self.path, 1)
        row.addWidget(self.button)
        super().__init__(
            "Folder",
            "Another drive than the portfolio's is better. Earlier backups stay where they are.",
            holder,
        )
        self._context = context

    def show(self) -> None:
        """Show the folder."""
        if self._context.workspace is not None:
            self.path.setText(str(self._context.workspace.backups))

    @property
    def is_standard(self) -> bool:
        """Whether it is the usual folder."""
        workspace = self._context.workspace
        return workspace is None or workspace.backups == usual_backup_folder()

    def reset(self) -> None:
        """Go back to the usual folder."""
        self.use(None)

    def use(self, folder: Path | None) -> None:
        """Let backups go to a folder from now on, and say so."""
        workspace = self._context.workspace
        if workspace is None:
            return
        before = workspace.backups
        try:
            chosen = choose_backup_folder(workspace, folder)
        except CsplannerError as error:
            self._context.notify_error(error)
            return
        self._context.preferred.emit("backup_folder")
        if chosen != before:
            self._context.notify(
                f"Backups go to {chosen} from now on",
                hint=f"Earlier ones stay in {before}.",
                action=("Back up now", self._back_up),
            )

    def _back_up(self) -> None:
        self._context.asked.emit("file.backup")

    def _ask(self) -> None:
        start = self.path.text()
        chosen = QFileDialog.getExistingDirectory(self.button, "Folder of backups", start)
        if chosen:
            self.use(Path(chosen))
