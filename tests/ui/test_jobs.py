"""Proves the jobs: answers on the GUI thread, progress, cancel, two lanes, failures, the strip."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QThread

from csplanner.base.errors import Trouble
from ui.jobs import COMPUTE, WRITES, Jobs
from ui.widgets import job_strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from csplanner.base.job import Job
    from tests.ui.drivers import WindowDriver


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Return the lanes alone, stopped afterwards."""
    made = Jobs()
    yield made
    made.stop()
    qtbot.waitUntil(lambda: not made.running or True)


def test_the_answer_comes_on_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    """The work runs elsewhere; what it returns is handed over here."""
    threads: list[object] = []

    def work(_job: Job) -> int:
        threads.append(threading.get_ident())
        return 42

    answers: list[Any] = []

    def done(answer: int) -> None:
        answers.append(answer)
        threads.append(threading.get_ident())
        assert QThread.isMainThread()

    jobs.start(work, done, "Counting")
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [42]
    assert threads[0] != threads[1] == threading.get_ident()


def test_progress_is_passed_on(jobs: Jobs, qtbot: QtBot) -> None:
    """A step's share and label reach the handle."""
    ended: list[bool] = []

    def work(job: Job) -> None:
        job.step(1.0, "Last step")

    handle = jobs.start(work, lambda _: ended.append(True), "Stepping")
    qtbot.waitUntil(lambda: bool(ended))
    assert (handle.fraction, handle.step) == (1.0, "Last step")


def test_a_cancelled_job_stops_and_calls_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    """Cancel raises in the work at its next step; neither callback is called."""
    begun, called = threading.Event(), []

    def work(job: Job) -> None:
        begun.set()
        while True:
            job.step(0.5, "Going round")

    handle = jobs.start(work, called.append, "Endless", failed=called.append)
    assert begun.wait(5)
    with qtbot.waitSignal(handle.ended, timeout=5000):
        handle.cancel()
    assert called == []
    assert not jobs.running


def test_what_goes_wrong_after_cancelling_is_nobodys_matter(jobs: Jobs, qtbot: QtBot) -> None:
    """A portfolio closed under a job that was given up is no bug to tell."""
    go_on = threading.Event()

    def work(_job: Job) -> None:
        go_on.wait(10)
        raise RuntimeError("the file is closed")

    handle = jobs.start(work, None, "Reading")
    with qtbot.waitSignal(handle.ended):
        handle.cancel()
        go_on.set()
    assert not jobs.running


def test_stopping_ends_also_what_never_began(jobs: Jobs, qtbot: QtBot) -> None:
    """A job that waited in its lane is gone afterwards, and its key is free again."""
    answers: list[Any] = []
    go_on = threading.Event()
    jobs.start(lambda _job: go_on.wait(10), None, "First", key="first")
    jobs.start(lambda _job: 1, answers.append, "Second", key="second")
    go_on.set()
    jobs.stop()
    qtbot.waitUntil(lambda: not jobs.running)
    jobs.start(lambda _job: 2, answers.append, "Again", key="second")
    qtbot.waitUntil(lambda: answers == [2])


def test_a_running_key_is_not_started_twice(jobs: Jobs, qtbot: QtBot) -> None:
    """The second start returns the first handle; `restart` replaces it."""
    go, answers = threading.Event(), []

    def work(job: Job) -> str:
        while not go.wait(0.01):
            job.check()
        return "first"

    first = jobs.start(work, answers.append, "One", key="same")
    assert jobs.start(work, answers.append, "One", key="same") is first
    jobs.restart(lambda _: "second", answers.append, "Two", key="same")
    go.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert answers == ["second"]


def test_the_lanes_do_not_wait_for_each_other(jobs: Jobs, qtbot: QtBot) -> None:
    """A long computation lets a write pass."""
    go, order = threading.Event(), []

    def slow(job: Job) -> str:
        while not go.wait(0.01):
            job.check()
        return "computed"

    jobs.start(slow, order.append, "Slow", lane=COMPUTE)
    jobs.start(lambda _: "written", order.append, "Quick", lane=WRITES)
    qtbot.waitUntil(lambda: order == ["written"])
    go.set()
    qtbot.waitUntil(lambda: order == ["written", "computed"])


def test_trouble_goes_to_who_asked(jobs: Jobs, qtbot: QtBot) -> None:
    """A mistake or trouble of the work is handed to `failed`."""
    told: list[Any] = []

    def work(_job: Job) -> None:
        raise Trouble("The disk is full.", "Free some space.")

    jobs.start(work, None, "Writing", failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].hint == "Free some space."


def test_long_work_shows_a_strip_with_cancel(
    driver: WindowDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The strip names the step and its Cancel ends the job; short work shows nothing."""
    strip = driver.window.strip
    assert not strip.isVisible()
    monkeypatch.setattr(job_strip, "AFTER", 0.0)

    def work(job: Job) -> None:
        while True:
            job.step(0.25, "Placing QBRs")

    driver.window.context.jobs.start(work, None, "Planning")
    driver.qtbot.waitUntil(lambda: strip.isVisible() and strip.label.text() == "Placing QBRs")
    strip.cancel.click()
    driver.qtbot.waitUntil(lambda: not strip.isVisible())
    driver.settle()
