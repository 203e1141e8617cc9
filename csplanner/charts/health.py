"""The health chart: the score with its zones, and each component on a strip of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplanner.charts.scale import MONTH_NAMES, Scale, draw_line, known, runs
from csplanner.drawing.canvas import Align, Box, Style, TextStyle, elide, type_style
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.charts.series import Component, HealthSeries
    from csplanner.drawing.canvas import Canvas

LEFT, RIGHT, FLOOR, FOOT = 92.0, 122.0, 40.0, 24.0
TOP = 4.0  # the disc of a score of 100 keeps its upper half
PEAK_TOP, HIGH = 16.0, 88.0  # room for the words over a peak that is as high
_EDGE = Style(stroke="border2")
_RULE = Style(stroke="grid")
_LIMIT = Style(stroke="border2", dash=(2.5, 2.5))
_SCORE = Style(stroke="ink", width=2.0, round=True)
_SCORE_STALE = Style(stroke="ink", width=2.0, dash=(4.0, 3.0))
_END = Style("surface", "ink", 2.0)
_NOTE = Style(stroke="text3")
_SIDE = {True: Align.LEFT, False: Align.RIGHT}  # of a note's line
_ZONES = (
    ("goodsoft", Health.HEALTHY, "Healthy"),
    ("watchsoft", Health.WATCH, "Watch"),
    ("risksoft", Health.AT_RISK, "At risk"),
)
_BEST = TextStyle(14, 600)


def draw_health(canvas: Canvas, box: Box, series: HealthSeries, *, strip: float = 20.0) -> None:
    """Draw the chart in a box at least 420 px wide; what the strips leave is the score's."""
    high = box.h - strip * len(series.components) - 8 - FOOT
    top = PEAK_TOP if (peak := _peak(series)) and peak.best > HIGH else TOP
    area = Box(box.x + LEFT, box.y + top, box.w - LEFT - RIGHT, high - top)
    scale = Scale(area, FLOOR, 100.0)
    canvas.text((box.x, box.y + 11), "Score", type_style("label", "text", 600))
    _draw_zones(canvas, scale, series)
    _draw_notes(canvas, scale, series)
    _draw_score(canvas, scale, series)
    top = area.y + area.h + 8
    fallen = _most_fallen(series.components)
    for i, component in enumerate(series.components):
        row = Box(box.x, top + strip * i, box.w, strip)
        _draw_strip(canvas, row, component, marked=component is fallen)
    _draw_months(canvas, Box(area.x, top + strip * len(series.components), area.w, FOOT), series)


