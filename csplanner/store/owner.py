"""Who holds an open portfolio: a small note beside the file, so that a second program can say it.

The operating system's lock is the truth; the note only gives it a name. A note left by a killed
program is overwritten at the next opening, nobody has to clean up.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


STALE_SECONDS = 600
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A program that holds a portfolio: machine, process, since when (UTC, ISO)."""

    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        return f"csplanner on {self.host} (process {self.pid}, since {self.since} UTC)"


def note_path(path: Path) -> Path:
    """Return the path of the note beside a portfolio."""
    return path.with_name(f".{path.name}.owner")


def leave_note(path: Path, now: dt.datetime) -> bool:
    """Write who holds the file; says whether the folder lets anything be written at all."""
    note = {"host": _host(), "pid": os.getpid(), "since": f"{now:%Y-%m-%d %H:%M}"}
    try:
        note_path(path).write_text(json.dumps(note), encoding="utf-8")
    except OSError as error:
        return error.errno not in _FORBIDDEN
    return True


def _host() -> str:
    """Return this machine's name; `socket`, slow to load, is asked where there is no uname."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    import socket

    return socket.gethostname()


def read_note(path: Path) -> Owner | None:
    """Return who holds the file by the note beside it, None where there is none to read."""
    try:
        note = json.loads(note_path(path).read_text(encoding="utf-8"))
        return Owner(host=str(note["host"]), pid=int(note["pid"]), since=str(note["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def held_elsewhere(path: Path, now: dt.datetime) -> Owner | None:
    """Return who holds a file on another machine, None if nobody does or the note is stale.

    A lock of the system does not reach through a synchronised folder; a note does. Its holder
    renews it every few minutes, so one that grows old was left by a program that ended badly.
    """
    note = read_note(path)
    if note is None or note.host == _host():
        return None
    try:
        age = now.timestamp() - note_path(path).stat().st_mtime
    except OSError:
        return None
    return note if age < STALE_SECONDS else None


def renew_note(path: Path) -> None:
    """Say that the file is still held."""
    with contextlib.suppress(OSError):
        os.utime(note_path(path))


def remove_note(path: Path) -> None:
    """Take the note away at closing."""
    with contextlib.suppress(OSError):
        note_path(path).unlink()
