"""The back-test of a profile: ranks, lead, precision, and that it says when it knows nothing."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

import pytest

from csplanner.domain.health import Health, band_of
from csplanner.insight.backtest import Loss, backtest, month_ends

if TYPE_CHECKING:
    from collections.abc import Callable

SPAN = dt.date(2025, 1, 1), dt.date(2026, 12, 31)
ACCOUNTS = {f"a{n:02d}": None for n in range(40)}
LOST = [
    Loss(account=f"a{n:02d}", date=dt.date(2026, 1 + n % 6, 15), kind="churn") for n in range(32)
]
DAY_OF = {loss.account: loss.date for loss in LOST}


def scorer(score: Callable[[str, dt.date], float | None]) -> Callable[[str, dt.date], Health]:
    """Return a judge that gives a plain score."""

    def judge(account: str, day: dt.date) -> Health:
        found = score(account, day)
        return Health(as_of=day, score=found, band=band_of(found), components=())

    return judge


def foreseeing(account: str, day: dt.date) -> float:
    """Know every loss 120 days ahead."""
    left = (DAY_OF.get(account, dt.date.max) - day).days
    return 20.0 if 0 < left <= 120 else 90.0


def guessing(account: str, day: dt.date) -> float:
    """Know nothing."""
    return 100 * Random(f"{account}{day}").random()


def test_a_profile_that_foresees_is_told_from_one_that_guesses() -> None:
    """Recall and precision of a seer are whole; the verdict names the better one."""
    found = backtest(ACCOUNTS, LOST, (scorer(guessing), scorer(foreseeing)), SPAN)
    assert (found.new.scored, found.new.recall, found.new.precision) == (32, 1.0, 1.0)
    assert found.new.lead is not None
    assert 90 <= found.new.lead <= 120
    assert found.gain is not None
    assert found.gain[1] > 0
    assert "it tells nothing" in found.verdict[0]
    assert "it tells something" in found.verdict[1]
    assert "better" in found.verdict[2]


def test_the_same_profile_twice_shows_no_difference() -> None:
    """A gain of zero is not called one."""
    found = backtest(ACCOUNTS, LOST, (scorer(guessing), scorer(guessing)), SPAN)
    assert found.gain == (0, 0, 0)
    assert found.verdict[2].startswith("No difference can be told")


def test_a_profile_that_points_the_wrong_way_is_called_so() -> None:
    """A score that rises before a loss ranks the lost high."""
    wrong = scorer(lambda account, day: 100.0 - foreseeing(account, day))
    found = backtest(ACCOUNTS, LOST, (wrong, wrong), SPAN)
    assert "points the wrong way" in found.verdict[0]


def test_few_losses_carry_no_conclusion() -> None:
    """Under thirty it says so, whatever the ranks."""
    found = backtest(ACCOUNTS, LOST[:10], (scorer(guessing), scorer(foreseeing)), SPAN)
    assert "cannot carry a conclusion" in found.verdict[0]
    assert "cannot carry a conclusion" in found.verdict[1]


def test_what_lies_before_the_data_or_has_no_score_is_not_counted() -> None:
    """A loss whose day before lies outside is left out; one without a score has no standing."""
    early = Loss(account="a00", date=dt.date(2025, 2, 1), kind="churn")
    late = Loss(account="a01", date=dt.date(2026, 5, 1), kind="contraction")
    none = scorer(lambda *_: None)
    found = backtest(ACCOUNTS, [early, late], (none, scorer(foreseeing)), SPAN)
    assert [case.loss for case in found.cases] == [late]
    assert (found.old.scored, found.old.rank, found.cases[0].old.score) == (0, None, None)
    assert found.gain is None


def test_an_account_is_ranked_among_those_that_were_one() -> None:
    """Ties share a place: of four with three alike the rank lies in the middle of them."""
    accounts = {"x": None, "y": None, "z": None, "late": dt.date(2026, 12, 1), "low": None}
    loss = Loss(account="x", date=dt.date(2026, 6, 30), kind="churn")
    plain = scorer(lambda *at: 10.0 if at[0] == "low" else 50.0)
    found = backtest(accounts, [loss], (plain, plain), SPAN)
    assert found.cases[0].old.rank == pytest.approx((1 + 2 / 2) / 3)


def test_month_ends_lie_in_the_span() -> None:
    """The last days of months, none outside."""
    assert month_ends(dt.date(2026, 1, 31), dt.date(2026, 3, 30)) == (
        dt.date(2026, 1, 31),
        dt.date(2026, 2, 28),
    )
