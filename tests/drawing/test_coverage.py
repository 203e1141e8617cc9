"""The matrix and the capacity strips: where cells stand, and that words keep to their room."""

from __future__ import annotations

import datetime as dt

import pytest

from csplanner.drawing.axis import YearAxis
from csplanner.drawing.canvas import Box, type_style
from csplanner.drawing.coverage import (
    HEAD,
    NAMES,
    ROW,
    TOTALS,
    ExecutiveLine,
    Matrix,
    MatrixCell,
    MatrixRow,
    PersonLine,
    capacity_height,
    cell_at,
    cell_box,
    draw_capacity,
    draw_matrix,
    two_lines,
)
from csplanner.drawing.grid_values import LoadRow
from tests.drawing.recording import Recording

BOX = Box(10, 20, 900, 400)


def _matrix(rows: int = 3) -> Matrix:
    cell = MatrixCell(
        share="89%",
        counts="16 of 18",
        words="8 done, 2 missed, 1 unplaced",
        done=0.4,
        ahead=0.4,
        gap=0.2,
    )
    made = MatrixRow(key="t", name="A tier", note="7 accounts", promise="4 QBRs", cells=(cell,) * 5)
    return Matrix(heads=("Tier", "Q1", "Q2", "Q3", "Q4", "2027"), rows=(made,) * rows)


def test_a_point_finds_the_cell_that_is_painted_there() -> None:
    """The middle of each cell's box leads back to the cell; outside is nothing."""
    matrix = _matrix()
    for row in range(3):
        for column in range(-1, 5):
            box = cell_box(BOX, 5, row, column)
            middle = box.x + box.w / 2, box.y + box.h / 2
            assert cell_at(BOX, matrix, *middle) == (row, column)
    assert cell_at(BOX, matrix, BOX.x + 5, BOX.y + 5) is None
    assert cell_at(BOX, matrix, BOX.x - 1, BOX.y + 60) is None
    assert matrix.height == HEAD + 3 * ROW


@pytest.mark.parametrize("width", [697.0, 900.0])
def test_no_word_leaves_its_cell(width: float) -> None:
    """At the width of paper and of the screen every text ends inside the matrix."""
    canvas = Recording()
    draw_matrix(canvas, Box(0, 0, width, 400), _matrix(), focus=(1, 2))
    assert canvas.words
    assert all(left >= 0 and right <= width + 0.5 for _, left, right, _ in canvas.words)


def test_words_break_over_two_lines_and_end_there() -> None:
    """The second line is cut with an ellipsis; words that fit stay whole."""
    canvas, style = Recording(), type_style("label")
    long = two_lines(canvas, "one two three four five six seven eight nine ten", style, 60)
    assert len(long) == 2
    assert long[1].endswith("…")
    assert two_lines(canvas, "short", style, 60) == ("short",)


def test_a_row_a_person_and_a_row_an_executive() -> None:
    """Names and totals stand at both sides of the weeks; the height is what is reserved."""
    canvas = Recording()
    load = LoadRow(key="p", name="A. Person", hours=(20.0, 40.0) * 26, capacity=36.0)
    person = PersonLine(load=load, note="6 named", share="65%", peak="40 h, 26 wk over", over=True)
    executive = ExecutiveLine(key="e", name="CTO", note="8 of 10 days", marks=(), away=(), used=0.8)
    axis = YearAxis(
        year=2027,
        left=NAMES,
        week=10,
        view=(NAMES, 900 - TOTALS),
        today=dt.date(2027, 5, 12),
    )
    draw_capacity(canvas, Box(0, 0, 900, 200), axis, (person,), (executive,))
    assert {"A. Person", "65%", "40 h, 26 wk over", "CTO", "8 of 10 days", "Jan"} <= set(
        canvas.said()
    )
    assert capacity_height(1, 1) < capacity_height(2, 1)
