"""Drivers on paper: the dot plot against target, and the words for one driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.drivers import draw_drivers, drivers_height
from csplanner.charts.series import Driver
from csplanner.domain.amounts import short_amount
from csplanner.domain.days import full_day
from csplanner.drawing.canvas import Style, type_style
from csplanner.reports.blocks import Heading, Picture, Words
from csplanner.reports.words import percent

if TYPE_CHECKING:
    from csplanner.domain.health import DriverState
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.reports.blocks import Block

_ROW = 30.0
_AT_ONCE = 18  # drivers a picture holds, so that it fits a page


def drivers_blocks(drivers: tuple[DriverState, ...]) -> list[Block]:
    """Return the dot plot of all drivers, or that there is none."""
    if not drivers:
        style = type_style("print_body", "text3")
        words = Words(text="No driver is set for this account: no data.", style=style, line=15)
        return [Heading(text="Drivers against target"), words]
    dates = [d.as_of for d in drivers if d.as_of is not None]
    age = f"; data to {full_day(max(dates))}" if dates else "; age of data unknown"
    note = "left of the line is short of target" + age
    blocks: list[Block] = [_legend_head(note)]
    blocks += [_plot(drivers[i : i + _AT_ONCE]) for i in range(0, len(drivers), _AT_ONCE)]
    return blocks


def _legend_head(note: str) -> Picture:
    """Return the head with the key of the two dots in its line."""

    def paint(canvas: Canvas, box: Box) -> None:
        head, small = type_style("print_head"), type_style("print_body", "text2")
        canvas.text((box.x, box.y + 14), "Drivers against target", head)
        x = box.x + canvas.text_width("Drivers against target", head) + 14
        canvas.disc(x, box.y + 10, 3.0, Style("surface", "text3", 1.3))
        canvas.text((x + 7, box.y + 14), "90 days ago", small)
        x += canvas.text_width("90 days ago", small) + 20
        canvas.disc(x, box.y + 10, 4.0, Style("text3"))
        canvas.text((x + 7, box.y + 14), "now", small)
        x += canvas.text_width("now", small) + 18
        canvas.text((x, box.y + 14), note, small)

    return Picture(size=24, paint=paint, keep=True, alt=f"Drivers against target: {note}")


def _plot(drivers: tuple[DriverState, ...]) -> Picture:
    told = [_driver(driver) for driver in drivers]

    def paint(canvas: Canvas, box: Box) -> None:
        draw_drivers(canvas, box, told, row=_ROW)

    words = [f"{d.name} at {percent(d.attainment)} of target" for d in drivers]
    alt = f"Drivers: {'; '.join(words)}."
    return Picture(size=drivers_height(len(told), _ROW), paint=paint, alt=alt)


def _driver(driver: DriverState) -> Driver:
    limit = "\N{LESS-THAN OR EQUAL TO} " if driver.lower_is_better else ""
    target = "" if driver.target is None else limit + short_amount(driver.target, driver.unit)
    return Driver(
        name=driver.name,
        now=driver.attainment,
        before=driver.before,
        actual="" if driver.current is None else short_amount(driver.current, driver.unit),
        target=target,
        history=driver.line,
    )
