"""The wall planner: the year grid on as many landscape sheets as it needs (design p7).

Every sheet repeats title, ruler and trip codes; a group that goes on says so; rows never split.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from csplanner.drawing.axis import YearAxis, iso_weeks
from csplanner.drawing.canvas import Align, Box, Style, type_style
from csplanner.drawing.grid_values import WALL, GridGroup, GridRow, MoreRow
from csplanner.drawing.gridheads import (
    draw_corner,
    draw_frozen_edge,
    draw_group_head,
    draw_more_head,
    draw_row_head,
)
from csplanner.drawing.legend import draw_legend
from csplanner.drawing.yeargrid import (
    RULER_HEIGHT,
    TRIPS_HEIGHT,
    Strip,
    draw_ground,
    draw_group,
    draw_more,
    draw_row_ground,
    draw_row_marks,
    draw_ruler,
    draw_today,
    draw_trip_lines,
    draw_trips,
)
from csplanner.reports.canvas import POINTS_PER_PIXEL, paper
from csplanner.reports.finish import finished
from csplanner.reports.text import elided

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from csplanner.base.job import Job
    from csplanner.drawing.canvas import Canvas
    from csplanner.drawing.grid_values import GridTrip, Ruler

    Lanes = Callable[[float, Mapping[str, int]], Sequence[tuple[GridTrip, int]]]

_MM = 96 / 25.4


class Sheet(NamedTuple):
    """A landscape sheet in pixels, with the heights of its rows and the size of its glyphs."""

    wide: float
    high: float
    row: float
    group: float
    glyph: float
    margin: float


SHEETS = {
    "A3": Sheet(420 * _MM, 297 * _MM, 35.5, 26, 15, 38),
    "A4": Sheet(297 * _MM, 210 * _MM, 24, 20, 11, 34),
    "Letter": Sheet(11 * 96, 8.5 * 96, 24, 20, 11, 34),
    "Tabloid": Sheet(17 * 96, 11 * 96, 36, 26, 15, 38),
}
_HEAD = 66.0
_FOOT = 62.0
_SURFACE = Style("surface")
_RULE = Style(stroke="border2")


class Figure(NamedTuple):
    """A number at the top right with what it counts."""

    number: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WallPlan:
    """What the planner shows; `lanes` places trip codes over the rows of one sheet."""

    title: str
    sub: str
    figures: tuple[Figure, ...]
    year: int
    today: dt.date
    items: tuple[GridGroup | GridRow | MoreRow, ...]
    ruler: Ruler
    lanes: Lanes
    note: str
    people: str
    author: str


def wall_planner(plan: WallPlan, size: str, job: Job) -> tuple[bytes, int]:
    """Return the PDF's bytes and its number of sheets; the same plan gives the same bytes."""
    sheet = SHEETS[size]
    pages = sheets_of(plan, sheet)
    buffer = BytesIO()
    pagesize = (sheet.wide * POINTS_PER_PIXEL, sheet.high * POINTS_PER_PIXEL)
    pdf = PdfCanvas(buffer, pagesize=pagesize, invariant=1, pageCompression=1, lang="en")
    pdf.setTitle(f"{plan.title} (internal)")
    pdf.setAuthor(plan.author)
    pdf.setCreator("csplanner")
    for number, items in enumerate(pages, start=1):
        job.step(0.95 * number / len(pages), f"Sheet {number} of {len(pages)}")
        pdf.bookmarkPage(f"sheet-{number}")
        pdf.addOutlineEntry(_outline(items, number), f"sheet-{number}", level=0)
        with paper(pdf, 0, pagesize[1]) as canvas:
            _draw_sheet(canvas, plan, sheet, items, (number, len(pages)))
        pdf.showPage()
    pdf.save()
    return finished(buffer.getvalue(), plan.today), len(pages)


def _outline(items: Sequence[GridGroup | GridRow | MoreRow], number: int) -> str:
    names = [item.name for item in items if isinstance(item, GridGroup)]
    return ", ".join(names) or f"Sheet {number}"


def sheets_of(plan: WallPlan, sheet: Sheet) -> list[list[GridGroup | GridRow | MoreRow]]:
    """Cut the rows into sheets: a group's head stands with its first row, and is said again."""
    room = sheet.high - 2 * sheet.margin - _HEAD - RULER_HEIGHT - TRIPS_HEIGHT - _FOOT
    pages: list[list[GridGroup | GridRow | MoreRow]] = [[]]
    used = 0.0
    group: GridGroup | None = None
    for i, item in enumerate(plan.items):
        high = _height(item, sheet)
        follows = plan.items[i + 1] if i + 1 < len(plan.items) else None
        need = high
        if isinstance(item, GridGroup):
            group = item
            need += 0 if follows is None else _height(follows, sheet)
        if pages[-1] and used + need > room + 0.01:
            pages.append([])
            used = 0.0
            if group is not None and not isinstance(item, GridGroup):
                again = replace(group, note=f"{group.note}, continued")
                pages[-1].append(again)
                used += _height(again, sheet)
        pages[-1].append(item)
        used += high
    return pages


