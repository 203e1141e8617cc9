"""Decimals as the file keeps them: whole ten-thousandths, so that SQL sums are exact."""

from __future__ import annotations

from decimal import Decimal


def decimal_of(units: int) -> Decimal:
    """Return the decimal of whole ten-thousandths, without needless zeros."""
    whole, rest = divmod(units, 10_000)
    return Decimal(units).scaleb(-4).normalize() if rest else Decimal(whole)
