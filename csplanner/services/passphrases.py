"""Where a passphrase comes from: a file, a variable, the system's key ring, or a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.services.workspace import NotOpened, open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csplanner.base.clock import Clock
    from csplanner.services.workspace import Workspace

VARIABLE = "CSPLANNER_PASSPHRASE"
SERVICE = "csplanner"


def given_passphrase(file: Path | None, environment: Mapping[str, str]) -> str | None:
    """Return the passphrase of a file's first line or of the variable, None where neither is."""
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UserMistake(f"The passphrase file {file} cannot be read.", "Check it.") from error
        if not lines or not lines[0]:
            raise UserMistake(f"The first line of {file} is empty.", "Write the passphrase there.")
        return lines[0]
    return environment.get(VARIABLE) or None


def remembered_passphrase(path: Path) -> str | None:
    """Return the passphrase that the system's key ring keeps for a file, None without one."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, str(path.resolve()))
    except (KeyringError, RuntimeError):
        return None


def open_with_passphrase(
    path: Path, clock: Clock, file: Path | None, environment: Mapping[str, str]
) -> Workspace:
    """Open a portfolio, asking for a passphrase only where it needs one."""
    given = given_passphrase(file, environment)
    try:
        return open_workspace(path, clock, given)
    except NotOpened:
        if given is not None:
            raise
        found = remembered_passphrase(path) or asked_passphrase(path)
        if found is None:
            raise
        return open_workspace(path, clock, found)


def asked_passphrase(path: Path, question: str = "Passphrase of") -> str | None:
    """Ask on the terminal, None where there is none."""
    if not (sys.stdin and sys.stdin.isatty()):
        return None
    import getpass

    return getpass.getpass(f"{question} {path.name}: ") or None
