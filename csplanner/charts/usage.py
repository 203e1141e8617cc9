"""Lines over time: usage measures, tickets a week; up to five series, labelled at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.scale import FOOT, Scale, draw_levels, draw_line, known, levels, runs
from csplanner.drawing.canvas import Align, Box, Style, type_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.charts.series import LineSeries
    from csplanner.drawing.canvas import Canvas

LEFT, END, LABELS = 34.0, 14.0, 22.0
_TARGET = Style(stroke="text2", dash=(4.0, 3.0))
_NOTE = Style(stroke="text3", dash=(2.0, 2.0))
COLOURS = ("c1", "c2", "c3", "c4", "c5")


def draw_usage(canvas: Canvas, box: Box, series: LineSeries) -> None:
    """Draw one to five lines: a single one from zero is filled, several are named at the ends."""
    words = type_style("dense", "text2", 500)
    names = [line.name for line in series.lines[:5]] if len(series.lines) > 1 else []
    end = max([canvas.text_width(name, words) + 10 for name in names] or [END])
    area = Box(box.x + LEFT, box.y + 6, box.w - LEFT - end, box.h - 6 - LABELS)
    values = [value for line in series.lines for value in known(line.values)]
    if not values:
        at = (area.x + area.w / 2, area.y + area.h / 2)
        canvas.text(at, "no data", type_style("table", "text2"), Align.CENTRE)
        return
    scale = _scale(area, values, series)
    draw_levels(canvas, scale, levels(scale.least, scale.most))
    _draw_labels(canvas, area, series.labels)
    for i, line in enumerate(series.lines[:5]):
        found = runs(scale, line.values)
        if len(series.lines) == 1 and series.from_zero and not line.dashed:
            _fill(canvas, area, found)
        dash = (4.0, 3.0) if line.dashed else ()
        draw_line(canvas, found, Style(stroke=COLOURS[i], width=1.6, dash=dash))
    canvas.lines(((area.x, area.y + area.h, area.x + area.w, area.y + area.h),), FOOT)
    _draw_target(canvas, scale, series)
    _draw_notes(canvas, scale, series)
    _name_ends(canvas, scale, series, names)


def _scale(area: Box, values: Sequence[float], series: LineSeries) -> Scale:
    most = max([*values, series.target or 0.0])
    least = 0.0 if series.from_zero else min([*values, *known([series.target])])
    marks = levels(least, most if most > least else least + 1)
    return Scale(area, marks[0], marks[-1])


def _fill(canvas: Canvas, area: Box, found: Sequence[Sequence[tuple[float, float]]]) -> None:
    foot = area.y + area.h
    for run in found:
        if len(run) > 1:
            around = [(run[0][0], foot), *run, (run[-1][0], foot)]
            canvas.polyline(around, Style("c1", opacity=0.12))


def _draw_labels(canvas: Canvas, area: Box, labels: Sequence[str]) -> None:
    style = type_style("dense", "text3")
    widest = max([canvas.text_width(label, style) for label in labels] or [0.0]) + 10
    step = max(1, -int(-widest * max(1, len(labels) - 1) // area.w))
    for i in range(0, len(labels), step):
        x = area.x + area.w * i / max(1, len(labels) - 1)
        canvas.text((x, area.y + area.h + 16), labels[i], style, Align.CENTRE)


def _draw_target(canvas: Canvas, scale: Scale, series: LineSeries) -> None:
    if series.target is None:
        return
    y, area = scale.y(series.target), scale.box
    canvas.lines(((area.x, y, area.x + area.w, y),), _TARGET)
    style = type_style("dense", "text2")
    canvas.text((area.x + area.w, y - 4), series.target_label, style, Align.RIGHT)


def _draw_notes(canvas: Canvas, scale: Scale, series: LineSeries) -> None:
    area, style = scale.box, type_style("dense", "text2")
    for note in series.notes:
        x = scale.x(note.at, len(series.labels))
        canvas.lines(((x, area.y, x, area.y + area.h),), _NOTE)
        fits = x + 6 + canvas.text_width(note.words, style) <= area.x + area.w
        at = (x + 4, area.y + 10) if fits else (x - 4, area.y + 10)
        canvas.text(at, note.words, style, Align.LEFT if fits else Align.RIGHT)


def _name_ends(canvas: Canvas, scale: Scale, series: LineSeries, names: Sequence[str]) -> None:
    ends = []
    for i, name in enumerate(names):
        last = known(series.lines[i].values)
        if last:
            ends.append((scale.y(last[-1]), i, name))
    lowest = scale.box.y
    for y, i, name in sorted(ends):
        line = max(y + 3.6, lowest + 12)
        style = type_style("dense", COLOURS[i], 500)
        canvas.text((scale.box.x + scale.box.w + 6, line), name, style)
        lowest = line
