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
    area = Box(box.x + _SIDE, box.y, box.w - _SIDE, box.h - _FOOT)
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
    _draw_people(canvas, area, people)


def person_at(box: Box, people: Sequence[Person], x: float, y: float) -> int | None:
    """Return whose sign lies under a point of the map, the nearest within reach, None for none."""
    area = Box(box.x + _SIDE, box.y, box.w - _SIDE, box.h - _FOOT)
    apart = [
        ((x - px) ** 2 + (y - py) ** 2, at)
        for at, (px, py) in enumerate(_place(area, person) for person in people)
    ]
    nearest = min(apart, default=None)
    return nearest[1] if nearest is not None and nearest[0] <= _REACH**2 else None


def _draw_people(canvas: Canvas, area: Box, people: Sequence[Person]) -> None:
    places = [_place(area, person) for person in people]
    taken = [Box(x - 8, y - 8, 16, 16) for x, y in places]
    name = type_style("table")
    for person, (x, y) in zip(people, places, strict=True):
        draw_person_sign(canvas, person.sign, x, y, stale=person.stale)
        role = type_style("dense", "watch" if person.stale else "text3")
        room = max(x - area.x, area.x + area.w - x) - 12
        called = elide(canvas, person.name, name, room)
        titled = elide(canvas, person.role, role, room)
        w = max(canvas.text_width(called, name), canvas.text_width(titled, role))
        right = Box(x + 10, y - 10, w, 26)
        left = Box(x - 10 - w, y - 10, w, 26)
        label = min((right, left), key=lambda spot: _hidden(spot, area, taken))
        taken.append(label)
        align = Align.LEFT if label is right else Align.RIGHT
        at = label.x if label is right else label.x + w
        canvas.text((at, y - 1), called, name, align)
        canvas.text((at, y + 11), titled, role, align)


def _place(area: Box, person: Person) -> Point:
    x = area.x + area.w * min(max(person.stance, 0.02), 0.98)
    y = area.y + area.h * (1 - min(max(person.influence, 0.06), 0.94))
    return (x, y)


def _hidden(spot: Box, area: Box, taken: Sequence[Box]) -> float:
    outside = max(0.0, area.x - spot.x) + max(0.0, spot.x + spot.w - area.x - area.w)
    return outside * spot.h + sum(_overlap(spot, other) for other in taken)


def _overlap(one: Box, two: Box) -> float:
    w = min(one.x + one.w, two.x + two.w) - max(one.x, two.x)
    h = min(one.y + one.h, two.y + two.h) - max(one.y, two.y)
    return w * h if w > 0 and h > 0 else 0.0
