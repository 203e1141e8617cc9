"""Keeps what is in memory from being written to a disk by the system when the program crashes."""

from __future__ import annotations

import contextlib
import sys

_PR_SET_DUMPABLE = 4


def no_core_dumps() -> None:
    """Ask the system to write no core of this process; where it has no such limit, nothing."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not everywhere

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def private_memory() -> None:
    """Let no other process of this user read the memory of this one, which holds a key now."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        import ctypes  # noqa: PLC0415 - start-up budget

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
