"""Sample charts like those of the design's account page and brief, to look at and to test with.

Run it with a folder: `QT_QPA_PLATFORM=offscreen python -m tests.charts.chart_sample OUT`.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from csplanner.charts.burden import draw_burden, draw_burden_change, draw_heat, draw_ranked
from csplanner.charts.drivers import draw_drivers, drivers_height
from csplanner.charts.figure import figure_of, save_png
from csplanner.charts.health import draw_health
from csplanner.charts.series import (
    Bars,
    Component,
    Driver,
    HealthSeries,
    HeatTable,
    Line,
    LineSeries,
    Note,
    Ranked,
)
from csplanner.charts.usage import draw_usage
from csplanner.drawing.marks import Health
from csplanner.drawing.tokens import theme

MONTHS = tuple(date(2026 + (m > 12), (m - 1) % 12 + 1, 1) for m in range(6, 18))
HEALTH = HealthSeries(
    months=MONTHS,
    score=(76, 77, 78, 79, 79, 78, 77, 76, 74, 73, 72, 71),
    components=(
        Component(name="Usage", maximum=30, values=(24, 24, *(25,) * 10), change=0),
        Component(name="Outcomes", maximum=25, values=(*(19,) * 8, *(18,) * 4), change=-1),
        Component(
            name="Support load",
            maximum=20,
            values=(14, 15, 15, 16, 16, 15, 14, 13, 12, 11, 10, 9),
            change=-5,
        ),
        Component(name="Contact", maximum=15, values=(*(11,) * 6, *(12,) * 6), change=0),
        Component(name="Sentiment", maximum=10, values=(*(8,) * 6, *(7,) * 6), change=0),
    ),
    notes=(Note(at=6.4, words="EDI connector v1 errors begin, 9 Dec"),),
)
DRIVERS = (
    Driver(
        name="Weekly active dispatchers",
        now=0.92,
        before=0.84,
        actual="412",
        target="450",
        history=(1, 2, 2, 3, 3, 4, 4, 5, 5),
    ),
    Driver(name="Loads auto-routed", now=0.90, before=0.83, actual="63%", target="70%"),
    Driver(name="EDI orders without touch", now=0.79, before=0.89, actual="71%", target="90%"),
    Driver(name="Certified admins", now=1.0, before=0.83, actual="6", target="6"),
    Driver(
        name="New site, time to first value", now=1.11, before=1.0, actual="19 d", target="≤ 21 d"
    ),
    Driver(name="Tickets per 100 users", now=0.61, before=0.94, actual="9.8", target="≤ 6.0"),
    Driver(name="A driver without any value yet", now=None),
)


BURDEN = Bars(
    labels=("Q3 '25", "Q4", "Q1 '26", "Q2", "Q3", "Q4", "Q1 '27", "Q2"),
    values=(3.7, 3.4, 3.2, 3.0, 2.8, 2.7, 2.6, 2.9),
    baseline=3.7,
    baseline_label="baseline 3.7",
    first_is_baseline=True,
)
RANKED = (
    Ranked(name="EDI split loads", value=131, words="131 pts", tone=Health.AT_RISK),
    Ranked(name="Gateway outage, 2 April", value=28, words="28 pts", tone=Health.WATCH),
    Ranked(name="Carrier portal login", value=27, words="27 pts"),
    Ranked(name="How-to questions", value=10, words="10 pts"),
)
WEEKS = LineSeries(
    labels=tuple(f"W{i}" for i in range(1, 20)),
    lines=(Line(name="Tickets", values=(2, 1, 3, 2, 2, 4, 4, 4, 5, 4, 6, 5, 4, 6, 7, 5, 6, 4, 4)),),
    notes=(Note(at=14, words="hotfix 12 Apr"),),
)
USES = LineSeries(
    labels=tuple(f"W{i}" for i in range(1, 13)),
    lines=(
        Line(name="Dispatch", values=(310, 320, 318, 340, None, 360, 371, 380, 390, 400, 405, 412)),
        Line(name="Yard", values=(120, 118, 117, 121, 130, 128, 126, 125, 131, 140, 142, 139)),
        Line(
            name="Docks",
            values=(90, 91, 95, 99, 103, 110, 118, 120, 124, 126, 129, 133),
            dashed=True,
        ),
    ),
    target=450,
    target_label="target 450",
)
HEAT = HeatTable(
    corner="Type and weight",
    columns=("Calm x1", "Neutral x1.2", "Frustrated x1.5", "Angry x2"),
    rows=("Outage or data loss x5", "Integration fault x3", "Access x2"),
    counts=((0, 0, 1, 2), (4, 9, 14, 4), (2, 6, 3, 0)),
    side_heads=("Median hours", "Points"),
    sides=(("5.2", "28"), ("21.4", "131"), ("3.1", "27")),
)


def main(folder: Path) -> None:
    """Write the charts as PNG in both themes."""
    for name in ("light", "dark"):
        look = theme(name)
        charts = {
            "health": figure_of(draw_health, HEALTH, (698, 320), look),
            "drivers": figure_of(
                draw_drivers, DRIVERS, (698, drivers_height(len(DRIVERS), 25)), look
            ),
            "burden": figure_of(draw_burden, BURDEN, (340, 200), look),
            "change": figure_of(draw_burden_change, BURDEN, (180, 70), look),
            "ranked": figure_of(draw_ranked, RANKED, (340, 160), look),
            "weeks": figure_of(draw_usage, WEEKS, (698, 110), look),
            "uses": figure_of(draw_usage, USES, (500, 200), look),
            "heat": figure_of(draw_heat, HEAT, (698, 110), look),
        }
        for chart, figure in charts.items():
            figure.set_facecolor(look.colour("surface"))
            (folder / f"{chart}-{name}.png").write_bytes(save_png(figure, 2))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
