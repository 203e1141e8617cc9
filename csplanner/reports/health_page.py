"""Internal page 'Health and drivers': why the score is what it is (design p2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.drivers import draw_drivers, drivers_height
from csplanner.charts.series import Driver
from csplanner.domain.amounts import short_amount
from csplanner.domain.days import full_day
from csplanner.drawing.canvas import Style, type_style
from csplanner.drawing.marks import Health
from csplanner.reports.blocks import Heading, Picture, Space, Words
from csplanner.reports.health_part import chart, headline, method, since
from csplanner.reports.layout import Section
from csplanner.reports.parts import moon_sign, sentences, side_by_side, title_block
from csplanner.reports.stacks import Stack
from csplanner.reports.words import DASH

if TYPE_CHECKING:
    from csplanner.domain.health import DriverState
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.reports.blocks import Block

_ROW = 30.0
_AT_ONCE = 18  # drivers a picture holds, so that it fits a page
_SIGNS = (Health.HEALTHY, Health.AT_RISK, Health.WATCH)


def health_and_drivers(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the page; `tight` lowers the picture for the lower sheet."""
    month = since(facts)
    change = f"change since {month} at right" if month else "no earlier month to compare with"
    blocks: list[Block] = [
        title_block("Health and drivers", headline(facts)),
        Space(size=6),
        Heading(text="Health score and its five components", note=_period(facts, change)),
        chart(facts, 262 if tight else 330, 20.0 if tight else 23.0),
        Space(size=14),
        *_drivers(facts.drivers),
        Space(size=14),
    ]
    if facts.matters.readings:
        blocks += [Heading(text="Reading"), _reading(facts), Space(size=14)]
    blocks += _method(facts)
    return Section(title="Health and drivers", blocks=tuple(blocks))


def _period(facts: InternalFacts, change: str) -> str:
    first = full_day(facts.history[0].as_of)
    return f"{first} {DASH} {full_day(facts.as_of)}; {change}"


def _drivers(drivers: tuple[DriverState, ...]) -> list[Block]:
    if not drivers:
        style = type_style("print_body", "text3")
        words = Words(text="No driver is set for this account: no data.", style=style, line=15)
        return [Heading(text="Drivers against target"), words]
    dates = [d.as_of for d in drivers if d.as_of is not None]
    age = f"; data to {full_day(max(dates))}" if dates else "; age of data unknown"
    note = "left of the line is short of target" + age
    told = [_driver(driver) for driver in drivers]
    blocks: list[Block] = [_legend_head(note)]
    blocks += [_plot(told[i : i + _AT_ONCE]) for i in range(0, len(told), _AT_ONCE)]
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

    return Picture(size=24, paint=paint, keep=True)


def _plot(drivers: list[Driver]) -> Picture:
    def paint(canvas: Canvas, box: Box) -> None:
        draw_drivers(canvas, box, drivers, row=_ROW)

    return Picture(size=drivers_height(len(drivers), _ROW), paint=paint)


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


def _reading(facts: InternalFacts) -> Block:
    return side_by_side(
        [
            sentences(reading.head, moon_sign(_sign(reading.head, i)), (reading.text,), "")
            for i, reading in enumerate(facts.matters.readings[:3])
        ]
    )


def _sign(head: str, at: int) -> Health:
    named = {"What rose": Health.HEALTHY, "What fell": Health.AT_RISK}
    return named.get(head, Health.WATCH if head.startswith("What would") else _SIGNS[at])


def _method(facts: InternalFacts) -> list[Block]:
    style = type_style("print_note", "text2")
    words = [Words(text=text, style=style, line=14, after=2) for text in method(facts)]
    return [Stack(blocks=(Heading(text="How the score is made", note=facts.policy), *words))]
