"""What charts are told: months, series, components, drivers and bars as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.drawing.marks import Health

if TYPE_CHECKING:
    from datetime import date

Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A known event: `at` counts steps of the x axis from 0, fractions between them."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One component of the health score, month by month; a stale one has left the total."""

    name: str
    maximum: float
    values: Values
    change: float | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthSeries:
    """The score and its components by month; zones begin at `healthy` and under `risk`."""

    months: tuple[date, ...]
    score: Values
    components: tuple[Component, ...]
    notes: tuple[Note, ...] = ()
    healthy: float = 75.0
    risk: float = 55.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A driver against its target: attainment (1.0 is on target) now and 90 days ago."""

    name: str
    now: float | None
    before: float | None = None
    actual: str = ""
    target: str = ""
    history: Values = ()

    @property
    def health(self) -> Health:
        """Good from 95 %, watch from 80 %, at risk under it."""
        if self.now is None:
            return Health.NO_DATA
        if round(self.now, 4) >= 0.95:
            return Health.HEALTHY
        return Health.WATCH if round(self.now, 4) >= 0.80 else Health.AT_RISK


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """One value a period, against a baseline; the first bar is the baseline's when told so."""

    labels: tuple[str, ...]
    values: Values
    baseline: float | None = None
    baseline_label: str = ""
    digits: int = 1
    first_is_baseline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A named amount of a ranking, with the amount in words; a tone is given where it is meant."""

    name: str
    value: float
    words: str
    tone: Health | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a line chart; `dashed` for a line that is stale or a target."""

    name: str
    values: Values
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeries:
    """Up to five lines over shared steps; `target` is a dashed level with its words."""

    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    target: float | None = None
    target_label: str = ""
    from_zero: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatTable:
    """Counts by row and column, darker is more; `sides` are further columns as words."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    side_heads: tuple[str, ...] = ()
    sides: tuple[tuple[str, ...], ...] = ()
    corner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """What changed from one level to another: named steps; None for what was left out."""

    before_label: str
    before: float
    steps: tuple[tuple[str, float | None], ...]
    now_label: str
    now: float
