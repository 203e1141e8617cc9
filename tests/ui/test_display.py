"""Without a screen: one sentence, what to do instead, and status 1; never Qt's abort."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("screen", "said"),
    [
        ({}, "There is no display here"),
        ({"DISPLAY": ":nowhere"}, "cannot open on the display :nowhere"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "the window cannot open"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a display is always there")
def test_no_display_is_told_in_words(screen: dict[str, str], said: str) -> None:
    """No display, one that nobody answers on, a bad plugin: none of them aborts."""
    gone = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in gone}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        env=environment | screen,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert said in done.stderr
    assert "csplanner --help" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
