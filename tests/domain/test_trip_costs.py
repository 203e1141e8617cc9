"""What a traveller costs, reckoned by hand from rates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from csplanner.domain.ids import RateId
from csplanner.domain.records import Rate
from csplanner.domain.trip import CostCategory
from csplanner.domain.trip_costs import rate_for, route_km, traveller_costs
from csplanner.services.places import places

MSP, CHI, DEN = (places().city(name, "US") for name in ("Minneapolis", "Chicago", "Denver"))
RATES = (
    Rate(id=RateId("1"), category=CostCategory.AIR, from_km=0, to_km=800, amount=Decimal(300)),
    Rate(id=RateId("2"), category=CostCategory.AIR, from_km=800, to_km=4000, amount=Decimal(500)),
    Rate(id=RateId("3"), category=CostCategory.LODGING, amount=Decimal(150)),
    Rate(id=RateId("4"), category=CostCategory.LODGING, city="chicago", amount=Decimal(220)),
    Rate(id=RateId("5"), category=CostCategory.MEALS, amount=Decimal(60)),
    Rate(id=RateId("6"), category=CostCategory.GROUND, amount=Decimal(40)),
)


def test_a_trip_of_three_days_by_hand() -> None:
    """Minneapolis to Chicago: a short flight, two nights at the city's rate, three days."""
    assert route_km(MSP, [CHI]) == pytest.approx(2 * 571, abs=10)
    assert traveller_costs(RATES, MSP, [CHI], 3) == {
        CostCategory.AIR: Decimal(300),
        CostCategory.LODGING: Decimal(440),
        CostCategory.MEALS: Decimal(180),
        CostCategory.GROUND: Decimal(120),
    }


def test_a_second_city_makes_the_route_longer_and_not_two_trips() -> None:
    """Chicago and Denver in one trip cost one, longer, flight: less than both alone."""
    both = sum(traveller_costs(RATES, MSP, [CHI, DEN], 4).values())
    alone = sum(traveller_costs(RATES, MSP, [CHI], 2).values())
    alone += sum(traveller_costs(RATES, MSP, [DEN], 2).values())
    assert traveller_costs(RATES, MSP, [CHI, DEN], 4)[CostCategory.AIR] == Decimal(500)
    assert both < alone


def test_nobody_travels_at_home() -> None:
    """Visits in the home city cost no travel."""
    assert traveller_costs(RATES, MSP, [MSP], 2) == {}


def test_the_citys_own_rate_goes_before_the_general_one() -> None:
    """And without any rate a usual one stands in."""
    assert rate_for(RATES, CostCategory.LODGING, city="Chicago") == Decimal(220)
    assert rate_for(RATES, CostCategory.LODGING, city="Denver") == Decimal(150)
    assert rate_for((), CostCategory.LODGING, city="Denver") > 0
    assert rate_for((), CostCategory.REGISTRATION) == 0
