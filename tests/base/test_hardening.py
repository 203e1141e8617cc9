"""A process with a key in its memory leaves no core and lets nobody look in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from csplanner.base import hardening

_SCRIPT = """
import ctypes, resource
from csplanner.base.hardening import no_core_dumps, private_memory
no_core_dumps()
private_memory()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux for both")
def test_no_core_and_private_memory() -> None:
    """The limit is nought and the process is not dumpable."""
    assert hardening.__doc__
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "0"]
