"""Proves what a bug does: told, reported without data, the window goes on, the hook given back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from ui.crash import redacted

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver


def _bug() -> None:
    raise ValueError(f"no account 'Ardenmoor Freight' of m.tarrisk@example.com in {Path.home()}")


def test_a_report_holds_no_data() -> None:
    """Names, addresses and the user's folder are taken out; the trace stays."""
    with pytest.raises(ValueError, match="no account") as caught:
        _bug()
    report = redacted(caught.value)
    assert "ValueError: no account" in report
    assert "in _bug" in report
    leaks = ("Ardenmoor", "tarrisk", str(Path.home()))
    assert [leak for leak in leaks if leak in report] == []


def test_a_bug_is_told_and_the_window_goes_on(driver: WindowDriver) -> None:
    """A fault nobody caught becomes a notice whose report can be copied."""
    before = driver.window.crashes._before
    driver.window.crashes._before = lambda *_: None
    try:
        _bug()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    driver.window.crashes._before = before
    assert driver.notice.startswith("Something went wrong inside csplanner")
    driver.click("Copy the report")
    assert "ValueError" in QGuiApplication.clipboard().text()
    driver.go("portfolio")
    assert len(driver.portfolio.names()) == 12


def test_closing_gives_the_hook_back(driver: WindowDriver) -> None:
    """After the window is closed, the hook before it is on again."""
    before = driver.window.crashes._before
    assert sys.excepthook == driver.window.crashes.take
    driver.close()
    assert sys.excepthook is before
