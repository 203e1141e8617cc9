"""What a policy would mean at once, before anything is planned: accounts by tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import Account
from csplanner.services.policy import rates_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Reader

Standing = tuple["Decimal | None", str]


def standings(reader: Reader, today: dt.date) -> tuple[Standing, ...]:
    """Return the revenue in the base currency, and the tier set by hand, of each live account."""
    rates = rates_on(reader, today)
    return tuple(
        (arr_in_base(account, rates), account.tier_override)
        for account in reader.all(Account)
        if not account.archived
    )


def accounts_by_tier(policy: TierPolicy, accounts: Sequence[Standing]) -> dict[str, int]:
    """Return how many accounts each tier of a policy has, the highest tier first."""
    found = {band.id: 0 for band in policy.bands}
    for revenue, override in accounts:
        found[policy.band_of(revenue, override).id] += 1
    return found
