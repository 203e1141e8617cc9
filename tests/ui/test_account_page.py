"""Proves the page of one account: facts, cards, empty words, stepping, logging."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.records import (
    Account,
    Commitment,
    Contact,
    Driver,
    DriverReading,
    Engagement,
    Promise,
    RelationshipRating,
    Sighting,
)
from tests.ui.portfolios import TODAY, name_of
from ui.dialogs.record_form import RecordForm
from ui.dialogs.trace_list import TraceList
from ui.pages import account_series as series
from ui.pages.account_card import Row
from ui.pages.account_cards import HealthCard, StakeholdersCard
from ui.widgets.choice_strip import ChoiceStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


def _open(driver: WindowDriver, name: str) -> None:
    account = driver.workspace.where(Account, name=name)[0]
    driver.go("account", account_id=account.id)


def test_without_a_choice_it_says_how_to_choose(driver: WindowDriver) -> None:
    """The page opens empty, with one way on."""
    driver.go("account")
    assert "No account chosen" in driver.words()
    driver.click("Open the portfolio")
    assert driver.page == "portfolio"


def test_the_band_says_the_facts_of_the_pictures(sample: WindowDriver) -> None:
    """Ardenmoor Freight: revenue, renewal, decision window and owner as designed."""
    _open(sample, "Ardenmoor Freight")
    words = sample.words()
    wanted = ("$2.40M", "31 Dec 2027", "in 233 days", "opens in 53 days", "I. Sollander")
    assert [part for part in wanted if part not in words] == []


def test_each_card_of_the_best_account_is_filled(sample: WindowDriver) -> None:
    """No card of the sample's first account says that it is empty."""
    _open(sample, "Ardenmoor Freight")
    empty = [card.title.text() for card in sample.account.cards if card.empty.isVisible()]
    assert empty == []
    chart = sample.account.cards[0].findChildren(type(sample.account.cards[1].chart))  # type: ignore[attr-defined]
    assert chart[0].accessibleDescription().startswith("Score 7")


def test_each_card_of_a_bare_account_says_what_fills_it(driver: WindowDriver) -> None:
    """An account without drivers or commitments says so in words, never a blank card."""
    _open(driver, name_of(1))
    told = {card.title.text(): card.empty.text() for card in driver.account.cards}
    empty = {card.title.text() for card in driver.account.cards if card.empty.isVisible()}
    assert {"Drivers", "Commitments", "Competitors sighted", "Reduction of burden"} <= empty
    assert all(told[title] for title in empty)


def test_j_and_k_step_through_the_list_it_came_from(driver: WindowDriver) -> None:
    """The order is that of the filtered list."""
    driver.portfolio.filter("ardenmoor")
    names = driver.portfolio.names()
    driver.portfolio.choose(names[0])
    driver.press("Return", on=driver.portfolio.page.view)
    assert driver.window.header.line.text().startswith(f"1 of {len(names)}")
    driver.press("J")
    assert driver.title == names[1]
    driver.press("K")
    assert driver.title == names[0]


def test_a_logged_touch_is_held_and_can_be_undone(driver: WindowDriver) -> None:
    """N asks, logs it as done with its notes, tells so, and Ctrl+Z takes it back."""
    from ui.dialogs.log_form import LogForm

    _open(driver, name_of(2))
    account = driver.workspace.where(Account, name=name_of(2))[0]
    form = LogForm(driver.account, driver.window.context, account)
    form.kind.setCurrentIndex(form.kind.findData(EngagementType.TRAINING.value))
    form.notes.setPlainText("They want the new board.")
    form.accept()
    form.deleteLater()
    logged = [
        e
        for e in driver.workspace.where(Engagement, account_id=account.id)
        if e.notes == "They want the new board."
    ]
    assert [(e.type, e.state, e.date) for e in logged] == [
        (EngagementType.TRAINING, State.DONE, TODAY)
    ]
    assert driver.notice == f"Logged a training with {name_of(2)}"
    assert "last: training 12 May" in driver.words()
    driver.press("Ctrl+Z")
    assert driver.workspace.get(Engagement, logged[0].id) is None


def test_an_account_that_is_gone_leaves_an_empty_page(driver: WindowDriver) -> None:
    """An id that no longer exists is the empty state, not a failure."""
    driver.go("account", account_id="gone")
    assert "No account chosen" in driver.words()


