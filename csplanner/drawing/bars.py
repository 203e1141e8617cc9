"""Small horizontal bars: goals, shares of coverage, progress, decision-window tracks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Box, Style, hatch

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas

_GROUND = Style("inset")
_GOAL = Style(stroke="ink", width=2.0)
_BEFORE = Style(stroke="text2", width=1.3)
_TRACK = Style(stroke="border", width=2.0)
_TODAY = Style(stroke="ink", width=1.5)
_RENEWAL = Style(stroke="watch", width=1.8)
_WINDOW = Style("watchsoft")
_HATCH = Style(stroke="hatch", width=1.3, opacity=0.7)
GOAL_SHARE = 5 / 6


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalBar:
    """A goal: attainment now and before as shares of the goal (1.0 is reached)."""

    now: float
    before: float | None = None
    behind: bool = False


def draw_goal_bar(canvas: Canvas, box: Box, goal: GoalBar) -> None:
    """Draw a goal in a box of any width; the goal's thick line stands at five sixths of it."""
    middle = box.y + box.h / 2
    bar = Box(box.x, middle - 4, box.w, 8)
    canvas.rect(bar, _GROUND, 2)
    now = box.w * min(max(goal.now * GOAL_SHARE, 0.0), 1.0)
    canvas.rect(Box(box.x, middle - 4, now, 8), Style("riskfill" if goal.behind else "b2"), 2)
    if goal.before is not None:
        x = box.x + box.w * min(max(goal.before * GOAL_SHARE, 0.0), 1.0)
        canvas.lines(((x, middle - 7, x, middle + 7),), _BEFORE)
    x = box.x + box.w * GOAL_SHARE
    canvas.lines(((x, middle - 10, x, middle + 10),), _GOAL)


def draw_shares(
    canvas: Canvas, box: Box, shares: tuple[tuple[float, str], ...], radius: float = 2.0
) -> None:
    """Draw (share from 0 to 1, colour token) parts one after the other on a ground."""
    canvas.rect(box, _GROUND, radius)
    x = box.x
    for share, colour in shares:
        w = box.w * min(max(share, 0.0), 1.0 - (x - box.x) / box.w if box.w else 0.0)
        if w > 0:
            canvas.rect(Box(x, box.y, w, box.h), Style(colour), radius if x == box.x else 0)
            x += w


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowTrack:
    """A decision window on a track, as shares of the track from 0 to 1."""

    start: float
    end: float
    today: float
    renewal: float | None = None


def draw_window_track(canvas: Canvas, box: Box, track: WindowTrack) -> None:
    """Draw a track with the window's hatch, today and the renewal."""
    middle = box.y + box.h / 2
    canvas.lines(((box.x, middle, box.x + box.w, middle),), _TRACK)
    start, end = max(0.0, track.start), min(1.0, track.end)
    if end > start:
        band = Box(box.x + box.w * start, middle - 4.5, box.w * (end - start), 9)
        canvas.rect(band, _WINDOW, 2)
        hatch(canvas, band, _HATCH)
    for share, style in ((track.today, _TODAY), (track.renewal, _RENEWAL)):
        if share is not None and 0 <= share <= 1:
            x = box.x + box.w * share
            canvas.lines(((x, middle - 7, x, middle + 7),), style)
