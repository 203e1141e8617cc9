"""The page Calendar: walk the days, zoom, move with keys and mouse, mark, export."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog

from csplanner.domain.records import Engagement
from csplanner.drawing.monthgrid import Detail, place_days
from tests.ui.portfolios import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.drivers import WindowDriver
    from ui.pages.calendar import CalendarPage


@pytest.fixture
def page(planned: WindowDriver) -> CalendarPage:
    planned.go("calendar")
    found: Any = planned.window.pages["calendar"]
    return found


def ahead(page: CalendarPage) -> Engagement:
    """Return a planned, unlocked engagement to come."""
    found = [
        e
        for e in page.workspace.all(Engagement)
        if e.date > TODAY and e.state.value == "planned" and not e.locked
    ]
    return min(found, key=lambda e: (e.date, e.touch))


def test_the_month_of_today_is_shown_and_arrows_walk(
    planned: WindowDriver, page: CalendarPage
) -> None:
    """Arrows go by day and week, past the edge of the month; T comes back."""
    assert page.day == TODAY
    assert page.view.detail is Detail.WORDS
    planned.press("Right", page.view)
    planned.press("Down", page.view)
    assert page.day == TODAY + dt.timedelta(days=8)
    page.turn(1)
    assert (page.day.year, page.day.month) == (TODAY.year, TODAY.month + 1)
    page.to_today()
    assert page.day == TODAY


def test_agenda_and_month_hold_the_same(planned: WindowDriver, page: CalendarPage) -> None:
    """The list of a month has the engagements of its days; the model holds Qt's rules."""
    tester = QAbstractItemModelTester(page.table)
    period = page.period
    in_month = {
        item.key
        for day, items in page.view.months[0].items.items()
        if period.first <= day <= period.last
        for item in items
    }
    page.spans.choose("agenda")
    assert {item.id for item in page.table.rows} == in_month
    assert page.day == TODAY or page.agenda.selected()
    assert planned.page == "calendar"
    tester.deleteLater()


def test_enter_zooms_from_the_year_to_the_month(planned: WindowDriver, page: CalendarPage) -> None:
    """A year has twelve months, a quarter three; Enter on a day shows its month."""
    page.spans.choose("year")
    assert len(page.view.months) == 12
    page.spans.choose("quarter")
    assert len(page.view.months) == 3
    planned.press("Return", page.view)
    assert page.spans.on == "month"


def test_alt_arrow_moves_by_a_day_and_undo_brings_back(
    planned: WindowDriver, page: CalendarPage
) -> None:
    """A move that keeps the rules is done and locked; one that breaks a rule names it."""
    item = ahead(page)
    planned.go("calendar", day=item.date)
    page.view.choose(item.date, item.id)
    moved = None
    for keys in ("Alt+Right", "Alt+Left", "Alt+Down", "Alt+Up"):
        planned.press(keys, page.view)
        planned.settle()
        moved = page.workspace.get(Engagement, item.id)
        assert moved is not None
        if moved.date != item.date:
            break
        assert "breaks" in planned.notice
    assert moved is not None
    if moved.date != item.date:
        assert moved.locked
        planned.window.context.undo()
        back = page.workspace.get(Engagement, item.id)
        assert back is not None
        assert (back.date, back.locked) == (item.date, item.locked)


def test_a_drop_on_a_weekend_is_refused_in_words(planned: WindowDriver, page: CalendarPage) -> None:
    """Dragging an engagement to Saturday names the rule and leaves it where it was."""
    item = ahead(page)
    planned.go("calendar", day=item.date)
    month, box = page.view.boxes()[0]
    places = dict(place_days(month, box, Detail.WORDS))
    saturday = item.date + dt.timedelta(days=5 - item.date.weekday())
    at = places[item.date]
    row = [i.key for i in page.view.items_of(item.date)].index(item.id)
    start = QPoint(int(at.x + 20), int(at.y + 24 + 18 * row + 9))
    end = QPoint(int(places[saturday].x + 30), int(places[saturday].y + 40))
    QTest.mousePress(page.view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page.view, start + QPoint(10, 4))
    QTest.mouseMove(page.view, end)
    QTest.mouseRelease(page.view, Qt.MouseButton.LeftButton, pos=end)
    planned.settle()
    assert "breaks" in planned.notice
    left = page.workspace.get(Engagement, item.id)
    assert left is not None
    assert left.date == item.date


def test_marks_are_one_step_each(planned: WindowDriver, page: CalendarPage) -> None:
    """C confirms, L locks; the inspector names who comes."""
    item = ahead(page)
    planned.go("calendar", day=item.date)
    page.view.choose(item.date, item.id)
    page.acts.mark("agree")
    page.acts.mark("lock")
    found = page.workspace.get(Engagement, item.id)
    assert found is not None
    assert (found.state.value, found.locked) == ("agreed", True)
    assert page.chosen is not None
    assert page.acts.names(page.chosen)


def test_the_export_follows_the_ending(
    planned: WindowDriver, page: CalendarPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A calendar file and a wall planner leave the page."""
    for name in ("year.ics", "wall.pdf"):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        page.acts.export()
        assert path.stat().st_size > 1000
        assert name in planned.notice
