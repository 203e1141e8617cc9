"""Proves what the charts say: zones, falls, gaps, missing data, axes, colours that mean status."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.charts.burden import draw_burden, draw_burden_change, draw_heat, draw_ranked
from csplanner.charts.drivers import draw_drivers, driver_range, drivers_height
from csplanner.charts.health import draw_health
from csplanner.charts.scale import levels, number
from csplanner.charts.series import Bars, Component, Driver, Line, LineSeries
from csplanner.charts.usage import draw_usage
from csplanner.drawing.canvas import Box
from csplanner.drawing.marks import Health
from tests.charts.chart_sample import BURDEN, DRIVERS, HEALTH, HEAT, RANKED, USES, WEEKS
from tests.drawing.recording import Recording

BOX = Box(10, 10, 698, 320)


def drawn(draw: object, value: object, box: Box = BOX) -> Recording:
    """Return what a chart drew."""
    canvas = Recording()
    draw(canvas, box, value)
    return canvas


def test_the_component_that_fell_most_is_marked() -> None:
    """Support load fell by five: it alone is amber, its name and change stand in bold watch."""
    canvas = drawn(draw_health, HEALTH)
    amber = [points for points, style in canvas.areas if style.stroke == "watchfill"]
    assert len(amber) == 1
    assert "−5" in canvas.said()  # noqa: RUF001 - a true minus is printed


def test_the_score_is_named_at_its_end_and_its_peak() -> None:
    """71 stands at the line's end, 79 at its top, the event beside its line."""
    said = drawn(draw_health, HEALTH).said()
    assert "71" in said
    assert "79 peak" in said
    assert HEALTH.notes[0].words in said


def test_a_rising_score_has_no_peak_beside_its_end() -> None:
    """Where the last month is the best, only the end is named."""
    rising = replace(HEALTH, score=tuple(range(60, 72)), notes=())
    assert not any("peak" in words for words in drawn(draw_health, rising).said())


def test_missing_months_are_gaps_in_the_score() -> None:
    """Two missing months split the line into two."""
    score = (70, 71, 72, 73, None, None, 74, 75, 74, 73, 72, 71)
    canvas = drawn(draw_health, replace(HEALTH, score=score, notes=()))
    assert len([points for points, style in canvas.areas if style.stroke == "ink"]) == 2


def test_no_score_is_said() -> None:
    """Without any score the chart says so instead of drawing an empty frame."""
    canvas = drawn(draw_health, replace(HEALTH, score=(None,) * 12, notes=()))
    assert any("No score" in words for words in canvas.said())


def test_a_stale_component_is_dashed_and_left_out() -> None:
    """A stale component is a dashed line without fill, and its value says that it is left out."""
    stale = Component(name="Sentiment", maximum=10, values=(5,) * 12, stale=True)
    canvas = drawn(draw_health, replace(HEALTH, components=(stale,)))
    lines = [style for _, style in canvas.areas if style.stroke == "c1"]
    assert len(lines) == 1
    assert lines[0].dash
    assert "stale, left out" in canvas.said()


@pytest.mark.parametrize("name", ["health", "drivers", "burden", "weeks", "uses", "heat", "ranked"])
def test_words_stay_inside_the_box(name: str) -> None:
    """No word of a chart leaves its box by more than a letter's side bearing."""
    charts = {
        "health": (draw_health, HEALTH, BOX),
        "drivers": (draw_drivers, DRIVERS, BOX),
        "burden": (draw_burden, BURDEN, Box(10, 10, 340, 200)),
        "weeks": (draw_usage, WEEKS, Box(10, 10, 698, 120)),
        "uses": (draw_usage, USES, Box(10, 10, 400, 200)),
        "heat": (draw_heat, HEAT, BOX),
        "ranked": (draw_ranked, RANKED, Box(10, 10, 300, 200)),
    }
    draw, value, box = charts[name]
    for words, left, right, line in drawn(draw, value, box).words:
        assert left >= box.x - 1, words
        assert right <= box.x + box.w + 3, words
        assert box.y <= line <= box.y + box.h, words


@pytest.mark.parametrize(
    ("now", "health"),
    [
        (0.95, Health.HEALTHY),
        (0.9499, Health.WATCH),
        (0.80, Health.WATCH),
        (0.79, Health.AT_RISK),
        (None, Health.NO_DATA),
    ],
)
def test_a_driver_has_its_band(now: float | None, health: Health) -> None:
    """95 % or more is good, 80 to 94 watch, under 80 at risk."""
    assert Driver(name="d", now=now).health is health


def test_a_driver_shows_both_dots_and_its_numbers() -> None:
    """A hollow dot for 90 days ago, a full one for now, actual and target in words."""
    driver = Driver(name="d", now=0.9, before=0.8, actual="63%", target="70%")
    canvas = drawn(draw_drivers, (driver,))
    assert [style.fill for *_, style in canvas.discs] == ["surface", "watchfill"]
    assert {"63%", "/ 70%"} <= set(canvas.said())


