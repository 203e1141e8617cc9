"""What travel costs, reckoned from a table of rates: six categories, one traveller at a time."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from csplanner.domain.place import folded, great_circle_km
from csplanner.domain.trip import CostCategory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.domain.place import Place
    from csplanner.domain.trip import Rate

DRIVE_KM = 120
# Used where the portfolio has no rate: base currency, per flight home and back by distance band
# in km, per night, per day. They are an estimate and are shown as one.
USUAL_AIR = ((500, 240), (1500, 360), (4000, 560), (9000, 1150), (100_000, 1700))
USUAL = {CostCategory.LODGING: 190, CostCategory.MEALS: 70, CostCategory.GROUND: 45}


def rate_for(
    rates: Iterable[Rate], category: CostCategory, *, city: str = "", km: float | None = None
) -> Decimal:
    """Return the rate of a category: the city's own, else the general one, else the usual one."""
    fitting = [r for r in rates if r.category is category and _fits(r, city, km)]
    if fitting:
        return max(fitting, key=lambda r: bool(r.city)).amount
    if category is CostCategory.AIR and km is not None:
        return Decimal(next(cost for longest, cost in USUAL_AIR if km <= longest))
    return Decimal(USUAL.get(category, 0))


def _fits(rate: Rate, city: str, km: float | None) -> bool:
    if rate.city and folded(rate.city) != folded(city):
        return False
    if km is None:
        return True
    return (rate.from_km or 0) <= km < (rate.to_km or 1_000_000)


def route_km(home: Place, stops: Sequence[Place]) -> float:
    """Return the kilometres from home over the stops and back."""
    points = [home, *stops, home]
    return sum(great_circle_km(a, b) for a, b in pairwise(points))


def traveller_costs(
    rates: Sequence[Rate], home: Place, stops: Sequence[Place], days: int
) -> dict[CostCategory, Decimal]:
    """Return the costs of one traveller who visits the stops in this order within `days` days."""
    away = [stop for stop in stops if stop.id != home.id]
    if not away:
        return {}
    km = route_km(home, away) / 2
    city = away[0].name
    nights = max(0, days - 1) if km > DRIVE_KM else 0
    costs = {
        CostCategory.GROUND: rate_for(rates, CostCategory.GROUND, city=city) * days,
        CostCategory.MEALS: rate_for(rates, CostCategory.MEALS, city=city) * days,
        CostCategory.LODGING: rate_for(rates, CostCategory.LODGING, city=city) * nights,
    }
    if km > DRIVE_KM:
        costs[CostCategory.AIR] = rate_for(rates, CostCategory.AIR, km=km)
    return {category: amount for category, amount in costs.items() if amount}
