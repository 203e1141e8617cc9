"""Where everything of the year grid stands: rows, weeks, header and foot, what is under a point."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from csplanner.drawing.axis import YearAxis, Zoom
from csplanner.drawing.canvas import Box
from csplanner.drawing.grid_values import SCREEN, GridTrip, RotaRow, Ruler
from csplanner.drawing.yeargrid import RULER_HEIGHT, TRIPS_HEIGHT, Strip, place_marks
from csplanner.services.plan_lanes import Lane, code_of, lanes
from ui.models.plan_grid import Kind
from ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.drawing.grid_values import GridMark, LoadRow
    from ui.models.plan_grid import Item, PlanGrid

HEAD = RULER_HEIGHT + TRIPS_HEIGHT
LEGEND = 27.0
_LEAST_BODY = 150.0
_REACH = 3.0
_LANE, _LANE_REACH = 13.0, 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a week would do to a touch: the rule that it breaks, or what it costs more, in words.

    `day` is the best day of the week, None where there is none.
    """

    rule: str = ""
    cost: str = ""
    day: dt.date | None = None


@dataclass(slots=True, kw_only=True)
class Drag:
    """A glyph, or trips with all their glyphs, on the way to another week.

    `verdicts` are by ISO week number. Of trips `key` holds the ids, `code` what stands in their
    lane, and `marks` (account, engagement, date) all that comes along.
    """

    account: str
    key: str
    start: dt.date
    day: dt.date
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    by_keys: bool = False
    code: str = ""
    lane: int = 0
    marks: tuple[tuple[str, str, dt.date], ...] = ()

    def carry_to(self, week: int, first: dt.date) -> None:
        """Hold the glyph over an ISO week that begins on `first`: its best day, else the same."""
        best = self.verdicts.get(week, Verdict()).day
        self.day = best or first + dt.timedelta(days=self.start.weekday())

    @property
    def verdict(self) -> Verdict:
        """What the day under the glyph would do."""
        return self.verdicts.get(self.day.isocalendar().week, Verdict())


def trip_drag(
    content: PlanGrid, lane: Lane, verdicts: Mapping[int, Verdict], *, by_keys: bool
) -> Drag:
    """Return the trips behind a code, taken in hand with all their visits."""
    start = lane.trips[0].start
    return Drag(
        account="",
        key=lane.trip.key,
        start=start,
        day=start,
        verdicts=verdicts,
        by_keys=by_keys,
        code=lane.trip.code,
        lane=lane.trip.lane,
        marks=content.marks_of(lane.trips),
    )


