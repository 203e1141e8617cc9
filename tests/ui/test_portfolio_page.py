"""Proves the list of accounts: rows, sorting, filter, totals, inspector, adding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from csplanner.domain.records import Account
from csplanner.services import views
from csplanner.store.reads_portfolio import PortfolioRow
from tests.ui.portfolios import TODAY, name_of
from ui.portfolio_filter import FilterFacts, haystack, read_filter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


def test_every_account_is_listed_highest_tier_first(driver: WindowDriver) -> None:
    """The list begins with the highest tier, and within a tier with the largest revenue."""
    assert sorted(driver.portfolio.names()) == sorted(name_of(number) for number in range(12))
    order = [band.name for band in _bands(driver)]
    tiers = [order.index(tier) for tier in driver.portfolio.column("Tier")]
    assert tiers == sorted(tiers)


def _bands(driver: WindowDriver) -> tuple[views.ListedAccount, ...] | tuple:  # type: ignore[type-arg]
    from csplanner.services.policy import policy_in_force

    return policy_in_force(driver.workspace, TODAY).policy.bands


def test_a_head_sorts_and_sorts_the_other_way_round(driver: WindowDriver) -> None:
    """The first click on ARR shows the largest first, the second the smallest."""
    driver.portfolio.sort("ARR")
    falling = [account.base_arr for account in driver.portfolio.page.table.shown]
    driver.portfolio.sort("ARR")
    rising = [account.base_arr for account in driver.portfolio.page.table.shown]
    assert falling == sorted(falling, reverse=True)
    assert rising == falling[::-1]


def test_the_chosen_account_stays_chosen_while_rows_move(driver: WindowDriver) -> None:
    """Sorting and filtering keep the selection on the same account."""
    driver.portfolio.choose(name_of(3))
    driver.portfolio.sort("Account")
    driver.portfolio.filter(name_of(3).split()[0].lower())
    assert driver.portfolio.chosen == [name_of(3)]
    inspector = driver.window.inspector
    driver.qtbot.waitUntil(
        lambda: name_of(3) in [label.text() for label in inspector.findChildren(QLabel)]
    )


def test_the_filter_narrows_with_each_letter_and_totals_follow(driver: WindowDriver) -> None:
    """Words are found in any column of words; count and revenue are those of what is shown."""
    driver.portfolio.filter("ardenmoor")
    shown = driver.portfolio.page.table.shown
    assert [account.row.name.split()[0] for account in shown] == ["Ardenmoor"] * len(shown)
    assert driver.portfolio.totals().startswith(f"{len(shown)} of 12 accounts · $")


def test_a_filter_without_a_match_says_so_and_can_be_cleared(driver: WindowDriver) -> None:
    """Nothing matches: one button brings everything back."""
    driver.portfolio.filter("zzz")
    assert "No account matches the filter" in driver.words()
    driver.click("Clear the filter")
    assert len(driver.portfolio.names()) == 12


def test_a_token_that_is_not_understood_is_named(driver: WindowDriver) -> None:
    """The rest of the filter still holds."""
    driver.portfolio.filter("colour:red ardenmoor")
    assert "Not understood: colour:red" in driver.words()
    assert all(name.startswith("Ardenmoor") for name in driver.portfolio.names())


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("renewal<90d", lambda a: a.row.renewal and (a.row.renewal - TODAY).days < 90),
        ("arr>200k", lambda a: a.base_arr and a.base_arr > 200_000),
        ("owner:sollander", lambda a: a.row.owner == "I. Sollander"),
        ("city:chicago freight", lambda a: a.row.city == "Chicago" and "Freight" in a.row.name),
        (
            "last<7d next>20d",
            lambda a: (TODAY - a.row.last).days < 7 and (a.row.next - TODAY).days > 20,
        ),
    ],
)
def test_tokens_mean_what_they_say(
    driver: WindowDriver, words: str, wanted: Callable[[views.ListedAccount], bool]
) -> None:
    """A filter shows the very accounts that a plain test of each row would."""
    driver.portfolio.filter(words)
    rows = driver.portfolio.page.table.rows
    assert sorted(driver.portfolio.names()) == sorted(a.row.name for a in rows if wanted(a))


def test_health_filters_by_the_score_it_is_given() -> None:
    """`health<70` asks the scores; an account without one is on neither side."""
    account = views.ListedAccount(
        PortfolioRow(
            "a", "", "Boreth Grid", None, "", "", "pilot", "", "", "", None, None, "", None, None
        ),
        "scale",
        "Scale",
        3,
        None,
    )
    texts = {"a": haystack(account)}
    for score, below, above in ((69.0, True, False), (71.0, False, True), (None, False, False)):
        facts = FilterFacts(TODAY, lambda _, score=score: score)
        low, high = (read_filter(w, facts, texts).test for w in ("health<70", "health>70"))
        assert low is not None
        assert high is not None
        assert (low(account), high(account)) == (below, above)


def test_scores_come_without_waiting_and_fill_their_column(driver: WindowDriver) -> None:
    """After the background job each account shows a whole score."""
    assert all(score.isdigit() for score in driver.portfolio.column("Health"))


def test_an_empty_portfolio_offers_the_import(start: Start) -> None:
    """With no account the page says what goes here."""
    driver = start(0)
    assert "No accounts yet" in driver.words()


def test_five_thousand_accounts_are_listed_and_filtered(start: Start) -> None:
    """A big portfolio opens, and a filter finds one account by its number."""
    driver = start(600)
    assert len(driver.portfolio.names()) == 600
    driver.portfolio.filter(name_of(599).lower())
    assert driver.portfolio.names() == [name_of(599)]


def test_enter_opens_the_account(driver: WindowDriver) -> None:
    """Enter in the list goes to the page of the chosen account."""
    driver.portfolio.choose(name_of(5))
    driver.press("Return", on=driver.portfolio.page.view)
    assert (driver.page, driver.title) == ("account", name_of(5))


def test_an_account_can_be_added_and_taken_back(driver: WindowDriver) -> None:
    """The form refuses what it cannot read, adds one account as one undo step."""
    from ui.dialogs.account_form import AccountForm

    form = AccountForm(driver.portfolio.page, driver.window.context)
    form.show()
    form.accept()
    assert "no name" in form.wrong.text()
    form.name_field.setText("Quillonby")
    form.arr.setText("a lot")
    form.accept()
    assert "not a number" in form.wrong.text()
    form.arr.setText("160,000")
    form.accept()
    assert not form.isVisible()
    assert "Quillonby" in driver.portfolio.names()
    assert [str(a.arr) for a in driver.workspace.where(Account, name="Quillonby")] == ["160000"]
    driver.press("Ctrl+Z")
    assert "Quillonby" not in driver.portfolio.names()
    form.deleteLater()
