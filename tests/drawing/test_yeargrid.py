"""Proves what the year grid shows: places, order, what is cut off, what counts say."""

from __future__ import annotations

from datetime import date

from csplanner.drawing import gridheads, legend, loadstrip, yeargrid
from csplanner.drawing.axis import YearAxis, Zoom
from csplanner.drawing.glyphs import Cross, Flag, Glyph, Plate
from csplanner.drawing.grid_values import (
    DaySpan,
    GridGroup,
    GridMark,
    GridRow,
    GridTrip,
    LoadRow,
    QuarterCount,
    Ruler,
)
from csplanner.drawing.marks import Health, Shape, State
from csplanner.drawing.yeargrid import Strip
from tests.drawing.recording import Recording

TODAY = date(2027, 5, 12)
STRIP = Strip(100, 24)


def axis(*, zoom: Zoom = Zoom.YEAR, view: tuple[float, float] = (264, 940)) -> YearAxis:
    """Return the axis of the design's picture."""
    return YearAxis(year=2027, left=264, week=13, view=view, today=TODAY, zoom=zoom)


def mark(on: date, **more: object) -> GridMark:
    """Return a planned check-in on a day."""
    values = {"key": str(on), "shape": Shape.CHECK_IN, "state": State.PLANNED} | more
    return GridMark(on=on, **values)


def row(**more: object) -> GridRow:
    """Return a row with what matters to a test."""
    values = {"key": "a", "owner": "IS", "name": "Ardenmoor Freight", "arr": "$2.40M"} | more
    return GridRow(**values)


def test_marks_of_one_week_stand_side_by_side() -> None:
    """Two engagements in a week do not hide each other and keep their order."""
    one, two = mark(date(2027, 6, 7), key="x"), mark(date(2027, 6, 9), key="y")
    (x1, first), (x2, second) = yeargrid.place_marks(row(marks=(one, two)), axis())
    assert (first, second) == (one, two)
    assert x2 - x1 > 6
    assert (x1 + x2) / 2 == axis().middle(date(2027, 6, 7))


def test_only_marks_in_view_are_painted() -> None:
    """A mark scrolled out of view costs nothing."""
    marks = (mark(date(2027, 2, 3)), mark(date(2027, 11, 3)))
    canvas = Recording()
    yeargrid.draw_row_marks(canvas, axis(view=(264, 500)), row(marks=marks), STRIP)
    assert len(canvas.stamps) == 1


def test_a_trip_visit_has_a_cell_under_its_glyph() -> None:
    """The cell is painted before the glyph, grey when past and blue when coming."""
    marks = (mark(date(2027, 2, 3), trip=True), mark(date(2027, 9, 1), trip=True))
    canvas = Recording()
    yeargrid.draw_row_marks(canvas, axis(), row(marks=marks), STRIP)
    kinds = [type(stamp) for stamp, _, _ in canvas.stamps]
    assert kinds == [Plate, Glyph, Plate, Glyph]
    fills = [stamp.style.fill for stamp, _, _ in canvas.stamps if isinstance(stamp, Plate)]
    assert fills == ["donesoft", "accentsoft"]


def test_the_chosen_mark_has_the_accent_border() -> None:
    """The selected engagement stands in a white cell with a 2 px accent border."""
    canvas = Recording()
    chosen = mark(date(2027, 6, 9), key="it", trip=True)
    yeargrid.draw_row_marks(canvas, axis(), row(marks=(chosen,)), STRIP, chosen="it")
    ((_, style),) = canvas.boxes
    assert (style.fill, style.stroke, style.width) == ("surface", "accent", 2)


def test_a_row_shows_window_blackout_and_renewal() -> None:
    """The window is row - 8 high, each blacked out week has a cross, the renewal a flag."""
    line = row(
        windows=(DaySpan(start=date(2027, 7, 4), end=date(2027, 10, 2)),),
        blackouts=(DaySpan(start=date(2027, 11, 29), end=date(2027, 12, 26)),),
        renewal=date(2027, 12, 31),
    )
    canvas = Recording()
    yeargrid.draw_row_ground(canvas, axis(), line, STRIP)
    window = next(box for box, style in canvas.boxes if style.fill == "watchsoft")
    assert (window.y, window.h) == (104, 16)
    assert sum(isinstance(stamp, Cross) for stamp, _, _ in canvas.stamps) == 4
    (flag,) = [stamp for stamp, _, _ in canvas.stamps if isinstance(stamp, Flag)]
    assert flag.flipped, "a flag at the year's end turns inward"


