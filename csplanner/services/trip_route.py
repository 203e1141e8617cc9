"""The route of a trip as a map shows it: homes, stops in their order, legs with their times."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from csplanner.domain.days import WEEKDAYS
from csplanner.domain.place import folded, great_circle_km
from csplanner.drawing.map import MapLeg, MapStop, RouteMap
from csplanner.services.places import places

if TYPE_CHECKING:
    from csplanner.domain.place import Place
    from csplanner.domain.trip_sheet import Leg, Stop, TripSheet

LANDMARKS = 6
LEAST_KM = 250.0


def route_map(sheet: TripSheet) -> RouteMap | None:
    """Return what the map of a trip shows; None where no city of it is in the table."""
    placed = [stop for stop in sheet.stops if stop.place is not None]
    if not placed:
        return None
    cities = {stop.place.id for stop in placed if stop.place is not None}
    home = next((place for place in sheet.homes if place.id not in cities), None)
    stops = ([_home(home)] if home else []) + _cities(placed)
    names = [stop.name for stop in stops]
    order = [names.index(stop.city) for stop in placed]
    way = [0, *order, 0] if home else order
    hops = [(a, b) for a, b in pairwise(way) if a != b]
    legs = tuple(
        MapLeg(a, b, _times(sheet.legs, names[a], names[b], number))
        for number, (a, b) in enumerate(hops, start=1)
    )
    shown = [place for stop in placed if (place := stop.place)] + ([home] if home else [])
    return RouteMap(stops=tuple(stops), legs=legs, others=_landmarks(shown))


def _landmarks(shown: list[Place]) -> tuple[tuple[str, float, float], ...]:
    """Return large cities around the route, by which one finds one's way on the map."""
    spread = max(great_circle_km(a, b) for a in shown for b in shown)
    named = {place.name for place in shown}
    found = {
        near.name: (near.name, near.latitude, near.longitude)
        for place in shown
        for near in places().largest_near(place, max(LEAST_KM, spread * 0.7), LANDMARKS)
    }
    return tuple(mark for name, mark in found.items() if name not in named)


def _home(place: Place) -> MapStop:
    return MapStop(
        name=place.name,
        note="home",
        latitude=place.latitude,
        longitude=place.longitude,
        home=True,
    )


def _cities(stops: list[Stop]) -> list[MapStop]:
    """Return each city once, with all visits to it."""
    counts: dict[str, int] = {}
    for stop in stops:
        counts[stop.city] = counts.get(stop.city, 0) + stop.visits
    found: dict[str, MapStop] = {}
    for stop in stops:
        if stop.place is None or stop.city in found:
            continue
        count = counts[stop.city]
        found[stop.city] = MapStop(
            name=stop.city,
            note="1 visit" if count == 1 else f"{count} visits",
            latitude=stop.place.latitude,
            longitude=stop.place.longitude,
            count=count,
        )
    return list(found.values())


def _times(legs: tuple[Leg, ...], start: str, end: str, number: int) -> str:
    """Return "1 · Mon 07:40 - 09:05" of the leg typed for this hop, '' where there is none."""
    for leg in legs:
        if folded(leg.origin) == folded(start) and folded(leg.destination) == folded(end):
            times = [f"{at:%H:%M}" for at in (leg.departs, leg.arrives) if at is not None]
            day = WEEKDAYS[leg.departs.weekday()][:3] if leg.departs else ""
            span = "\N{EN DASH}".join(times)
            return f"{number} · {day} {span}".rstrip()
    return ""
