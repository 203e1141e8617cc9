"""Proves that screen and paper draw the same: each sign, the parts and the grid."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from reportlab.pdfgen.canvas import Canvas as Pdf

from csplanner.drawing.canvas import Box, Style, TextStyle, elide, hatch, type_style
from csplanner.drawing.glyphs import cross, flag, glyph, moon
from csplanner.drawing.marks import Health, Shape, State
from csplanner.drawing.tokens import theme
from csplanner.reports.canvas import paper, width_of
from tests.drawing.grid_sample import paint_grid
from tests.drawing.parts_sheet import HEIGHT, WIDTH, draw_parts
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.drawing.canvas import Canvas, Stamp

    Drawing = Callable[[Canvas], None]

SCALE = 4


def on_screen(draw: Drawing, size: tuple[int, int], *, stamps: bool = False) -> Image.Image:
    """Return a drawing as the screen paints it, `SCALE` device pixels a pixel."""
    image = QImage(size[0] * SCALE, size[1] * SCALE, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(SCALE)
    painter = QPainter(image)
    draw(PainterCanvas(painter, theme("print"), stamps=stamps))
    painter.end()
    data = bytes(image.constBits())
    return Image.frombytes("RGBA", (image.width(), image.height()), data).convert("L")


def on_paper(draw: Drawing, size: tuple[int, int]) -> Image.Image:
    """Return a drawing as a PDF viewer renders it, `SCALE` device pixels a pixel."""
    out = BytesIO()
    pdf = Pdf(out, pagesize=(size[0] * 0.75, size[1] * 0.75), invariant=1)
    with paper(pdf, 0, size[1] * 0.75) as canvas:
        draw(canvas)
    pdf.save()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        return document[0].render(scale=SCALE / 0.75).to_pil().convert("L")


def unlike(one: Image.Image, two: Image.Image) -> float:
    """Return the share of pixels that differ by more than antialiasing can."""
    return sum(ImageChops.difference(one, two).histogram()[72:]) / (one.width * one.height)


SIGNS: list[Stamp] = [
    *(
        glyph(shape, state, size, locked=locked)
        for shape in Shape
        for state in State
        for size in (11, 18)
        for locked in (False, True)
    ),
    *(moon(health, size) for health in Health for size in (9, 14)),
    flag(18),
    flag(18, flipped=True),
    cross(),
]


@pytest.mark.parametrize("group", range(8))
def test_each_sign_covers_the_same_pixels(qapp: object, group: int) -> None:
    """A sign on screen and the same sign on paper differ in less than 0.2 % of its square."""
    for sign in SIGNS[group::8]:

        def draw(canvas: Canvas, sign: Stamp = sign) -> None:
            canvas.stamp(sign, 24, 24)

        screen, sheet = on_screen(draw, (48, 48)), on_paper(draw, (48, 48))
        assert sum(screen.histogram()[:250]) > 60, sign
        assert unlike(screen, sheet) < 0.002, sign


def test_kept_images_look_like_the_shapes(qapp: object) -> None:
    """A stamp painted from its kept image is the same as one painted as shapes on that place."""

    def draw(canvas: Canvas) -> None:
        for i, shape in enumerate(Shape):
            canvas.stamp(glyph(shape, State.DONE, 11, locked=True), 20.125 + 24 * i, 20.125)

    kept, drawn = on_screen(draw, (200, 40), stamps=True), on_screen(draw, (200, 40))
    assert unlike(kept, drawn) < 0.002


def test_parts_look_alike(qapp: object) -> None:
    """Timeline, cover ruler, stakeholder map and bars agree, text and hatches included."""
    size = (WIDTH, HEIGHT)
    assert unlike(on_screen(draw_parts, size), on_paper(draw_parts, size)) < 0.004


def test_the_grid_looks_alike(qapp: object) -> None:
    """The year grid agrees on screen and on paper."""

    def draw(canvas: Canvas) -> None:
        paint_grid(canvas, 940)

    assert unlike(on_screen(draw, (940, 500)), on_paper(draw, (940, 500))) < 0.012


def test_words_have_the_same_width(qapp: object) -> None:
    """Text is as wide on screen as on paper, up to kerning, at whole and half pixel sizes."""
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas = PainterCanvas(painter, theme())
    for style in (TextStyle(12), TextStyle(8.5, 500), type_style("print_title")):
        words = "Ardenmoor Freight, 1,240 h and 18/20"
        assert canvas.text_width(words, style) == pytest.approx(width_of(words, style), rel=0.02)
    assert elide(canvas, "Ardenmoor Freight", TextStyle(12), 60).endswith("…")
    assert elide(canvas, "Ardenmoor", TextStyle(12), 200) == "Ardenmoor"
    assert elide(canvas, "Ardenmoor", TextStyle(12), 1) == ""
    painter.end()


def test_a_clip_holds_on_both(qapp: object) -> None:
    """Nothing is painted outside a clip, and all is again after it."""

    def draw(canvas: Canvas) -> None:
        with canvas.clip(Box(10, 10, 20, 20)):
            canvas.rect(Box(0, 0, 60, 60), Style("ink"))
        hatch(canvas, Box(40, 40, 16, 16), Style(stroke="ink", width=1.3))

    screen, sheet = on_screen(draw, (60, 60)), on_paper(draw, (60, 60))
    for image in (screen, sheet):
        assert image.getpixel((5 * SCALE, 20 * SCALE)) == 255
        assert image.getpixel((20 * SCALE, 20 * SCALE)) < 60
        assert (
            min(image.crop((40 * SCALE, 40 * SCALE, 56 * SCALE, 56 * SCALE)).histogram()[:80]) >= 0
        )
    assert unlike(screen, sheet) < 0.012
