"""Proves the page People and what an account's page says of when a customer can be met."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QLineEdit

from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, ContactId
from csplanner.domain.records import Account, Blackout, Contact, Person, TimeOff
from ui.dialogs.record_form import DayField, RecordForm, WeekdaysField
from ui.pages.account_card import Row
from ui.pages.account_meeting import absence_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver
    from ui.pages.people import PeoplePage

    Start = Callable[..., WindowDriver]


@pytest.fixture
def page(driver: WindowDriver) -> PeoplePage:
    """Return the page on a small team, the first person selected."""
    driver.go("people")
    found: Any = driver.window.pages["people"]
    found.view.choose(found.table.row_at(0).person.id)
    driver.settle()
    return found


def _form(driver: WindowDriver) -> RecordForm:
    forms = driver.window.findChildren(RecordForm)
    shown = [form for form in forms if form.isVisible()]
    return shown[-1]


def _line(form: RecordForm, key: str) -> QLineEdit:
    found = form.inputs[key]
    assert isinstance(found, QLineEdit)
    return found


def test_a_person_is_changed_in_one_step(driver: WindowDriver, page: PeoplePage) -> None:
    """Part-time week, holidays of a region, limits and deputy; undo takes all of it back."""
    before = page.chosen
    assert before is not None
    driver.press("E")
    form = _form(driver)
    week = form.inputs["working_weekdays"]
    assert isinstance(week, WeekdaysField)
    week.ticks[4].setChecked(False)
    _line(form, "country").setText("Germany")
    _line(form, "region").setText("Bavaria")
    _line(form, "travel_weeks_per_quarter").setText("3")
    deputy = form.inputs["deputy_id"]
    assert isinstance(deputy, QComboBox)
    deputy.setCurrentIndex(1)
    form.accept()
    assert form.wrong.text() == ""
    driver.settle()
    kept = driver.workspace.get(Person, before.person.id)
    assert kept is not None
    assert (kept.country, kept.region, kept.working_weekdays) == ("DE", "BY", (0, 1, 2, 3))
    assert kept.travel_weeks_per_quarter == 3
    assert kept.deputy_id == deputy.currentData()
    assert "DE-BY" in [
        str(page.table.index(0, at).data()) for at in range(page.table.columnCount())
    ]
    driver.workspace.undo()
    assert driver.workspace.get(Person, before.person.id) == before.person


def test_what_is_wrong_stays_in_the_form(driver: WindowDriver, page: PeoplePage) -> None:
    """An unknown region and half a week are told; nothing is written."""
    assert page.chosen is not None
    was = page.chosen.person
    page.change()
    form = _form(driver)
    _line(form, "region").setText("Mordor")
    form.accept()
    assert "Mordor" in form.wrong.text()
    _line(form, "region").setText("")
    _line(form, "visits_per_year").setText("2.5")
    form.accept()
    assert "whole number" in form.wrong.text()
    form.reject()
    assert driver.workspace.get(Person, was.id) == was


def _set(form: RecordForm, key: str, day: dt.date) -> None:
    field = form.inputs[key]
    assert isinstance(field, DayField)
    field.edit.setDate(QDate(day.year, day.month, day.day))


def test_leave_is_added_changed_and_removed(driver: WindowDriver, page: PeoplePage) -> None:
    """The inspector lists it; a press opens it again."""
    assert page.chosen is not None
    who = page.chosen.person.id
    first = dt.date(2027, 8, 2)
    driver.press("L")
    form = _form(driver)
    _set(form, "start", first)
    _set(form, "end", first + dt.timedelta(days=4))
    form.accept()
    driver.settle()
    [kept] = driver.workspace.where(TimeOff, person_id=who)
    assert (kept.start, kept.end) == (first, first + dt.timedelta(days=4))
    row = next(r for r in page.panel.findChildren(Row) if r.accessibleName().startswith("Leave"))
    row.pressed.emit()
    form = _form(driver)
    _set(form, "start", first + dt.timedelta(days=9))
    form.accept()
    assert form.isVisible()
    assert form.wrong.text()
    form.remove_button.click()
    driver.settle()
    assert driver.workspace.where(TimeOff, person_id=who) == ()


def test_the_company_closes_for_all(driver: WindowDriver, page: PeoplePage) -> None:
    """A blackout without an account."""
    before = len(driver.workspace.all(Blackout))
    page.panel.asked.emit("closed", "")
    _form(driver).accept()
    driver.settle()
    added = driver.workspace.all(Blackout)
    assert len(added) == before + 1
    assert any(each.account_id is None for each in added)


def _with_contact(driver: WindowDriver) -> tuple[Account, Contact]:
    account = driver.workspace.all(Account)[0]
    key = ContactId(new_id())
    contact = Contact(id=key, account_id=account.id, name="Kim Vale", role="champion")
    with driver.workspace.change("Contact") as work:
        work.put(contact)
    driver.go("account", account_id=account.id)
    return account, contact


def test_a_customer_says_when_it_can_be_met(driver: WindowDriver) -> None:
    """Closed days, from the account's page."""
    account, _ = _with_contact(driver)
    driver.account.records.closed()
    form = _form(driver)
    _set(form, "start", dt.date(2027, 12, 20))
    _set(form, "end", dt.date(2027, 12, 31))
    form.accept()
    driver.settle()
    [closed] = driver.workspace.where(Blackout, account_id=account.id)
    assert closed.end == dt.date(2027, 12, 31)


