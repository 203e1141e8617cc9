"""The coverage of a year as drawings: the matrix of groups and quarters, and people's weeks.

Paper and screen draw the same. All words are given; nothing here counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.drawing.axis import MONTHS
from csplanner.drawing.bars import draw_shares
from csplanner.drawing.canvas import Align, Box, Style, elide, hatch, type_style
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.loadstrip import draw_load
from csplanner.drawing.yeargrid import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.drawing.axis import YearAxis
    from csplanner.drawing.canvas import Canvas, TextStyle
    from csplanner.drawing.grid_values import DaySpan, GridMark, LoadRow

HEAD, ROW = 30.0, 76.0
_WIDE = 760.0
MONTHS_HIGH, PERSON, EXECUTIVE = 22.0, 44.0, 26.0
NAMES, TOTALS = 176.0, 118.0
DONE, AHEAD, GAP = "b1", "accentline", "riskfill"
_LINE = Style(stroke="border")
_GRID = Style(stroke="grid")
_MONTH = Style(stroke="border")
_INSET = Style("surface2")
_SURFACE = Style("surface")
_FOCUS = Style(stroke="accent", width=2.0)
_TODAY = Style(stroke="ink", width=1.4)
_AWAY = Style(stroke="border2")
_PAD = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """One group in one period: shares of the whole from 0 to 1, and the words round the bar."""

    share: str
    counts: str
    words: str
    done: float = 0.0
    ahead: float = 0.0
    gap: float = 0.0
    bad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One group: its name, what it holds, what it is promised; `total` tints the row."""

    key: str
    name: str
    note: str
    promise: str
    cells: tuple[MatrixCell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows under heads; the last column is the year."""

    heads: tuple[str, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def height(self) -> float:
        """Its height in pixels."""
        return HEAD + ROW * len(self.rows)


def first_width(box: Box) -> float:
    """Return the width of the column of names."""
    return 170.0 if box.w >= _WIDE else 140.0


def _pad(box: Box) -> float:
    """Return the room at both sides of a cell of the matrix in a box."""
    return _PAD if box.w >= _WIDE else 7.0


def cell_box(box: Box, columns: int, row: int, column: int) -> Box:
    """Return where a cell stands; column -1 is the names."""
    y = box.y + HEAD + row * ROW
    if column < 0:
        return Box(box.x, y, first_width(box), ROW)
    first = first_width(box)
    wide = (box.w - first) / columns
    return Box(box.x + first + column * wide, y, wide, ROW)


def cell_at(box: Box, matrix: Matrix, x: float, y: float) -> tuple[int, int] | None:
    """Return (row, column) under a point, column -1 for the names, None outside."""
    row = int((y - box.y - HEAD) // ROW)
    if not (0 <= row < len(matrix.rows) and box.x <= x < box.x + box.w):
        return None
    columns = len(matrix.heads) - 1
    first = first_width(box)
    if x < box.x + first:
        return row, -1
    return row, min(columns - 1, int((x - box.x - first) // ((box.w - first) / columns)))


def draw_matrix(
    canvas: Canvas, box: Box, matrix: Matrix, focus: tuple[int, int] | None = None
) -> None:
    """Paint the matrix; `focus` rings one cell."""
    columns = len(matrix.heads) - 1
    frame = Box(box.x + 0.5, box.y + 0.5, box.w - 1, matrix.height - 1)
    canvas.rect(frame, _SURFACE, 8)
    first, pad = first_width(box), _pad(box)
    wide = (box.w - first) / columns
    for number, row in enumerate(matrix.rows):
        y = box.y + HEAD + number * ROW
        if row.total:
            canvas.rect(Box(box.x + 1, y, box.w - 2, ROW - 1), _INSET)
        last = box.x + box.w - wide
        canvas.rect(Box(last, y, wide - 1, ROW - 1), _INSET)
        _draw_group(canvas, Box(box.x, y, first, ROW), row, pad)
        for column, cell in enumerate(row.cells):
            _draw_cell(canvas, cell_box(box, columns, number, column), cell, pad)
        canvas.lines(((box.x, y, box.x + box.w, y),), _LINE)
    label = type_style("label", "text2")
    for column, head in enumerate(matrix.heads):
        x = box.x + (0 if column == 0 else first + (column - 1) * wide)
        canvas.text((x + pad, box.y + 19), head, label)
        if column:
            canvas.lines(((x, box.y, x, box.y + matrix.height),), _LINE)
    canvas.rect(frame, _LINE, 8)
    if focus is not None:
        ring = cell_box(box, columns, *focus)
        canvas.rect(Box(ring.x + 2, ring.y + 2, ring.w - 4, ring.h - 4), _FOCUS, 5)


def _draw_group(canvas: Canvas, box: Box, row: MatrixRow, pad: float) -> None:
    strong, note = type_style("table", weight=600), type_style("label", "text2", 400)
    small = type_style("dense", "text2")
    room, x = box.w - 2 * pad, box.x + pad
    canvas.text((x, box.y + 20), elide(canvas, row.name, strong, room), strong)
    canvas.text((x, box.y + 36), elide(canvas, row.note, note, room), note)
    for number, line in enumerate(two_lines(canvas, row.promise, small, room)):
        canvas.text((x, box.y + 51 + 13 * number), line, small)


def two_lines(canvas: Canvas, words: str, style: TextStyle, room: float) -> tuple[str, ...]:
    """Break words over at most two lines of a width; what is left over ends in an ellipsis."""
    first = ""
    parts = words.split()
    while parts and canvas.text_width(f"{first} {parts[0]}".strip(), style) <= room:
        first = f"{first} {parts.pop(0)}".strip()
    rest = elide(canvas, " ".join(parts), style, room)
    return tuple(line for line in (first, rest) if line)


def _draw_cell(canvas: Canvas, box: Box, cell: MatrixCell, pad: float) -> None:
    figure, note = type_style("inspector_title"), type_style("label", "text2", 400)
    x, right = box.x + pad, box.x + box.w - pad
    canvas.text((x, box.y + 22), cell.share, figure)
    canvas.text((right, box.y + 22), cell.counts, note, Align.RIGHT)
    parts = ((cell.done, DONE), (cell.ahead, AHEAD), (cell.gap, GAP))
    draw_shares(canvas, Box(x, box.y + 32, right - x, 7), parts)
    words = type_style("label", "risk" if cell.bad else "text2", 400)
    for number, line in enumerate(two_lines(canvas, cell.words, words, right - x)):
        canvas.text((x, box.y + 54 + 13 * number), line, words)


def draw_legend(canvas: Canvas, right: float, y: float) -> None:
    """Paint the key of the bars, right-aligned on a baseline."""
    note = type_style("label", "text2", 400)
    for words, colour in (("gap", GAP), ("planned or confirmed", AHEAD), ("done", DONE)):
        right -= canvas.text_width(words, note)
        canvas.text((right, y), words, note)
        right -= 15
        canvas.rect(Box(right, y - 7, 10, 6), Style(colour), 2)
        right -= 14


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One CSM's year: who, what they carry, the weeks, the share and the peak in words."""

    load: LoadRow
    note: str
    share: str
    peak: str
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveLine:
    """One executive's visits on the year; `used` is the share of the days given, 0 to 1."""

    key: str
    name: str
    note: str
    marks: tuple[GridMark, ...]
    away: tuple[DaySpan, ...]
    used: float | None


def capacity_height(people: int, executives: int) -> float:
    """Return the height of months, people and executives in pixels."""
    return MONTHS_HIGH + PERSON * people + EXECUTIVE * executives + 2


def draw_capacity(
    canvas: Canvas,
    box: Box,
    axis: YearAxis,
    people: Sequence[PersonLine],
    executives: Sequence[ExecutiveLine],
) -> None:
    """Paint months, a row a person and a row an executive, and today over all of them."""
    foot = box.y + capacity_height(len(people), len(executives)) - 2
    small = type_style("dense", "text2")
    for month, x in axis.months():
        canvas.text((x + 3, box.y + 14), MONTHS[month - 1], small)
    canvas.text((box.x + box.w, box.y + 14), "Year · peak", small, Align.RIGHT)
    segments = [(x, box.y + 4, x, foot) for _, x in axis.months()]
    canvas.lines(segments, _MONTH)
    y = box.y + MONTHS_HIGH
    for person in people:
        draw_load(canvas, axis, person.load, Strip(y, PERSON), ground=False)
        _draw_person(canvas, Box(box.x, y, box.w, PERSON), person)
        y += PERSON
    for executive in executives:
        _draw_executive(canvas, Box(box.x, y, box.w, EXECUTIVE), axis, executive)
        y += EXECUTIVE
    if axis.today is not None and axis.today.year == axis.year:
        now = axis.x(axis.today)
        canvas.lines(((now, box.y + 4, now, foot),), _TODAY)


def _draw_person(canvas: Canvas, box: Box, person: PersonLine) -> None:
    name, note = type_style("table", weight=500), type_style("label", "text2", 400)
    middle = box.y + box.h / 2
    room = NAMES - 10
    canvas.text((box.x, middle - 3), elide(canvas, person.load.name, name, room), name)
    canvas.text((box.x, middle + 12), elide(canvas, person.note, note, room), note)
    right = box.x + box.w
    canvas.text((right, middle - 3), person.share, type_style("table", weight=600), Align.RIGHT)
    peak = type_style("label", "risk" if person.over else "text2", 400)
    words = elide(canvas, person.peak, peak, TOTALS - 6)
    canvas.text((right, middle + 12), words, peak, Align.RIGHT)
    bottom = box.y + box.h - 0.5
    canvas.lines(((box.x, bottom, right, bottom),), _GRID)


def _draw_executive(canvas: Canvas, box: Box, axis: YearAxis, line: ExecutiveLine) -> None:
    name, note = type_style("table", weight=500), type_style("label", "text2", 400)
    base, middle = box.y + box.h / 2 + 4, box.y + box.h / 2
    used = canvas.text_width(line.note, note)
    canvas.text((box.x, base), elide(canvas, line.name, name, NAMES - used - 20), name)
    canvas.text((box.x + NAMES - 10, base), line.note, note, Align.RIGHT)
    for span in line.away:
        left, right = axis.x(span.start), axis.x(span.end)
        hatch(canvas, Box(left, middle - 6, max(3.0, right - left), 12), _AWAY, 5)
    for mark in line.marks:
        canvas.stamp(glyph(mark.shape, mark.state, 12.0), axis.middle(mark.on), middle)
    if line.used is not None:
        bar = Box(box.x + box.w - TOTALS + 14, middle - 2.5, TOTALS - 14, 5)
        draw_shares(canvas, bar, ((min(1.0, line.used), GAP if line.used > 1 else "b2"),))
    bottom = box.y + box.h - 0.5
    canvas.lines(((box.x, bottom, box.x + box.w, bottom),), _GRID)
