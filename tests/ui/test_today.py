"""Proves the page Today: cards, keys over all rows, ticking, done, snooze, empty and overfull."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from csplanner.base.ids import new_id
from csplanner.domain.ids import ChecklistItemId, CommitmentId, PromiseId
from csplanner.domain.promise import Side
from csplanner.domain.records import Account, ChecklistItem, Commitment, Engagement, Promise
from tests.ui.portfolios import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver
    from ui.pages.today import TodayPage

    Start = Callable[..., WindowDriver]


def _page(driver: WindowDriver) -> TodayPage:
    page: Any = driver.window.pages["today"]
    return page


def _fill(driver: WindowDriver, promises: int = 1) -> Engagement:
    """Give the next visit two steps, and accounts promises that are late and a commitment."""
    workspace = driver.workspace
    ahead = [e for e in workspace.all(Engagement) if e.date > TODAY and e.type.value != "check_in"]
    visit = min(ahead, key=lambda e: (e.date, e.start is None, e.start))
    accounts = workspace.all(Account)
    with workspace.change("Facts") as work:
        work.put(
            *(
                ChecklistItem(id=ChecklistItemId(new_id()), engagement_id=visit.id, text=text)
                for text in ("Print the brief", "Read the tickets")
            ),
            *(
                Promise(
                    id=PromiseId(new_id()),
                    account_id=accounts[number % len(accounts)].id,
                    text=f"Promise {number}",
                    side=Side.OURS,
                    due=TODAY - dt.timedelta(days=3),
                )
                for number in range(promises)
            ),
            Commitment(
                id=CommitmentId(new_id()),
                account_id=accounts[0].id,
                clause="4.2",
                text="A sandbox",
                due=TODAY + dt.timedelta(days=20),
            ),
        )
    driver.go("today")
    driver.settle()
    return visit


def _titles(card: Any) -> list[str]:
    return [row.look.title for row in card.rows]


def test_the_day_is_shown_with_what_waits(driver: WindowDriver) -> None:
    """Title, two weeks, visits, the promise that is late, the commitment, the windows."""
    _fill(driver)
    page = _page(driver)
    assert driver.title == "Wednesday 12 May"
    assert len(page.board.visits.rows) == 6
    assert "Promise 0" in _titles(page.board.overdue)
    assert _titles(page.board.commitments) == ["A sandbox"]
    assert "booked this week" in page.board.weeks_card.note.text()
    assert all(
        row.accessibleName() for card in (*page.board.left, *page.board.right) for row in card.rows
    )


def test_a_portfolio_opens_on_its_day(driver: WindowDriver) -> None:
    """What to do now is the first thing one sees."""
    assert driver.landing == "today"


def test_arrows_walk_over_all_cards(driver: WindowDriver) -> None:
    """Down from the last visit leads to the first overdue thing, up leads back."""
    _fill(driver)
    page = _page(driver)
    last, first = page.board.visits.rows[-1], page.board.overdue.rows[0]
    last.setFocus()
    driver.press("Down")
    assert first.stood_on
    driver.press("Up")
    assert last.stood_on


def test_space_ticks_a_step_and_undo_takes_it_back(driver: WindowDriver) -> None:
    """The checklist is that of the visit in focus; the count follows."""
    visit = _fill(driver)
    page = _page(driver)
    page.board.visits.stand_on(f"visit:{visit.id}")
    assert sorted(_titles(page.board.steps)) == ["Print the brief", "Read the tickets"]
    driver.settle()
    page.board.steps.rows[0].setFocus()
    driver.press("Space")
    assert page.board.steps.note.text() == "1 of 2"
    assert page.board.steps.rows[0].stood_on
    driver.press("Ctrl+Z")
    assert page.board.steps.note.text() == "0 of 2"


def test_d_closes_what_is_stood_on(driver: WindowDriver) -> None:
    """The promise leaves the list, with a way back."""
    _fill(driver)
    page = _page(driver)
    key = next(r.look.key for r in page.board.overdue.rows if r.look.title == "Promise 0")
    page.board.overdue.stand_on(key)
    driver.press("D")
    assert "Promise 0" not in _titles(page.board.overdue)
    assert driver.notice.startswith("Done: Promise 0")
    driver.press("Ctrl+Z")
    assert "Promise 0" in _titles(page.board.overdue)


def test_a_snoozed_row_is_away_until_its_day(driver: WindowDriver) -> None:
    """The form keeps it away; the header counts it; it can be shown again."""
    from ui.dialogs.snooze_form import SnoozeForm

    _fill(driver)
    page = _page(driver)
    due = next(d for d in page.dues.values() if d.title == "Promise 0")
    form = SnoozeForm(page, driver.window.context, due.key, due.title)
    form.accept()
    form.deleteLater()
    driver.go("today", again=True)
    assert "Promise 0" not in _titles(page.board.overdue)
    assert "1 snoozed" in page.context_line()
    page.acts.wake()
    assert "Promise 0" in _titles(page.board.overdue)


def test_enter_opens_the_account(driver: WindowDriver) -> None:
    """From a visit to its account."""
    _fill(driver)
    page = _page(driver)
    title = page.board.visits.rows[0].look.title
    page.board.visits.rows[0].setFocus()
    driver.press("Return")
    assert (driver.page, driver.title) == ("account", title)


def test_arrows_in_the_two_weeks_lead_to_an_account(driver: WindowDriver) -> None:
    """The first engagement from today on is stood on; Enter opens it."""
    moved = driver.workspace.all(Engagement)[:2]
    with driver.workspace.change("Two this week") as work:
        work.put(*(replace(e, date=TODAY + dt.timedelta(days=n)) for n, e in enumerate(moved, 1)))
    driver.go("today")
    page = _page(driver)
    driver.press("Left", on=page.board.weeks)
    visit = page.board.weeks.current
    assert visit is not None
    driver.press("Right", on=page.board.weeks)
    later = page.board.weeks.current
    assert later is not None
    assert visit.date < later.date
    driver.press("Return", on=page.board.weeks)
    assert driver.page == "account"


def test_whose_day_it_is_can_be_chosen(driver: WindowDriver) -> None:
    """One CSM's accounts only, remembered."""
    driver.go("today")
    page = _page(driver)
    owner = next(key for key, words, _ in page.whose_choices() if words == "I. Sollander")
    page.choose_owner(owner)
    driver.settle()
    assert page.whose.text() == "I. Sollander"
    assert page.view is not None
    assert page.view.accounts == 3


def test_what_does_not_fit_is_counted(start: Start) -> None:
    """Thirty late promises: eight rows, and a button for the rest."""
    driver = start(12)
    _fill(driver, promises=30)
    page = _page(driver)
    assert len(page.board.overdue.rows) == 8
    driver.click("22 more overdue: Overdue")
    assert driver.page in {"coverage", "portfolio"}


def test_an_empty_portfolio_offers_the_import(start: Start) -> None:
    """One step that fills the page."""
    driver = start(0)
    driver.go("today")
    assert "No accounts yet" in driver.words()


def test_cards_without_anything_are_one_line(start: Start) -> None:
    """Each says that there is nothing."""
    driver = start(12)
    driver.go("today")
    assert "No commitment is due in four months." in driver.words()
    assert "No checklist: the next visits have no steps." in driver.words()


def test_a_clock_behind_the_file_is_told(driver: WindowDriver) -> None:
    """Saved on the day: nothing is said; saved later than the day: check the date."""
    driver.go("today")
    board = _page(driver).board
    assert not board.clock.isVisible()
    board.warn_of_clock(TODAY + dt.timedelta(days=9), TODAY)
    assert "Check the date" in board.clock.text()
    assert board.clock.isVisible()
