"""Where files go: atomic writing, safe names, and the user's own folders."""

from __future__ import annotations

import errno
import os
import re
import shutil
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.errors import Trouble, UserMistake
from csplanner.base.leftovers import discard, on_its_way, sweep

if TYPE_CHECKING:
    from typing import BinaryIO

    from csplanner.base.errors import CsplannerError

_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10))}
_RESERVED |= {f"lpt{n}" for n in range(1, 10)}
_LONGEST = 120


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file beside its place, sync it, move it over; the old file stays if that fails.

    A link is followed; a device or pipe, such as /dev/stdout, is written to and never replaced.
    Raises UserMistake where the path cannot be a file, Trouble where the system refuses.
    """
    target = Path(os.path.realpath(path))
    try:
        if path.exists() and not target.is_file():
            _write_through(path, content)
        else:
            _replace(target, content)
    except OSError as error:
        raise failure_of(error, f"Cannot write {path}", len(content)) from error


def _write_through(target: Path, content: bytes) -> None:
    with target.open("wb") as file:
        _write_all(file, content)


def _replace(target: Path, content: bytes) -> None:
    sweep(target.parent)
    beside = on_its_way(target)
    try:
        with beside.open("xb") as file:
            _write_all(file, content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError:
        discard(beside)
        raise
    sync_folder(target.parent)


def _write_all(file: BinaryIO, content: bytes) -> None:
    if file.write(content) != len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def settle(beside: Path, target: Path) -> None:
    """Give a whole file its name, durably: its content first; an old file is replaced."""
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    beside.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_WRONG_PLACE = {
    errno.ENOENT: "The folder does not exist: make it, or check the path.",
    errno.EISDIR: "That is a folder: name a file.",
    errno.ENOTDIR: "A part of the path is a file: check the path.",
    errno.EEXIST: "That is a file: name a folder.",
    errno.ENAMETOOLONG: "The name is too long: choose a shorter one.",
}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {
    errno.EFBIG: "A limit on the size of files stands in the way: ask who set it.",
    errno.ENOSPC: "The disk is full: free some space and try again.",
    errno.EDQUOT: "Your disk quota is used up: free some space and try again.",
    errno.EACCES: "You may not write or read there: choose another place.",
    errno.EPERM: "You may not write or read there: choose another place.",
    errno.EROFS: "The disk is read-only: choose another place.",
}


def failure_of(error: OSError, what: str, needed: int = 0) -> CsplannerError:
    """Put an error of the system into words: what failed, why, what to do.

    A path that cannot be what was asked for is a mistake; what the system refuses is trouble. Of a
    full disk it is said how much is free, and with `needed`, in bytes, how much that takes.
    """
    number = error.errno or 0
    told = f"{what}: {error.strerror or error}."
    if number in _WRONG_PLACE:
        return UserMistake(told, _WRONG_PLACE[number])
    if number in _FULL and needed:
        told = f"{told} It takes {amount(needed)}."
    return Trouble(told, _REFUSED.get(number, "Check the disk and try again."))


def free_bytes(folder: Path) -> int | None:
    """Return how much is free on the disk of a folder, None where that cannot be asked."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def amount(size: int) -> str:
    """Return a size in words: '812 bytes', '1.2 MB'."""
    for unit, bytes_of in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes_of:
            return f"{size / bytes_of:.1f} {unit}"
    return f"{size} bytes"


def safe_name(text: str, fallback: str = "file") -> str:
    """Return a file name without separators, control characters or reserved words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-. ")[:_LONGEST].rstrip("-. ")
    if not plain or plain.split(".")[0].lower() in _RESERVED:
        plain = f"{fallback}-{plain}".rstrip("-")
    return plain
