"""What the year grid is told: rows, marks, groups, trips, load and rota as plain frozen values.

Values compare by identity (`eq=False`), so that back ends and pages can keep work per value: make a
new value when something changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.drawing.marks import Health

if TYPE_CHECKING:
    from datetime import date

    from csplanner.drawing.marks import Shape, State


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DaySpan:
    """Days from `start` to `end`, both counted."""

    start: date
    end: date
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridMark:
    """One engagement of a row; `trip` puts it in a trip cell, `label` shows from Quarter on."""

    key: str
    on: date
    shape: Shape
    state: State
    locked: bool = False
    trip: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridRow:
    """One account: the frozen columns as text, and what lies on its year."""

    key: str
    owner: str
    name: str
    arr: str
    health: Health = Health.NO_DATA
    score: str = ""
    spark: tuple[float | None, ...] = ()
    marks: tuple[GridMark, ...] = ()
    windows: tuple[DaySpan, ...] = ()
    blackouts: tuple[DaySpan, ...] = ()
    renewal: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuarterCount:
    """Engagements of a group in one quarter: placed (held ones among them) of required."""

    placed: int
    required: int
    done: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridGroup:
    """A group row: its name, threshold and count in words, ARR, and four quarters."""

    key: str
    name: str
    note: str = ""
    arr: str = ""
    quarters: tuple[QuarterCount, ...] = ()
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MoreRow:
    """A folded row of digital accounts: one small dot for each touch."""

    key: str
    words: str
    arr: str = ""
    touches: tuple[date, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridTrip:
    """A trip: its city code ("CHI+" for a second city), a day of its week, lane 0 or 1."""

    key: str
    code: str
    on: date
    lane: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoadRow:
    """Weekly hours of one person; `away` holds week numbers (from 1) that are leave."""

    key: str
    name: str
    hours: tuple[float, ...]
    capacity: float
    share: str = ""
    over: str = ""
    over_weeks: int = 0
    away: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RotaSlot:
    """The executives who travel in one week, as letters: "E", "ET"."""

    week: int
    letters: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RotaRow:
    """The executive rota: slots by week and their count in words."""

    name: str = "Executive rota"
    note: str = ""
    slots: tuple[RotaSlot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ruler:
    """What stands over and behind the whole year: holidays and the company's own blackouts."""

    holidays: tuple[date, ...] = ()
    company: tuple[DaySpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the frozen columns stand, in pixels from the grid's left edge; None leaves one out."""

    width: float = 264.0
    owner: float = 8.0
    name: float = 31.0
    arr: float = 188.0
    moon: float = 201.0
    score: float | None = 210.0
    spark: tuple[float, float] | None = (229.5, 256.5)


SCREEN = Columns()
WALL = Columns(width=243.0, owner=8.0, name=35.0, arr=212.0, moon=228.0, score=None, spark=None)
