"""Proves what is changed in place on an account's page: the map, goals, drivers' history, times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from csplanner.domain.records import Account, Contact, Driver, Goal
from csplanner.drawing.stakeholders import places_of
from csplanner.services.account_view import account_view
from tests.ui.portfolios import TODAY
from ui.dialogs.driver_history import DriverHistory, months_of
from ui.dialogs.record_form import RecordForm
from ui.pages import account_series as series
from ui.pages.account_cards import DriversCard, EngagementsCard, StakeholdersCard
from ui.pages.account_lists import GoalsCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver
    from ui.widgets.stakeholder_map import StakeholderMap

    Start = Callable[..., WindowDriver]

NAME = "Ardenmoor Freight"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(sample: WindowDriver) -> WindowDriver:
    """Return the program on the sample, at the page of the pictures."""
    account = sample.workspace.where(Account, name=NAME)[0]
    sample.go("account", account_id=account.id)
    return sample


def _card(driver: WindowDriver, kind: type) -> Any:
    return next(card for card in driver.account.cards if isinstance(card, kind))


def _map(driver: WindowDriver) -> tuple[StakeholderMap, int]:
    """Return the map and which of its people is S. Ulverton."""
    chart: StakeholderMap = _card(driver, StakeholdersCard).chart
    return chart, [person.name for person in chart.people].index("S. Ulverton")


def _pending(chart: StakeholderMap) -> tuple[int, int] | None:
    return chart.pending


def _form(driver: WindowDriver) -> RecordForm:
    found = [form for form in driver.account.findChildren(RecordForm) if form.isVisible()]
    assert len(found) == 1
    return found[0]


def _ulverton(driver: WindowDriver) -> Contact:
    return driver.workspace.where(Contact, name="S. Ulverton")[0]


def test_a_sign_is_dragged_to_where_somebody_stands_now(page: WindowDriver) -> None:
    """Dropping it asks why; without a reason nothing is kept, with one the place is."""
    chart, at = _map(page)
    x, y = places_of(chart.box(), chart.people)[at]
    there = QPoint(int(chart.width() * 0.9), int(y))
    QTest.mousePress(chart, LEFT, pos=QPoint(int(x), int(y)))
    QTest.mouseMove(chart, QPoint(int(x) + 20, int(y)))
    QTest.mouseMove(chart, there)
    assert chart.pending is not None
    assert chart.pending[0] == 5
    QTest.mouseRelease(chart, LEFT, pos=there)
    form = _form(page)
    stance, reason = form.inputs["attitude"], form.inputs["reason"]
    assert isinstance(stance, QComboBox)
    assert stance.currentData() == 5
    assert form.focusWidget() is reason
    form.accept()
    assert "without a reason" in form.wrong.text()
    assert _ulverton(page).attitude != 5
    reason.setText("The pilot of version 2 convinced her")  # type: ignore[attr-defined]
    form.accept()
    QApplication.processEvents()
    found = _ulverton(page)
    assert found.attitude == 5
    assert found.notes.startswith(f"{TODAY}, stance 5: The pilot of version 2 convinced her")


def test_giving_up_leaves_the_sign_where_it_was(page: WindowDriver) -> None:
    """A form that is cancelled changes nothing, on the map or in the file."""
    chart, at = _map(page)
    before = chart.people
    x, y = places_of(chart.box(), chart.people)[at]
    QTest.mousePress(chart, LEFT, pos=QPoint(int(x), int(y)))
    QTest.mouseMove(chart, QPoint(int(x) + 120, int(y)))
    QTest.mouseMove(chart, QPoint(int(x) + 140, int(y)))
    QTest.mouseRelease(chart, LEFT, pos=QPoint(int(x) + 140, int(y)))
    _form(page).reject()
    assert chart.people == before
    assert chart.pending is None


def test_the_map_is_worked_by_keys(page: WindowDriver) -> None:
    """Arrows choose, Alt and arrows move by one step, Esc takes it back, Enter asks why."""
    chart, at = _map(page)
    chart.setFocus()
    chart.chosen = at - 1
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.chosen == at
    was = _ulverton(page)
    assert was.attitude is not None
    QTest.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert _pending(chart) == (was.attitude + 1, was.influence)
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert _pending(chart) is None
    QTest.keyClick(chart, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    form = _form(page)
    influence = form.inputs["influence"]
    assert isinstance(influence, QComboBox)
    assert influence.currentData() == (was.influence or 0) + 1
    form.accept()
    assert "influence changed without a reason" in form.wrong.text()
    form.reject()


def test_a_goal_is_written_changed_and_removed(page: WindowDriver) -> None:
    """It names a driver, which tells how far it is; a click on its row opens it again."""
    page.account.records.goal()
    form = _form(page)
    form.inputs["text"].setPlainText("Every yard on one plan")  # type: ignore[attr-defined]
    told = form.inputs["metric"]
    assert isinstance(told, QComboBox)
    told.setCurrentIndex(told.findData("Certified admins"))
    form.inputs["target"].setText("8")  # type: ignore[attr-defined]
    form.accept()
    QApplication.processEvents()
    (made,) = page.workspace.where(Goal, text="Every yard on one plan")
    assert (made.metric, made.target, made.customer_safe) == ("Certified admins", 8.0, False)
    card = _card(page, GoalsCard)
    card.edit_asked.emit(made)
    form = _form(page)
    assert form.remove_button.isVisible()
    form.remove_button.click()
    assert page.workspace.where(Goal, text="Every yard on one plan") == ()
    page.workspace.undo()
    assert page.workspace.where(Goal, text="Every yard on one plan") == (made,)


def test_a_driver_shows_its_history_and_where_it_comes_from(page: WindowDriver) -> None:
    """A click on its row lists its readings against the target; from there it can be changed."""
    card: DriversCard = _card(page, DriversCard)
    QTest.mouseClick(card.chart, LEFT, pos=QPoint(80, 40))
    shown = next(d for d in page.account.findChildren(DriverHistory) if d.isVisible())
    words = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert "Weekly active dispatchers" in words
    assert "wanted 450" in words
    assert "30 Apr 2027" in words
    assert "imported or typed here" in words
    shown.change_button.click()
    form = _form(page)
    assert form.inputs["name"].text() == "Weekly active dispatchers"  # type: ignore[attr-defined]
    form.reject()


def test_a_month_without_a_reading_keeps_the_one_before(page: WindowDriver) -> None:
    """The line is what the definition says: the newest reading up to the end of each month."""
    view = account_view(page.workspace, page.account.account_id, TODAY)
    state = view.facts.drivers[0]
    driver = page.workspace.get(Driver, state.id)
    assert driver is not None
    told = months_of(state, (), TODAY)
    assert told.lines[0].values == (None, None)
    assert told.target == state.target


def test_an_engagement_says_the_time_where_it_happens(page: WindowDriver) -> None:
    """The tip of a mark holds the clock of its place and its zone; a click opens its day."""
    view = account_view(page.workspace, page.account.account_id, TODAY)
    following = view.next(TODAY, onsite=True)
    assert following is not None
    assert series.local_time(following) == "10:00 CDT"
    tip = series.day_tip(view, following.date)
    assert tip.splitlines()[:2] == ["Executive QBR, planned", "Wed 9 Jun, 10:00 CDT, Chicago"]
    card = _card(page, EngagementsCard)
    card.day_asked.emit(following.date)
    assert page.window.pages["calendar"].day == following.date  # type: ignore[attr-defined]
