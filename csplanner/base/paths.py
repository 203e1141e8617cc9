"""Where files go: atomic writing, safe names, and the user's own folders."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.errors import Trouble

if TYPE_CHECKING:
    from typing import BinaryIO

_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10))}
_RESERVED |= {f"lpt{n}" for n in range(1, 10)}
_LONGEST = 120


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file beside its place, sync it, move it over; the old file stays if that fails."""
    handle = -1
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part"
        )
        with os.fdopen(handle, "wb") as file:
            _write_all(file, content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
        sync_folder(path.parent)
    except OSError as error:
        if beside:
            with contextlib.suppress(OSError):
                Path(beside).unlink()
        raise trouble_of(error, f"Cannot write {path}") from error


def _write_all(file: BinaryIO, content: bytes) -> None:
    if file.write(content) != len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def trouble_of(error: OSError, what: str) -> Trouble:
    """Put an error of the system into words: what failed, why, what to do."""
    hints = {
        errno.ENOSPC: "The disk is full: free some space and try again.",
        errno.EDQUOT: "Your disk quota is used up: free some space and try again.",
        errno.EACCES: "You may not write or read there: choose another place.",
        errno.EPERM: "You may not write or read there: choose another place.",
        errno.EROFS: "The disk is read-only: choose another place.",
        errno.ENOENT: "The folder or file does not exist: check the path.",
        errno.EISDIR: "That is a folder: name a file.",
        errno.ENOTDIR: "A part of the path is a file: check the path.",
    }
    hint = hints.get(error.errno or 0, "Check the disk and try again.")
    return Trouble(f"{what}: {error.strerror or error}.", hint)


def safe_name(text: str, fallback: str = "file") -> str:
    """Return a file name without separators, control characters or reserved words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-. ")[:_LONGEST].rstrip("-. ")
    if not plain or plain.split(".")[0].lower() in _RESERVED:
        plain = f"{fallback}-{plain}".rstrip("-")
    return plain
