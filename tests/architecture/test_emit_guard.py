"""Proves that Python may emit Qt signals at will: PySide6 6.12.0 on Python 3.11 dies after ~570."""

from __future__ import annotations

import subprocess
import sys

_EMITS = """
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(int)

heard = []
bell = Bell()
bell.rung.connect(heard.append)
for number in range(5000):
    bell.rung.emit(number)
print(len(heard))
"""


def test_five_thousand_signals_are_survived() -> None:
    """A process that emits 5,000 signals from Python ends well and has heard each of them."""
    done = subprocess.run(
        [sys.executable, "-c", _EMITS], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"PySide6 is not to be trusted here: {done.stderr[-500:]}"
    assert done.stdout.strip() == "5000"
