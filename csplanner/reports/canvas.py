"""Drawings on paper: the ReportLab back end of `csplanner.drawing.canvas.Canvas`.

`paper` places a drawing on a page; `register_fonts` makes the shipped fonts known to ReportLab.
"""

from __future__ import annotations

import hashlib
import unicodedata
from contextlib import contextmanager
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from csplanner.drawing.canvas import Align, Curve, Move
from csplanner.drawing.fonts import (
    FONT_FILES,
    PACKAGED_FONTS,
    font_bytes,
    font_file,
    packaged_font_bytes,
)
from csplanner.drawing.tokens import theme
from csplanner.reports.pieces import Link
from csplanner.reports.scripts import right_to_left, visual

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplanner.drawing.canvas import Box, Path, Point, Segment, Stamp, Style, TextStyle
    from csplanner.drawing.tokens import Theme
    from csplanner.reports.tags import TagTree

POINTS_PER_PIXEL = 0.75


@cache
def register_fonts() -> None:
    """Make the shipped fonts known to ReportLab under their file stems, once per process."""
    for entry in FONT_FILES:
        pdfmetrics.registerFont(TTFont(_stem(entry.file), BytesIO(font_bytes(entry.file))))


def _stem(file: str) -> str:
    return file.removesuffix(".ttf")


@cache
def font_name(weight: int, *, title: bool = False) -> str:
    """Return the ReportLab name of the text or title font nearest to a weight."""
    register_fonts()
    families = theme("print").font
    return _stem(font_file(families.title if title else families.text, weight).file)


@cache
def _known(font: str) -> frozenset[int]:
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)


@cache
def _fallbacks(count: int) -> tuple[str, ...]:
    """Return the names of the first fonts to ask besides the text font; large ones come last."""
    register_fonts()
    names = [_stem(font_file(theme("print").font.fallback, 400).file)]
    for font in PACKAGED_FONTS[: count - 1]:
        content = packaged_font_bytes(font)
        if content is not None:
            pdfmetrics.registerFont(TTFont(font.family, BytesIO(content)))
            names.append(font.family)
    return tuple(names)


@lru_cache(maxsize=4096)
def font_for(letter: str, font: str) -> str | None:
    """Return the font that prints a letter: this one, or a fallback; None where no font does."""
    if ord(letter) in _known(font):
        return font
    for count in range(1, len(PACKAGED_FONTS) + 2):
        last = _fallbacks(count)[-1]
        if ord(letter) in _known(last):
            return last
    return None


@lru_cache(maxsize=8192)
def font_runs(words: str, font: str) -> tuple[tuple[str, str], ...]:
    """Return words as they are seen, cut into (words, font name) where a fallback prints them."""
    if all(ord(letter) in _known(font) for letter in words):
        return ((words, font),)
    runs: list[tuple[str, str]] = []
    for letter in visual(words):
        name = font_for(letter, font)
        if name is None:  # a joined form that no font has: the letter by itself
            letter = unicodedata.normalize("NFKC", letter)[:1]  # noqa: PLW2901
            name = font_for(letter, font) or _fallbacks(1)[0]
        if runs and runs[-1][1] == name:
            runs[-1] = (runs[-1][0] + letter, name)
        else:
            runs.append((letter, name))
    return tuple(runs)


def width_of(words: str, style: TextStyle) -> float:
    """Return the width of words in the style's own unit (pixels when its size is in pixels)."""
    font = font_name(style.weight, title=style.title)
    runs = font_runs(words, font)
    plain = sum(pdfmetrics.stringWidth(part, name, style.size) for part, name in runs)
    return float(plain + style.tracking * style.size * len(words))


