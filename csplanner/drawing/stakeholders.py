"""The stakeholder map: stance across, influence up, one sign a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Align, Box, Style, elide, type_style
from csplanner.drawing.glyphs import shape_path
from csplanner.drawing.marks import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.drawing.canvas import Canvas, Point

_GROUND = Style("surface2")
_EDGE = Style(None, "border", 1.0)
_LINE = Style(stroke="border")
_BAD = Style("risksoft", opacity=0.7)
_GOOD = Style("goodsoft", opacity=0.65)
_STANCES = ("Critical", "Neutral", "Supportive")
_FOOT = 22.0
_SIDE = 22.0
_REACH = 16.0
# Between two people of one stance and influence; what a name with its role takes.
_APART, _LABEL = 28.0, 26.0


class Stance(StrEnum):
    """Where a person stands, told by the sign: star, disc or square."""

    CHAMPION = "champion"
    SUPPORTIVE = "supportive"
    NEUTRAL = "neutral"
    DETRACTOR = "detractor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person on the map: stance and influence from 0 to 1; `stale` is no contact in 90 days."""

    name: str
    role: str
    stance: float
    influence: float
    sign: Stance = Stance.NEUTRAL
    stale: bool = False


_SIGNS = {
    Stance.CHAMPION: (Shape.CEO_VISIT, 10.0, Style("goodfill")),
    Stance.SUPPORTIVE: (Shape.CHECK_IN, 16.0, Style("goodfill")),
    Stance.NEUTRAL: (Shape.CHECK_IN, 16.0, Style("text3")),
    Stance.DETRACTOR: (Shape.QBR, 12.0, Style(None, "riskfill", 1.8)),
}
_STALE = {
    Stance.CHAMPION: Style(None, "watchfill", 1.4, (2.4, 1.8)),
    Stance.SUPPORTIVE: Style(None, "watchfill", 1.8, (2.4, 1.8)),
    Stance.NEUTRAL: Style(None, "watchfill", 1.8, (2.4, 1.8)),
    Stance.DETRACTOR: Style(None, "riskfill", 1.6, (2.4, 1.8)),
}


def draw_person_sign(
    canvas: Canvas, sign: Stance, x: float, y: float, *, stale: bool = False
) -> None:
    """Draw the sign of a stance alone, as in tables and legends."""
    shape, size, style = _SIGNS[sign]
    canvas.path(shape_path(shape, size), _STALE[sign] if stale else style, x, y)


def draw_stakeholders(canvas: Canvas, box: Box, people: Sequence[Person]) -> None:
    """Draw the map in a box; labels stand beside their sign where they hide the least."""
    area = _area(box)
    third, half = area.w / 3, area.h / 2
    canvas.rect(area, _GROUND, 6)
    canvas.rect(Box(area.x, area.y, third, half), _BAD)
    canvas.rect(Box(area.x + 2 * third, area.y, third, half), _GOOD)
    right, bottom = area.x + area.w, area.y + area.h
    canvas.lines(
        (
            (area.x, area.y + half, right, area.y + half),
            (area.x + third, area.y, area.x + third, bottom),
            (area.x + 2 * third, area.y, area.x + 2 * third, bottom),
        ),
        _LINE,
    )
    canvas.rect(area, _EDGE, 6)
    axis = type_style("note", "text3")
    for i, name in enumerate(_STANCES):
        canvas.text((area.x + third * (i + 0.5), bottom + 16), name, axis, Align.CENTRE)
    with canvas.shift(box.x + 10, area.y + half, -90):
        canvas.text((0, 0), "Influence", axis, Align.CENTRE)
    _draw_people(canvas, box, people)


def person_at(box: Box, people: Sequence[Person], x: float, y: float) -> int | None:
    """Return whose sign lies under a point of the map, the nearest within reach, None for none."""
    apart = [
        ((x - px) ** 2 + (y - py) ** 2, at) for at, (px, py) in enumerate(places_of(box, people))
    ]
    nearest = min(apart, default=None)
    return nearest[1] if nearest is not None and nearest[0] <= _REACH**2 else None


