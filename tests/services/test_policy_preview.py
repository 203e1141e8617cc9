"""Proves what a policy means at once: accounts by tier, in the base currency."""

from __future__ import annotations

from decimal import Decimal

from csplanner.services.policy import default_text, parse
from csplanner.services.policy_preview import accounts_by_tier


def test_accounts_are_counted_by_tier() -> None:
    """By revenue, or by the tier that was set by hand; without revenue in the lowest."""
    found = accounts_by_tier(
        parse(default_text()),
        [
            (Decimal(1_000_000), ""),
            (Decimal(999_999), ""),
            (Decimal(100_000), ""),
            (None, ""),
            (None, "strategic"),
            (Decimal(5), "gone"),
        ],
    )
    assert found == {"strategic": 2, "enterprise": 1, "growth": 1, "scale": 2}
    assert list(found) == ["strategic", "enterprise", "growth", "scale"]
