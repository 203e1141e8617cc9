"""Drawings on screen: the QPainter back end of `csplanner.drawing.canvas.Canvas`.

Pens, brushes, fonts, paths and the images of stamps are kept per theme, so a repaint allocates
next to nothing. Polylines wider than a pixel are drawn as separate lines: an antialiased wide
polyline costs forty times as much.
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from csplanner.drawing.canvas import Align, Curve, Move
from csplanner.drawing.fonts import FONT_FILES, font_bytes
from csplanner.drawing.tokens import theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplanner.drawing.canvas import Box, Path, Point, Segment, Stamp, Style, TextStyle
    from csplanner.drawing.tokens import Theme

_MOST_KEPT = 20_000


@cache
def load_fonts() -> None:
    """Make the shipped fonts known to Qt, once per process; needs a QGuiApplication."""
    for entry in FONT_FILES:
        QFontDatabase.addApplicationFontFromData(font_bytes(entry.file))


@cache
def make_font(style: TextStyle) -> QFont:
    """Return the font of a text style at whole pixels; a fraction is scaled by the canvas."""
    load_fonts()
    names = theme().font
    font = QFont([names.title if style.title else names.text, names.fallback])
    font.setPixelSize(max(1, math.ceil(style.size)))
    font.setWeight(QFont.Weight(style.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking * math.ceil(style.size))
    return font


def _bound(kept: dict[Any, Any]) -> None:
    """Start a store anew before it grows without end."""
    if len(kept) >= _MOST_KEPT:
        kept.clear()


class _Kept:
    """Qt's objects for the styles and paths of one theme."""

    def __init__(self, look: Theme) -> None:
        self.theme = look
        self.tools: dict[Style, tuple[QPen, QBrush]] = {}
        self.inks: dict[str, QPen] = {}
        self.paths: dict[Path, QPainterPath] = {}
        self.images: dict[tuple[Stamp, float], QImage] = {}
        self.widths: dict[tuple[str, TextStyle], float] = {}

    def colour(self, name: str, opacity: float = 1.0) -> QColor:
        colour = QColor(self.theme.colour(name))
        colour.setAlphaF(opacity)
        return colour

    def tools_of(self, style: Style) -> tuple[QPen, QBrush]:
        found = self.tools.get(style)
        if found is None:
            _bound(self.tools)
            found = self.tools[style] = (self._pen(style), self._brush(style))
        return found

    def _pen(self, style: Style) -> QPen:
        if style.stroke is None:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(self.colour(style.stroke, style.opacity), style.width)
        cap, join = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.SvgMiterJoin
        if style.round:
            cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        pen.setCapStyle(cap)
        pen.setJoinStyle(join)
        pen.setMiterLimit(10)
        if style.dash:
            pen.setDashPattern([part / style.width for part in style.dash])
        return pen

    def _brush(self, style: Style) -> QBrush:
        if style.fill is None:
            return QBrush(Qt.BrushStyle.NoBrush)
        return QBrush(self.colour(style.fill, style.opacity))

    def ink_of(self, name: str) -> QPen:
        pen = self.inks.get(name)
        if pen is None:
            pen = self.inks[name] = QPen(self.colour(name))
        return pen

    def path_of(self, path: Path) -> QPainterPath:
        found = self.paths.get(path)
        if found is None:
            _bound(self.paths)
            found = self.paths[path] = _qt_path(path)
        return found


def _qt_path(path: Path) -> QPainterPath:
    figure = QPainterPath()
    figure.setFillRule(Qt.FillRule.WindingFill)
    for part in path.parts:
        if isinstance(part, Curve):
            figure.cubicTo(*part)
        elif isinstance(part, Move):
            figure.moveTo(part.x, part.y)
        else:
            figure.lineTo(part.x, part.y)
    if path.closed:
        figure.closeSubpath()
    return figure


@cache
def _kept(look: Theme) -> _Kept:
    return _Kept(look)


