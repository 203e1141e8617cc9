"""The key of a portfolio file: from a passphrase, or a published constant (integrity, not secrecy).

Parameters belong to format version 1 and never change within it (see docs/decisions).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from csplanner.base.hardening import private_memory
from csplanner.base.paths import failure_of

if TYPE_CHECKING:
    from pathlib import Path

SALT_BYTES = 16
# SHA-256 of "csplanner portfolio format 1": no secret, it only turns on page checksums.
OPEN_KEY = "b1dc72dd7c8c7df3957598530d8225dff383a6d984297facfe5f695dfdd21011"
_ARGON_TIME, _ARGON_MEMORY_KIB, _ARGON_LANES = 3, 65_536, 4


def salt_of(path: Path) -> bytes:
    """Return the salt of a file: its own first 16 bytes; raises Trouble if they cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError as error:
        raise failure_of(error, f"Cannot read {path}") from error


def key_for(passphrase: str | None, salt: bytes) -> str:
    """Return the raw key as 64 hex digits; about a quarter second with a passphrase."""
    if passphrase is None:
        return OPEN_KEY
    from argon2.low_level import Type, hash_secret_raw

    private_memory()
    secret = unicodedata.normalize("NFC", passphrase).encode()
    raw = hash_secret_raw(
        secret,
        salt,
        time_cost=_ARGON_TIME,
        memory_cost=_ARGON_MEMORY_KIB,
        parallelism=_ARGON_LANES,
        hash_len=32,
        type=Type.ID,
    )
    return raw.hex()
