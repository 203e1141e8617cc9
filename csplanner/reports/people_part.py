"""People on paper: the sign of a stance, told by shape as well as colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Box, Style
from csplanner.drawing.glyphs import shape_path
from csplanner.drawing.marks import Shape
from csplanner.drawing.stakeholders import Stance

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.parts import Sign


def stance_sign(stance: Stance) -> Sign:
    """Return what paints a stance: star, disc or square."""

    def paint(canvas: Canvas, x: float, y: float) -> None:
        if stance is Stance.CHAMPION:
            canvas.path(shape_path(Shape.CEO_VISIT, 11.0), Style("goodfill"), x + 6, y)
        elif stance is Stance.DETRACTOR:
            canvas.rect(Box(x + 1.5, y - 4.5, 9, 9), Style(None, "riskfill", 1.6))
        else:
            colour = "goodfill" if stance is Stance.SUPPORTIVE else "text3"
            canvas.disc(x + 6, y, 4.0, Style(colour))

    return paint
