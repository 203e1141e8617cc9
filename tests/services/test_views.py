"""Proves the views of the window: tiers of the list, the frame of the sample, one account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.records import Account
from csplanner.services import views
from csplanner.services.account_view import account_view
from csplanner.services.new_portfolio import make_portfolio
from csplanner.services.workspace import open_workspace
from tests.ui.portfolios import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.services.workspace import Workspace


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return the sample portfolio of the day of the pictures."""
    path = tmp_path_factory.mktemp("views") / "sample.csplan"
    make_portfolio(path, Clock(TODAY), sample=True)
    with open_workspace(path, Clock(TODAY)) as workspace:
        yield workspace


def test_the_list_names_the_tiers_of_the_design(sample: Workspace) -> None:
    """Five strategic, six enterprise, seven growth and twenty-four scale accounts."""
    tiers = [account.tier_name for account in views.portfolio(sample, TODAY)]
    counted = {name: tiers.count(name) for name in dict.fromkeys(tiers)}
    assert counted == {"Strategic": 5, "Enterprise": 6, "Growth": 7, "Scale": 24}


def test_the_frame_says_the_run_and_the_sum(sample: Workspace) -> None:
    """42 accounts, $15.72M, run 18."""
    facts = views.frame_facts(sample, TODAY)
    assert (facts.accounts, facts.run) == (42, 18)
    assert [(code, round(total, -4)) for code, total in facts.arr] == [("USD", 15_720_000)]


def test_an_account_in_one_read(sample: Workspace) -> None:
    """Facts, people, terms and competitors of the first account, as of the day."""
    account = sample.where(Account, name="Ardenmoor Freight")[0]
    view = account_view(sample, account.id, TODAY)
    following = view.next(TODAY, onsite=True)
    assert view.owner == "I. Sollander"
    assert following is not None
    assert following.mode.value == "onsite"
    assert following.date >= TODAY
    last = view.last(TODAY)
    assert last is not None
    assert last.date <= TODAY
    assert len(view.contacts) >= 6
    assert [c.due for c in view.commitments if c.due] == sorted(
        c.due for c in view.commitments if c.due
    )
    assert [s.competitor for s in view.sightings] == ["Orbexa", "Trackonda"]


def test_an_account_that_is_not_there_is_the_users_mistake(sample: Workspace) -> None:
    """An id of nothing is told in words."""
    with pytest.raises(UserMistake, match="not in the portfolio"):
        account_view(sample, "gone", TODAY)
