"""Single-statement reads for the policy editor: what decides about the tier of each account."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplanner.store.amounts import decimal_of

if TYPE_CHECKING:
    from decimal import Decimal

    from csplanner.store.database import Database

_STANDINGS = "SELECT arr, currency, tier_override FROM account WHERE archived = 0 ORDER BY id"


class TierFacts(NamedTuple):
    """Yearly revenue in its own currency, and the tier that was set by hand, '' for none."""

    arr: Decimal | None
    currency: str
    override: str


def tier_facts(database: Database) -> tuple[TierFacts, ...]:
    """Return what decides about the tier of each account that is not archived."""
    rows = database.fetch_rows(_STANDINGS)
    return tuple(
        TierFacts(None if arr is None else decimal_of(arr), currency or "", override or "")
        for arr, currency, override in rows
    )
