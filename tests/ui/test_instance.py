"""One running window: a second start raises the first, hands its file over, and ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.portfolios import TODAY, make_portfolio
from ui.instance import Door, address, handed_over

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Start
    from tests.ui.drivers import WindowDriver

ROOT = Path(__file__).resolve().parents[2]
# Without a screen there is no front that a window could come to.
pytestmark = pytest.mark.qt_log_ignore("plugin does not support (raise|propagateSizeHints)")


@pytest.fixture(autouse=True)
def _own_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a place for sockets of its own."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def second_start(driver: WindowDriver, *words: str) -> int:
    """Start the program once more, as from a desktop; returns its exit status."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), *words, "--today", TODAY.isoformat()],
        env=dict(os.environ),
    )
    driver.qtbot.waitUntil(lambda: process.poll() is not None, timeout=60_000)
    return process.returncode


def test_a_second_start_opens_its_file_in_the_first_window(start: Start, tmp_path: Path) -> None:
    """The minimised window comes back, works on the other file, and the second process is gone."""
    driver = start()
    assert Door(driver.window, TODAY).is_open
    other = tmp_path / "other.csplan"
    make_portfolio(other, 3).close()
    driver.window.showMinimized()
    assert second_start(driver, str(other)) == 0
    driver.settle()
    assert driver.workspace.path == other
    assert not driver.window.isMinimized()
    assert second_start(driver) == 0
    driver.settle()
    assert driver.workspace.path == other
    assert second_start(driver, str(tmp_path / "nowhere.csplan")) == 0
    driver.settle()
    assert driver.workspace.path == other
    assert "nowhere.csplan" in driver.window.notices.text.text()


def test_another_day_is_another_window(start: Start) -> None:
    """A window whose clock stands still takes nothing for one that lives today."""
    driver = start()
    door = Door(driver.window, TODAY)
    assert door.is_open
    assert not handed_over(None, None)
    driver.close()
    assert not handed_over(None, TODAY)


def test_what_a_killed_program_left_stops_nobody(start: Start) -> None:
    """A socket that nobody listens on is taken over."""
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(address(TODAY))
    assert not handed_over(None, TODAY)
    driver = start()
    assert Door(driver.window, TODAY).is_open


def test_a_stranger_at_the_door_is_sent_away(start: Start, qtbot: QtBot) -> None:
    """What is no question of ours changes nothing."""
    driver = start()
    path = driver.workspace.path
    door = Door(driver.window, TODAY)
    assert door.is_open
    for words in (b"GET / HTTP/1.0\n", b"[1, 2]\n", b"\xff\xfe\n", b'{"open": 7}\n'):
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.connect(address(TODAY))
            stranger.sendall(words)
            qtbot.wait(50)
    driver.settle()
    assert driver.workspace.path == path
