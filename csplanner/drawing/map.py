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
        taken = [Box(x - 10, y - 10, 20, 20) for x, y in at]
        for stop, point in zip(route.stops, at, strict=True):
            taken.append(_draw_stop(canvas, stop, point, box))
        for leg, middle in zip(route.legs, labels, strict=True):
            if leg.label and middle is not None:
                _draw_label(canvas, leg.label, middle, box, taken)
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


def _draw_leg(canvas: Canvas, leg: MapLeg, at: Sequence[Point]) -> Point | None:
    """Draw a bowed line with an arrow in its middle; returns the middle, None for no way at all."""
    (x1, y1), (x2, y2) = at[leg.start], at[leg.end]
    length = math.hypot(x2 - x1, y2 - y1)
    if length < 4:
        return None
    bow = min(0.16 * length, 46.0)
    nx, ny = (y1 - y2) / length * -bow, (x2 - x1) / length * -bow
    c1 = (x1 + (x2 - x1) / 3 + nx, y1 + (y2 - y1) / 3 + ny)
    c2 = (x1 + 2 * (x2 - x1) / 3 + nx, y1 + 2 * (y2 - y1) / 3 + ny)
    canvas.path(Path((Move(x1, y1), Curve(*c1, *c2, x2, y2)), closed=False), _ROUTE)
    middle = ((x1 + x2) / 2 + 0.75 * nx, (y1 + y2) / 2 + 0.75 * ny)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    tip = (middle[0] + 4 * ux, middle[1] + 4 * uy)
    barbs = [
        (tip[0] - 7 * ux + side * 4 * -uy, tip[1] - 7 * uy + side * 4 * ux) for side in (1, -1)
    ]
    canvas.lines([(*tip, *barb) for barb in barbs], _ROUTE)
    return middle


def _draw_stop(canvas: Canvas, stop: MapStop, at: Point, box: Box) -> Box:
    """Draw a stop with its name under it; returns where the words stand."""
    x, y = at
    if stop.home:
        canvas.disc(x, y, 5.5, _HOME)
    else:
        canvas.disc(x, y, 8.5, _STOP)
        style = type_style("dense_strong", "accentfg")
        canvas.text((x, y + 3.6), str(stop.count), style, Align.CENTRE)
    name, note = type_style("table_strong"), type_style("dense", "text2")
    wide = max(canvas.text_width(stop.name, name), canvas.text_width(stop.note, note))
    left = min(max(x - wide / 2, box.x + 4), box.x + box.w - wide - 4)
    below = y + 36 < box.y + box.h
    top = y + 21 if below else y - 26
    canvas.rect(Box(left - 3, top - 11, wide + 6, 27), _PLATE, 3)
    canvas.text((left, top), stop.name, name)
    canvas.text((left, top + 13), stop.note, note)
    return Box(left - 3, top - 11, wide + 6, 27)


def _draw_label(canvas: Canvas, words: str, at: Point, box: Box, taken: list[Box]) -> None:
    """Set a leg's words in a pill on its middle, moved aside where other words stand."""
    style = type_style("dense", "text2")
    wide = canvas.text_width(words, style) + 12
    x = min(max(at[0] - wide / 2, box.x + 3), box.x + box.w - wide - 3)
    for dy in (-18, 10, -34, 26, -50, 42):
        pill = Box(x, at[1] + dy, wide, 16)
        inside = box.y + 2 <= pill.y and pill.y + pill.h <= box.y + box.h - 2
        if inside and not any(_meet(pill, other) for other in taken):
            break
    canvas.rect(pill, _PILL, 3)
    canvas.text((pill.x + 6, pill.y + 11.6), words, style)
    taken.append(pill)


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h
