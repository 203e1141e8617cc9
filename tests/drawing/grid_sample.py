"""A year grid like the design's first picture, painted on any canvas: for looking and for tests.

Run it with a folder: `QT_QPA_PLATFORM=offscreen python -m tests.drawing.grid_sample OUT`.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from csplanner.drawing import gridheads, legend, loadstrip, yeargrid
from csplanner.drawing.axis import YearAxis, Zoom, iso_start
from csplanner.drawing.canvas import Box, Style
from csplanner.drawing.grid_values import (
    SCREEN,
    DaySpan,
    GridGroup,
    GridMark,
    GridRow,
    GridTrip,
    LoadRow,
    MoreRow,
    QuarterCount,
    RotaRow,
    RotaSlot,
    Ruler,
)
from csplanner.drawing.marks import Health, Shape, State
from csplanner.drawing.tokens import theme
from csplanner.drawing.yeargrid import Strip
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas

TODAY = date(2027, 5, 12)
START = iso_start(2027)
SHAPES = dict(zip("xsqvtpc", Shape, strict=True))
STATES = {"": State.PLANNED, "!": State.CONFIRMED, "-": State.MISSED}


def week(number: float) -> date:
    """Return the Wednesday of a week, or a day inside it by a fraction."""
    return START + timedelta(days=round((number - 1) * 7 + (2 if number == int(number) else 0)))


def span(text: str) -> DaySpan:
    """Read "14-26" as the days from week 14 to the end of week 26."""
    one, two = text.split("-")
    end = START + timedelta(days=int(two) * 7 - 1)
    return DaySpan(start=START + timedelta(days=(int(one) - 1) * 7), end=end)


def mark(text: str) -> GridMark:
    """Read "23x!lT" as week 23, executive QBR, confirmed, locked, on a trip."""
    digits = "".join(letter for letter in text if letter.isdigit())
    rest = text[len(digits) :]
    state = STATES[next((sign for sign in "!-" if sign in rest), "")]
    held = int(digits) < 19 and state is State.PLANNED
    return GridMark(
        key=text,
        on=week(int(digits)),
        shape=SHAPES[rest[0]],
        state=State.DONE if held else state,
        locked="l" in rest[1:],
        trip="T" in rest,
    )


def row(owner: str, name: str, arr: str, health: str, marks: str, **more: str) -> GridRow:
    """Read one account from short texts; `health` is "71w" or "86h" or "49r"."""
    band = {"h": Health.HEALTHY, "w": Health.WATCH, "r": Health.AT_RISK}[health[-1]]
    score = int(health[:-1])
    spark = tuple(float(score + max(0, 6 - i) * (band is not Health.HEALTHY)) for i in range(12))
    return GridRow(
        key=name,
        owner=owner,
        name=name,
        arr=arr,
        health=band,
        score=str(score),
        spark=spark,
        marks=tuple(mark(text) for text in marks.split()),
        windows=tuple(span(text) for text in more.get("windows", "").split()),
        blackouts=tuple(span(text) for text in more.get("away", "").split()),
        renewal=week(float(more["renews"])) if "renews" in more else None,
    )


def group(name: str, note: str, arr: str, counts: str) -> GridGroup:
    """Read quarters from "19/19/19 8/18/20": done, placed, required."""
    parts = [text.split("/") for text in counts.split()]
    quarters = tuple(QuarterCount(done=int(d), placed=int(p), required=int(r)) for d, p, r in parts)
    return GridGroup(key=name, name=name, note=note, arr=arr, quarters=quarters)


LINES = (
    group("Strategic", "≥ $1M · 5", "$8.25M", "19/19/19 8/19/19 0/21/21 0/16/16"),
    row(
        "IS",
        "Ardenmoor Freight",
        "$2.40M",
        "71w",
        "3c 6c 8xT 12c 16t 18c 20c! 23x 26c 28v 31c 33t 35c 37slT 42c 46xT",
        windows="27-39",
        away="48-52",
        renews="52.3",
    ),
    row(
        "TK",
        "Boreth Grid",
        "$1.85M",
        "86h",
        "4c 6v 8c 11xT 14t 16c 20x!lT 24c 28c 30t 33c 37c 40slT 43c 45xT 49c",
        windows="1-12",
        away="51-52",
        renews="26.2",
    ),
    row(
        "DO",
        "Calyxa Health",
        "$1.62M",
        "80h",
        "3c 7xT 10c 12t 16c 20c! 25s!lT 29c 32v 35c 38xT 42t 44c 47xT 50c",
        windows="32-43",
        away="13-14",
    ),
    row(
        "IS",
        "Delmarra Foods",
        "$1.28M",
        "58w",
        "4c 8xT 12c 15c 18v 20c! 23s!lT 27c 30t 34c 37xT 42c 46xT",
        windows="14-25",
        away="48-51",
        renews="39.3",
    ),
    row(
        "PM",
        "Everlund Rail",
        "$1.10M",
        "77h",
        "5c 9xT 12c 13t 17c 21c! 26x!T 29c 31t 33c 36slT 40c 42v 45c 48xT",
        windows="40-51",
        away="51-52",
    ),
    group("Enterprise", "≥ $500k · 6", "$4.45M", "15/15/15 5/18/20 0/20/20 0/10/12"),
    row(
        "DO",
        "Fennick Labs",
        "$920k",
        "83h",
        "7qT 12c 16t 20c! 21v! 25x!T 30c 38qT 43c 47xT",
        windows="20-32",
        away="52-52",
        renews="45.9",
    ),
    row(
        "PM",
        "Garrowby Bank",
        "$860k",
        "49r",
        "5c 9xT 13c 17c- 20v! 22q! 27c 31t 36xT 40c 44c 48qT",
        windows="18-30",
        away="14-14",
        renews="43.6",
    ),
    row(
        "IS",
        "Hallivan Retail",
        "$780k",
        "81h",
        "4c 8qT 13c 17t 20c! 23x!T 24v 29c 34qT 38c 41x",
        windows="22-34",
        away="46-52",
        renews="47.8",
    ),
    MoreRow(
        key="more",
        words="22 more, digital",
        arr="$1.01M",
        touches=tuple(START + timedelta(days=9 * i) for i in range(40)),
    ),
)
TRIPS = tuple(
    GridTrip(key=text, code=text.split("@")[0], on=week(int(text.split("@")[1])), lane=i % 2)
    for i, text in enumerate(
        [
            "DEN@6",
            "BOS@7",
            "CHI@8",
            "LON@9",
            "NYC@10",
            "TOR@11",
            "HOU@12",
            "TOR@20",
            "NYC@19",
            "HOU@24",
            "CHI+@23",
            "LON+@26",
            "BOS@25",
            "HOU@34",
            "NYC@33",
            "CHI@37",
            "LON@36",
            "DEN@39",
            "BOS@38",
            "TOR@45",
            "NYC@44",
            "BOS@47",
            "CHI@46",
        ]
    )
)
LOADS = tuple(
    LoadRow(
        key=name,
        name=name,
        capacity=36.0,
        share="65%",
        hours=tuple(float((i * step) % 29 + 8) if i % 12 else 40.0 for i in range(1, 53)),
        over="4 wk over" if step % 2 else "within",
        over_weeks=step % 2,
        away=frozenset({15, 32}),
    )
    for name, step in (("I. Sollander", 7), ("D. Orrinvale", 5), ("T. Kelvane", 4))
)
ROTA = RotaRow(
    note="31 slots",
    slots=tuple(
        RotaSlot(week=w, letters=t) for w, t in ((6, "P"), (7, "O"), (20, "P"), (23, "ET"))
    ),
)
RULER = Ruler(
    holidays=(
        date(2027, 1, 18),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 3),
        date(2027, 5, 24),
        date(2027, 5, 31),
        date(2027, 7, 1),
        date(2027, 7, 5),
    ),
    company=(span("4-4"), span("51-52")),
)


def paint_grid(canvas: Canvas, width: float, *, row_height: float = 24.0) -> float:
    """Paint the whole sample at (0, 0) and return its height."""
    view = (SCREEN.width, width)
    axis = YearAxis(
        year=2027,
        left=SCREEN.width,
        week=Zoom.YEAR.week_width(width - SCREEN.width),
        view=view,
        today=TODAY,
    )
    top = yeargrid.RULER_HEIGHT + yeargrid.TRIPS_HEIGHT
    strips, y = [], top
    for line in LINES:
        height = row_height if isinstance(line, GridRow) else 20.0
        strips.append(Strip(y, height))
        y += height
    canvas.rect(Box(0, 0, width, y + 120), Style("surface"))
    lanes = Strip(top - yeargrid.TRIPS_HEIGHT, y - top + yeargrid.TRIPS_HEIGHT)
    yeargrid.draw_ground(canvas, axis, RULER, lanes)
    pairs = list(zip(LINES, strips, strict=True))
    for line, strip in pairs:
        if isinstance(line, GridRow):
            yeargrid.draw_row_ground(canvas, axis, line, strip, selected=line is LINES[1])
    ends = {}
    for line, strip in pairs:
        for item in line.marks if isinstance(line, GridRow) else ():
            if item.trip:
                ends[axis.middle(item.on)] = strip.middle
    lines = [(trip, ends.get(axis.middle(trip.on), top)) for trip in TRIPS]
    yeargrid.draw_trip_lines(canvas, axis, lines, top)
    for line, strip in pairs:
        paint_line(canvas, axis, line, strip)
    y = paint_load(canvas, axis, y)
    yeargrid.draw_today(canvas, axis, yeargrid.RULER_HEIGHT, y)
    yeargrid.draw_trips(canvas, axis, TRIPS, yeargrid.RULER_HEIGHT)
    yeargrid.draw_ruler(canvas, axis, RULER, 0)
    gridheads.draw_corner(canvas, 0, 0)
    gridheads.draw_frozen_edge(canvas, SCREEN.width, 0, y)
    legend.draw_legend(canvas, 8, y + 14)
    return y + 28


def paint_line(canvas: Canvas, axis: YearAxis, line: object, strip: Strip) -> None:
    """Paint the marks and the frozen part of one line."""
    match line:
        case GridRow():
            yeargrid.draw_row_marks(canvas, axis, line, strip, chosen="23x")
            gridheads.draw_row_head(canvas, line, 0, strip, selected=line is LINES[1])
        case GridGroup():
            yeargrid.draw_group(canvas, axis, line, strip)
            gridheads.draw_group_head(canvas, line, 0, strip)
        case MoreRow():
            yeargrid.draw_more(canvas, axis, line, strip)
            gridheads.draw_more_head(canvas, line, 0, strip)


def paint_load(canvas: Canvas, axis: YearAxis, top: float) -> float:
    """Paint the load strip and return its foot."""
    for row_of_load in LOADS:
        strip = Strip(top, 20)
        loadstrip.draw_load(canvas, axis, row_of_load, strip)
        loadstrip.draw_load_head(canvas, row_of_load, 0, strip)
        top += 20
    loadstrip.draw_rota(canvas, axis, ROTA, Strip(top, 20))
    loadstrip.draw_rota_head(canvas, ROTA, 0, Strip(top, 20))
    return top + 20


def main(folder: Path) -> None:
    """Write grid-light.png and grid-dark.png."""
    app = QGuiApplication.instance() or QGuiApplication([])
    for name in ("light", "dark"):
        image = QImage(940, 520, QImage.Format.Format_ARGB32_Premultiplied)
        painter = QPainter(image)
        paint_grid(PainterCanvas(painter, theme(name)), 940)
        painter.end()
        image.save(str(folder / f"grid-{name}.png"))
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