def test_a_renewal_of_another_year_is_not_shown() -> None:
    """The flag of next year's renewal does not stand at this year's edge."""
    canvas = Recording()
    yeargrid.draw_row_ground(canvas, axis(), row(renewal=date(2029, 1, 31)), STRIP)
    assert canvas.stamps == []


def test_a_short_quarter_is_red_and_bold() -> None:
    """placed/required is plain when met and in the risk colour when short."""
    counts = (QuarterCount(placed=19, required=19, done=19), QuarterCount(placed=18, required=20))
    canvas = Recording()
    yeargrid.draw_group(canvas, axis(), GridGroup(key="g", name="G", quarters=counts), STRIP)
    assert canvas.said() == ["19/19", "18/20"]
    fills = [style.fill for _, style in canvas.boxes]
    assert fills.count("done") == 1


def test_the_ruler_names_quarters_months_and_the_current_week() -> None:
    """Odd weeks are numbered, this week stands in a tag and its neighbours give way."""
    canvas = Recording()
    yeargrid.draw_ruler(canvas, axis(), Ruler(holidays=(date(2027, 7, 5),)), 0)
    said = canvas.said()
    assert [word for word in said if word.startswith("Q")] == ["Q1", "Q2", "Q3", "Q4"]
    assert "Dec" in said
    assert {"1", "19", "51"} <= set(said)
    assert "2" not in said
    assert len(canvas.paths) == 1


def test_wide_weeks_are_all_numbered() -> None:
    """From 20 px a week every week has its number."""
    wide = YearAxis(year=2027, left=0, week=26, view=(0, 1400), zoom=Zoom.HALF)
    canvas = Recording()
    yeargrid.draw_ruler(canvas, wide, Ruler(), 0)
    assert {"1", "2", "3", "52"} <= set(canvas.said())


def test_trip_lines_end_at_the_last_visit() -> None:
    """A line runs from the top to the given row; a trip without a visit in view has none."""
    trips = (
        GridTrip(key="t", code="CHI+", on=date(2027, 6, 8)),
        GridTrip(key="u", code="X", on=TODAY),
    )
    canvas = Recording()
    yeargrid.draw_trip_lines(canvas, axis(), [(trips[0], 300.0), (trips[1], 74.0)], 74.0)
    ((segment, style),) = canvas.strokes
    assert (segment[1], segment[3]) == (74.0, 300.0)
    assert style.stroke == "accentline"


def test_a_long_name_is_cut_before_the_arr() -> None:
    """The name gives way with an ellipsis and never runs into the money beside it."""
    canvas = Recording()
    line = row(
        name="A very long name of an account that does not fit", score="71", health=Health.WATCH
    )
    gridheads.draw_row_head(canvas, line, 0, STRIP)
    ends = {words: (left, right) for words, left, right, _ in canvas.words}
    name = next(words for words in ends if words.endswith("…"))
    assert ends[name][1] < ends["$2.40M"][0]


def test_overload_is_seen_even_when_small() -> None:
    """A week half an hour over capacity has a red cap of at least 2.5 px."""
    hours = (36.5, 20.0, *(0.0,) * 50)
    load = LoadRow(key="l", name="I. Sollander", hours=hours, capacity=36, away=frozenset({3}))
    canvas = Recording()
    loadstrip.draw_load(canvas, axis(), load, Strip(0, 20))
    (cap,) = [box for box, style in canvas.boxes if style.fill == "riskfill"]
    assert cap.h >= 2.5
    assert any(style.stroke == "border2" for _, style in canvas.strokes), "leave is hatched"


def test_the_legend_names_each_shape_once_and_stays_in_the_grid() -> None:
    """All seven types and five states are named within the width of the narrowest grid."""
    canvas = Recording()
    end = legend.draw_legend(canvas, 8, 10)
    assert len(set(canvas.said())) == len(canvas.said()) == 14
    assert end < 940
    assert legend.draw_legend(Recording(), 8, 10, full=True) > end


def test_names_stay_in_sight_while_their_stretch_is() -> None:
    """Scrolled into May, the quarter, the month and the quarter's count stand at the left edge."""
    wide = YearAxis(year=2027, left=-800, week=60, view=(264, 1000), zoom=Zoom.QUARTER)
    canvas = Recording()
    yeargrid.draw_ruler(canvas, wide, Ruler(), 0)
    counts = (QuarterCount(placed=1, required=1), QuarterCount(placed=2, required=2))
    yeargrid.draw_group(canvas, wide, GridGroup(key="g", name="G", quarters=counts), STRIP)
    places = {words: left for words, left, _, _ in canvas.words}
    assert places["Q2"] == places["May"] == places["2/2"] == 270
    assert "1/1" not in places
