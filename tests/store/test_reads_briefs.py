"""Proves the statements behind the brief builder: archived accounts and other states stay out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.base.ids import seeded_ids
from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.ids import AccountId, EngagementId
from csplanner.domain.records import Account, Engagement
from csplanner.store.portfolio import Portfolio
from csplanner.store.reads_briefs import account_names, next_review

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2027, 5, 12)
NEW = seeded_ids(21)


def review(account: AccountId, state: State, days: int) -> Engagement:
    """Return a review so many days from the day of the test."""
    return Engagement(
        id=EngagementId(NEW()),
        account_id=account,
        type=EngagementType.QBR,
        state=state,
        date=DAY + dt.timedelta(days=days),
    )


def test_only_live_accounts_and_coming_reviews_are_offered(tmp_path: Path) -> None:
    """Archived accounts, held, missed and past reviews do not come up."""
    one, two, old = (AccountId(NEW()) for _ in range(3))
    with Portfolio.create(tmp_path / "p.csplan", Clock(DAY), tmp_path / "backups") as portfolio:
        with portfolio.change("Fill") as work:
            work.put(
                Account(id=one, name="beta"),
                Account(id=two, name="Alpha"),
                Account(id=old, name="Old", archived=True),
                review(old, State.PLANNED, 1),
                review(one, State.MISSED, 2),
                review(one, State.PLANNED, -3),
                review(two, State.AGREED, 9),
                review(one, State.PLANNED, 20),
            )
        assert [a.name for a in account_names(portfolio.database)] == ["Alpha", "beta"]
        assert next_review(portfolio.database, DAY, ["qbr"]) == two
        assert next_review(portfolio.database, DAY, ["ceo_visit"]) is None
