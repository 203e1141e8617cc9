"""Proves the account line, the cover ruler, the stakeholder map and the small bars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from csplanner.drawing.bars import (
    GoalBar,
    WindowTrack,
    draw_goal_bar,
    draw_shares,
    draw_window_track,
)
from csplanner.drawing.canvas import Box, Style, hatch
from csplanner.drawing.marks import Shape, State
from csplanner.drawing.sparkline import draw_sparkline
from csplanner.drawing.stakeholders import Person, Stance, draw_stakeholders
from csplanner.drawing.timeline import LineMark, draw_account_line, draw_cover_ruler
from tests.drawing.parts_sheet import LINE, PEOPLE, RULER
from tests.drawing.recording import Recording

BOX = Box(20, 10, 689, 76)


def test_labels_never_overlap() -> None:
    """Visits on neighbouring days keep one label, and no two labels touch."""
    first = date(2027, 3, 1)
    close = tuple(
        LineMark(on=first + timedelta(day), shape=Shape.QBR, state=State.DONE, label=f"{day} CPO")
        for day in (1, 2, 3, 40)
    )
    canvas = Recording()
    draw_account_line(canvas, BOX, replace(LINE, marks=close))
    labels = [word for word in canvas.words if "CPO" in word[0]]
    assert 2 <= len(labels) < 4
    for one, two in combinations(labels, 2):
        assert one[2] < two[1] or two[2] < one[1]


def test_labels_stay_inside_the_box() -> None:
    """Labels at both ends of the year and the window's words stay within the width."""
    ends = tuple(
        LineMark(on=on, shape=Shape.QBR, state=State.PLANNED, label="a label at the very end")
        for on in (date(2027, 1, 1), date(2027, 12, 31))
    )
    canvas = Recording()
    draw_account_line(canvas, BOX, replace(LINE, marks=ends, today=date(2027, 12, 30)))
    for words, left, right, _ in canvas.words:
        assert left >= BOX.x - 1, words
        assert right <= BOX.x + BOX.w + 1, words


def test_the_customers_line_has_no_window() -> None:
    """Without windows nothing of the decision window is drawn."""
    canvas = Recording()
    draw_account_line(canvas, BOX, replace(LINE, windows=()))
    assert canvas.boxes == []
    assert not any("Window" in words for words in canvas.said())


def test_months_are_named_along_the_line() -> None:
    """A line from March to May names exactly those months that begin in it."""
    canvas = Recording()
    part = replace(LINE, start=date(2027, 3, 10), end=date(2027, 5, 20), marks=(), windows=())
    draw_account_line(canvas, BOX, replace(part, today=None))
    assert canvas.said() == ["Apr", "May"]


def test_the_cover_names_the_day_of_the_visit() -> None:
    """The visit stands out with its label; past visits are full, coming ones outlined."""
    canvas = Recording()
    draw_cover_ruler(canvas, BOX, RULER)
    assert canvas.said() == ["Jan", "Apr", "Jul", "Oct", "9 June"]
    fills = [style.fill for _, style, _, _ in canvas.paths]
    assert fills.count("coverfg") == 1
    assert None in fills


def test_people_and_names_are_all_on_the_map() -> None:
    """Every person is named with the role, inside the map, left of the sign where needed."""
    canvas = Recording()
    box = Box(0, 0, 420, 210)
    draw_stakeholders(canvas, box, PEOPLE)
    for person in PEOPLE:
        assert person.name in canvas.said()
        assert person.role in canvas.said()
    assert max(right for _, _, right, _ in canvas.words) <= 421


def test_people_off_the_scale_are_kept_on_the_map() -> None:
    """Stance and influence outside 0 to 1 are drawn at the edge."""
    canvas = Recording()
    far = Person(name="N", role="R", stance=4.0, influence=-2.0, sign=Stance.DETRACTOR, stale=True)
    draw_stakeholders(canvas, Box(0, 0, 420, 210), (far,))
    _, style, x, y = canvas.paths[-1]
    assert style.dash
    assert 0 <= x <= 420
    assert 0 <= y <= 210


@pytest.mark.parametrize(("now", "share"), [(0.6, 0.5), (3.0, 1.0), (-1.0, 0.0)])
def test_a_goal_is_a_share_of_its_goal(now: float, share: float) -> None:
    """The goal stands at five sixths; what is past the end is kept at the end."""
    canvas = Recording()
    draw_goal_bar(canvas, Box(0, 0, 300, 20), GoalBar(now=now, before=0.5))
    assert canvas.boxes[1][0].w == pytest.approx(300 * share)


def test_shares_fill_no_more_than_the_bar() -> None:
    """Shares that add up to more than one end with the bar."""
    canvas = Recording()
    draw_shares(canvas, Box(0, 0, 200, 6), ((0.7, "b1"), (0.7, "accentline"), (0.2, "riskfill")))
    assert sum(box.w for box, _ in canvas.boxes[1:]) == pytest.approx(200)


def test_a_window_outside_its_track_is_left_out() -> None:
    """A window before the track is not drawn, nor a renewal behind it."""
    canvas = Recording()
    track = WindowTrack(start=-0.4, end=-0.1, today=0.5, renewal=1.4)
    draw_window_track(canvas, Box(0, 0, 150, 16), track)
    assert canvas.boxes == []
    assert len(canvas.strokes) == 2


def test_a_gap_in_the_data_is_a_gap_in_the_line() -> None:
    """A missing value splits a sparkline; no value draws nothing."""
    canvas = Recording()
    draw_sparkline(canvas, Box(0, 0, 60, 10), (1, 2, None, 3, 4), end=True)
    assert [len(points) for points, _ in canvas.areas] == [2, 2]
    assert len(canvas.stamps) == 1
    empty = Recording()
    draw_sparkline(empty, Box(0, 0, 60, 10), (None, None))
    assert empty.areas == []


def test_a_small_change_looks_small() -> None:
    """A line that moves by one in a hundred stays nearly flat."""
    canvas = Recording()
    draw_sparkline(canvas, Box(0, 0, 60, 10), (100, 101))
    ((one, two),) = [points for points, _ in canvas.areas]
    assert abs(one[1] - two[1]) < 1


def test_hatches_stay_inside_their_box() -> None:
    """No line of a hatch leaves the box, whatever its proportions."""
    for box in (Box(3, 4, 100, 16), Box(0, 0, 5, 40), Box(0, 0, 0, 10)):
        canvas = Recording()
        hatch(canvas, box, Style(stroke="hatch"))
        for (x1, y1, x2, y2), _ in canvas.strokes:
            assert box.x - 1e-6 <= min(x1, x2) <= max(x1, x2) <= box.x + box.w + 1e-6
            assert box.y - 1e-6 <= min(y1, y2) <= max(y1, y2) <= box.y + box.h + 1e-6
