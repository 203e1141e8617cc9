"""The actions that guard a portfolio: its passphrase, the sheet to print, and locking it now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.errors import CsplannerError
from ui import formats
from ui.actions import Action

if TYPE_CHECKING:
    from ui.lock import Locker
    from ui.main_window import MainWindow


def safety_actions(window: MainWindow, locker: Locker) -> tuple[Action, ...]:
    """Return lock, passphrase and recovery sheet, for the menu File."""

    def is_ours() -> bool:
        workspace = window.context.workspace
        return workspace is not None and not workspace.read_only

    return (
        Action(
            name="file.lock",
            text="Lock now",
            run=locker.lock,
            keys="Ctrl+Shift+L",
            icon="lock",
            menu="File",
            detail="Closes the file; its passphrase opens it again",
            on=lambda: locker.can_lock,
        ),
        Action(
            name="file.passphrase",
            text="Passphrase…",
            run=lambda: ask_passphrase(window),
            icon="lock",
            menu="File",
            detail="Set, change or remove it",
            on=is_ours,
        ),
        Action(
            name="file.sheet",
            text="Recovery sheet…",
            run=lambda: ask_sheet(window),
            icon="print",
            menu="File",
            detail="A page to write the passphrase on, for a safe",
            on=lambda: window.context.workspace is not None,
        ),
    )


def ask_passphrase(window: MainWindow) -> None:
    """Open the form that sets, changes or removes the passphrase."""
    from ui.dialogs.passphrase_form import PassphraseForm

    workspace = window.context.workspace
    if workspace is None:
        return

    def change(old: str | None, new: str | None) -> bool:
        return change_passphrase(window, old, new)

    PassphraseForm(window, protected=workspace.is_protected, change=change).open()


def change_passphrase(window: MainWindow, old: str | None, new: str | None) -> bool:
    """Close the portfolio, change its passphrase and open it again; raises in words."""
    from csplanner.services import care
    from csplanner.services.workspace import open_workspace

    context = window.context
    workspace = context.workspace
    if workspace is None:
        return False
    care.must_open_with(workspace, old)
    path, page = workspace.path, window.page
    context.use_workspace(None)
    now = old
    try:
        care.change_passphrase(path, context.clock, old, new)
        now = new
    finally:
        try:
            context.use_workspace(open_workspace(path, context.clock, now))
        except CsplannerError as error:
            window.go("welcome")
            context.notify_error(error)
    if page is not None and context.workspace is not None:
        window.go(page.name)
    context.notify("The passphrase is set." if new else "The passphrase is removed.")
    return True


def ask_sheet(window: MainWindow) -> None:
    """Ask where the recovery sheet goes, and write it."""
    from PySide6.QtWidgets import QFileDialog

    workspace = window.context.workspace
    if workspace is None:
        return
    start = str(workspace.path.with_name(f"{workspace.path.stem}-recovery.pdf"))
    chosen, _ = QFileDialog.getSaveFileName(window, "Recovery sheet", start, "PDF (*.pdf)")
    if chosen:
        write_sheet(window, Path(chosen))


def write_sheet(window: MainWindow, out: Path) -> None:
    """Write the recovery sheet and say so."""
    from csplanner.services.recovery_sheet import write_recovery_sheet

    workspace = window.context.workspace
    if workspace is None:
        return
    try:
        write_recovery_sheet(workspace.path, window.context.today, out, formats.paper())
    except CsplannerError as error:
        window.context.notify_error(error)
        return
    window.context.notify(
        f"Written: {out.name}", hint="Print it, write the passphrase on it by hand, lock it away."
    )
