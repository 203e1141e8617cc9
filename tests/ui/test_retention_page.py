"""Proves the page Retention: the figures of the answer, periods, groups, renewals, the what-if."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.base.ids import new_id
from csplanner.domain.account import RevenueKind
from csplanner.domain.ids import RevenueEventId
from csplanner.domain.records import Account, RevenueEvent
from csplanner.services.review_retention import review_retention, year_to
from tests.ui.portfolios import TODAY
from ui import formats

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver
    from ui.pages.retention import RetentionPage

    Start = Callable[..., WindowDriver]


@pytest.fixture
def page(driver: WindowDriver) -> RetentionPage:
    """Return the page on twelve accounts, of which one shrank in March and one in October."""
    accounts = driver.workspace.all(Account)
    told = (
        (accounts[0], dt.date(2027, 3, 4), RevenueKind.CONTRACTION, 1000, "Price"),
        (accounts[1], dt.date(2026, 10, 4), RevenueKind.CONTRACTION, 3000, "Acquired"),
        (accounts[2], dt.date(2027, 2, 1), RevenueKind.EXPANSION, 5000, ""),
    )
    with driver.workspace.change("Revenue") as work:
        work.put(
            *(
                RevenueEvent(
                    id=RevenueEventId(new_id()),
                    account_id=account.id,
                    date=day,
                    kind=kind,
                    amount=Decimal(amount),
                    currency="USD",
                    reason=reason,
                )
                for account, day, kind, amount, reason in told
            )
        )
    return _opened(driver)


def _opened(driver: WindowDriver) -> RetentionPage:
    driver.go("retention")
    driver.settle()
    found: Any = driver.window.pages["retention"]
    return found


def test_tiles_and_bridge_say_what_the_answer_says(
    driver: WindowDriver, page: RetentionPage
) -> None:
    """GRR, NRR and the amounts of twelve months."""
    review = review_retention(driver.workspace, year_to(TODAY), TODAY)
    spoken = page.board.tiles.accessibleName()
    assert formats.percent(review.figures.grr, 1) in spoken
    assert formats.percent(review.figures.nrr, 1) in spoken
    words = page.board.bridge.accessibleDescription()
    assert "Contraction $4k" in words
    assert "Expansion $5k" in words
    assert "13 May 2026 to 12 May 2027" in page.context_line()


def test_a_period_is_chosen_by_key(driver: WindowDriver, page: RetentionPage) -> None:
    """March alone is of this year, October alone of the last."""
    driver.press("2", on=page)
    driver.settle()
    assert [row.look.title for row in page.board.reasons.rows] == ["Price"]
    driver.press("3", on=page)
    driver.settle()
    assert [row.look.title for row in page.board.reasons.rows] == ["Acquired"]
    assert "could not influence" in page.board.reasons.rows[0].look.note


def test_rates_by_csm(driver: WindowDriver, page: RetentionPage) -> None:
    """A row an owner, with what each had at the start."""
    page.board.group.choose("owner")
    titles = [row.look.title for row in page.board.groups.rows]
    assert titles == ["D. Orrinvale", "I. Sollander", "P. Maruzek", "T. Kelvane"]
    assert driver.page == "retention"


def test_renewals_are_listed_and_open_their_account(
    driver: WindowDriver, page: RetentionPage
) -> None:
    """Soonest first; Enter opens the account."""
    shown = page.board.table.shown
    assert len(shown) >= 10
    assert [r.date for r in shown] == sorted(r.date for r in shown)
    driver.press("R", on=page)
    assert page.board.view.currentIndex().isValid()
    driver.press("Return", on=page.board.view)
    assert (driver.page, driver.title) == ("account", shown[0].name)


def test_the_five_million_of_the_docs_on_the_page(page: RetentionPage) -> None:
    """12 % of 5,000,000: 8 contracts of 75,000, 32 chances, 720,000 of selling."""
    leak = page.board.leak
    leak.revenue.setValue(5_000_000)
    leak.deal.setValue(75_000)
    leak.rate.setValue(12)
    assert leak.slider.value() == 120
    assert "$600,000 a year, $50,000 a month" in leak.answer.text()
    assert leak.means.text() == (
        "That is 8.0 contracts of the usual size, 32.0 chances, $720,000 of selling."
    )
    assert "$3,407,360 after 3 years" in leak.left.text()
    assert "One point of loss is $50,000" in leak.left.text()


def test_the_slider_moves_the_field_and_the_period_comes_back(page: RetentionPage) -> None:
    """One moves the other; a press takes the figures of the period again."""
    leak = page.board.leak
    own = leak.rate.value()
    leak.slider.setValue(300)
    assert leak.rate.value() == 30.0
    leak.again.click()
    assert leak.rate.value() == own
    assert page.review is not None
    wanted = formats.exact_money(page.review.leak.a_year.quantize(Decimal(1)), "USD")
    assert wanted in leak.answer.text()


def test_an_empty_portfolio_offers_the_import(start: Start) -> None:
    """Nothing to reckon from."""
    driver = start(0)
    _opened(driver)
    assert "No revenue yet" in driver.words()


def test_six_hundred_accounts_fill_the_table(start: Start) -> None:
    """Every renewal of the coming year is in the table."""
    driver = start(600)
    page = _opened(driver)
    assert len(page.board.table.rows) > 500