class Scene:
    """Content, place and state of a year grid, in pixels of its viewport."""

    def __init__(self) -> None:
        self.content: PlanGrid | None = None
        self.loads: tuple[LoadRow, ...] = ()
        self.rota = RotaRow()
        self.ruler = Ruler()
        self.zoom = Zoom.YEAR
        self.row_height = float(current().size.row_medium)
        self.width, self.height = 0.0, 0.0
        self.x, self.y = 0, 0
        self.kind, self.account, self.chosen = Kind.ROW, "", ""
        self.hover: tuple[str, str] = "", ""
        self.drag: Drag | None = None
        self.tops: list[float] = [0.0]
        self._axis: tuple[tuple[object, ...], YearAxis] | None = None
        self._lanes: tuple[tuple[object, ...], tuple[Lane, ...]] | None = None

    def lay(self) -> None:
        """Place the rows again, after content or density changed."""
        heights = {Kind.GROUP: 20.0, Kind.MORE: 20.0, Kind.ROW: self.row_height}
        self.tops = [0.0, *accumulate(heights[item.kind] for item in self.items)]
        self._axis = self._lanes = None

    @property
    def items(self) -> tuple[Item, ...]:
        """The rows, top to bottom."""
        return self.content.items if self.content is not None else ()

    @property
    def load_count(self) -> int:
        """How many rows of the load strip there is room for."""
        room = self.height - HEAD - LEGEND - _LEAST_BODY
        return max(0, min(len(self.loads), 6, int(room // 20) - 1))

    @property
    def foot_top(self) -> float:
        """The y where the load strip begins."""
        rota = 20 if self.content is not None and self.height > HEAD + LEGEND + _LEAST_BODY else 0
        return self.height - LEGEND - 20 * self.load_count - rota

    @property
    def body(self) -> Box:
        """Where rows are shown, frozen columns among them."""
        return Box(0, HEAD, self.width, max(0.0, self.foot_top - HEAD))

    @property
    def axis(self) -> YearAxis:
        """The weeks, as zoomed and scrolled."""
        facts = self.content.facts if self.content is not None else None
        year, today = (facts.year, facts.today) if facts else (2000, None)
        key = (year, today, self.width, self.x, self.zoom)
        if self._axis is None or self._axis[0] != key:
            left = SCREEN.width
            axis = YearAxis(
                year=year,
                left=left - self.x,
                week=self.week_width,
                view=(left, max(left, self.width)),
                today=today if today and today.isocalendar().year == year else None,
                zoom=self.zoom,
            )
            self._axis = key, axis
        return self._axis[1]

    @property
    def week_width(self) -> float:
        """The width of a week column."""
        return self.zoom.week_width(self.width - SCREEN.width)

    @property
    def extent(self) -> tuple[int, int]:
        """How far one can scroll to the right and down, in pixels."""
        weeks = self.axis.weeks * self.week_width
        across = weeks - (self.width - SCREEN.width)
        # The 53rd week of a long year and rounding are not worth a scroll bar of their own.
        return max(0, int(across)), max(0, int(self.tops[-1] - self.body.h + 0.999))

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The codes of the trip lane at this zoom."""
        if self.content is None:
            return ()
        key = (self.content, self.week_width)
        if self._lanes is None or self._lanes[0] != key:
            found = lanes(self.content.facts.trips, self.week_width, self.content.places)
            self._lanes = key, found
        return self._lanes[1]

    def lane_at(self, x: float, y: float) -> Lane | None:
        """Return the code of the trip lane at a point."""
        if not RULER_HEIGHT < y < HEAD or x <= SCREEN.width:
            return None
        lane = 0 if y < RULER_HEIGHT + _LANE else 1
        near = [
            (abs(self.axis.middle(found.trip.on) - x), i, found)
            for i, found in enumerate(self.lanes)
            if found.trip.lane == lane and abs(self.axis.middle(found.trip.on) - x) < _LANE_REACH
        ]
        return min(near)[2] if near else None

    def lane_of(self, trip_id: str | None) -> Lane | None:
        """Return a trip alone as a code of the lane; None for one that is not of this year."""
        trips = self.content.facts.trips if self.content is not None else ()
        found = next((trip for trip in trips if trip.id == trip_id), None)
        if found is None:
            return None
        value = GridTrip(key=found.id, code=code_of(found), on=found.start, lane=0)
        return Lane(trip=value, last=-1, trips=(found,))

    def shown(self, top: float, bottom: float) -> range:
        """Return the indexes of the rows that meet a stretch of the viewport."""
        top, bottom = max(top, self.body.y), min(bottom, self.body.y + self.body.h)
        if bottom <= top or not self.items:
            return range(0)
        first = bisect_right(self.tops, top - HEAD + self.y) - 1
        last = bisect_right(self.tops, bottom - HEAD + self.y - 0.01)
        return range(max(0, first), min(last, len(self.items)))

    def strip(self, index: int) -> Strip:
        """Return where a row stands in the viewport."""
        return Strip(
            HEAD + self.tops[index] - self.y, round(self.tops[index + 1] - self.tops[index])
        )

    def index_at(self, y: float) -> int:
        """Return the index of the row at a y, -1 outside of all."""
        found = self.shown(y, y + 0.5)
        return found[0] if found else -1

    def mark_at(self, x: float, y: float) -> GridMark | None:
        """Return the glyph at a point."""
        index = self.index_at(y)
        if index < 0 or x < SCREEN.width or self.items[index].kind is not Kind.ROW:
            return None
        assert self.content is not None
        reach = self.axis.glyph / 2 + _REACH
        near = [
            (abs(at - x), i, mark)
            for i, (at, mark) in enumerate(place_marks(self.content.row(index), self.axis))
            if abs(at - x) <= reach
        ]
        return min(near)[2] if near else None

    def index_of(self, kind: Kind, key: str) -> int:
        """Return the index of an item, -1 if it is not among the rows."""
        return _index(self.items, kind, key)

    @property
    def current_index(self) -> int:
        """The index of the selected item, -1 without one."""
        return self.index_of(self.kind, self.account)


@lru_cache(maxsize=64)
def _index(items: tuple[Item, ...], kind: Kind, key: str) -> int:
    return next((i for i, it in enumerate(items) if it.kind is kind and it.key == key), -1)
