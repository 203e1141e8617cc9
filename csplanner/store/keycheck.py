"""A small record beside a portfolio that tells a wrong passphrase from a damaged start of the file.

It holds the file's salt and eight bytes of a digest of its key, which help nobody who does not know
the passphrase: each guess costs the same key derivation as a guess at the file itself. Nothing
depends on it; it is written again whenever the file was opened and it says something else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import Trouble, UserMistake
from csplanner.base.paths import write_atomically
from csplanner.store.keys import OPEN_KEY, key_for

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT = 1


def record_path(path: Path) -> Path:
    """Return where the record of a portfolio lies."""
    return path.with_name(f".{path.name}.key")


def note(path: Path, key: str, salt: bytes) -> None:
    """Write the record of a file that this key has opened, where it says something else."""
    told = {
        "format": _FORMAT,
        "protected": key != OPEN_KEY,
        "salt": salt.hex(),
        "check": _check(key),
    }
    if _read(path) != told:
        with contextlib.suppress(Trouble, UserMistake):
            write_atomically(record_path(path), json.dumps(told).encode())


def forget(path: Path) -> None:
    """Take the record away: another file, or another key, takes the place."""
    with contextlib.suppress(OSError):
        record_path(path).unlink()


def is_right(path: Path, passphrase: str | None) -> bool | None:
    """Say whether the record holds a passphrase for right; None where it cannot say."""
    told = _read(path)
    if told is None:
        return None
    if not told["protected"]:
        return True  # whatever is given, the file needs none
    if passphrase is None:
        return False
    return _check(key_for(passphrase, bytes.fromhex(told["salt"]))) == str(told["check"])


def _check(key: str) -> str:
    return hashlib.sha256(b"csplanner key check" + bytes.fromhex(key)).hexdigest()[:16]


def _read(path: Path) -> dict[str, Any] | None:
    try:
        told = json.loads(record_path(path).read_text(encoding="utf-8"))
        bytes.fromhex(told["salt"])
        known = told["format"] == _FORMAT and isinstance(told["check"], str)
        return told if known and isinstance(told["protected"], bool) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
