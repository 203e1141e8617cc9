"""A plain route map: land outlines, cities at true longitude and latitude, legs as bowed lines.

Equirectangular round the middle of what is shown, north up; no tiles, no network. The outlines are
Natural Earth's (public domain), see resources/places/NOTICE.txt.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from csplanner.drawing.canvas import Align, Box, Curve, Line, Move, Path, Style, type_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.drawing.canvas import Canvas, Point

LEAST_SPAN = 3.0  # degrees of latitude: a city trip still shows its region
_SEA = Style("surface")
_LAND = Style("inset", "border2", 0.8)
_PLATE = Style("surface", opacity=0.8)
_FRAME = Style(stroke="border", width=1.0)
_ROUTE = Style(stroke="accent", width=1.6, round=True)
_HOME = Style("surface", "accent", 2.0)
_STOP = Style("accent")
_OTHER = Style("border2")
_PILL = Style("surface", "border", 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStop:
    """A city: degrees north and east; `count` visits stand in its disc, a home has none."""

    name: str
    note: str
    latitude: float
    longitude: float
    count: int = 0
    home: bool = False


class MapLeg(NamedTuple):
    """A leg between two stops, by their places in the list, with its words."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RouteMap:
    """A route: stops, legs in their order, and cities that only help to find one's way."""

    stops: tuple[MapStop, ...]
    legs: tuple[MapLeg, ...] = ()
    others: tuple[tuple[str, float, float], ...] = ()


