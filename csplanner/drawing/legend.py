"""The legend of the year grid: each sign with its name, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Box, Style, hatch, type_style
from csplanner.drawing.glyphs import cross, flag, glyph
from csplanner.drawing.marks import Shape, State
from csplanner.drawing.yeargrid import baseline

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas

SHAPE_NAMES = {
    Shape.EXECUTIVE_QBR: "Exec QBR",
    Shape.CEO_VISIT: "CEO visit",
    Shape.QBR: "QBR",
    Shape.VALUE_REVIEW: "Value review",
    Shape.TRAINING: "Training",
    Shape.PILOT_REVIEW: "Pilot review",
    Shape.CHECK_IN: "Check-in",
}
_STATES = (
    ("Planned", State.PLANNED, False),
    ("Confirmed", State.CONFIRMED, False),
    ("Done", State.DONE, False),
    ("Missed", State.MISSED, False),
    ("Locked", State.PLANNED, True),
)


def draw_legend(
    canvas: Canvas, left: float, middle: float, *, gap: float = 8.0, full: bool = False
) -> float:
    """Draw the legend from `left` on `middle`, with renewals if `full`; return where it ends."""
    style = type_style("dense", "text2")
    line = baseline(middle, style)
    x = left
    for shape, name in SHAPE_NAMES.items():
        canvas.stamp(glyph(shape, State.PLANNED, 12), x + 6.5, middle)
        canvas.text((x + 16, line), name, style)
        x += 16 + canvas.text_width(name, style) + gap
    x = _divider(canvas, x - gap / 2, middle) + gap / 2
    for name, state, locked in _STATES:
        canvas.stamp(glyph(Shape.QBR, state, 12, locked=locked), x + 6.5, middle)
        canvas.text((x + 16, line), name, style)
        x += 16 + canvas.text_width(name, style) + gap
    x = _divider(canvas, x - gap / 2, middle) + gap / 2
    window = Box(x, middle - 6, 16, 12)
    canvas.rect(window, Style("watchsoft", opacity=0.75), 2)
    hatch(canvas, window, Style(stroke="hatch", width=1.3, opacity=0.5))
    canvas.text((x + 20, line), "Window", style)
    x += 20 + canvas.text_width("Window", style) + gap
    canvas.rect(Box(x, middle - 6, 14, 12), Style("black", opacity=0.75))
    canvas.stamp(cross(), x + 7, middle)
    canvas.text((x + 18, line), "Blackout", style)
    x += 18 + canvas.text_width("Blackout", style)
    if full:
        canvas.stamp(flag(13), x + gap + 4, middle)
        canvas.text((x + gap + 14, line), "Renewal", style)
        x += gap + 14 + canvas.text_width("Renewal", style)
    return x


def _divider(canvas: Canvas, x: float, middle: float) -> float:
    canvas.lines(((x, middle - 6, x, middle + 6),), Style(stroke="border2"))
    return x + 6
