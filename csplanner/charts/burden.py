"""Burden: bars by quarter against the baseline, the ranking of where it sits, tickets by tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.scale import FOOT, Scale, draw_levels, known, levels
from csplanner.drawing.canvas import Align, Box, Style, elide, type_style
from csplanner.drawing.marks import Health

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.charts.series import Bars, HeatTable, Ranked
    from csplanner.drawing.canvas import Canvas, TextStyle

_BASELINE = Style(stroke="ink", dash=(4.0, 3.0))
_GROUND = Style("inset")
_AXIS_LEFT = 30.0
_AXIS_FOOT = 24.0
_SIDE = 92.0
_TONES: dict[Health | None, str] = {
    Health.HEALTHY: "goodfill",
    Health.WATCH: "watchfill",
    Health.AT_RISK: "riskfill",
}


def draw_burden(canvas: Canvas, box: Box, bars: Bars) -> None:
    """Draw values by period from zero, with the number in each bar and the baseline dashed."""
    area = Box(box.x + _AXIS_LEFT, box.y + 6, box.w - _AXIS_LEFT, box.h - 6 - _AXIS_FOOT)
    top = max([*known(bars.values), bars.baseline or 0.0, 0.0])
    marks = levels(0.0, top or 1.0)
    scale = Scale(area, 0.0, marks[-1])
    draw_levels(canvas, scale, marks)
    slot = area.w / max(1, len(bars.labels))
    foot = area.y + area.h
    words = type_style("dense", "text2")
    for i, (label, value) in enumerate(zip(bars.labels, bars.values, strict=True)):
        x = area.x + slot * i + slot * 0.16
        canvas.text((x + slot * 0.34, foot + 16), label, words, Align.CENTRE)
        if value is None:
            canvas.text((x + slot * 0.34, foot - 4), "no data", words, Align.CENTRE)
            continue
        bar = Box(x, scale.y(value), slot * 0.68, foot - scale.y(value))
        words_at = 14.0
        if bars.baseline is not None and abs(scale.y(bars.baseline) - bar.y - 10) < 9:
            words_at = scale.y(bars.baseline) - bar.y + 14
        _draw_bar(canvas, bar, _tone(bars, i), f"{value:,.{bars.digits}f}", words_at)
    canvas.lines(((area.x, foot, area.x + area.w, foot),), FOOT)
    if bars.baseline is not None:
        y = scale.y(bars.baseline)
        canvas.lines(((area.x, y, area.x + area.w, y),), _BASELINE)
        canvas.text((area.x + area.w, y - 5), bars.baseline_label, words, Align.RIGHT)


def _tone(bars: Bars, i: int) -> tuple[str, int]:
    """Return (fill, weight): the baseline's bar grey, a last bar that got worse amber."""
    if i == 0 and bars.first_is_baseline:
        return "done", 600
    value, before = bars.values[i], bars.values[i - 1] if i else None
    worse = value is not None and before is not None and value > before
    if worse and i == len(bars.values) - 1:
        return "watchfill", 600
    return "b2", 400


def _draw_bar(
    canvas: Canvas, bar: Box, tone: tuple[str, int], words: str, down: float = 14.0
) -> None:
    fill, weight = tone
    ink = max(("text", "surface"), key=lambda name: canvas.theme.contrast(name, fill))
    canvas.rect(bar, Style(fill), min(2.0, bar.h / 2))
    style = type_style("note", ink, weight)
    if bar.h > down + 6 and bar.w > canvas.text_width(words, style) + 2:
        canvas.text((bar.x + bar.w / 2, bar.y + down), words, style, Align.CENTRE)
    else:
        above = type_style("note", "text")
        canvas.text((bar.x + bar.w / 2, bar.y - 4), words, above, Align.CENTRE)


