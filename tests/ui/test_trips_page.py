"""The page Trips as its users see it: find a trip, judge it, bring somebody in, take it along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from csplanner.domain.records import Trip, TripCost
from csplanner.domain.trip import TripState
from ui.dialogs.trip_forms import CostsForm, DecisionForm, LegForm

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.drivers import WindowDriver
    from ui.pages.trips import TripsPage


@pytest.fixture
def page(planned: WindowDriver) -> TripsPage:
    planned.go("trips")
    found: Any = planned.window.pages["trips"]
    return found


def test_the_list_says_where_when_and_what_it_costs(planned: WindowDriver, page: TripsPage) -> None:
    """A row a trip of the year, with the sum of those shown; the model holds Qt's rules."""
    tester = QAbstractItemModelTester(page.list.table)
    assert len(page.list.table.rows) == len(planned.workspace.where(Trip, year=page.year)) > 1
    assert f"{len(page.list.table.rows)} trips" in page.list.totals.text()
    page.list.filter.setText(page.list.table.rows[0].visits[0].account)
    assert 0 < len(page.list.table.shown) < len(page.list.table.rows)
    page.list.filter.setText("nobody at all")
    assert page.list.table.shown == ()
    tester.deleteLater()


def test_enter_opens_a_trip_and_escape_returns(planned: WindowDriver, page: TripsPage) -> None:
    """The header names the cities; J steps; Escape comes back to the row."""
    page.list.view.selectRow(0)
    first = page.list.table.shown[0]
    planned.press("Return", page.list.view)
    planned.settle()
    assert planned.title == first.title
    page.step(1)
    planned.settle()
    assert planned.title == page.list.table.shown[1].title
    page.close_trip()
    planned.settle()
    assert planned.title == "Trips"
    assert page.sheet is not None
    assert page.sheet.name == page.list.table.shown[1].name


def test_approval_is_asked_for_decided_and_undone(planned: WindowDriver, page: TripsPage) -> None:
    """A draft is asked for with one key; the form names who decided; undo takes it back."""
    page.list.view.selectRow(0)
    sheet = page.sheet
    assert sheet is not None
    page.acts.judge(TripState.ASKED)
    planned.settle()
    form = DecisionForm(page, planned.window.context, sheet, TripState.APPROVED)
    form.by.setCurrentText("H. Brandiss")
    form.accept()
    planned.settle()
    trip = planned.workspace.get(Trip, sheet.name)
    assert trip is not None
    assert (trip.state, trip.decided_by) == (TripState.APPROVED, "H. Brandiss")
    planned.window.context.undo()
    trip = planned.workspace.get(Trip, sheet.name)
    assert trip is not None
    assert trip.state is TripState.ASKED
    form.deleteLater()


def test_costs_are_typed_in_words_that_are_checked(planned: WindowDriver, page: TripsPage) -> None:
    """A wrong amount is told in the form; a right one is kept and shown."""
    page.list.view.selectRow(0)
    sheet = page.sheet
    assert sheet is not None
    trip = planned.workspace.get(Trip, sheet.name)
    assert trip is not None
    form = CostsForm(page, planned.window.context, trip, sheet)
    field = next(f for c, f in form.fields.items() if c.value == "registration")
    field.setText("many")
    form.accept()
    assert "many is not a number" in form.wrong.text()
    field.setText("1,250.50")
    form.reason.setText("A fair")
    form.accept()
    planned.settle()
    lines = planned.workspace.where(TripCost, trip_id=sheet.name)
    assert "1250.5" in {f"{line.amount.normalize():f}" for line in lines}
    assert page.sheet is not None
    assert page.sheet.reason == "A fair"
    form.deleteLater()


def test_a_leg_typed_by_hand_is_on_map_and_schedule(planned: WindowDriver, page: TripsPage) -> None:
    """The leg appears with its times; removing it can be undone."""
    page.list.view.selectRow(0)
    page.open_current()
    planned.settle()
    sheet = page.sheet
    assert sheet is not None
    trip = planned.workspace.get(Trip, sheet.name)
    assert trip is not None
    form = LegForm(page, planned.window.context, trip, sheet)
    form.accept()
    planned.settle()
    assert page.sheet is not None
    assert len(page.sheet.legs) == 1
    assert page.sheet.legs[0].departs_zone
    page.acts.remove_leg(page.sheet.legs[0].id)
    planned.settle()
    assert page.sheet.legs == ()
    form.deleteLater()


def test_request_and_calendar_leave_the_program(
    planned: WindowDriver, page: TripsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clipboard has the text, the files are written where the user says."""
    page.list.view.selectRow(0)
    sheet = page.sheet
    assert sheet is not None
    page.acts.copy_request()
    assert sheet.title in QGuiApplication.clipboard().text()
    for ending, act in (("pdf", page.acts.print_request), ("ics", page.acts.save_calendar)):
        path = tmp_path / f"trip.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        act()
        assert path.stat().st_size > 500
        assert path.name in planned.notice


def test_the_schedule_is_walked_by_keys(planned: WindowDriver, page: TripsPage) -> None:
    """Right chooses the first block, Enter opens its account."""
    page.list.view.selectRow(0)
    page.open_current()
    planned.settle()
    planned.press("Right", page.detail.plan)
    assert page.detail.plan.chosen
    planned.press("Return", page.detail.plan)
    planned.settle()
    assert planned.page == "account"


def test_no_trips_says_how_to_get_some(driver: WindowDriver) -> None:
    """Without a plan the page says where trips come from."""
    driver.go("trips", year=2031)
    page: Any = driver.window.pages["trips"]
    assert page.list.table.rows == ()
    assert "No trips yet" in driver.words()