def test_the_line_holds_what_is_near_and_not_waived(sample: WindowDriver) -> None:
    """The line of engagements shows three months back and five ahead, and the window in it."""
    from csplanner.services.account_view import account_view

    account = sample.workspace.where(Account, name="Ardenmoor Freight")[0]
    view = account_view(sample.workspace, account.id, TODAY)
    line = series.account_line(view, TODAY)
    near = [
        e
        for e in view.engagements
        if line.start <= e.date <= line.end and e.state is not State.WAIVED
    ]
    assert [mark.on for mark in line.marks] == [e.date for e in near]
    assert [span.start for span in line.windows] == [dt.date(2027, 7, 4)]


def _form(driver: WindowDriver) -> RecordForm:
    found = [form for form in driver.account.findChildren(RecordForm) if form.isVisible()]
    assert len(found) == 1
    return found[0]


def _log(driver: WindowDriver, letter: str) -> RecordForm:
    """Press N and a letter, as a user does, and return the form that opened."""
    _front(driver)
    driver.press("N")
    driver.press(letter)
    return _form(driver)


def _front(driver: WindowDriver) -> None:
    """Wait until the window has the keys again after a form."""
    driver.window.activateWindow()
    driver.qtbot.waitUntil(lambda: QApplication.activeWindow() is driver.window, timeout=20_000)


def _fill(form: RecordForm, **texts: str) -> None:
    for key, text in texts.items():
        field = form.inputs[key]
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)
    form.accept()
    QApplication.processEvents()


def test_two_keystrokes_log_what_was_seen_heard_agreed_and_promised(driver: WindowDriver) -> None:
    """N and a letter open the form; saving shows the row on its card, and Ctrl+Z takes it back."""
    _open(driver, name_of(2))
    account = driver.workspace.where(Account, name=name_of(2))[0]
    _fill(_log(driver, "S"), competitor="Orbexa", pitch="half the price")
    _fill(_log(driver, "G"), text="Wants a second line", source="the COO")
    _fill(_log(driver, "C"), text="Uptime 99.95%", clause="7.1")
    _fill(_log(driver, "P"), text="The report by June")
    _fill(_log(driver, "N"), text="Calm talk today")
    words = driver.words()
    for shown in ("Orbexa", "half the price", "Wants a second line", "Uptime 99.95%", "Calm talk"):
        assert shown in words
    assert driver.workspace.where(Promise, account_id=account.id)[0].made == TODAY
    assert driver.workspace.get(Account, account.id).notes.startswith(f"{TODAY}: Calm talk")  # type: ignore[union-attr]
    _front(driver)
    driver.press("Ctrl+Z")
    assert "Calm talk" not in driver.words()


def test_esc_gives_up_and_letters_are_the_strips_while_it_is_open(driver: WindowDriver) -> None:
    """P logs a promise in the strip; Esc closes it, and J steps again."""
    _open(driver, name_of(2))
    driver.press("N")
    strip = driver.account.findChild(ChoiceStrip)
    assert strip is not None
    assert strip.isVisible()
    driver.press("J")
    assert driver.title == name_of(2)
    driver.press("Esc")
    assert not strip.isVisible()


def test_a_rating_stands_on_the_account_with_its_reason(driver: WindowDriver) -> None:
    """N, R: the newest rating is the account's; removing it brings the one before back."""
    _open(driver, name_of(2))
    account = driver.workspace.where(Account, name=name_of(2))[0]
    form = _log(driver, "R")
    box = form.inputs["rating"]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(2))
    _fill(form, reason="The sponsor left", quote="Who are you again?")
    assert driver.workspace.get(Account, account.id).relationship == 2  # type: ignore[union-attr]
    assert "The sponsor left" in driver.words()
    row = next(r for r in driver.account.findChildren(Row) if "Trust 2 of 5" in r.accessibleName())
    row.pressed.emit()
    _form(driver).remove_button.click()
    QApplication.processEvents()
    assert driver.workspace.where(RelationshipRating, account_id=account.id) == ()
    assert driver.workspace.get(Account, account.id).relationship is None  # type: ignore[union-attr]


def test_an_empty_form_says_what_is_missing(driver: WindowDriver) -> None:
    """Nothing is written, and the field is named."""
    _open(driver, name_of(2))
    form = _log(driver, "S")
    form.accept()
    assert form.wrong.isVisible()
    assert "Competitor is empty" in form.wrong.text()
    assert driver.workspace.all(Sighting) == ()
    form.reject()


