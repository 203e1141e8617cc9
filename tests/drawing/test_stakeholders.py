"""Proves the map of people: where signs stand, who lies under a point, names that keep apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from csplanner.drawing.canvas import Box
from csplanner.drawing.stakeholders import (
    Person,
    draw_stakeholders,
    person_at,
    places_of,
    stand_at,
)
from tests.drawing.recording import Recording

BOX = Box(0, 0, 420, 210)
ONE = Person(name="N. One", role="CFO", stance=0.5, influence=0.5)
SHARES = st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9])


@given(st.lists(st.tuples(SHARES, SHARES), max_size=10))
def test_everybody_can_be_taken_hold_of(stands: list[tuple[float, float]]) -> None:
    """Each sign is found where it stands, unless more people share its spot than fit."""
    people = [replace(ONE, stance=s, influence=i) for s, i in stands]
    places = places_of(BOX, people)
    for at, (x, y) in enumerate(places):
        found = person_at(BOX, people, x, y)
        assert found is not None
        assert places[found] == places[at] or found == at


def test_people_on_one_spot_stand_one_over_the_other() -> None:
    """Three of one stance and influence have three places and names that do not overlap."""
    people = [replace(ONE, name=f"N. Nummer{n}") for n in range(3)]
    places = places_of(BOX, people)
    assert len({x for x, _ in places}) == 1
    assert all(abs(a[1] - b[1]) >= 26 for a, b in combinations(places, 2))
    canvas = Recording()
    draw_stakeholders(canvas, BOX, people)
    lines = sorted(y for text, _, _, y in canvas.words if text.startswith("N. Nummer"))
    assert all(below - above >= 24 for above, below in pairwise(lines))


@given(SHARES, SHARES)
def test_a_point_tells_stance_and_influence(stance: float, influence: float) -> None:
    """What is dropped where a sign stands is rated as that sign."""
    ((x, y),) = places_of(BOX, [replace(ONE, stance=stance, influence=influence)])
    found = stand_at(BOX, x, y)
    assert abs(found[0] - stance) < 0.05
    assert abs(found[1] - influence) < 0.05


def test_a_point_outside_is_at_the_edge() -> None:
    """A sign that is dragged off the map stays on it."""
    assert stand_at(BOX, -50, -50) == (0.0, 1.0)
    assert stand_at(BOX, 900, 900) == (1.0, 0.0)
