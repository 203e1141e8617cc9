"""What a policy would mean at once, before anything is planned: accounts by tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.policy import in_base
from csplanner.services.policy import rates_on
from csplanner.store.reads_policy import tier_facts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Workspace

Standing = tuple["Decimal | None", str]


def standings(workspace: Workspace, today: dt.date) -> tuple[Standing, ...]:
    """Return the revenue in the base currency, and the tier set by hand, of each live account."""
    rates = rates_on(workspace, today)
    return tuple(
        (in_base(facts.arr, facts.currency, rates), facts.override)
        for facts in tier_facts(workspace.database)
    )


def accounts_by_tier(policy: TierPolicy, accounts: Sequence[Standing]) -> dict[str, int]:
    """Return how many accounts each tier of a policy has, the highest tier first."""
    found = {band.id: 0 for band in policy.bands}
    for revenue, override in accounts:
        found[policy.band_of(revenue, override).id] += 1
    return found
