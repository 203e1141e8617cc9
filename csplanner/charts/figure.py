"""Charts as Matplotlib figures: the third back end of the Canvas, and how a figure is saved.

Figures are built without pyplot, in a pixel space of 96 dpi, with the theme's colours and the
shipped fonts. The same figure saved twice is the same bytes.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

import matplotlib as mpl
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import Ellipse, PathPatch
from matplotlib.path import Path as Outline
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from csplanner.drawing.canvas import Align, Box, Curve, Move, rounded
from csplanner.drawing.fonts import FONT_FILES
from csplanner.drawing.tokens import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matplotlib.transforms import Transform

    from csplanner.drawing.canvas import Canvas, Path, Point, Segment, Stamp, Style, TextStyle
    from csplanner.drawing.tokens import Theme

T = TypeVar("T")
DPI = 96
_KEPT = ExitStack()


@cache
def register_fonts() -> None:
    """Make the shipped fonts known to Matplotlib, once per process."""
    for entry in FONT_FILES:
        path = resources.as_file(resources.files("resources").joinpath("fonts", entry.file))
        fontManager.addfont(_KEPT.enter_context(path))
    fallback = fontManager.ttflist[-1]
    fontManager.ttflist += [replace(fallback, weight=weight) for weight in (500, 600)]


@cache
def _font(style: TextStyle) -> FontProperties:
    register_fonts()
    names = theme().font
    families = [names.title if style.title else names.text, names.fallback]
    return FontProperties(family=families, weight=style.weight, size=style.size * 72 / DPI)


@lru_cache(maxsize=4096)
def _width(words: str, style: TextStyle) -> float:
    width, _, _ = text_to_path.get_text_width_height_descent(words, _font(style), ismath=False)
    return float(width) * DPI / 72


class FigureCanvas:
    """Paints artists on one axes that covers a figure, a unit a pixel, y down."""

    def __init__(self, figure: Figure, look: Theme) -> None:
        self._theme = look
        width, height = figure.get_size_inches() * DPI
        self._axes = figure.add_axes((0, 0, 1, 1), frameon=False)
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._move: Transform = Affine2D()
        self._turn = 0.0
        self._clip: Any = None
        self._order = 1

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    def path(self, path: Path, style: Style, x: float = 0.0, y: float = 0.0) -> None:
        """Paint a path with its origin at (x, y)."""
        points: list[Point] = []
        codes: list[Any] = []
        for part in path.parts:
            if isinstance(part, Curve):
                x1, y1, x2, y2, x3, y3 = part
                points += [(x + x1, y + y1), (x + x2, y + y2), (x + x3, y + y3)]
                codes += [Outline.CURVE4] * 3
            else:
                points.append((x + part.x, y + part.y))
                codes.append(Outline.MOVETO if isinstance(part, Move) else Outline.LINETO)
        if path.closed:
            points.append(points[0])
            codes.append(Outline.CLOSEPOLY)
        self._add(PathPatch(Outline(points, codes), **self._patch(style)))

    def lines(self, segments: Sequence[Segment], style: Style) -> None:
        """Stroke separate straight lines."""
        pairs = [((x1, y1), (x2, y2)) for x1, y1, x2, y2 in segments]
        look = self._patch(style)
        look.pop("joinstyle")
        look.pop("facecolor")
        self._add(LineCollection(pairs, **look))

    def polyline(self, points: Sequence[Point], style: Style) -> None:
        """Stroke a line through points; a fill closes it to an area."""
        self._add(PathPatch(Outline(points, closed=False), **self._patch(style)))

    def rect(self, box: Box, style: Style, radius: float = 0.0) -> None:
        """Paint a rectangle with equal corners."""
        self.path(rounded(box, max(radius, 0.0)), style)

    def disc(self, x: float, y: float, radius: float, style: Style) -> None:
        """Paint a circle."""
        self._add(Ellipse((x, y), 2 * radius, 2 * radius, **self._patch(style)))

    def text(self, at: Point, words: str, style: TextStyle, align: Align = Align.LEFT) -> None:
        """Set words on one line; `at` is a point on the baseline."""
        x, y = self._move.transform(at)
        self._order += 1
        self._axes.text(
            x,
            y,
            words,
            fontproperties=_font(style),
            color=self._theme.colour(style.colour),
            ha={Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}[align],
            va="baseline",
            rotation=-self._turn,
            rotation_mode="anchor",
            parse_math=False,
            zorder=self._order,
        )

    def text_width(self, words: str, style: TextStyle) -> float:
        """Return the width of words in pixels."""
        return _width(words, style)

    @contextmanager
    def clip(self, box: Box) -> Iterator[None]:
        """Keep what is painted inside the `with` within a box."""
        before = self._clip
        corners = Bbox.from_bounds(*box)
        self._clip = TransformedBbox(corners, self._move + self._axes.transData)
        try:
            yield
        finally:
            self._clip = before

    @contextmanager
    def shift(self, x: float, y: float, turn: float = 0.0) -> Iterator[None]:
        """Move the origin to (x, y) inside the `with`, then turn it clockwise by degrees."""
        before, turned = self._move, self._turn
        self._move = Affine2D().rotate_deg(turn).translate(x, y) + before
        self._turn = turned + turn
        try:
            yield
        finally:
            self._move, self._turn = before, turned

    def stamp(self, stamp: Stamp, x: float, y: float) -> None:
        """Paint a stamp with its origin at (x, y)."""
        with self.shift(x, y):
            stamp.draw(self)

    def _patch(self, style: Style) -> dict[str, Any]:
        colours = self._theme.colours
        dash: Any = "solid"
        if style.dash:
            dash = (0, [part / style.width for part in style.dash])
        return {
            "facecolor": colours[style.fill] if style.fill else "none",
            "edgecolor": colours[style.stroke] if style.stroke else "none",
            "linewidth": style.width * 72 / DPI if style.stroke else 0,
            "linestyle": dash,
            "alpha": style.opacity,
            "capstyle": "round" if style.round else "butt",
            "joinstyle": "round" if style.round else "miter",
        }

    def _add(self, artist: Any) -> None:
        self._order += 1
        artist.set_zorder(self._order)
        artist.set_transform(self._move + self._axes.transData)
        self._axes.add_artist(artist)
        if self._clip is not None:
            artist.set_clip_box(self._clip)
            artist.set_clip_on(True)
        else:
            artist.set_clip_on(False)


def figure_of(
    draw: Callable[[Canvas, Box, T], None],
    value: T,
    size: tuple[float, float],
    look: Theme | None = None,
) -> Figure:
    """Return a chart as a figure of `size` pixels: `figure_of(draw_health, series, (700, 320))`."""
    register_fonts()
    width, height = size
    found = look or theme("print")
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor="none")
    draw(FigureCanvas(figure, found), Box(0.0, 0.0, width, height), value)
    return figure


def save_pdf(figure: Figure) -> bytes:
    """Return a figure as one PDF page with TrueType subsets; the same bytes each time."""
    register_fonts()
    out = BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42, "pdf.compression": 6}):
        figure.savefig(out, format="pdf", metadata={"CreationDate": None})
    return out.getvalue()


def save_png(figure: Figure, scale: float = 1.0) -> bytes:
    """Return a figure as PNG at `scale` device pixels a pixel; transparent where unpainted."""
    register_fonts()
    out = BytesIO()
    figure.savefig(out, format="png", dpi=DPI * scale, metadata={"Software": None})
    return out.getvalue()
