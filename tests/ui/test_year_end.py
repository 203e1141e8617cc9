"""Proves the page that closes a year: decided by Space, one undo step, archived, on to the next."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.domain.engagement import State
from csplanner.domain.records import Engagement
from tests.ui.drivers import WindowDriver
from ui import app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def january(
    qtbot: QtBot, tmp_path: Path, portfolio_of: Callable[[int], Path]
) -> Iterator[WindowDriver]:
    """Return the window in the January after the year of the portfolio."""
    path = tmp_path / "team.csplan"
    shutil.copy(portfolio_of(12), path)
    driver = WindowDriver(app.start(["csplanner", str(path), "--today", "2028-01-03"]), qtbot)
    driver.settle()
    yield driver
    driver.close()


def left(driver: WindowDriver) -> list[Engagement]:
    """Return the engagements of 2027 that nobody said how they went."""
    inside = [e for e in driver.workspace.all(Engagement) if e.date.year == 2027]
    return [e for e in inside if e.state in {State.PLANNED, State.AGREED}]


def test_a_year_is_closed_in_one_step(january: WindowDriver, tmp_path: Path) -> None:
    """Space says held, Ctrl Enter closes, Ctrl Z takes all of it back."""
    driver = january
    driver.go("year_end")
    page: Any = driver.window.pages["year_end"]
    assert page.year == 2027
    open_ones = left(driver)
    assert len(open_ones) > 1
    rows = [u for u in page.table.rows if u.kind == "unconfirmed"]
    assert {u.id for u in rows} == {e.id for e in open_ones}
    page.view.choose(("unconfirmed", rows[0].id))
    driver.press("Space", page.view)
    assert page.becomes(rows[0]) == "held"
    page.write(tmp_path / "archive")
    driver.settle()
    assert "Archived 2027" in driver.notice
    assert (tmp_path / "archive" / "left-undone-2027.csv").is_file()
    driver.press("Ctrl+Return", page.view)
    driver.settle()
    assert left(driver) == []
    held = driver.workspace.get(Engagement, rows[0].id)
    assert held is not None
    assert held.state is State.DONE
    assert driver.window.header.line.text() == "2027 is closed"
    driver.press("Ctrl+Z")
    assert len(left(driver)) == len(open_ones)


def test_a_year_that_goes_on_says_so(driver: WindowDriver) -> None:
    """In May nothing is closed: the notice says what still lies ahead."""
    driver.go("year_end", year=2027)
    before = {e.id: e.state for e in driver.workspace.all(Engagement)}
    driver.window.actions_table.trigger("year_end.close")
    assert "not over" in driver.notice
    assert {e.id: e.state for e in driver.workspace.all(Engagement)} == before


def test_the_next_year_is_one_step_away(january: WindowDriver) -> None:
    """The plan of the year after opens from here."""
    january.go("year_end")
    january.window.actions_table.trigger("year_end.next")
    january.settle()
    assert january.page == "plan"
    page: Any = january.window.pages["plan"]
    assert page.year == 2028
    assert dt.date(2028, 1, 3) == january.window.context.today
