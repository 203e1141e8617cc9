"""Ids that sort by time and never collide between two laptops (UUID version 7, RFC 9562)."""

from __future__ import annotations

import os
import random
import secrets
import time
from threading import Lock
from typing import Protocol

_VERSION = 0x7
_VARIANT = 0b10
_MOST = 0xFFF


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


class _Stamps:
    """Gives out (millisecond, count) pairs that only grow, whatever the clock does."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = (0, 0)

    def next(self) -> tuple[int, int]:
        """Return the next pair; the count has 12 bits."""
        now = time.time_ns() // 1_000_000
        with self._lock:
            before, count = self._last
            if now > before:
                self._last = (now, secrets.randbits(10))
            elif count < _MOST:
                self._last = (before, count + 1)
            else:
                self._last = (before + 1, 0)
            return self._last


_STAMPS = _Stamps()


def new_id() -> str:
    """Return a new UUIDv7 string, greater than those made before in this process."""
    milliseconds, count = _STAMPS.next()
    return _format(milliseconds, count, int.from_bytes(os.urandom(8)))


def seeded_ids(seed: int) -> IdMaker:
    """Return a maker whose ids repeat for the same seed, for samples and fixtures."""
    source = random.Random(seed)  # noqa: S311 - repeatable, not secret
    count = 0

    def make() -> str:
        nonlocal count
        count += 1
        return _format(1_700_000_000_000 + count, source.getrandbits(12), source.getrandbits(62))

    return make