class PaperCanvas:
    """Paints on a ReportLab canvas whose y axis already grows downward; get it from `paper`.

    `tags` collects the structure of the document, `places` tells the page of each bookmark.
    """

    def __init__(self, pdf: Any, look: Theme, frame: Frame | None = None) -> None:
        self._pdf = pdf
        self._theme = look
        self._frame = frame
        self.tags = frame.tags if frame else None
        self.places = frame.places if frame else {}
        self.part = frame.part if frame else 0

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    def path(self, path: Path, style: Style, x: float = 0.0, y: float = 0.0) -> None:
        """Paint a path with its origin at (x, y)."""
        figure = self._pdf.beginPath()
        for part in path.parts:
            if isinstance(part, Curve):
                x1, y1, x2, y2, x3, y3 = part
                figure.curveTo(x + x1, y + y1, x + x2, y + y2, x + x3, y + y3)
            elif isinstance(part, Move):
                figure.moveTo(x + part.x, y + part.y)
            else:
                figure.lineTo(x + part.x, y + part.y)
        if path.closed:
            figure.close()
        self._paint(figure, style)

    def lines(self, segments: Sequence[Segment], style: Style) -> None:
        """Stroke separate straight lines."""
        figure = self._pdf.beginPath()
        for x1, y1, x2, y2 in segments:
            figure.moveTo(x1, y1)
            figure.lineTo(x2, y2)
        if segments:
            self._paint(figure, style)

    def polyline(self, points: Sequence[Point], style: Style) -> None:
        """Stroke a line through points; a fill closes it to an area."""
        figure = self._pdf.beginPath()
        figure.moveTo(*points[0])
        for point in points[1:]:
            figure.lineTo(*point)
        if style.fill:
            figure.close()
        self._paint(figure, style)

    def rect(self, box: Box, style: Style, radius: float = 0.0) -> None:
        """Paint a rectangle with equal corners."""
        fill, stroke = self._begin(style)
        x, y, w, h = box
        r = min(radius, w / 2, h / 2)
        if r > 0:
            self._pdf.roundRect(x, y, w, h, r, stroke=stroke, fill=fill)
        else:
            self._pdf.rect(x, y, w, h, stroke=stroke, fill=fill)
        self._pdf.restoreState()

    def disc(self, x: float, y: float, radius: float, style: Style) -> None:
        """Paint a circle."""
        fill, stroke = self._begin(style)
        self._pdf.circle(x, y, radius, stroke=stroke, fill=fill)
        self._pdf.restoreState()

    def text(self, at: Point, words: str, style: TextStyle, align: Align = Align.LEFT) -> None:
        """Set words on one line; `at` is a point on the baseline."""
        if not words:
            return
        x, y = at
        if align is not Align.LEFT:
            x -= align.value * (self.text_width(words, style) - style.tracking * style.size)
        if self._frame is not None:
            self._frame.seen(words)
        block = self._pdf.beginText()
        block.setTextTransform(1, 0, 0, -1, x, y)
        block.setFillColorRGB(*self._theme.rgb(style.colour))
        block.setCharSpace(style.tracking * style.size)
        for part, name in font_runs(words, font_name(style.weight, title=style.title)):
            block.setFont(name, style.size)
            block.textOut(part)
        block.setCharSpace(0)
        with self._said(words):
            self._pdf.drawText(block)

    @contextmanager
    def _said(self, words: str) -> Iterator[None]:
        """Tell readers the words in the order of speech where they are seen in another one."""
        if not right_to_left(words):
            yield
            return
        code = f"\ufeff{words}".encode("utf-16-be").hex()
        self._pdf.addLiteral(f"/Span <</ActualText <{code}>>> BDC")
        yield
        self._pdf.addLiteral("EMC")

    def text_width(self, words: str, style: TextStyle) -> float:
        """Return the width of words in pixels."""
        return width_of(words, style)

    @contextmanager
    def clip(self, box: Box) -> Iterator[None]:
        """Keep what is painted inside the `with` within a box."""
        self._pdf.saveState()
        figure = self._pdf.beginPath()
        figure.rect(*box)
        self._pdf.clipPath(figure, stroke=0, fill=0)
        try:
            yield
        finally:
            self._pdf.restoreState()

    @contextmanager
    def shift(self, x: float, y: float, turn: float = 0.0) -> Iterator[None]:
        """Move the origin to (x, y) inside the `with`, then turn it clockwise by degrees."""
        self._pdf.saveState()
        self._pdf.translate(x, y)
        if turn:
            self._pdf.rotate(turn)
        try:
            yield
        finally:
            self._pdf.restoreState()

    def stamp(self, stamp: Stamp, x: float, y: float) -> None:
        """Paint a stamp with its origin at (x, y)."""
        with self.shift(x, y):
            stamp.draw(self)

    def link(self, box: Box, bookmark: str, words: str) -> None:
        """Lead from a box to a bookmark of the file; `words` say where it leads."""
        if self._frame is not None:
            x, y, w, h = box
            left, top = self._pdf.absolutePosition(x, y)
            right, foot = self._pdf.absolutePosition(x + w, y + h)
            self._frame.link((left, foot, right, top), bookmark, words)

    def _paint(self, figure: Any, style: Style) -> None:
        fill, stroke = self._begin(style)
        self._pdf.drawPath(figure, stroke=stroke, fill=fill)
        self._pdf.restoreState()

    def _begin(self, style: Style) -> tuple[int, int]:
        pdf = self._pdf
        pdf.saveState()
        if style.fill:
            pdf.setFillColorRGB(*self._theme.rgb(style.fill))
        if style.stroke:
            pdf.setStrokeColorRGB(*self._theme.rgb(style.stroke))
            pdf.setLineWidth(style.width)
            pdf.setLineCap(1 if style.round else 0)
            pdf.setLineJoin(1 if style.round else 0)
            if style.dash:
                pdf.setDash(*(list(style.dash), 0))
        if style.opacity < 1:
            pdf.setFillAlpha(style.opacity)
            pdf.setStrokeAlpha(style.opacity)
        return int(style.fill is not None), int(style.stroke is not None)


class Frame:
    """What the pages of one document share; `part` counts the documents of a file from 0.

    It collects the links, and for each page what stands for its looks: its drawing, and its words
    besides, since the drawing holds them in a code of its own.
    """

    def __init__(self, tags: TagTree, places: Mapping[str, int], part: int = 0) -> None:
        self.tags, self.places, self.part = tags, places, part
        self.links: list[Link] = []
        self._seen: list[list[str]] = []

    def begin_page(self) -> None:
        """Count one page more."""
        self._seen.append([])

    def seen(self, words: str) -> None:
        """Note something that stands on the page."""
        if self._seen:
            self._seen[-1].append(words)

    def link(self, box: tuple[float, float, float, float], bookmark: str, words: str) -> None:
        """Note a link of the page."""
        self.links.append(Link(max(0, len(self._seen) - 1), box, bookmark, words))

    def prints(self) -> tuple[bytes, ...]:
        """Return what stands for the looks of each page."""
        return tuple(
            hashlib.sha256("\0".join(seen).encode("utf-8", "replace")).digest()
            for seen in self._seen
        )


@contextmanager
def paper(
    pdf: Any,
    left: float,
    top: float,
    scale: float = POINTS_PER_PIXEL,
    look: Theme | None = None,
    frame: Frame | None = None,
) -> Iterator[PaperCanvas]:
    """Give a canvas whose (0, 0) is at (left, top) in points, y down, `scale` points a pixel."""
    register_fonts()
    pdf.saveState()
    pdf.transform(scale, 0, 0, -scale, left, top)
    try:
        yield PaperCanvas(pdf, look or theme("print"), frame)
    finally:
        pdf.restoreState()