def stand_at(box: Box, x: float, y: float) -> tuple[float, float]:
    """Return stance and influence from 0 to 1 of a point of the map, kept inside it."""
    area = _area(box)
    stance, influence = (x - area.x) / area.w, 1 - (y - area.y) / area.h
    return min(max(stance, 0.0), 1.0), min(max(influence, 0.0), 1.0)


def places_of(box: Box, people: Sequence[Person]) -> list[Point]:
    """Return where each sign stands; those who would stand on one spot stand side by side."""
    area = _area(box)
    wanted = [_place(area, person) for person in people]
    spots: dict[tuple[int, int], list[int]] = {}
    for at, (x, y) in enumerate(wanted):
        spots.setdefault((round(x), round(y)), []).append(at)
    found = list(wanted)
    for (x, y), members in spots.items():
        for number, at in enumerate(members):
            # Names stand beside their sign: one over the other leaves room for them.
            down = (number - (len(members) - 1) / 2) * _APART
            found[at] = (x, min(max(y + down, area.y + 8), area.y + area.h - 8))
    return found


def _area(box: Box) -> Box:
    return Box(box.x + _SIDE, box.y, box.w - _SIDE, box.h - _FOOT)


def _draw_people(canvas: Canvas, box: Box, people: Sequence[Person]) -> None:
    area, places = _area(box), places_of(box, people)
    signs = [Box(x - 8, y - 8, 16, 16) for x, y in places]
    names: list[Box] = []
    for at, person in sorted(enumerate(people), key=lambda item: places[item[0]][1]):
        x, y = places[at]
        draw_person_sign(canvas, person.sign, x, y, stale=person.stale)
        names.append(_draw_name(canvas, area, person, (x, y), (signs, names)))


def _draw_name(
    canvas: Canvas,
    area: Box,
    person: Person,
    sign: Point,
    taken: tuple[Sequence[Box], Sequence[Box]],
) -> Box:
    """Write name and role beside a sign where they hide the least; returns what they cover."""
    x, y = sign
    name = type_style("table")
    role = type_style("dense", "watch" if person.stale else "text3")
    room = max(x - area.x, area.x + area.w - x) - 12
    called = elide(canvas, person.name, name, room)
    titled = elide(canvas, person.role, role, room)
    w = max(canvas.text_width(called, name), canvas.text_width(titled, role))
    spots = [
        (_hidden(Box(left, top, w, _LABEL), area, *taken) + abs(top - y + 10), at, left, top)
        for at, (left, top) in enumerate(
            (side, y + down)
            for down in (-10.0, -18.0, -2.0, -26.0, 6.0, -36.0, 11.0)
            for side in (x + 10, x - 10 - w)
        )
    ]
    _, at, left, top = min(spots)
    align = Align.LEFT if at % 2 == 0 else Align.RIGHT
    edge = left if at % 2 == 0 else left + w
    canvas.text((edge, top + 9), called, name, align)
    canvas.text((edge, top + 21), titled, role, align)
    return Box(left - 4, top, w + 8, _LABEL)  # with the air that tells two names apart


def _place(area: Box, person: Person) -> Point:
    x = area.x + area.w * min(max(person.stance, 0.02), 0.98)
    y = area.y + area.h * (1 - min(max(person.influence, 0.06), 0.94))
    return (x, y)


def _hidden(spot: Box, area: Box, signs: Sequence[Box], names: Sequence[Box]) -> float:
    """Return how much a name would hide or lie outside; a sign weighs more than words."""
    inside = _overlap(spot, area)
    over = sum(_overlap(spot, other) for other in names)
    return 3 * (spot.w * spot.h - inside) + over + 4 * sum(_overlap(spot, one) for one in signs)


def _overlap(one: Box, two: Box) -> float:
    w = min(one.x + one.w, two.x + two.w) - max(one.x, two.x)
    h = min(one.y + one.h, two.y + two.h) - max(one.y, two.y)
    return w * h if w > 0 and h > 0 else 0.0
