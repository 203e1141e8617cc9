"""Reads for pages: frozen rows from single statements, each under 50 ms in a big portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplanner.base.collector import collector_held
from csplanner.services.tier_policy import default_text, tier_policy
from csplanner.store import reads_frame, reads_portfolio
from csplanner.store.backup import listed
from csplanner.store.reads_frame import FrameFacts
from csplanner.store.reads_portfolio import EngagementRow, NameRow

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from csplanner.services.workspace import Backup, Workspace
    from csplanner.store.reads_portfolio import PortfolioRow

__all__ = [
    "EngagementRow",
    "FrameFacts",
    "ListedAccount",
    "NameRow",
    "frame_facts",
    "last_backup",
    "next_engagements",
    "palette_names",
    "portfolio",
    "whose",
]


class ListedAccount(NamedTuple):
    """One account of the list with its tier: `rank` 0 is the highest band.

    `base_arr` is in the base currency, None where the revenue or its rate is missing.
    """

    row: PortfolioRow
    tier: str
    tier_name: str
    rank: int
    base_arr: Decimal | None


def portfolio(workspace: Workspace, today: dt.date) -> tuple[ListedAccount, ...]:
    """Return every account that is not archived, in no promised order, with its tier of today."""
    facts = reads_portfolio.tier_facts(workspace.database, today)
    policy, rates = tier_policy(facts.policy or default_text()), facts.rates
    ranks = {band.id: (band.id, band.name, rank) for rank, band in enumerate(policy.bands)}
    listed_accounts = []
    with collector_held():
        for row in reads_portfolio.portfolio_rows(workspace.database, today):
            rate = rates.get(row.currency)
            base = None if row.arr is None or rate is None else row.arr * rate
            band = policy.band_of(base, row.tier_override)
            listed_accounts.append(ListedAccount(row, *ranks[band.id], base))
    return tuple(listed_accounts)


def frame_facts(workspace: Workspace, today: dt.date) -> FrameFacts:
    """Return what the frame of the window says about a portfolio."""
    return reads_frame.frame_facts(workspace.database, today.isoformat())


def whose(workspace: Workspace) -> tuple[str, str, bool]:
    """Return our name, the team, and whether this is the sample portfolio."""
    return reads_frame.whose(workspace.database)


def palette_names(workspace: Workspace) -> tuple[NameRow, ...]:
    """Return the names that the palette searches."""
    return reads_portfolio.palette_names(workspace.database)


def next_engagements(
    workspace: Workspace, account_id: str, today: dt.date, most: int
) -> tuple[EngagementRow, ...]:
    """Return the next engagements of an account, soonest first."""
    return reads_portfolio.next_engagements(workspace.database, account_id, today, most)


def last_backup(workspace: Workspace) -> Backup | None:
    """Return the newest backup of a portfolio, found by looking into the folder."""
    return next(iter(listed(workspace.backups, workspace.path)), None)
