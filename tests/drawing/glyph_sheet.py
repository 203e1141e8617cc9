"""Draw every glyph and moon at 11, 15 and 18 px, light and dark, to lay beside the design.

Run it with a folder: `QT_QPA_PLATFORM=offscreen python -m tests.drawing.glyph_sheet OUT`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from csplanner.drawing.canvas import Align, Box, Style, type_style
from csplanner.drawing.glyphs import glyph, moon
from csplanner.drawing.marks import Health, Shape, State
from csplanner.drawing.tokens import theme
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas

SIZES = ((11, 131.5), (15, 151.5), (18, 174.5))
NAMES = (
    "Executive QBR",
    "CEO visit",
    "QBR",
    "Value review",
    "Training",
    "Pilot review",
    "Check-in",
)
COLUMNS = (
    ("planned", State.PLANNED, False),
    ("confirmed", State.CONFIRMED, False),
    ("done", State.DONE, False),
    ("missed", State.MISSED, False),
    ("planned locked", State.PLANNED, True),
    ("confirmed locked", State.CONFIRMED, True),
    ("done locked", State.DONE, True),
    ("removed", State.MOVED_FROM, False),
    ("unplaced", State.UNPLACED, False),
)


def draw_sheet(canvas: Canvas) -> None:
    """Paint the sheet in a box of 720 x 560."""
    canvas.rect(Box(0, 0, 720, 560), Style("surface"))
    canvas.text((24, 34), canvas.theme.name.title(), type_style("page_title"))
    for column, (name, state, locked) in enumerate(COLUMNS):
        left = column * 66.0
        for line, word in enumerate(name.split()):
            style = type_style("dense", "text2")
            canvas.text((152 + left, 80 + 12 * line), word, style, Align.CENTRE)
        for row, shape in enumerate(Shape):
            for size, x in SIZES:
                canvas.stamp(glyph(shape, state, size, locked=locked), x + left, 115.5 + 40 * row)
    draw_legend(canvas)


def draw_legend(canvas: Canvas) -> None:
    """Paint the row names, the moons and the series colours."""
    for row, name in enumerate(NAMES):
        canvas.text((24, 120 + 40 * row), name, type_style("table_first"))
        canvas.lines(((24, 96 + 40 * row, 696, 96 + 40 * row),), Style(stroke="grid"))
    for column, health in enumerate(Health):
        for size, x in ((9, 131.5), (11, 149.5), (14, 171.5)):
            canvas.stamp(moon(health, size), x + 132 * column, 409.5)
    for column, name in enumerate(("c1", "c2", "c3", "c4", "c5")):
        canvas.rect(Box(124 + 52 * column, 490, 48, 16), Style(name), 3)
        canvas.rect(Box(420 + 52 * column, 490, 48, 16), Style("b" + name[1]), 3)


def main(folder: Path) -> None:
    """Write glyphs.png with both themes side by side."""
    app = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(1440, 560, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    for name in ("light", "dark"):
        draw_sheet(PainterCanvas(painter, theme(name)))
        painter.translate(720, 0)
    painter.end()
    image.save(str(folder / "glyphs.png"))
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