def strip_at(y: float, high: float, count: int, *, strip: float = 20.0) -> int | None:
    """Return which of the component strips lies at a height of a chart so high, None for none."""
    top = high - FOOT - strip * count
    at = int((y - top) // strip)
    return at if 0 <= at < count else None


def _draw_zones(canvas: Canvas, scale: Scale, series: HealthSeries) -> None:
    area = scale.box
    edges = (100.0, series.healthy, series.risk, FLOOR)
    words = type_style("dense", "text3")
    for i, (colour, health, name) in enumerate(_ZONES):
        y1, y2 = scale.y(edges[i]), scale.y(edges[i + 1])
        canvas.rect(Box(area.x, y1, area.w, y2 - y1), Style(colour, opacity=0.55))
        x, middle = area.x + area.w + 14, (y1 + y2) / 2
        canvas.stamp(moon(health, 8), x, middle)
        canvas.text((x + 9, middle + 3.6), name, words)
    for level in edges[1:3]:
        y = scale.y(level)
        canvas.lines(((area.x, y, area.x + area.w, y),), _EDGE)
        canvas.text((area.x - 8, y + 3.6), f"{level:g}", words, Align.RIGHT)
    canvas.text((area.x - 8, area.y + 8), "100", words, Align.RIGHT)


def _draw_notes(canvas: Canvas, scale: Scale, series: HealthSeries) -> None:
    area, style = scale.box, type_style("dense", "text2")
    for i, note in enumerate(series.notes):
        x = scale.x(note.at, len(series.score))
        value = _value_at(series.score, note.at)
        if value is None:
            continue
        top = scale.y(value) + 4
        foot = min(area.y + area.h - 4, max(top + 12, scale.y(series.risk) - 12 - 13 * (i % 2)))
        canvas.lines(((x, top, x, foot),), _NOTE)
        left, right = x - 8 - area.x, area.x + area.w - x - 8
        ahead = canvas.text_width(note.words, style) <= right or right >= left
        words = elide(canvas, note.words, style, right if ahead else left)
        canvas.text((x + 4 if ahead else x - 4, foot), words, style, _SIDE[ahead])


def _value_at(values: Sequence[float | None], at: float) -> float | None:
    first = min(max(int(at), 0), len(values) - 1)
    one, two = values[first], values[min(first + 1, len(values) - 1)]
    return one if two is None or one is None else one + (two - one) * (at - first)


def _draw_score(canvas: Canvas, scale: Scale, series: HealthSeries) -> None:
    here = known(series.score)
    if not here:
        style = type_style("table", "text2")
        area = scale.box
        at = (area.x + area.w / 2, area.y + area.h / 2)
        canvas.text(at, "No score: no component has data", style, Align.CENTRE)
        return
    line = runs(scale, series.score)
    draw_line(canvas, line, _SCORE)
    x, y = line[-1][-1]
    last = here[-1]
    _draw_peak(canvas, scale, series)
    canvas.disc(x, y, 3.6, _END)
    canvas.text(
        (x - 7, y - 6 if y - 20 > scale.box.y else y + 18), f"{last:.0f}", _BEST, Align.RIGHT
    )


class _Peak(NamedTuple):
    """The best score that is worth a word, and where it is, counted in months."""

    at: float
    best: float


def _peak(series: HealthSeries) -> _Peak | None:
    """Return the best score, unless it is the last one or hardly better."""
    here = known(series.score)
    best = max(here, default=0.0)
    at = [i for i, value in enumerate(series.score) if value == best]
    middle = (at[0] + at[-1]) / 2 if at else 0.0
    if not here or best - here[-1] < 2 or middle > len(series.score) - 2.5:
        return None
    return _Peak(middle, best)


def _draw_peak(canvas: Canvas, scale: Scale, series: HealthSeries) -> None:
    peak = _peak(series)
    if peak is not None:
        x = max(scale.x(peak.at, len(series.score)), scale.box.x + 24)
        at = (x, scale.y(peak.best) - 6)
        canvas.text(at, f"{peak.best:.0f} peak", type_style("label", "text2"), Align.CENTRE)


def _most_fallen(components: Sequence[Component]) -> Component | None:
    falls = [item for item in components if item.change is not None and item.change < 0]
    return min(falls, key=lambda item: item.change or 0.0, default=None)


def _draw_strip(canvas: Canvas, row: Box, component: Component, *, marked: bool) -> None:
    canvas.lines(((row.x, row.y, row.x + row.w, row.y),), _RULE)
    area = Box(row.x + LEFT, row.y + 3.5, row.w - LEFT - RIGHT, row.h - 5)
    scale = Scale(area, 0.0, component.maximum)
    colour = "watchfill" if marked else "c1"
    dash = (4.0, 3.0) if component.stale else ()
    for run in runs(scale, component.values):
        if not component.stale and len(run) > 1:
            foot = area.y + area.h
            around = [(run[0][0], foot), *run, (run[-1][0], foot)]
            canvas.polyline(around, Style(colour, opacity=0.31 if marked else 0.16))
        draw_line(canvas, [run], Style(stroke=colour, width=1.5, dash=dash))
    canvas.lines(((area.x, area.y, area.x + area.w, area.y),), _LIMIT)
    line = row.y + row.h / 2 + 4.2
    tone = "watch" if marked else "text"
    name = type_style("label", tone, 600 if marked else 500)
    canvas.text((row.x, line), component.name, name)
    _draw_value(canvas, component, row, line, marked=marked)


def _draw_value(
    canvas: Canvas, component: Component, row: Box, line: float, *, marked: bool
) -> None:
    left, right = row.x + row.w - RIGHT + 15, row.x + row.w - 2
    plain, bold = type_style("note", "text2"), type_style("label", "text", 600)
    here = component.values[-1] if component.values else None
    if here is None or component.stale:
        words = "stale, left out" if component.stale else "no data"
        canvas.text((left, line), words, type_style("note", "text3"))
        return
    canvas.text((left, line), f"{here:.0f}", bold)
    after = left + canvas.text_width(f"{here:.0f} ", bold)
    canvas.text((after, line), f"of {component.maximum:g}", plain)
    if component.change is not None:
        change = type_style("label", "watch", 600) if marked else plain
        words = f"{round(component.change):+d}".replace("+0", "0").replace("-", "−")  # noqa: RUF001
        canvas.text((right, line), words, change, Align.RIGHT)


def _draw_months(canvas: Canvas, foot: Box, series: HealthSeries) -> None:
    style, count = type_style("dense", "text3"), len(series.months)
    step = max(1, round(count * 34 / foot.w + 0.3))
    for i, month in enumerate(series.months):
        if (count - 1 - i) % step:
            continue
        words = MONTH_NAMES[month.month - 1]
        if i == 0 or month.month == 1:
            words += f" ’{month:%y}"  # noqa: RUF001 - the sign of a left-out century
        x = foot.x + foot.w * i / max(1, count - 1)
        canvas.text((x, foot.y + 17), words, style, Align.CENTRE)
