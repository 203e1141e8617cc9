"""Turns what SQLite says into words for the user."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from csplanner.base.errors import CsplannerError, Trouble
from csplanner.base.leftovers import meant
from csplanner.base.paths import amount, free_bytes
from csplanner.store.owner import read_note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Locked(Trouble):
    """Another program has the portfolio open."""


class Replaced(Trouble):
    """The file was replaced, moved or written by another program while it was open."""


class NotOpened(Trouble):
    """The passphrase is wrong or missing, or the file is foreign or damaged at its start."""


class Damaged(Trouble):
    """The file is a portfolio, and a part of it cannot be read."""


class Foreign(Trouble):
    """The file is something else."""


class Unwritable(Trouble):
    """The file, or the folder it lies in, can be read and not written."""


_FULL = "database or disk is full"
_FAILED = "disk i/o error"
_REFUSED = ("readonly", "read-only", "unable to open")
_LITTLE = 1 << 20
_DAMAGED = (
    "malformed",
    "hmac",
    "unable to delete/modify user-function",
    "corrupt",
    # the index of the search, in a torn page
    "vtable constructor failed",
)


def trouble_from(error: Exception, path: Path) -> CsplannerError:
    """Return what a driver's error means for the user of the file at `path`."""
    path = meant(path)
    said = str(getattr(error, "orig", None) or error).lower()
    if "locked" in said:
        holder = read_note(path) or "another program"
        return Locked(
            f"{path.name} is open in {holder}.",
            "Close it there, or open the newest verified backup read-only.",
        )
    if _FULL in said or _FAILED in said:
        return not_written(path, failed=_FAILED in said)
    if "not a database" in said:
        return NotOpened(
            f"{path.name} cannot be opened as a portfolio: the passphrase is wrong or missing, "
            "or the file is something else or damaged at its start.",
            "Check the passphrase; otherwise restore the newest verified backup.",
        )
    if any(words in said for words in _DAMAGED):
        return Damaged(
            f"{path.name} is damaged, or the disk under it cannot be read.",
            "Restore the newest verified backup (csplanner restore).",
        )
    if any(words in said for words in _REFUSED):
        return unwritable(path)
    return CsplannerError(f"The portfolio refused a statement: {said}")


def not_written(path: Path, *, failed: bool) -> Trouble:
    """Say of a disk how much is free: SQLite calls some full disks an I/O error."""
    free = free_bytes(path.parent)
    size = path.stat().st_size if path.exists() else 0
    there = "" if free is None else f", {amount(free)} are free"
    why = "failed" if failed and free is not None and free > max(size, _LITTLE) else "is full"
    takes = f"Saving can take up to {amount(max(size, _LITTLE))}. " if why == "is full" else ""
    return Trouble(
        f"{path.name} could not be written: the disk at {path.parent} {why}{there}.",
        f"{takes}Nothing of this change was kept: make room or check the disk, and save again.",
    )


def unwritable(path: Path) -> Unwritable:
    """Return what to say of a file that can be read at most."""
    if path.with_name(f"{path.name}-journal").exists():
        return Unwritable(
            f"{path.name} was not closed properly, and {path.parent} cannot be written.",
            f"Copy it together with {path.name}-journal to a folder of yours and open it there.",
        )
    return Unwritable(
        f"{path.name} cannot be written in {path.parent}.",
        "Check the rights of file and folder, or choose another place.",
    )


@contextlib.contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Translate driver errors raised inside into errors for the user."""
    try:
        yield
    except Exception as error:
        if isinstance(error, dbapi2.Error) or _is_wrapped(error):
            raise trouble_from(error, path) from error
        raise


def _is_wrapped(error: Exception) -> bool:
    """Tell whether SQLAlchemy hands over an error of the driver; unloaded, it raised nothing."""
    loaded = sys.modules.get("sqlalchemy.exc")
    return loaded is not None and isinstance(error, loaded.DBAPIError)
