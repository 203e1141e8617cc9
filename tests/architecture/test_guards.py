"""Proves that the suite's own guards see what a test leaves behind, and are silent otherwise."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_dir
from PySide6.QtCore import QRunnable, QThreadPool, QTimer

from csplanner.base.clock import Clock
from csplanner.store.portfolio import Portfolio
from tests import guards
from tests.guards import Left, UnseenWarnings

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication


def test_a_running_timer_is_found(qapp: QApplication) -> None:
    """A timer that still ticks is named with its label; once stopped it is not."""
    left = Left()
    timer = QTimer(qapp)
    timer.setObjectName("autosave")
    timer.start(60_000)
    assert left.found() == ["QTimer (autosave)"]
    timer.stop()
    assert Left().found() == []


def test_a_busy_pool_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool whose worker has not ended is named; once it has, nothing is."""
    monkeypatch.setattr(guards, "_PATIENCE_MS", 50)
    gate = threading.Event()

    class Wait(QRunnable):
        def run(self) -> None:
            gate.wait(20)

    left = Left()
    pool = QThreadPool()
    pool.setObjectName("writes")
    pool.start(Wait())
    try:
        assert left.found() == ["QThreadPool (writes)"]
    finally:
        gate.set()
    pool.waitForDone(20_000)
    assert Left().found() == []


def test_a_running_thread_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python thread that outlives its test is named."""
    monkeypatch.setattr(guards, "_PATIENCE_MS", 50)
    gate = threading.Event()
    left = Left()
    thread = threading.Thread(target=gate.wait, args=(20,), name="reader")
    thread.start()
    try:
        assert left.found() == ["thread reader"]
    finally:
        gate.set()
    thread.join()
    assert left.found() == []


def test_an_open_unit_of_work_is_found(tmp_path: Path) -> None:
    """A change that was begun and neither finished nor given up is named with its file."""
    portfolio = Portfolio.create(tmp_path / "year.csplan", Clock(), tmp_path / "backups")
    left = Left()
    change = portfolio.change("Move QBR")
    change.__enter__()
    assert left.found() == ["unit of work on year.csplan"]
    change.__exit__(None, None, None)
    assert left.found() == []
    portfolio.close()


def test_a_warning_in_the_log_is_seen(caplog: pytest.LogCaptureFixture) -> None:
    """A logged warning is collected with its logger's name; information is not."""
    with UnseenWarnings() as unseen:
        logging.getLogger("csplanner.store").warning("backup is %s days old", 9)
        logging.getLogger("csplanner.store").info("opened")
    assert unseen.lines == ["csplanner.store: backup is 9 days old"]
    assert "backup is 9 days old" in caplog.text


def test_the_users_folders_are_out_of_reach() -> None:
    """Home and data folders are temporary ones, and no screen is asked for."""
    assert "csplanner-tests-" in user_data_dir("csplanner")
    assert "csplanner-tests-" in str(Path.home())
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
