"""Files on their way: named after the process that writes them, so that a dead one's are known.

A process that is killed while it writes leaves such a file behind. The next one that writes into
the same folder takes it away; nobody has to clean up by hand, and what is being written stays.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"^\.(?P<name>.+)\.(?P<pid>\d+)-[0-9a-f]{8}\.part(?:-journal|\.owner)?$")
_LONGEST = 180  # bytes of the target's name: the whole stays below what systems allow


def on_its_way(target: Path) -> Path:
    """Return a free name beside a file for what is to take its place."""
    token = secrets.token_hex(4)
    name = target.name.encode()[:_LONGEST].decode(errors="ignore")
    return target.with_name(f".{name}.{os.getpid()}-{token}.part")


def meant(path: Path) -> Path:
    """Return what a file on its way will be called; any other path is what it is."""
    match = _NAME.match(path.name)
    return path.with_name(match["name"]) if match else path


def sweep(folder: Path) -> None:
    """Remove what processes that no longer run left on its way in a folder."""
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.name.startswith(".")]
    except OSError:
        return
    for name in names:
        match = _NAME.match(name)
        if match and not _runs(int(match["pid"])):
            with contextlib.suppress(OSError):
                (folder / name).unlink()


def discard(path: Path) -> None:
    """Remove a file that did not make it, and the journal that a copy may have."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        with contextlib.suppress(OSError):
            each.unlink()


def _runs(pid: int) -> bool:
    """Tell whether a process runs; where that cannot be asked without harm, it does."""
    if os.name != "posix" or pid == os.getpid():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
