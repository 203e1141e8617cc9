"""The frozen columns of the year grid: owner, account, ARR, health; group and folded rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Align, Box, Style, elide, open_path, type_style
from csplanner.drawing.glyphs import moon, plate
from csplanner.drawing.grid_values import SCREEN
from csplanner.drawing.marks import Health
from csplanner.drawing.sparkline import LINE_OF, draw_sparkline
from csplanner.drawing.yeargrid import (
    RULER_HEIGHT,
    TRIPS_HEIGHT,
    baseline,
    draw_group_ground,
)

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas
    from csplanner.drawing.grid_values import Columns, GridGroup, GridRow, MoreRow
    from csplanner.drawing.yeargrid import Strip

_GRID = Style(stroke="grid")
_BORDER = Style(stroke="border")
_EDGE = Style(stroke="border2")
_SURFACE = Style("surface")
_INSET = Style("inset")
_SELECTED = Style("accentsoft")
_MARKER = Style("accent")
_TAG = Style("inset", "border", 1.0)
_CHEVRON = Style(stroke="text2", width=1.5, round=True)
_DOWN = open_path(((-3.6, -1.8), (0, 1.8), (3.6, -1.8)))
_RIGHT = open_path(((-1.8, -3.6), (1.8, 0), (-1.8, 3.6)))
_SCORE = {Health.WATCH: ("watch", 600), Health.AT_RISK: ("risk", 600)}


def draw_row_head(
    canvas: Canvas,
    row: GridRow,
    left: float,
    strip: Strip,
    *,
    columns: Columns = SCREEN,
    selected: bool = False,
) -> None:
    """Paint the frozen columns of an account row."""
    box = Box(left, strip.y, columns.width, strip.h)
    canvas.rect(box, _SELECTED if selected else _SURFACE)
    if selected:
        canvas.rect(Box(left, strip.y, 3, strip.h), _MARKER)
    middle = strip.middle
    tag = type_style("owner", "text2")
    canvas.stamp(plate(16, 14, 3, _TAG), left + columns.owner + 8.5, middle - 0.5)
    at = (left + columns.owner + 8.5, baseline(middle - 0.5, tag))
    canvas.text(at, row.owner[:3], tag, Align.CENTRE)
    name = type_style("table_first", "text", 600 if selected else 500)
    arr = type_style("note", "text2")
    line = baseline(middle, name)
    canvas.text((left + columns.arr, line), row.arr, arr, Align.RIGHT)
    room = columns.arr - columns.name - canvas.text_width(row.arr, arr) - 6
    canvas.text((left + columns.name, line), elide(canvas, row.name, name, room), name)
    _draw_health(canvas, row, left, strip, columns)
    canvas.lines(
        ((left, strip.y + strip.h - 0.5, left + columns.width, strip.y + strip.h - 0.5),), _GRID
    )


def _draw_health(canvas: Canvas, row: GridRow, left: float, strip: Strip, columns: Columns) -> None:
    middle = strip.middle
    canvas.stamp(moon(row.health, 9), left + columns.moon, middle)
    if columns.score is not None and row.score:
        colour, weight = _SCORE.get(row.health, ("text", 400))
        style = type_style("table", colour, weight)
        canvas.text((left + columns.score, baseline(middle, style)), row.score, style)
    if columns.spark is not None and row.spark:
        x1, x2 = columns.spark
        box = Box(left + x1, middle - 9, x2 - x1, 18)
        draw_sparkline(canvas, box, row.spark, colour=LINE_OF[row.health], bounds=(45, 100))


def draw_group_head(
    canvas: Canvas, group: GridGroup, left: float, strip: Strip, columns: Columns = SCREEN
) -> None:
    """Paint the frozen columns of a group row."""
    draw_group_ground(canvas, Box(left, strip.y, columns.width, strip.h), _INSET)
    canvas.path(_DOWN if group.open else _RIGHT, _CHEVRON, left + 15, strip.middle)
    name, note = type_style("table_strong"), type_style("dense", "text3")
    line = baseline(strip.middle, name)
    canvas.text((left + 24, line), group.name, name)
    x = left + 24 + canvas.text_width(group.name, name) + 4
    arr = type_style("label")
    room = left + columns.arr - canvas.text_width(group.arr, arr) - 2 - x
    canvas.text((x, line), elide(canvas, group.note, note, room), note)
    canvas.text((left + columns.arr, line), group.arr, arr, Align.RIGHT)


def draw_more_head(
    canvas: Canvas, row: MoreRow, left: float, strip: Strip, columns: Columns = SCREEN
) -> None:
    """Paint the frozen columns of a folded row."""
    canvas.rect(Box(left, strip.y, columns.width, strip.h), _SURFACE)
    canvas.path(_DOWN if row.open else _RIGHT, _CHEVRON, left + 15, strip.middle)
    style = type_style("note", "text3")
    line = baseline(strip.middle, style)
    canvas.text((left + 24, line), row.words, style)
    canvas.text((left + columns.arr, line), row.arr, style, Align.RIGHT)


def draw_corner(canvas: Canvas, left: float, top: float, columns: Columns = SCREEN) -> None:
    """Paint the heads of the frozen columns beside the ruler and the trip lane."""
    canvas.rect(Box(left, top, columns.width, RULER_HEIGHT + TRIPS_HEIGHT), _SURFACE)
    style = type_style("label", "text2")
    line = baseline(top + 42, style)
    canvas.text((left + columns.name, line), "Account", style)
    canvas.text((left + columns.arr, line), "ARR", style, Align.RIGHT)
    if columns.score is not None:
        canvas.text((left + columns.moon - 4, line), "Health", style)
    at = (left + columns.width - 6, baseline(top + RULER_HEIGHT + 16, style))
    canvas.text(at, "Trips", type_style("note", "text2"), Align.RIGHT)
    bottom = top + RULER_HEIGHT + TRIPS_HEIGHT - 0.5
    canvas.lines(((left, bottom, left + columns.width, bottom),), _BORDER)


def draw_frozen_edge(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    """Paint the edge between the frozen columns and the timeline."""
    canvas.lines(((x - 0.5, top, x - 0.5, bottom),), _EDGE)
