"""Ids that sort by time and never collide between two laptops (UUID version 7, RFC 9562)."""

from __future__ import annotations

import random
import secrets
import time
from typing import Protocol

_VERSION = 0x7
_VARIANT = 0b10


class IdMaker(Protocol):
    """Makes one new id a call."""

    def __call__(self) -> str:
        """Return a new id."""
        ...


def _format(milliseconds: int, rand_a: int, rand_b: int) -> str:
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= _VERSION << 76 | (rand_a & 0xFFF) << 64 | _VARIANT << 62 | rand_b & (1 << 62) - 1
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def new_id() -> str:
    """Return a new UUIDv7 string."""
    noise = secrets.randbits(74)
    return _format(time.time_ns() // 1_000_000, noise >> 62, noise)


def seeded_ids(seed: int) -> IdMaker:
    """Return a maker whose ids repeat for the same seed, for samples and fixtures."""
    source = random.Random(seed)  # noqa: S311 - repeatable, not secret
    count = 0

    def make() -> str:
        nonlocal count
        count += 1
        return _format(1_700_000_000_000 + count, source.getrandbits(12), source.getrandbits(62))

    return make