def test_a_driver_without_data_says_so() -> None:
    """No value means no dot and the words no data."""
    canvas = drawn(draw_drivers, (Driver(name="d", now=None),))
    assert canvas.discs == []
    assert "no data" in canvas.said()


def test_the_axis_of_drivers_widens_for_far_dots() -> None:
    """60 to 120 % by default; a dot at 35 % opens the axis to 20 %, one at 900 % to 200 %."""
    assert driver_range(()) == (0.6, 1.2)
    assert driver_range((Driver(name="d", now=0.35),)) == (0.2, 1.2)
    assert driver_range((Driver(name="d", now=9.0),)) == (0.6, 2.0)
    assert drivers_height(7) == 23 + 175 + 20


def test_burden_bars_begin_at_zero() -> None:
    """A bar's height is in proportion to its value."""
    canvas = drawn(draw_burden, BURDEN, Box(0, 0, 340, 200))
    bars = [box for box, _ in canvas.boxes]
    for bar, value in zip(bars, BURDEN.values, strict=True):
        assert bar.h / bars[0].h == pytest.approx(value / BURDEN.values[0])


def test_only_a_worse_last_quarter_is_amber() -> None:
    """The baseline's bar is grey; the last is amber when it rose, blue when it fell."""
    fills = [style.fill for _, style in drawn(draw_burden, BURDEN).boxes]
    assert fills == ["done", *["b2"] * 6, "watchfill"]
    better = replace(BURDEN, values=(*BURDEN.values[:-1], 2.1))
    assert [style.fill for _, style in drawn(draw_burden, better).boxes][-1] == "b2"


def test_a_missing_quarter_is_said() -> None:
    """A quarter without a value has the words no data in place of a bar, in both forms."""
    bars = Bars(labels=("Q1", "Q2"), values=(None, 2.0), baseline=2.0, baseline_label="b")
    canvas = drawn(draw_burden, bars)
    assert len(canvas.boxes) == 1
    assert "no data" in canvas.said()
    assert len(drawn(draw_burden_change, bars, Box(0, 0, 180, 70)).boxes) == 1


def test_less_burden_hangs_down() -> None:
    """Change bars start at the line: less than the baseline hangs under it, more stands over it."""
    bars = replace(BURDEN, labels=("a", "b"), values=(3.0, 4.4), baseline=4.0)
    (down, _), (up, _) = drawn(draw_burden_change, bars, Box(0, 0, 180, 70)).boxes
    assert down.y == pytest.approx(up.y + up.h)


def test_lines_break_at_gaps_and_are_named_at_their_ends() -> None:
    """Three lines, one with a gap: four runs, three names, a dashed target with its words."""
    canvas = drawn(draw_usage, USES, Box(0, 0, 500, 200))
    assert len([points for points, style in canvas.areas if style.stroke]) == 4
    assert {"Dispatch", "Yard", "Docks", "target 450"} <= set(canvas.said())
    ends = sorted(line for words, _, _, line in canvas.words if words in {"Yard", "Docks"})
    assert ends[1] - ends[0] >= 12


def test_more_than_five_lines_are_not_drawn() -> None:
    """A sixth line would need a colour that means nothing: small multiples are the way."""
    lines = tuple(Line(name=f"l{i}", values=(i, i)) for i in range(7))
    canvas = drawn(draw_usage, LineSeries(labels=("a", "b"), lines=lines))
    assert "l4" in canvas.said()
    assert "l5" not in canvas.said()


def test_an_empty_line_chart_says_so() -> None:
    """Without a value the chart says no data."""
    empty = LineSeries(labels=("a", "b"), lines=(Line(name="x", values=(None, None)),))
    assert drawn(draw_usage, empty).said() == ["no data"]


def test_heat_cells_darken_with_their_count() -> None:
    """The most is fully dark, none is a dot on the ground, the rest between."""
    canvas = drawn(draw_heat, HEAT)
    shades = [style.opacity for _, style in canvas.boxes if style.fill == "b1"]
    assert max(shades) == 1.0
    assert len(set(shades)) > 4
    assert canvas.said().count("·") == 3


def test_ranked_bars_take_the_tone_they_are_given() -> None:
    """Status colours mean status: only rows with a tone are red or amber."""
    fills = [style.fill for _, style in drawn(draw_ranked, RANKED).boxes if style.fill != "inset"]
    assert fills == ["riskfill", "watchfill", "b3", "b3"]


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6))
def test_levels_cover_the_span_in_few_round_steps(least: float, span: float) -> None:
    """Levels begin at or under the least, end at or over the most, and are two to eight."""
    found = levels(least, least + span)
    step = found[1] - found[0]
    assert found[0] <= least + step * 1e-6
    assert found[-1] >= least + span - step * 1e-6
    assert 2 <= len(found) <= 8


def test_numbers_are_set_in_words() -> None:
    """Thousands have commas, needless digits go, minus is a minus."""
    assert [number(value) for value in (12000, 0.5, -3)] == ["12,000", "0.5", "−3"]  # noqa: RUF001
