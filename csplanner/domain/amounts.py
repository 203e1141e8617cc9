"""How measured values are said: digits grouped, a true minus, the unit behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

MINUS = "\N{MINUS SIGN}"
PERCENT = frozenset({"%", "percent"})


def digits(value: float) -> str:
    """Return "1,240", "9.8"; whole numbers without a point."""
    whole = abs(value - round(value)) < 1e-9
    words = f"{value:,.0f}" if whole else f"{value:,.1f}"
    return words.replace("-", MINUS)


def exact(value: Decimal) -> str:
    """Return an amount of money without its currency: "1,940", "1,940.50"."""
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value:,.2f}"


def amount(value: float, unit: str) -> str:
    """Return a value with its unit: "63%", "41 min", "1,240"."""
    unit = unit.strip()
    if not unit:
        return digits(value)
    if unit in PERCENT:
        return f"{value:.2f}%" if 99 < value < 100 else f"{digits(value)}%"
    return f"{digits(value)} {unit}"


def short_amount(value: float, unit: str) -> str:
    """Return a value with a unit of at most four letters, for narrow columns."""
    return amount(value, unit if len(unit.strip()) <= 4 or unit.strip() in PERCENT else "")
