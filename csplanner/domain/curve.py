"""Curves from a raw figure to a value of 0 to 100: broken lines, steps, targets, trends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Points = tuple[tuple[float, float], ...]


class CurveKind(StrEnum):
    """How a curve is told.

    A line runs straight between its points; steps hold a value from each figure on; a target is
    worth 100 within its tolerance and nothing beyond its reach; a trend is a line over the figure
    divided by the account's own earlier one.
    """

    LINEAR = "linear"
    STEPS = "steps"
    TARGET = "target"
    TREND = "trend"


class Side(StrEnum):
    """On which side of a target a distance counts."""

    BELOW = "below"
    ABOVE = "above"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A curve; flat beyond its ends, so that its values never leave 0 to 100."""

    kind: CurveKind = CurveKind.LINEAR
    points: Points = ()
    target: float = 0.0
    tolerance: float = 0.0
    reach: float = 0.0
    side: Side = Side.BOTH

    def value(self, raw: float) -> float:
        """Return the value from 0 to 100 of a raw figure, in the unit that the points are in."""
        if self.kind is CurveKind.STEPS:
            return _on_steps(raw, self.points)
        if self.kind is CurveKind.TARGET:
            return self._near_target(raw)
        return _on_line(raw, self.points)

    def _near_target(self, raw: float) -> float:
        apart = raw - self.target
        counts = self.side is Side.BOTH or (apart < 0) == (self.side is Side.BELOW)
        beyond = abs(apart) - self.tolerance
        if not counts or beyond <= 0:
            return 100.0
        room = self.reach - self.tolerance
        return max(0.0, 100.0 * (1 - beyond / room)) if room > 0 else 0.0


def _on_line(raw: float, points: Points) -> float:
    if raw <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if raw <= x1:
            return y0 + (y1 - y0) * (raw - x0) / (x1 - x0)
    return points[-1][1]


def _on_steps(raw: float, points: Points) -> float:
    found = points[0][1]
    for start, height in points:
        if raw >= start:
            found = height
    return found


def line(*points: tuple[float, float], trend: bool = False) -> Curve:
    """Return a broken line through points, over a raw figure or over its trend."""
    return Curve(kind=CurveKind.TREND if trend else CurveKind.LINEAR, points=points)
