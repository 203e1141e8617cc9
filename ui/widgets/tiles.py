"""A row of figures: each new value large, the old one beside it, and two bars from zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from csplanner.drawing.canvas import Box, Style, elide, type_style
from ui.theme import current
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

_HEIGHT = 78
_OLD, _NEW, _GROUND = Style("done"), Style("accent"), Style("inset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure; `shares` are old and new as parts of one full bar, None draws none."""

    name: str
    value: str
    was: str = ""
    shares: tuple[float, float] | None = None


class Tiles(QWidget):
    """Paints tiles side by side."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._tiles: tuple[Tile, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_tiles(self, tiles: Iterable[Tile]) -> None:
        """Show other figures."""
        self._tiles = tuple(tiles)
        told = "; ".join(f"{t.name} {t.value}, {t.was}".rstrip(", ") for t in self._tiles)
        self.setAccessibleName(f"{self._name}: {told}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of two lines and the bars."""
        return QSize(600, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figures."""
        painter = QPainter(self)
        canvas = PainterCanvas(painter, current())
        canvas.rect(Box(0, 0, self.width(), self.height()), Style("surface"))
        step = self.width() / max(1, len(self._tiles))
        for place, tile in enumerate(self._tiles):
            _paint_tile(canvas, Box(place * step, 0, step, self.height()), tile)
        bottom = self.height() - 0.5
        canvas.lines(((0, bottom, self.width(), bottom),), Style(stroke="border"))
        painter.end()


def _paint_tile(canvas: PainterCanvas, box: Box, tile: Tile) -> None:
    left, width = box.x + 16, box.w - 32
    label, figure = type_style("table", "text2"), type_style("figure")
    canvas.text((left, 22), elide(canvas, tile.name, label, width), label)
    canvas.text((left, 44), tile.value, figure)
    was = type_style("note", "text2")
    x = left + canvas.text_width(tile.value, figure) + 8
    canvas.text((x, 44), elide(canvas, tile.was, was, box.x + box.w - x - 4), was)
    if tile.shares is not None:
        for y, share, style in zip((54.5, 61.5), tile.shares, (_OLD, _NEW), strict=True):
            canvas.rect(Box(left, y, width, 4.5), _GROUND, 2)
            long = max(0.0, min(1.0, share)) * width
            if long > 0:
                canvas.rect(Box(left, y, long, 4.5), style, 2)
    if box.x > 0:
        canvas.lines(((box.x + 0.5, 0, box.x + 0.5, box.h),), Style(stroke="border"))
