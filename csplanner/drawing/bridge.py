"""A bridge of amounts: from what was there to what is there now, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Align, Box, Style, elide, type_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.drawing.canvas import Canvas

_BASE = Style(stroke="border2")
_LINK = Style(stroke="border2", dash=(2.0, 2.0))
_FILLS = {"total": "b2", "gain": "goodfill", "loss": "riskfill"}
_SIGNS = {"total": "", "gain": "+", "loss": "\N{MINUS SIGN}"}
_HEAD, _FOOT = 20.0, 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One bar: `kind` is total, gain or loss; the amount is positive; words stand under it."""

    name: str
    kind: str
    amount: float
    told: str
    note: str = ""


def span_of(steps: Sequence[Step]) -> tuple[tuple[float, float], ...]:
    """Return where each bar begins and ends on the scale of amounts."""
    found: list[tuple[float, float]] = []
    level = 0.0
    for step in steps:
        if step.kind == "total":
            level = step.amount
            found.append((0.0, level))
            continue
        after = level + (step.amount if step.kind == "gain" else -step.amount)
        found.append((level, after))
        level = after
    return tuple(found)


def draw_bridge(canvas: Canvas, box: Box, steps: Sequence[Step]) -> None:
    """Draw the bars with their amounts over them; the scale leaves out what all totals share.

    A broken foot under the totals says that the scale does not begin at zero.
    """
    if not steps:
        return
    spans = span_of(steps)
    most = max(max(span) for span in spans)
    floor = _floor(min(span[1] for span in spans), most)
    wide = box.w / len(steps)
    foot, top = box.y + box.h - _FOOT, box.y + _HEAD
    scale = (foot - top - (8 if floor else 0)) / (most - floor) if most > floor else 0.0

    def y(amount: float) -> float:
        return foot - (8 if floor else 0) - (max(amount, floor) - floor) * scale

    for number, (step, span) in enumerate(zip(steps, spans, strict=True)):
        x = box.x + number * wide
        bar = Box(x + wide * 0.18, 0, wide * 0.64, 0)
        high, low = y(max(span)), y(min(span))
        if step.kind == "total":
            low = foot
        canvas.rect(Box(bar.x, high, bar.w, max(1.5, low - high)), Style(_FILLS[step.kind]), 2)
        if floor and step.kind == "total":
            _break(canvas, bar.x, bar.w, foot - 7)
        if number + 1 < len(steps):
            level = y(span[1])
            canvas.lines(((bar.x + bar.w, level, x + wide * 1.18, level),), _LINK)
        _words(canvas, Box(x, high, wide, foot), step)
    canvas.lines(((box.x, foot, box.x + box.w, foot),), _BASE)


def _floor(least: float, most: float) -> float:
    """Return where the scale begins: at zero, unless the steps are small beside the totals."""
    apart = most - least
    return least - apart * 0.6 if most * 1e-6 < apart < most * 0.4 else 0.0


def _break(canvas: Canvas, x: float, width: float, y: float) -> None:
    gap = Style(stroke="surface", width=2.5)
    canvas.lines(((x - 1, y + 3, x + width + 1, y - 1),), gap)


def _words(canvas: Canvas, box: Box, step: Step) -> None:
    middle = box.x + box.w / 2
    figure = type_style("table", weight=600)
    name, note = type_style("note", "text"), type_style("note", "text2")
    sign = _SIGNS[step.kind] if step.amount else ""
    canvas.text((middle, box.y - 6), f"{sign}{step.told}", figure, Align.CENTRE)
    room = box.w - 4
    canvas.text((middle, box.h + 15), elide(canvas, step.name, name, room), name, Align.CENTRE)
    canvas.text((middle, box.h + 29), elide(canvas, step.note, note, room), note, Align.CENTRE)
