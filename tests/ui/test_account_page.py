"""Proves the page of one account: facts, cards, empty words, stepping, logging."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.records import Account, Engagement
from csplanner.services.new_portfolio import make_portfolio as make_sample
from tests.ui.portfolios import TODAY, name_of
from ui.pages import account_series as series

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample portfolio of the day of the pictures."""
    path = tmp_path_factory.mktemp("sample") / "sample.csplan"
    make_sample(path, Clock(TODAY), sample=True)
    return path


@pytest.fixture
def sample(start: Start, sample_file: Path, tmp_path: Path) -> WindowDriver:
    """Return the program on a copy of the sample."""
    path = tmp_path / "sample.csplan"
    shutil.copy(sample_file, path)
    return start(None, str(path))


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
