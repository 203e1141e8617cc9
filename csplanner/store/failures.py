"""Turns what SQLite says into words for the user."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from csplanner.base.errors import CsplannerError, Trouble
from csplanner.store.owner import read_note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Locked(Trouble):
    """Another program has the portfolio open."""


class NotOpened(Trouble):
    """The passphrase is wrong or missing, or the file is foreign or damaged at its start."""


class Damaged(Trouble):
    """The file is a portfolio, and a part of it cannot be read."""


_FULL = ("database or disk is full", "disk i/o error")
_DAMAGED = ("malformed", "hmac", "unable to delete/modify user-function", "corrupt")


def trouble_from(error: Exception, path: Path) -> CsplannerError:
    """Return what a driver's error means for the user of the file at `path`."""
    said = str(getattr(error, "orig", None) or error).lower()
    if "locked" in said:
        holder = read_note(path) or "another program"
        return Locked(
            f"{path.name} is open in {holder}.",
            "Close it there, or open the newest verified backup read-only.",
        )
    if any(words in said for words in _FULL):
        return Trouble(
            f"{path.name} could not be written: the disk at {path.parent} is full or failing.",
            "Free some space and try again; nothing of this change was kept.",
        )
    if "not a database" in said:
        return NotOpened(
            f"{path.name} cannot be opened as a portfolio: the passphrase is wrong or missing, "
            "or the file is something else or damaged at its start.",
            "Check the passphrase; otherwise restore the newest verified backup.",
        )
    if any(words in said for words in _DAMAGED):
        return Damaged(
            f"{path.name} is damaged.", "Restore the newest verified backup (csplanner restore)."
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return Trouble(
            f"{path} cannot be opened for writing: {said}.", "Check the folder's rights and disk."
        )
    return CsplannerError(f"The portfolio refused a statement: {said}")


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