def _height(item: GridGroup | GridRow | MoreRow, sheet: Sheet) -> float:
    return sheet.row if isinstance(item, GridRow) else sheet.group


def _draw_sheet(
    canvas: Canvas,
    plan: WallPlan,
    sheet: Sheet,
    items: Sequence[GridGroup | GridRow | MoreRow],
    place: tuple[int, int],
) -> None:
    left, right = sheet.margin, sheet.wide - sheet.margin
    _draw_head(canvas, plan, left, right, sheet.margin)
    top = sheet.margin + _HEAD
    weeks_from = left + WALL.width
    axis = YearAxis(
        year=plan.year,
        left=weeks_from,
        week=(right - weeks_from) / iso_weeks(plan.year),
        view=(weeks_from, right),
        today=plan.today if plan.today.isocalendar().year == plan.year else None,
        size=sheet.glyph,
    )
    body = top + RULER_HEIGHT + TRIPS_HEIGHT
    strips, y = [], body
    for item in items:
        strips.append(Strip(y, _height(item, sheet)))
        y += strips[-1].h
    places = {item.key: i for i, item in enumerate(items) if isinstance(item, GridRow)}
    lanes = plan.lanes(axis.week, places)
    with canvas.clip(Box(left, top, right - left, y - top)):
        _draw_rows(canvas, plan, axis, items, strips, lanes)
        draw_today(canvas, axis, body, y)
        draw_ruler(canvas, axis, plan.ruler, top)
        draw_trips(canvas, axis, [trip for trip, _ in lanes], top + RULER_HEIGHT)
        _draw_heads(canvas, left, items, strips)
        draw_corner(canvas, left, top, WALL)
    draw_frozen_edge(canvas, weeks_from, top, y)
    if not items:
        canvas.text((left, y + 24), "No accounts to plan for.", type_style("body", "text3"))
    _draw_foot(canvas, plan, sheet, place)


def _draw_rows(
    canvas: Canvas,
    plan: WallPlan,
    axis: YearAxis,
    items: Sequence[GridGroup | GridRow | MoreRow],
    strips: Sequence[Strip],
    lanes: Sequence[tuple[GridTrip, int]],
) -> None:
    if not strips:
        return
    first, last = strips[0], strips[-1]
    draw_ground(canvas, axis, plan.ruler, Strip(first.y, last.y + last.h - first.y))
    for item, strip in zip(items, strips, strict=True):
        if isinstance(item, GridRow):
            draw_row_ground(canvas, axis, item, strip)
    lines = [(trip, strips[row].middle) for trip, row in lanes if row >= 0]
    draw_trip_lines(canvas, axis, lines, first.y)
    for item, strip in zip(items, strips, strict=True):
        if isinstance(item, GridGroup):
            draw_group(canvas, axis, item, strip)
        elif isinstance(item, MoreRow):
            draw_more(canvas, axis, item, strip)
        else:
            draw_row_marks(canvas, axis, item, strip)


def _draw_heads(
    canvas: Canvas,
    left: float,
    items: Sequence[GridGroup | GridRow | MoreRow],
    strips: Sequence[Strip],
) -> None:
    for item, strip in zip(items, strips, strict=True):
        if isinstance(item, GridGroup):
            draw_group_head(canvas, item, left, strip, WALL)
        elif isinstance(item, MoreRow):
            draw_more_head(canvas, item, left, strip, WALL)
        else:
            draw_row_head(canvas, item, left, strip, columns=WALL)


def _draw_head(canvas: Canvas, plan: WallPlan, left: float, right: float, top: float) -> None:
    number, words = type_style("figure"), type_style("print_body", "text2")
    x = right
    for figure in reversed(plan.figures):
        canvas.text((x, top + 20), figure.number, number, Align.RIGHT)
        canvas.text((x, top + 38), figure.words, words, Align.RIGHT)
        wide = max(canvas.text_width(figure.number, number), canvas.text_width(figure.words, words))
        x -= wide + 28
    title, sub = type_style("print_title"), type_style("print_body", "text2")
    canvas.text((left, top + 20), elided(plan.title, title, x - left), title)
    canvas.text((left, top + 40), elided(plan.sub, sub, x - left), sub)


def _draw_foot(canvas: Canvas, plan: WallPlan, sheet: Sheet, place: tuple[int, int]) -> None:
    left, right = sheet.margin, sheet.wide - sheet.margin
    top = sheet.high - sheet.margin - 38
    canvas.lines(((left, top, right, top),), _RULE)
    draw_legend(canvas, left, top + 15, gap=8.0 if sheet.wide < 1300 else 14.0, full=True)
    style = type_style("print_note", "text3")
    number = f"{place[0]} of {place[1]}"
    canvas.text((right, top + 38), number, style, Align.RIGHT)
    people = right - canvas.text_width(number, style) - 18
    told = elided(plan.people, style, (right - left) * 0.5)
    canvas.text((people, top + 38), told, style, Align.RIGHT)
    room = people - canvas.text_width(told, style) - 18 - left
    canvas.text((left, top + 38), elided(plan.note, style, room), style)
