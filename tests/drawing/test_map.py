"""Proves that the route map stands true: cities where they are, words that do not collide."""

from __future__ import annotations

import pytest

from csplanner.drawing.canvas import Box
from csplanner.drawing.map import MapLeg, MapStop, Projection, RouteMap, draw_map, land
from tests.drawing.recording import Recording

BOX = Box(10, 20, 600, 240)
HOME = MapStop(name="Minneapolis", note="home", latitude=44.98, longitude=-93.27, home=True)
CHICAGO = MapStop(name="Chicago", note="4 visits", latitude=41.88, longitude=-87.63, count=4)
DENVER = MapStop(name="Denver", note="2 visits", latitude=39.74, longitude=-104.99, count=2)
AUCKLAND = MapStop(name="Auckland", note="home", latitude=-36.85, longitude=174.76, home=True)
HONOLULU = MapStop(name="Honolulu", note="1 visit", latitude=21.31, longitude=-157.86, count=1)


def test_the_outlines_are_rings_of_degrees() -> None:
    """Every ring closes an area inside the world."""
    rings = land()
    assert len(rings) > 500
    assert all(len(ring) >= 4 for ring in rings)
    assert all(-180.2 <= x <= 180.2 and -90 <= y <= 90 for ring in rings for x, y in ring)


def test_north_is_up_and_west_is_left() -> None:
    """Denver stands left of Chicago and south of Minneapolis."""
    at = Projection([(s.latitude, s.longitude) for s in (HOME, CHICAGO, DENVER)], BOX, 40).at
    x_denver, y_denver = at(DENVER.latitude, DENVER.longitude)
    assert x_denver < at(CHICAGO.latitude, CHICAGO.longitude)[0]
    assert y_denver > at(HOME.latitude, HOME.longitude)[1]


@pytest.mark.parametrize(
    "stops", [(HOME, CHICAGO, DENVER), (AUCKLAND, HONOLULU), (CHICAGO,)], ids=len
)
def test_every_stop_stands_in_the_box(stops: tuple[MapStop, ...]) -> None:
    """Also across the date line, and for a route of one city."""
    projection = Projection([(s.latitude, s.longitude) for s in stops], BOX, 40)
    for stop in stops:
        x, y = projection.at(stop.latitude, stop.longitude)
        assert BOX.x + 39 <= x <= BOX.x + BOX.w - 39
        assert BOX.y + 39 <= y <= BOX.y + BOX.h - 39


def test_a_route_says_its_cities_counts_and_times() -> None:
    """Names, notes, counts and the legs' words are all written, each once."""
    canvas = Recording()
    legs = (MapLeg(0, 1, "1 · Mon 07:40"), MapLeg(1, 2), MapLeg(2, 0))
    draw_map(canvas, BOX, RouteMap(stops=(HOME, CHICAGO, DENVER), legs=legs))
    said = canvas.said()
    for words in ("Minneapolis", "home", "Chicago", "4", "4 visits", "Denver", "1 · Mon 07:40"):
        assert said.count(words) == 1, words


def test_landmarks_give_way_to_the_route() -> None:
    """A city that would stand on a stop is left out, one beside it is shown."""
    canvas = Recording()
    others = (("Gary", 41.9, -87.6), ("Omaha", 41.26, -95.93))
    draw_map(canvas, BOX, RouteMap(stops=(HOME, CHICAGO, DENVER), others=others))
    assert "Gary" not in canvas.said()
    assert "Omaha" in canvas.said()


def test_names_stand_beside_a_short_route() -> None:
    """Where home and stop are close, no name covers home or the other stop."""
    near = MapStop(name="Saint Paul", note="2 visits", latitude=44.3, longitude=-92.6, count=2)
    canvas = Recording()
    draw_map(canvas, BOX, RouteMap(stops=(HOME, near), legs=(MapLeg(0, 1), MapLeg(1, 0))))
    discs = [(x, y) for x, y, _, _ in canvas.discs]
    plates = [box for box, style in canvas.boxes if style.opacity < 1]
    assert len(plates) == len(discs) == 2
    for plate in plates:
        for x, y in discs:
            assert not (plate.x - 5 < x < plate.x + plate.w + 5 and plate.y < y < plate.y + plate.h)
