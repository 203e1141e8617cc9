"""Proves that figures are saved well: same bytes, embedded subsets, our fonts, no pyplot."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from csplanner.charts.figure import figure_of, save_pdf, save_png
from csplanner.charts.health import draw_health
from csplanner.drawing.canvas import Align, Style, type_style
from csplanner.drawing.tokens import theme
from tests.charts.chart_sample import HEALTH
from tests.drawing.parts_sheet import HEIGHT, WIDTH, draw_parts
from tests.drawing.test_backends import SCALE, on_paper, unlike

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Box, Canvas

SIZE = (698, 320)


def test_a_figure_saved_twice_is_the_same_bytes() -> None:
    """PDF and PNG of a chart repeat byte for byte, even from two figures."""
    one, two = (figure_of(draw_health, HEALTH, SIZE) for _ in range(2))
    assert save_pdf(one) == save_pdf(two) == save_pdf(one)
    assert save_png(one) == save_png(two)


def test_fonts_are_embedded_as_subsets() -> None:
    """Every font of the PDF is Inter, a TrueType subset that lies in the file."""
    with pikepdf.open(BytesIO(save_pdf(figure_of(draw_health, HEALTH, SIZE)))) as document:
        fonts = document.pages[0].Resources.Font
        assert len(fonts) >= 2
        for font in fonts.values():
            assert font.Subtype == "/Type0"
            inner = font.DescendantFonts[0]
            assert "InterTabular" in str(inner.BaseFont)
            assert "/FontFile2" in inner.FontDescriptor
            assert len(inner.FontDescriptor.FontFile2.read_bytes()) < 60_000


def test_the_words_can_be_searched() -> None:
    """Text of a chart is text in the PDF, a true minus included."""
    with pypdfium2.PdfDocument(save_pdf(figure_of(draw_health, HEALTH, SIZE))) as document:
        text = document[0].get_textpage().get_text_range()
    for words in ("79 peak", "Support load", "25", "of 30", "EDI connector v1 errors begin, 9 Dec"):
        assert words in text


def test_money_is_not_taken_for_mathematics() -> None:
    """Two dollar signs in a label stay dollar signs."""

    def draw(canvas: Canvas, box: Box, words: str) -> None:
        canvas.text((box.w / 2, 20), words, type_style("table"), Align.CENTRE)

    with pypdfium2.PdfDocument(save_pdf(figure_of(draw, "$1.2M of $2.4M", (200, 40)))) as document:
        assert "$1.2M of $2.4M" in document[0].get_textpage().get_text_range()


def test_a_figure_looks_like_paper() -> None:
    """The figure back end covers the same pixels as the ReportLab one."""

    def draw(canvas: Canvas, box: Box, colour: str) -> None:
        canvas.rect(box, Style(colour))
        with canvas.shift(0, 0), canvas.clip(box):
            draw_parts(canvas)

    figure = figure_of(draw, "surface", (WIDTH, HEIGHT), theme("print"))
    figure.set_facecolor("white")
    shown = Image.open(BytesIO(save_png(figure, SCALE))).convert("L")
    assert unlike(shown, on_paper(draw_parts, (WIDTH, HEIGHT))) < 0.01


@pytest.mark.parametrize("scale", [1, 2])
def test_a_png_has_the_pixels_asked_for(scale: int) -> None:
    """The size is in pixels at 100 %, times the device's ratio."""
    image = Image.open(BytesIO(save_png(figure_of(draw_health, HEALTH, SIZE), scale)))
    assert image.size == (SIZE[0] * scale, SIZE[1] * scale)


def test_charts_load_no_pyplot_and_drawing_no_matplotlib() -> None:
    """The chart drawings cost no matplotlib at start-up; figures never load pyplot."""
    code = (
        "import sys, csplanner.charts.health, csplanner.charts.burden, csplanner.charts.usage\n"
        "import csplanner.drawing.yeargrid, csplanner.drawing.gridheads\n"
        "assert 'matplotlib' not in sys.modules and 'reportlab' not in sys.modules\n"
        "import csplanner.charts.figure\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "assert 'PySide6' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
