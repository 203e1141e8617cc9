"""Paints the visible part of a year grid; each piece only where the painted area meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Align, Box, Style, hatch, type_style
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.grid_values import SCREEN, GridTrip
from csplanner.drawing.gridheads import (
    draw_corner,
    draw_frozen_edge,
    draw_group_head,
    draw_more_head,
    draw_row_head,
)
from csplanner.drawing.legend import draw_legend
from csplanner.drawing.loadstrip import draw_load, draw_load_head, draw_rota, draw_rota_head
from csplanner.drawing.yeargrid import (
    TRIPS_HEIGHT,
    Strip,
    baseline,
    draw_ground,
    draw_group,
    draw_more,
    draw_row_ground,
    draw_row_marks,
    draw_ruler,
    draw_today,
    draw_trip_lines,
    draw_trips,
    place_marks,
)
from ui.models.plan_grid import Kind
from ui.widgets.year_grid_scene import HEAD, LEGEND

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas
    from ui.models.plan_grid import Item
    from ui.widgets.year_grid_scene import Drag, Scene

_SURFACE = Style("surface")
_BORDER = Style(stroke="border")
_HOVER = Style("inset")
_FOCUS = Style(stroke="accent", width=2.0)
_RULED_OUT = Style(stroke="riskfill", width=1.1, opacity=0.55)
_RULED_GROUND = Style("risksoft", opacity=0.6)
_FREE_GROUND = Style("goodsoft", opacity=0.6)
_TAG = Style("ink")


def paint(canvas: Canvas, scene: Scene, area: Box, *, focused: bool) -> None:
    """Paint what of the grid lies in an area of the viewport."""
    top, bottom = area.y, area.y + area.h
    axis = scene.axis
    timeline = Box(axis.view[0], 0, axis.view[1] - axis.view[0], scene.height)
    body = scene.body
    canvas.rect(Box(0, top, scene.width, area.h), _SURFACE)
    if scene.content is not None:
        with canvas.clip(Box(0, body.y, scene.width, body.h)):
            rows = scene.shown(top, bottom)
            with canvas.clip(timeline):
                _paint_rows(canvas, scene, rows)
            _paint_heads(canvas, scene, rows, focused=focused)
        if bottom > scene.foot_top:
            _paint_foot(canvas, scene, timeline)
        with canvas.clip(timeline):
            draw_today(canvas, axis, HEAD, scene.height - LEGEND)
        if scene.drag is not None:
            with canvas.clip(Box(timeline.x, body.y, timeline.w, body.h)):
                _paint_drag(canvas, scene, scene.drag)
    if top < HEAD:
        _paint_header(canvas, scene, timeline)
    draw_frozen_edge(canvas, SCREEN.width, 0, scene.height - LEGEND)


def _paint_rows(canvas: Canvas, scene: Scene, rows: range) -> None:
    axis, content = scene.axis, scene.content
    assert content is not None
    draw_ground(canvas, axis, scene.ruler, Strip(scene.body.y, scene.body.h))
    items = [(content.items[i], i, scene.strip(i)) for i in rows]
    for item, i, strip in items:
        if item.kind is Kind.ROW:
            chosen = scene.kind is Kind.ROW and item.key == scene.account
            draw_row_ground(canvas, axis, content.row(i), strip, selected=chosen)
    _paint_trip_lines(canvas, scene)
    for item, i, strip in items:
        _paint_item(canvas, scene, item, i, strip)


def _paint_trip_lines(canvas: Canvas, scene: Scene) -> None:
    body = scene.body
    lines = [
        (lane.trip, min(scene.strip(lane.last).middle, body.y + body.h))
        for lane in scene.lanes
        if lane.last >= 0
    ]
    draw_trip_lines(canvas, scene.axis, lines, body.y)


def _paint_item(canvas: Canvas, scene: Scene, item: Item, index: int, strip: Strip) -> None:
    axis = scene.axis
    if item.group is not None:
        draw_group(canvas, axis, item.group, strip)
    elif item.more is not None:
        draw_more(canvas, axis, item.more, strip)
    else:
        assert scene.content is not None
        row = scene.content.row(index)
        account, key = scene.hover
        if account == item.key and key and key != scene.chosen:
            size = axis.glyph
            for x, mark in place_marks(row, axis):
                if mark.key == key:
                    box = Box(x - size + 2, strip.y + 1.5, 2 * size - 4, strip.h - 3)
                    canvas.rect(box, _HOVER, 4)
        draw_row_marks(canvas, axis, row, strip, chosen=scene.chosen)


def _paint_heads(canvas: Canvas, scene: Scene, rows: range, *, focused: bool) -> None:
    content = scene.content
    assert content is not None
    body = scene.body
    canvas.rect(Box(0, body.y, SCREEN.width, body.h), _SURFACE)
    for i in rows:
        item, strip = content.items[i], scene.strip(i)
        chosen = item.kind is scene.kind and item.key == scene.account
        if item.group is not None:
            draw_group_head(canvas, item.group, 0, strip)
        elif item.more is not None:
            draw_more_head(canvas, item.more, 0, strip)
        else:
            draw_row_head(canvas, content.row(i), 0, strip, selected=chosen)
        if chosen and focused and not scene.chosen:
            box = Box(1, strip.y + 1, SCREEN.width - 3, strip.h - 2)
            canvas.rect(box, _FOCUS, 3)


def _paint_foot(canvas: Canvas, scene: Scene, timeline: Box) -> None:
    axis, y = scene.axis, scene.foot_top
    strips = [Strip(y + 20 * i, 20) for i in range(scene.load_count + 1)]
    with canvas.clip(timeline):
        for load, strip in zip(scene.loads, strips, strict=False):
            draw_load(canvas, axis, load, strip)
        if y < scene.height - LEGEND:
            draw_rota(canvas, axis, scene.rota, strips[-1])
    for load, strip in zip(scene.loads, strips[:-1], strict=False):
        draw_load_head(canvas, load, 0, strip)
    if y < scene.height - LEGEND:
        draw_rota_head(canvas, scene.rota, 0, strips[-1])
    canvas.lines(((0, y - 0.5, scene.width, y - 0.5),), _BORDER)
    _paint_legend(canvas, scene)


def _paint_legend(canvas: Canvas, scene: Scene) -> None:
    top = scene.height - LEGEND
    canvas.rect(Box(0, top, scene.width, LEGEND), _SURFACE)
    draw_legend(canvas, 8, top + LEGEND / 2 + 0.5)
    canvas.lines(((0, top + 0.5, scene.width, top + 0.5),), _BORDER)


def _paint_header(canvas: Canvas, scene: Scene, timeline: Box) -> None:
    axis = scene.axis
    with canvas.clip(timeline):
        draw_ruler(canvas, axis, scene.ruler, 0)
        draw_trips(canvas, axis, [lane.trip for lane in scene.lanes], HEAD - TRIPS_HEIGHT)
        if scene.drag is not None and scene.drag.code:
            _paint_trip_lane(canvas, scene, scene.drag)
    draw_corner(canvas, 0, 0)


def _paint_drag(canvas: Canvas, scene: Scene, drag: Drag) -> None:
    """Hatch the weeks that break a rule, and hold the glyph over the week it would fall on."""
    if drag.code:
        _paint_trip_drag(canvas, scene, drag)
        return
    content = scene.content
    index = scene.index_of(Kind.ROW, drag.account)
    if content is None or index < 0:
        return
    axis, strip = scene.axis, scene.strip(index)
    for week, verdict in drag.verdicts.items():
        box = Box(axis.week_left(week), strip.y + 1, axis.week, strip.h - 2)
        if verdict.rule:
            canvas.rect(box, _RULED_GROUND)
            hatch(canvas, box, _RULED_OUT, 5)
        else:
            canvas.rect(box, _FREE_GROUND)
    mark = next((m for m in content.row(index).marks if m.key == drag.key), None)
    if mark is None:
        return
    x = axis.middle(drag.day)
    size = axis.glyph + 3
    canvas.stamp(glyph(mark.shape, mark.state, size, locked=True), x, strip.middle)
    _paint_tag(canvas, scene, x, strip, drag_words(drag))


def _paint_trip_drag(canvas: Canvas, scene: Scene, drag: Drag) -> None:
    """Hold the glyphs of trips over the days that they would fall on."""
    content, axis, body = scene.content, scene.axis, scene.body
    assert content is not None
    for account, key, date in drag.marks:
        index = scene.index_of(Kind.ROW, account)
        middle = scene.strip(index).middle if index >= 0 else -1.0
        if not body.y <= middle <= body.y + body.h:
            continue
        mark = next((m for m in content.row(index).marks if m.key == key), None)
        if mark is not None:
            shape = glyph(mark.shape, mark.state, axis.glyph + 3, locked=True)
            canvas.stamp(shape, axis.middle(date + (drag.day - drag.start)), middle)


def _paint_trip_lane(canvas: Canvas, scene: Scene, drag: Drag) -> None:
    """Hatch the weeks in the lane, hold the code over one, and say what that would do."""
    axis, top = scene.axis, HEAD - TRIPS_HEIGHT
    for week, verdict in drag.verdicts.items():
        box = Box(axis.week_left(week), top + 1, axis.week, TRIPS_HEIGHT - 2)
        canvas.rect(box, _RULED_GROUND if verdict.rule else _FREE_GROUND)
        if verdict.rule:
            hatch(canvas, box, _RULED_OUT, 5)
    held = GridTrip(key=drag.key, code=drag.code, on=drag.day, lane=drag.lane)
    draw_trips(canvas, axis, [held], top)
    strip = Strip(top, TRIPS_HEIGHT)
    _paint_tag(canvas, scene, axis.middle(drag.day), strip, drag_words(drag))


def drag_words(drag: Drag) -> str:
    """Return where a glyph in hand would fall, and what that would do."""
    week = f"W{drag.day.isocalendar().week}"
    if drag.code:
        week = f"{drag.code} {week}"
    verdict = drag.verdict
    return f"{week}  {verdict.rule or verdict.cost or 'keeps every rule'}"


def _paint_tag(canvas: Canvas, scene: Scene, x: float, strip: Strip, words: str) -> None:
    style = type_style("label", "surface")
    width = canvas.text_width(words, style) + 16
    left = min(max(x - width / 2, SCREEN.width + 4), scene.width - width - 4)
    below = strip.y + strip.h + 3
    body = scene.body
    top = below if below + 20 <= body.y + body.h else strip.y - 23
    canvas.rect(Box(left, top, width, 20), _TAG, 4)
    canvas.text((left + width / 2, baseline(top + 10, style)), words, style, Align.CENTRE)
