"""Distances on the globe, names without accents, three-letter codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.place import Place, city_code, folded, great_circle_km
from csplanner.services.places import places

LAT, LON = st.floats(-90, 90), st.floats(-180, 180)


def _at(lat: float, lon: float) -> Place:
    return Place(name="X", country="US", latitude=lat, longitude=lon, timezone="UTC", code="XXX")


def test_known_distances() -> None:
    """London to New York is about 5,570 km; a quarter of a meridian is a quarter of 2 pi R."""
    london, york = places().city("London", "GB"), places().city("New York", "US")
    assert great_circle_km(london, york) == pytest.approx(5570, abs=15)
    assert great_circle_km(_at(0, 0), _at(90, 0)) == pytest.approx(10007.5, abs=0.1)


@given(LAT, LON, LAT, LON)
def test_a_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    """From here to there is as far as back, and never more than half round the globe."""
    there, back = great_circle_km(_at(a, b), _at(c, d)), great_circle_km(_at(c, d), _at(a, b))
    assert there == pytest.approx(back)
    assert 0 <= there <= 20016


@pytest.mark.parametrize(
    ("named", "country", "found"),
    [
        ("münchen", "DE", "Munich"),
        ("NEW YORK", "US", "New York City"),
        ("London", "CA", "London"),
        ("Nowhere at all", "US", None),
    ],
)
def test_cities_are_found_without_accents_and_case(
    named: str, country: str, found: str | None
) -> None:
    """A city is found under its usual names, in its country."""
    place = places().city(named, country)
    assert (place.name if place else None) == found
    assert place is None or place.country == country


def test_every_country_of_holidays_has_a_place() -> None:
    """An account that only names its country is planned at a city there."""
    for country in ("US", "GB", "UK", "DE", "IN", "AU", "JP", "KZ", "CA", "FR"):
        assert places().capital(country) is not None


def test_folding_and_codes() -> None:
    """Accents and case go; codes are three letters."""
    assert folded("  ÄRDEN Møør ") == folded("arden møør")
    assert [city_code(name) for name in ("Chicago", "San Francisco", "New York City", "Oz")] == [
        "CHI",
        "SFR",
        "NYC",
        "OZX",
    ]