@cache
def land() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the rings of land as (longitude, latitude) in degrees."""
    text = (resources.files("resources") / "places" / "land.txt").read_text(encoding="ascii")
    return tuple(map(_ring, text.splitlines()))


def _ring(line: str) -> tuple[tuple[float, float], ...]:
    x = y = 0
    points = []
    for pair in line.split():
        dx, _, dy = pair.partition(",")
        x, y = x + int(dx), y + int(dy)
        points.append((x / 100, y / 100))
    return tuple(points)


@cache
def _middle(ring: tuple[tuple[float, float], ...]) -> float:
    longitudes = [lon for lon, _ in ring]
    return (min(longitudes) + max(longitudes)) / 2


class Projection:
    """From degrees to a box: the points fit in it with room around them."""

    def __init__(self, points: Sequence[tuple[float, float]], box: Box, margin: float) -> None:
        self._box = box
        lats = [lat for lat, _ in points] or [0.0]
        lons = _unrolled([lon for _, lon in points] or [0.0])
        self._lat = (min(lats) + max(lats)) / 2
        self._lon = (min(lons) + max(lons)) / 2
        self._squeeze = max(0.2, math.cos(math.radians(self._lat)))
        wide = max((max(lons) - min(lons)) * self._squeeze, LEAST_SPAN)
        high = max(max(lats) - min(lats), LEAST_SPAN)
        room_w, room_h = max(20.0, box.w - 2 * margin), max(20.0, box.h - 2 * margin)
        self.scale = min(room_w / wide, room_h / high)

    def at(self, latitude: float, longitude: float) -> Point:
        """Return where a place stands."""
        east = (longitude - self._lon + 180) % 360 - 180
        return self.near(latitude, east)

    def near(self, latitude: float, east: float) -> Point:
        """Return where a place stands that lies so many degrees east of the middle."""
        box = self._box
        x = box.x + box.w / 2 + east * self._squeeze * self.scale
        return x, box.y + box.h / 2 - (latitude - self._lat) * self.scale

    def rings(self) -> Iterable[list[Point]]:
        """Yield the rings of land that meet the box."""
        box = self._box
        for ring in land():
            middle = _middle(ring)
            shift = (middle - self._lon + 180) % 360 - 180 - middle
            points = [self.near(lat, lon + shift) for lon, lat in ring]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            meets_x = min(xs) < box.x + box.w and max(xs) > box.x
            if meets_x and min(ys) < box.y + box.h and max(ys) > box.y:
                yield points


def _unrolled(longitudes: list[float]) -> list[float]:
    """Return longitudes without the jump at 180 degrees, so that the shorter way round is shown."""
    if max(longitudes) - min(longitudes) <= 180:
        return longitudes
    return [lon + 360 if lon < 0 else lon for lon in longitudes]


def draw_map(canvas: Canvas, box: Box, route: RouteMap) -> None:
    """Draw a route in a box."""
    places = [(stop.latitude, stop.longitude) for stop in route.stops]
    projection = Projection(places, box, min(64.0, box.w / 6, box.h / 4))
    with canvas.clip(box):
        canvas.rect(box, _SEA)
        for points in projection.rings():
            start, *way = points
            parts: list[Move | Line] = [Move(*start), *(Line(*point) for point in way)]
            canvas.path(Path(tuple(parts)), _LAND)
        at = [projection.at(stop.latitude, stop.longitude) for stop in route.stops]
        labels = [_draw_leg(canvas, leg, at) for leg in route.legs]
        for stop, point in zip(route.stops, at, strict=True):
            _draw_stop(canvas, stop, point)
        taken = [Box(x - 10, y - 10, 20, 20) for x, y in at]
        ways = [point for leg in route.legs for point in _points(leg, at)]
        for stop, point in zip(route.stops, at, strict=True):
            taken.append(_draw_name(canvas, stop, _Room(point, box, taken, ways)))
        for leg, middle in zip(route.legs, labels, strict=True):
            if leg.label and middle is not None:
                taken.append(_draw_label(canvas, leg.label, _Room(middle, box, taken, ways)))
        for name, lat, lon in route.others:
            _draw_other(canvas, name, projection.at(lat, lon), box, taken)
    canvas.rect(box, _FRAME, 6)


def _draw_other(canvas: Canvas, name: str, at: Point, box: Box, taken: list[Box]) -> None:
    """Draw a small dot with its name, unless that would stand on something."""
    x, y = at
    style = type_style("dense", "text3")
    words = Box(x - 3, y - 7, canvas.text_width(name, style) + 12, 14)
    inside = box.x + 4 < words.x and words.x + words.w < box.x + box.w - 4
    if not inside or not box.y + 4 < words.y < box.y + box.h - 18:
        return
    if any(_meet(words, other) for other in taken):
        return
    canvas.disc(x, y, 1.8, _OTHER)
    canvas.text((x + 6, y + 3.5), name, style)
    taken.append(words)


def _way(start: Point, end: Point) -> tuple[Point, Point] | None:
    """Return the two handles of a bowed line, None for no way at all."""
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1)
    if length < 4:
        return None
    bow = min(0.16 * length, 46.0)
    nx, ny = (y1 - y2) / length * -bow, (x2 - x1) / length * -bow
    c1 = (x1 + (x2 - x1) / 3 + nx, y1 + (y2 - y1) / 3 + ny)
    return c1, (x1 + 2 * (x2 - x1) / 3 + nx, y1 + 2 * (y2 - y1) / 3 + ny)


def _draw_leg(canvas: Canvas, leg: MapLeg, at: Sequence[Point]) -> Point | None:
    """Draw a bowed line with an arrow in its middle; returns the middle, None for no way at all."""
    start, end = at[leg.start], at[leg.end]
    way = _way(start, end)
    if way is None:
        return None
    canvas.path(Path((Move(*start), Curve(*way[0], *way[1], *end)), closed=False), _ROUTE)
    middle = tuple((start[i] + 3 * way[0][i] + 3 * way[1][i] + end[i]) / 8 for i in (0, 1))
    x, y = middle[0], middle[1]
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    tip = (x + 4 * ux, y + 4 * uy)
    barbs = [
        (tip[0] - 7 * ux + side * 4 * -uy, tip[1] - 7 * uy + side * 4 * ux) for side in (1, -1)
    ]
    canvas.lines([(*tip, *barb) for barb in barbs], _ROUTE)
    return x, y


def _points(leg: MapLeg, at: Sequence[Point]) -> list[Point]:
    """Return points along a leg, a few pixels apart, without its ends."""
    way = _way(at[leg.start], at[leg.end])
    if way is None:
        return []
    (x1, y1), c1, c2, (x2, y2) = at[leg.start], *way, at[leg.end]
    count = max(4, int(math.hypot(x2 - x1, y2 - y1) / 8))
    found = []
    for i in range(1, count):
        t = i / count
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        found.append(
            (a * x1 + b * c1[0] + c * c2[0] + d * x2, a * y1 + b * c1[1] + c * c2[1] + d * y2)
        )
    return found


def _draw_stop(canvas: Canvas, stop: MapStop, at: Point) -> None:
    """Draw a stop: a ring at home, else a disc with its visits."""
    x, y = at
    if stop.home:
        canvas.disc(x, y, 5.5, _HOME)
        return
    canvas.disc(x, y, 8.5, _STOP)
    style = type_style("dense_strong", "accentfg")
    canvas.text((x, y + 3.6), str(stop.count), style, Align.CENTRE)


class _Room(NamedTuple):
    """Where a name may stand: its stop, the map, what stands there, points of the route."""

    at: Point
    box: Box
    taken: Sequence[Box]
    ways: Sequence[Point]

    def cost(self, words: Box) -> tuple[int, int]:
        """Return how many things words would cover: stops and words first, then the route."""
        over = sum(_meet(words, other) for other in self.taken)
        box = self.box
        inside = box.x + 3 <= words.x and words.x + words.w <= box.x + box.w - 3
        inside = inside and box.y + 3 <= words.y and words.y + words.h <= box.y + box.h - 3
        on_way = sum(
            words.x <= x <= words.x + words.w and words.y <= y <= words.y + words.h
            for x, y in self.ways
        )
        return over + (0 if inside else 10), on_way


def _draw_name(canvas: Canvas, stop: MapStop, room: _Room) -> Box:
    """Set the name of a stop beside it where it covers least; returns where the words stand."""
    name, note = type_style("table_strong"), type_style("dense", "text2")
    wide = max(canvas.text_width(stop.name, name), canvas.text_width(stop.note, note)) + 6
    (x, y), high = room.at, 27.0
    spots = (
        (x - wide / 2, y + 10), (x + 11, y - high / 2), (x - 11 - wide, y - high / 2),
        (x - wide / 2, y - 11 - high), (x + 7, y + 9), (x - 7 - wide, y + 9),
        (x + 7, y - 9 - high), (x - 7 - wide, y - 9 - high),
    )  # fmt: skip
    words = min((Box(*spot, wide, high) for spot in spots), key=room.cost)
    left = min(max(words.x, room.box.x + 1), room.box.x + room.box.w - wide - 1)
    words = Box(left, words.y, wide, high)
    canvas.rect(words, _PLATE, 3)
    canvas.text((left + 3, words.y + 11), stop.name, name)
    canvas.text((left + 3, words.y + 24), stop.note, note)
    return words


def _draw_label(canvas: Canvas, words: str, room: _Room) -> Box:
    """Set a leg's words in a pill by its middle where they cover least; returns the pill."""
    style = type_style("dense", "text2")
    wide, high = canvas.text_width(words, style) + 12, 16.0
    x, y = room.at
    least, most = room.box.x + 3, room.box.x + room.box.w - wide - 3
    spots = [(x - wide / 2, y + dy) for dy in (-24, 10, -38, 24, -52, 38)]
    spots += [(x + 9, y - high / 2), (x - 9 - wide, y - high / 2)]
    pills = [Box(min(max(left, least), most), top, wide, high) for left, top in spots]
    pill = min(pills, key=room.cost)
    canvas.rect(pill, _PILL, 3)
    canvas.text((pill.x + 6, pill.y + 11.6), words, style)
    return pill


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h
