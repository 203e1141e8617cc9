"""The dot plot of drivers: attainment 90 days ago and now, with the raw numbers and a line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csplanner.charts.scale import known
from csplanner.drawing.canvas import Align, Box, Style, elide, type_style
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health
from csplanner.drawing.sparkline import LINE_OF, draw_sparkline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.charts.series import Driver
    from csplanner.drawing.canvas import Canvas

HEAD, FOOT, ROW = 23.0, 20.0, 25.0
_RULE = Style(stroke="grid")
_GRID = Style(stroke="grid")
_TARGET = Style(stroke="ink", width=1.5)
_HOLLOW = Style("surface", "text3", 1.3)
_DOTS = {
    Health.HEALTHY: "goodfill",
    Health.WATCH: "watchfill",
    Health.AT_RISK: "riskfill",
    Health.NO_DATA: "text3",
}


def drivers_height(count: int, row: float = ROW) -> float:
    """Return the height that a number of drivers needs."""
    return HEAD + count * row + FOOT


def driver_range(drivers: Sequence[Driver]) -> tuple[float, float]:
    """Return the axis: 60 to 120 %, widened by twenties to hold every dot, within 0 to 200 %."""
    values = known([value for item in drivers for value in (item.now, item.before)])
    least = math.floor(min([0.6, *values]) * 5 + 1e-9) / 5
    most = math.ceil(max([1.2, *values]) * 5 - 1e-9) / 5
    return max(0.0, least), min(2.0, most)


def draw_drivers(
    canvas: Canvas,
    box: Box,
    drivers: Sequence[Driver],
    *,
    row: float = ROW,
    months: str = "9 months",
) -> None:
    """Draw the plot in a box; it needs `drivers_height` and at least 460 px of width."""
    least, most = driver_range(drivers)
    spark = box.x + box.w - 58
    actual = spark - 122
    area = Box(
        box.x + 0.31 * box.w, box.y + HEAD, actual - 16 - box.x - 0.31 * box.w, row * len(drivers)
    )
    small = type_style("note", "text2")
    for x, words in ((box.x, "Driver"), (actual, "Actual / target"), (spark, months)):
        canvas.text((x, box.y + 15), words, small)
    tops = [area.y + row * i for i in range(len(drivers))]
    canvas.lines([(box.x, y, box.x + box.w, y) for y in tops], _RULE)
    _draw_axis(canvas, area, least, most)
    for top, driver in zip(tops, drivers, strict=True):
        strip = Box(box.x, top, box.w, row)
        _draw_row(canvas, strip, driver, area.x)
        _draw_dots(canvas, Box(area.x, strip.y, area.w, row), driver, (least, most))
        _draw_numbers(canvas, strip, driver, (actual, spark))


def _draw_axis(canvas: Canvas, area: Box, least: float, most: float) -> None:
    style = type_style("dense", "text3")
    step = 0.2 if most - least <= 1.0 else 0.4
    foot = area.y + area.h
    for i in range(round((most - least) / step) + 1):
        share = least + i * step
        x = area.x + area.w * (share - least) / (most - least)
        canvas.lines(((x, area.y, x, foot),), _GRID)
        canvas.text((x, foot + 14), f"{share:.0%}", style, Align.CENTRE)
    x = area.x + area.w * (1 - least) / (most - least)
    canvas.lines(((x, area.y, x, foot),), _TARGET)
    canvas.text((x, area.y - 8), "Target", type_style("label", "text", 600), Align.CENTRE)


def _draw_row(canvas: Canvas, strip: Box, driver: Driver, end: float) -> None:
    middle = strip.y + strip.h / 2
    canvas.stamp(moon(driver.health, 9), strip.x + 5, middle)
    style = type_style("table_first")
    name = elide(canvas, driver.name, style, end - strip.x - 26)
    canvas.text((strip.x + 16, middle + 4.4), name, style)


def _draw_dots(canvas: Canvas, area: Box, driver: Driver, bounds: tuple[float, float]) -> None:
    least, most = bounds
    middle = area.y + area.h / 2

    def place(share: float) -> float:
        return area.x + area.w * (min(max(share, least), most) - least) / (most - least)

    colour = _DOTS[driver.health]
    if driver.now is not None and driver.before is not None:
        bar = Style(stroke=colour, width=2.2, opacity=0.55)
        canvas.lines(((place(driver.before), middle, place(driver.now), middle),), bar)
    if driver.before is not None:
        canvas.disc(place(driver.before), middle, 3.0, _HOLLOW)
    if driver.now is not None:
        canvas.disc(place(driver.now), middle, 4.6, Style(colour))


def _draw_numbers(canvas: Canvas, strip: Box, driver: Driver, places: tuple[float, float]) -> None:
    actual, spark = places
    middle = strip.y + strip.h / 2
    bold, plain = type_style("table_strong"), type_style("table", "text2")
    if driver.actual:
        canvas.text((actual, middle + 4.4), driver.actual, bold)
        after = actual + canvas.text_width(driver.actual, bold) + 3
        words = f"/ {driver.target}" if driver.target else ""
        canvas.text((after, middle + 4.4), words, plain)
    else:
        canvas.text((actual, middle + 4.4), "no data", type_style("table", "text3"))
    area = Box(spark, middle - 5, 52, 10)
    draw_sparkline(canvas, area, driver.history, colour=LINE_OF[driver.health], end=True)
