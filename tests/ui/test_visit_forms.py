"""Proves the forms of a visit: asked for, prepared, kept, missed; from every page that has one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QDialog

from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.ids import EngagementId
from csplanner.domain.records import Account, ChecklistItem, Contact, Engagement, Promise, Signal
from tests.ui.portfolios import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.drivers import WindowDriver


def add_visit(driver: WindowDriver, day: dt.date, state: State = State.PLANNED) -> Engagement:
    """Put a review of the first account on a day."""
    account = next(a for a in driver.workspace.all(Account) if a.name == "Ardenmoor Freight")
    contacts = driver.workspace.where(Contact, account_id=account.id)
    made = Engagement(
        id=EngagementId("visit-1"),
        account_id=account.id,
        type=EngagementType.QBR,
        state=state,
        date=day,
        start=dt.time(10),
        timezone="America/Chicago",
        participants=tuple(filter(None, [account.owner_id])),
        contacts=tuple(c.id for c in contacts[:1]),
        agenda="10 Welcome\n20 Your goals",
    )
    with driver.workspace.change("Add a visit") as work:
        work.remove(*driver.workspace.where(Engagement, account_id=account.id))
        work.put(made)
    return made


def open_on_account(driver: WindowDriver, visit: Engagement, keys: str) -> Any:
    """Press a letter on the page of the visit's account, and return the form that opens."""
    driver.go("account", account_id=visit.account_id)
    driver.press(keys, driver.window)
    forms = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    return forms[-1] if forms else None


def kept(driver: WindowDriver) -> Engagement:
    """Return the visit as it is now."""
    found = driver.workspace.get(Engagement, "visit-1")
    assert found is not None
    return found


def test_an_invitation_is_copied_saved_and_answered(driver: WindowDriver, tmp_path: Path) -> None:
    """The letter goes to the clipboard, the file to disk; planned becomes asked, then confirmed."""
    visit = add_visit(driver, dt.date(2027, 6, 9))
    form = open_on_account(driver, visit, "I")
    form.copy_button.click()
    assert "Wednesday 9 June 2027" in QApplication.clipboard().text()
    form.write(tmp_path / "invitation")
    assert (tmp_path / "invitation.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    form.accept()
    assert (kept(driver).state, kept(driver).asked) == (State.PLANNED, TODAY)
    form = open_on_account(driver, visit, "I")
    assert form.do_button.text() == "Mark as confirmed"
    form.accept()
    assert kept(driver).state is State.AGREED
    driver.press("Ctrl+Z")
    assert kept(driver).state is State.PLANNED


def test_a_checklist_is_made_and_ticked(driver: WindowDriver) -> None:
    """P gives the visit its steps; they are ticked, added and removed, and counted."""
    visit = add_visit(driver, TODAY)
    form = open_on_account(driver, visit, "P")
    steps = len(form.boxes)
    assert steps > 4
    form.boxes[0].click()
    assert form.progress.text() == f"1 of {steps} done"
    form.words.setText("Bring the sample")
    form.words.setFocus()
    driver.press("Return", form.words)
    assert form.isVisible(), "Enter adds the step and leaves the form open"
    assert len(form.boxes) == steps + 1
    form.accept()
    items = driver.workspace.where(ChecklistItem, engagement_id=visit.id)
    assert sum(item.done for item in items) == 1
    driver.go("today")
    page: Any = driver.window.pages["today"]
    shown = next(v for v in page.view.visits if v.id == visit.id)
    assert (shown.ready, shown.steps) == (1, steps + 1)


def test_the_outcome_is_kept_in_one_step(driver: WindowDriver) -> None:
    """O keeps who came, what was said and promised, signals and the next date."""
    visit = add_visit(driver, dt.date(2027, 5, 11), State.AGREED)
    form = open_on_account(driver, visit, "O")
    assert all(form.met[c].isChecked() for c in visit.contacts)
    form.said.setPlainText("They like the map")
    form.promises[0].text.setText("Send the map")
    form.promises[0].due.edit.setDate(QDate(2027, 5, 20))
    form.promises[1].text.setText("Name a tester")
    form.promises[1].side.setCurrentIndex(1)
    form.signals_field.setPlainText("Hiring in Laredo\n\nNew COO")
    form.next_on.edit.setDate(QDate(2027, 7, 1))
    form.accept()
    assert (kept(driver).state, kept(driver).outcome) == (State.DONE, "They like the map")
    promises = [(p.text, p.side.value, p.due) for p in driver.workspace.all(Promise)]
    assert sorted(promises, key=lambda p: p[0]) == [
        ("Name a tester", "theirs", None),
        ("Send the map", "ours", dt.date(2027, 5, 20)),
    ]
    assert {s.text for s in driver.workspace.all(Signal)} == {"Hiring in Laredo", "New COO"}
    ahead = driver.workspace.where(Engagement, account_id=visit.account_id, state=State.AGREED)
    assert [e.date for e in ahead] == [dt.date(2027, 7, 1)]
    assert "1 promise" not in driver.notice
    driver.press("Ctrl+Z")
    assert kept(driver).state is State.AGREED
    assert not driver.workspace.all(Promise)


def test_an_outcome_waits_for_its_day(driver: WindowDriver) -> None:
    """What lies ahead has no outcome; the notice says what to do."""
    visit = add_visit(driver, dt.date(2027, 6, 9))
    assert open_on_account(driver, visit, "O") is None
    assert "lies ahead" in driver.notice


def test_the_missed_is_made_up(driver: WindowDriver) -> None:
    """X notes the reason and the day on which it is made up."""
    visit = add_visit(driver, dt.date(2027, 5, 11), State.AGREED)
    form = open_on_account(driver, visit, "X")
    form.inputs["reason"].setText("They were ill")
    form.inputs["again"].edit.setDate(QDate(2027, 5, 25))
    form.accept()
    assert (kept(driver).state, kept(driver).reason) == (State.MISSED, "They were ill")
    days = [e.date for e in driver.workspace.where(Engagement, account_id=visit.account_id)]
    assert dt.date(2027, 5, 25) in days


@pytest.mark.parametrize("page", ["calendar", "plan", "today", "account"])
def test_every_page_of_visits_offers_them(driver: WindowDriver, page: str) -> None:
    """The same four acts are there wherever a visit can be chosen."""
    driver.go(page)
    names = {action.name for action in driver.window.actions_table.all()}
    assert {f"{page}.{word}" for word in ("invite", "prepare", "outcome", "missed")} <= names