def test_a_contact_is_not_always_there(driver: WindowDriver) -> None:
    """Weekdays and an absence, changed in the form and told in the card."""
    _, contact = _with_contact(driver)
    driver.account.records.edit(contact)
    form = _form(driver)
    week = form.inputs["available_weekdays"]
    assert isinstance(week, WeekdaysField)
    week.ticks[0].setChecked(False)
    _set(form, "away_from", dt.date(2027, 7, 1))
    _set(form, "away_to", dt.date(2027, 7, 9))
    form.accept()
    driver.settle()
    kept = driver.workspace.get(Contact, contact.id)
    assert kept is not None
    assert kept.available_weekdays == (1, 2, 3, 4)
    assert (kept.away_from, kept.away_to) == (dt.date(2027, 7, 1), dt.date(2027, 7, 9))
    told = absence_of(kept, dt.date(2027, 5, 12))
    rows = [row.accessibleName() for row in driver.account.findChildren(Row)]
    assert f"Kim Vale: {told}" in rows


def test_preferred_weekdays_are_chosen(driver: WindowDriver) -> None:
    """The first row of the card asks for them."""
    account, _ = _with_contact(driver)
    week_row = next(
        r for r in driver.account.findChildren(Row) if r.accessibleName().startswith("Week")
    )
    week_row.pressed.emit()
    form = _form(driver)
    liked = form.inputs["preferred_weekdays"]
    assert isinstance(liked, WeekdaysField)
    for at in (0, 3, 4):
        liked.ticks[at].setChecked(False)
    form.accept()
    driver.settle()
    found = driver.workspace.get(Account, account.id)
    assert found is not None
    assert found.preferred_weekdays == tuple(d for d in (1, 2) if liked.ticks[d].isChecked())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"available_weekdays": (0, 2)}, "Mon, Wed"),
        ({"away_from": dt.date(2027, 7, 1)}, "away from 1 Jul 2027"),
        ({"away_to": dt.date(2027, 7, 1)}, "away until 1 Jul 2027"),
        ({"away_to": dt.date(2027, 1, 1)}, ""),
    ],
)
def test_an_absence_in_words(change: dict[str, Any], said: str) -> None:
    """What has passed is not told."""
    contact = Contact(id=ContactId("c"), account_id=AccountId("a"), name="K", **change)
    assert absence_of(contact, dt.date(2027, 5, 12)) == said


def test_without_people_there_is_one_button(start: Start) -> None:
    """The empty state offers to add the first."""
    driver = start(0)
    driver.go("people")
    for person in driver.workspace.all(Person):
        with driver.workspace.change("Nobody") as work:
            work.remove(person)
    driver.settle()
    driver.click("Add a person")
    form = _form(driver)
    _line(form, "name").setText("Sam Rowe")
    form.accept()
    driver.settle()
    assert [p.name for p in driver.workspace.all(Person)] == ["Sam Rowe"]
