"""Where backups go: the variable CSPLANNER_BACKUPS, the folder that was chosen, or the usual one.

The choice is kept beside the usual folder, so that the window and the command line agree on it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from csplanner.base.errors import Trouble, UserMistake
from csplanner.base.paths import write_atomically

if TYPE_CHECKING:
    from csplanner.store.portfolio import Portfolio

BACKUPS_VARIABLE = "CSPLANNER_BACKUPS"
_NOTE = "backup-folder.txt"


def usual_backup_folder() -> Path:
    """Return where backups go without a choice: below the user's data folder."""
    return _home() / "backups"


def backup_folder() -> Path:
    """Return where backups go; a note that cannot be read counts as none."""
    named = os.environ.get(BACKUPS_VARIABLE)
    if named:
        return Path(named)
    try:
        chosen = (_home() / _NOTE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        chosen = ""
    return Path(chosen) if chosen else usual_backup_folder()


def choose_backup_folder(workspace: Portfolio, folder: Path | None) -> Path:
    """Let backups go to another folder from now on, None: the usual one; returns it.

    Raises UserMistake for a folder that cannot be written to, or that the variable overrules.
    Earlier backups stay where they are.
    """
    if os.environ.get(BACKUPS_VARIABLE):
        raise UserMistake(
            f"The variable {BACKUPS_VARIABLE} says where backups go.", "Take it away first."
        )
    wanted = usual_backup_folder() if folder is None else folder.absolute()
    _must_be_writable(wanted)
    _home().mkdir(parents=True, exist_ok=True)
    write_atomically(_home() / _NOTE, b"" if folder is None else f"{wanted}\n".encode())
    workspace.backups = wanted
    return wanted


def _home() -> Path:
    return Path(platformdirs.user_data_dir("csplanner", appauthor=False))


def _must_be_writable(folder: Path) -> None:
    probe = folder / ".csplanner-can-write"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(probe, b"yes")
        probe.unlink()
    except (OSError, Trouble) as error:
        raise UserMistake(
            f"{folder} cannot be written to.", "Choose a folder of yours, or a drive that is there."
        ) from error