class PainterCanvas:
    """Paints through a QPainter that is already begun; made anew for each paint event.

    `stamps=False` draws stamps as shapes instead of kept images (for printing and for tests).
    """

    def __init__(self, painter: QPainter, look: Theme, *, stamps: bool = True) -> None:
        self._painter = painter
        self._kept = _kept(look)
        self._stamps = stamps
        self._style: Style | None = None
        self._ratio = painter.device().devicePixelRatioF()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._kept.theme

    def path(self, path: Path, style: Style, x: float = 0.0, y: float = 0.0) -> None:
        """Paint a path with its origin at (x, y)."""
        self._use(style)
        painter = self._painter
        if x or y:
            painter.translate(x, y)
            painter.drawPath(self._kept.path_of(path))
            painter.translate(-x, -y)
        else:
            painter.drawPath(self._kept.path_of(path))

    def lines(self, segments: Sequence[Segment], style: Style) -> None:
        """Stroke separate straight lines."""
        self._use(style)
        self._painter.drawLines([QLineF(*segment) for segment in segments])

    def polyline(self, points: Sequence[Point], style: Style) -> None:
        """Stroke a line through points; a fill closes it to an area."""
        self._use(style)
        if style.fill:
            self._painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
        elif style.width <= 1 and not style.dash:
            self._painter.drawPolyline(QPolygonF([QPointF(*point) for point in points]))
        elif style.dash:
            figure = QPainterPath(QPointF(*points[0]))
            for point in points[1:]:
                figure.lineTo(*point)
            self._painter.drawPath(figure)
        else:
            self._painter.drawLines([QLineF(*one, *two) for one, two in pairwise(points)])

    def rect(self, box: Box, style: Style, radius: float = 0.0) -> None:
        """Paint a rectangle with equal corners."""
        self._use(style)
        if radius > 0:
            r = min(radius, box.w / 2, box.h / 2)
            self._painter.drawRoundedRect(QRectF(*box), r, r)
        else:
            self._painter.drawRect(QRectF(*box))

    def disc(self, x: float, y: float, radius: float, style: Style) -> None:
        """Paint a circle."""
        self._use(style)
        self._painter.drawEllipse(QPointF(x, y), radius, radius)

    def text(self, at: Point, words: str, style: TextStyle, align: Align = Align.LEFT) -> None:
        """Set words on one line; `at` is a point on the baseline."""
        if not words:
            return
        x, y = at
        if align is not Align.LEFT:
            x -= align.value * (self.text_width(words, style) - style.tracking * style.size)
        painter = self._painter
        self._style = None
        painter.setPen(self._kept.ink_of(style.colour))
        painter.setFont(make_font(style))
        whole = math.ceil(style.size)
        if whole == style.size:
            painter.drawText(QPointF(x, y), words)
            return
        factor = style.size / whole
        painter.save()
        painter.translate(x, y)
        painter.scale(factor, factor)
        painter.drawText(QPointF(0, 0), words)
        painter.restore()

    def text_width(self, words: str, style: TextStyle) -> float:
        """Return the width of words in pixels."""
        widths = self._kept.widths
        found = widths.get((words, style))
        if found is None:
            _bound(widths)
            factor = style.size / math.ceil(style.size)
            found = QFontMetricsF(make_font(style)).horizontalAdvance(words) * factor
            widths[words, style] = found
        return found

    @contextmanager
    def clip(self, box: Box) -> Iterator[None]:
        """Keep what is painted inside the `with` within a box."""
        self._painter.save()
        self._painter.setClipRect(QRectF(*box), Qt.ClipOperation.IntersectClip)
        try:
            yield
        finally:
            self._painter.restore()
            self._style = None

    @contextmanager
    def shift(self, x: float, y: float, turn: float = 0.0) -> Iterator[None]:
        """Move the origin to (x, y) inside the `with`, then turn it clockwise by degrees."""
        self._painter.save()
        self._painter.translate(x, y)
        if turn:
            self._painter.rotate(turn)
        try:
            yield
        finally:
            self._painter.restore()
            self._style = None

    def stamp(self, stamp: Stamp, x: float, y: float) -> None:
        """Paint a stamp with its origin at (x, y), on whole device pixels from a kept image."""
        if not self._stamps:
            with self.shift(x, y):
                stamp.draw(self)
            return
        ratio = self._ratio
        image = self._kept.images.get((stamp, ratio))
        if image is None:
            _bound(self._kept.images)
            image = self._kept.images[stamp, ratio] = self._image(stamp)
        half = image.width() / 2
        at = QPointF(round(x * ratio - half) / ratio, round(y * ratio - half) / ratio)
        self._painter.drawImage(at, image)

    def _image(self, stamp: Stamp) -> QImage:
        side = 2 * math.ceil(stamp.extent * self._ratio) + 1
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        image.setDevicePixelRatio(self._ratio)
        painter = QPainter(image)
        middle = side / 2 / self._ratio
        canvas = PainterCanvas(painter, self.theme, stamps=False)
        with canvas.shift(middle, middle):
            stamp.draw(canvas)
        painter.end()
        return image

    def _use(self, style: Style) -> None:
        if style is self._style:
            return
        self._style = style
        pen, brush = self._kept.tools_of(style)
        self._painter.setPen(pen)
        self._painter.setBrush(brush)