def draw_burden_change(canvas: Canvas, box: Box, bars: Bars) -> None:
    """Draw each period's change against the baseline as bars that hang from a line (less is down).

    A card's small form: only the first and the last period are named; more than the baseline
    stands over the line.
    """
    base = bars.baseline or 0.0
    changes = [None if value is None or not base else value / base - 1 for value in bars.values]
    least, most = min([*known(changes), 0.0]), max([*known(changes), 0.0])
    area = Box(box.x, box.y + 2, box.w, box.h - 20)
    scale = Scale(area, least, most if most > least else least + 1)
    slot, zero = area.w / max(1, len(changes)), scale.y(0.0)
    for i, change in enumerate(changes):
        if change is None:
            continue
        y1, y2 = sorted((zero, scale.y(change)))
        colour = "goodfill" if _tone(bars, i)[0] != "watchfill" and change <= 0 else "watchfill"
        fade = 0.5 + 0.35 * i / max(1, len(changes) - 1) if colour == "goodfill" else 1.0
        bar = Box(area.x + slot * (i + 0.16), y1, slot * 0.68, max(1.5, y2 - y1))
        canvas.rect(bar, Style(colour, opacity=fade), min(2.0, bar.h / 2))
    canvas.lines(((area.x, zero, area.x + area.w, zero),), FOOT)
    words = type_style("dense", "text3")
    canvas.text((area.x + slot * 0.16, box.y + box.h - 4), bars.labels[0], words)
    at = (area.x + area.w - slot * 0.16, box.y + box.h - 4)
    canvas.text(at, bars.labels[-1], words, Align.RIGHT)


def draw_ranked(canvas: Canvas, box: Box, rows: Sequence[Ranked], *, row: float = 34.0) -> None:
    """Draw a ranking: name and amount over a bar, `row` pixels each; a tone colours its bar."""
    top = max([item.value for item in rows] or [0.0]) or 1.0
    name, amount = type_style("table"), type_style("table", "text2")
    for i, item in enumerate(rows):
        y = box.y + row * i
        w = canvas.text_width(item.words, amount)
        canvas.text((box.x, y + 11), elide(canvas, item.name, name, box.w - w - 12), name)
        canvas.text((box.x + box.w, y + 11), item.words, amount, Align.RIGHT)
        bar = Box(box.x, y + 17, box.w, 7)
        canvas.rect(bar, _GROUND, 2)
        share = item.value / top * 0.96
        colour = _TONES.get(item.tone, "b3")
        if share > 0:
            canvas.rect(Box(bar.x, bar.y, bar.w * share, bar.h), Style(colour), 2)


def draw_heat(canvas: Canvas, box: Box, table: HeatTable, *, row: float = 27.0) -> None:
    """Draw counts as cells, darker is more, none a dot; side columns stand at the right."""
    head, name_style = type_style("note", "text2"), type_style("table")
    first = box.w * 0.24
    cell = (box.w - first - _SIDE * len(table.side_heads)) / max(1, len(table.columns))
    canvas.text((box.x, box.y + 12), table.corner, head)
    heads = table.columns
    if any(canvas.text_width(name, head) > cell - 6 for name in heads):
        heads = tuple(name.partition(" \N{MULTIPLICATION SIGN}")[0] for name in heads)
    for i, name in enumerate(heads):
        at = (box.x + first + cell * (i + 0.5), box.y + 12)
        canvas.text(at, elide(canvas, name, head, cell - 6), head, Align.CENTRE)
    _draw_sides(canvas, box, table.side_heads, box.y + 12, head)
    most = max([count for line in table.counts for count in line] or [0]) or 1
    for i, name in enumerate(table.rows):
        y = box.y + 20 + row * i
        line = y + row / 2 + 3
        canvas.text((box.x, line), elide(canvas, name, name_style, first - 8), name_style)
        for j, count in enumerate(table.counts[i]):
            place = Box(box.x + first + cell * j + 2, y, cell - 4, row - 4)
            _draw_cell(canvas, place, count, most)
        if table.sides:
            _draw_sides(canvas, box, table.sides[i], line, type_style("table", "text2"))


def _draw_sides(
    canvas: Canvas, box: Box, words: Sequence[str], line: float, style: TextStyle
) -> None:
    for i, text in enumerate(reversed(words)):
        canvas.text((box.x + box.w - _SIDE * i, line), text, style, Align.RIGHT)


def _draw_cell(canvas: Canvas, box: Box, count: int, most: int) -> None:
    share = count / most
    canvas.rect(box, Style("b1", opacity=0.15 + 0.85 * share) if count else _GROUND, 3)
    style = type_style("table", "surface" if share > 0.5 else "text", 500)
    line = box.y + box.h / 2 + 4.4
    canvas.text((box.x + box.w / 2, line), str(count) if count else "·", style, Align.CENTRE)
