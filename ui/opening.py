"""Opening, making and backing up portfolios from the window, with words for what goes wrong."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csplanner.base.errors import CsplannerError
from ui.later import after_paint
from ui.preferences import BACKUPS, preferred

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.services.workspace import Backup, Workspace
    from ui.lock import Locker
    from ui.main_window import MainWindow

FILTER = "Portfolios (*.csplan)"
_WARNINGS_KEPT = 50
LANDING = ("today", "portfolio")


class Opening(QObject):
    """Opens a file for a window; every failure becomes a notice with a way on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self.passphrase_file: Path | None = None
        self.locker: Locker

    def open(self, path: Path) -> bool:
        """Open a portfolio and land on the first page; says whether that worked."""
        from csplanner.services.workspace import Damaged, Locked, NotOpened, open_workspace

        try:
            workspace = open_workspace(path, self._context.clock, self.given())
        except Locked as error:
            self._offer_backup(path, error)
            return False
        except NotOpened as error:
            return self._with_passphrase(path, error)
        except Damaged as error:
            from ui.rescue import offer_restore

            offer_restore(self._window, path, error)
            return False
        except CsplannerError as error:
            self._refuse(error)
            return False
        self._use(workspace)
        return True

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open portfolio", "", FILTER)
        if chosen:
            self.open(Path(chosen))

    def ask_new(self) -> None:
        """Ask for a name and make an empty portfolio."""
        path = self._ask_name("New portfolio", "portfolio.csplan")
        if path is not None:
            self.create(path)

    def create(self, path: Path) -> bool:
        """Make an empty portfolio and open it."""
        from csplanner.services.new_portfolio import make_portfolio

        try:
            make_portfolio(path, self._context.clock, passphrase=self.given())
        except CsplannerError as error:
            self._refuse(error)
            return False
        return self.open(path)

    def ask_sample(self) -> None:
        """Ask for a name and make the sample portfolio, off this thread."""
        path = self._ask_name("Sample portfolio", "sample.csplan")
        if path is not None:
            self.create_sample(path)

    def create_sample(self, path: Path) -> None:
        """Make the sample portfolio off this thread, then open it."""
        clock = self._context.clock

        def build(job: Job) -> Path:
            from csplanner.services.new_portfolio import make_portfolio

            make_portfolio(path, clock, sample=True, job=job)
            return path

        self._context.jobs.start(build, self.open, "Making the sample portfolio", key="sample")

    def back_up(self) -> None:
        """Back up now and say where to."""
        workspace = self._context.workspace
        if workspace is None:
            return

        def work(_job: Job) -> Backup:
            return workspace.back_up("by-hand")

        self._context.jobs.start(work, self._backed_up, "Backing up", key="backup", lane="writes")

    def back_up_when_due(self) -> None:
        """Back up quietly if something changed and the last backup is old enough."""
        workspace = self._context.workspace
        if workspace is None or workspace.read_only:
            return

        minutes = int(preferred(self._context.memory, BACKUPS))

        def work(_job: Job) -> Backup | None:
            from csplanner.services.workspace import back_up_when_due

            return back_up_when_due(workspace, minutes)

        self._context.jobs.start(work, self._kept_safe, "Backing up", key="backup", lane="writes")

    def _backed_up(self, backup: Backup) -> None:
        self._window.refresh_frame()
        self._context.notify(f"Backed up and verified: {backup.path.name}")

    def _kept_safe(self, _backup: Backup | None) -> None:
        self._window.refresh_frame()

    def _use(self, workspace: Workspace) -> None:
        self._context.use_workspace(workspace)
        after_paint(self, partial(self._warn_once, workspace.path))
        if workspace.why_read_only:
            self._context.notify(
                f"Open read-only: {workspace.why_read_only}",
                hint="Copy the file to a folder that you can write to, and open the copy.",
                kind="trouble",
            )
        from ui.pages.registry import entries

        there = {entry.name for entry in entries()}
        self._window.go(next(name for name in LANDING if name in there))
        after_paint(self._window, partial(_offer_drafts, self._window))

    def _warn_once(self, path: Path) -> None:
        """Say of a synchronised folder or a network drive what it does, once for each file."""
        from csplanner.services.workspace import warning_of

        said, hint = warning_of(path)
        warned = self._context.memory.get("warned", [])
        told = f"{path.absolute()}: {said}"
        if said and told not in warned:
            self._context.memory.keep("warned", [*warned, told][-_WARNINGS_KEPT:])
            self._context.notify(said, hint=hint, kind="trouble")

    def given(self) -> str | None:
        """Return the passphrase that a file or the variable gives."""
        from csplanner.services.passphrases import given_passphrase

        return given_passphrase(self.passphrase_file, os.environ)

    def _with_passphrase(self, path: Path, error: CsplannerError) -> bool:
        """Ask for the passphrase until the file opens or the user gives up."""
        from PySide6.QtWidgets import QInputDialog, QLineEdit

        from csplanner.services.passphrases import remembered_passphrase
        from csplanner.services.workspace import NotOpened, open_workspace

        words, answered = remembered_passphrase(path) or "", True
        said = f"Passphrase of {path.name}:"
        while True:
            if not words:
                words, answered = QInputDialog.getText(
                    self._window, "Passphrase", said, QLineEdit.EchoMode.Password
                )
            if not answered or not words:
                self._refuse(error)
                return False
            try:
                workspace = open_workspace(path, self._context.clock, words)
            except NotOpened:
                said, words = f"That did not open {path.name}. Passphrase:", ""
            except CsplannerError as other:
                self._refuse(other)
                return False
            else:
                self._use(workspace)
                return True

    def _offer_backup(self, path: Path, error: CsplannerError) -> None:
        self._window.go("welcome")
        self._context.notify(
            error.message,
            hint=error.hint,
            kind=error.kind,
            action=("Open the backup", partial(self._open_backup, path)),
        )

    def _open_backup(self, path: Path) -> None:
        from csplanner.services.workspace import open_newest_backup

        try:
            self._use(open_newest_backup(path, self._context.clock, self.given()))
        except CsplannerError as error:
            self._refuse(error)

    def _refuse(self, error: CsplannerError) -> None:
        if self._context.workspace is None:
            self._window.go("welcome")
        self._context.notify_error(error)

    def _ask_name(self, title: str, suggestion: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        start = str(Path.home() / suggestion)
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, start, FILTER)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(".csplan")


def _offer_drafts(window: MainWindow) -> None:
    from ui.drafts import offer_drafts

    offer_drafts(window)