def test_a_set_of_drivers_fills_the_card_and_a_value_becomes_a_reading(
    driver: WindowDriver,
) -> None:
    """The policy's set is one click; a new value of a driver is kept with its day."""
    _open(driver, name_of(2))
    account = driver.workspace.where(Account, name=name_of(2))[0]
    driver.click("Nurture set")
    made = driver.workspace.where(Driver, account_id=account.id)
    assert "Licence use" in {one.name for one in made}
    card = driver.account.cards[1]
    chosen = made[0]
    card.edit_asked.emit(chosen)
    _fill(_form(driver), current="60")
    readings = driver.workspace.where(DriverReading, driver_id=chosen.id)
    assert [(r.date, r.value) for r in readings] == [(TODAY, 60.0)]
    assert "Nurture set" not in driver.words()


def test_a_row_is_changed_where_it_stands(sample: WindowDriver) -> None:
    """A commitment's row opens its form with what it holds; E does so for the row in focus."""
    _open(sample, "Ardenmoor Freight")
    sample.account.jump(sample.account.cards[6])
    sample.press("E")
    form = _form(sample)
    field = form.inputs["text"]
    assert isinstance(field, QLineEdit)
    assert field.text() == "Custom EDI connector v2"
    _fill(form, functional_owner="Product and Support")
    changed = sample.workspace.where(Commitment, text="Custom EDI connector v2")[0]
    assert (changed.functional_owner, changed.clause) == ("Product and Support", "§4.2")


def test_burden_and_changes_are_told_with_their_parts(sample: WindowDriver) -> None:
    """The card says the change against the baseline and the hours; steps sum to the change."""
    from csplanner.services.account_view import account_view

    _open(sample, "Ardenmoor Freight")
    words = sample.words()
    assert "against the Q3 2025 baseline" in words
    assert "support time saved" in words
    account = sample.workspace.where(Account, name="Ardenmoor Freight")[0]
    facts = account_view(sample.workspace, account.id, TODAY).facts
    told = series.changes(facts, TODAY)
    assert told is not None
    assert told.before + sum(change or 0 for _, change in told.steps) == pytest.approx(told.now)
    assert "baseline: " in series.burden_parts(facts.burden)


def test_a_component_shows_the_records_behind_it(sample: WindowDriver) -> None:
    """A click on the strip of support load lists its tickets with their points."""
    _open(sample, "Ardenmoor Freight")
    card = sample.account.cards[0]
    assert isinstance(card, HealthCard)
    high = card.chart.height()
    QTest.mouseClick(
        card.chart,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(40, high - 24 - 50),
    )
    QApplication.processEvents()
    shown = [found for found in sample.account.findChildren(TraceList) if found.isVisible()]
    words = " ".join(label.text() for label in shown[0].findChildren(QLabel))
    assert "Support load" in words
    assert "Integration fault, high" in words
    assert "Candidates, not causes" in sample.words()
    shown[0].accept()


def test_a_click_on_the_map_rates_a_person_and_asks_why(sample: WindowDriver) -> None:
    """A new stance needs a reason, which is kept in the contact's notes."""
    from csplanner.drawing.stakeholders import person_at

    _open(sample, "Ardenmoor Freight")
    card = sample.account.cards[5]
    assert isinstance(card, StakeholdersCard)
    contact = sample.workspace.where(Contact, name="S. Ulverton")[0]
    box = card.chart.box()
    people = series.people_on_map(card._shown)
    at = [c.contact.id for c in card._shown].index(contact.id)
    x, y = next(
        (x, y)
        for x in range(0, int(box.w), 6)
        for y in range(0, int(box.h), 6)
        if person_at(box, people, x, y) == at
    )
    assert person_at(box, people, 1, 1) is None
    QTest.mouseClick(
        card.chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, y)
    )
    form = _form(sample)
    stance = form.inputs["attitude"]
    assert isinstance(stance, QComboBox)
    stance.setCurrentIndex(stance.findData(4))
    form.accept()
    assert "without a reason" in form.wrong.text()
    _fill(form, reason="The test of version 2 went well")
    changed = sample.workspace.get(Contact, contact.id)
    assert changed is not None
    assert changed.attitude == 4
    assert changed.notes.startswith(f"{TODAY}, stance 4: The test of version 2 went well")
    assert contact.notes in changed.notes
