"""Proves that a grey print says what a coloured one does: signs differ by shape, words are dark."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import ImageChops
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from csplanner.base.job import Job
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health
from csplanner.drawing.stakeholders import Stance, draw_person_sign
from csplanner.drawing.tokens import theme
from csplanner.reports.canvas import paper
from csplanner.reports.customer import customer_document
from csplanner.reports.internal import internal_document
from csplanner.reports.layout import rendered
from tests.reports import papers

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from csplanner.reports.canvas import PaperCanvas

SIDE = 24.0
INKS = ("text", "text2", "text3", "good", "watch", "risk", "accenttext")
DARK = 200  # a grey that still prints


def shape_of(draw: Callable[[PaperCanvas], None]) -> Image.Image:
    """Return a sign in black and white, as a poor printer leaves it."""
    buffer = BytesIO()
    pdf = PdfCanvas(buffer, pagesize=(SIDE, SIDE), invariant=1)
    with paper(pdf, 0, SIDE) as canvas:
        draw(canvas)
    pdf.showPage()
    pdf.save()
    page = pypdfium2.PdfDocument(buffer.getvalue())[0]
    grey: Image.Image = page.render(scale=6).to_pil().convert("L")
    return grey.point([0 if value < DARK else 255 for value in range(256)])


def differing(one: Image.Image, two: Image.Image) -> float:
    """Return the share of the inked pixels that only one of two signs has."""
    apart = ImageChops.difference(one, two).histogram()[255]
    inked = min(one.histogram()[0], two.histogram()[0])
    return apart / max(1, inked)


def moons(health: Health) -> Image.Image:
    """Return the moon of a band."""
    return shape_of(lambda canvas: canvas.stamp(moon(health, 20), 16, 16))


def stances(stance: Stance) -> Image.Image:
    """Return the sign of a stance."""
    return shape_of(lambda canvas: draw_person_sign(canvas, stance, 16, 16))


@pytest.mark.parametrize(("one", "two"), list(combinations(Health, 2)))
def test_moons_differ_without_colour(one: Health, two: Health) -> None:
    """Two bands of health are told apart by shape."""
    assert differing(moons(one), moons(two)) > 0.1


@pytest.mark.parametrize("stance", [Stance.CHAMPION, Stance.NEUTRAL, Stance.DETRACTOR])
def test_stances_differ_without_colour(stance: Stance) -> None:
    """Champion, neutral and detractor are star, disc and square; none is a lighter other."""
    for other in {Stance.CHAMPION, Stance.NEUTRAL, Stance.DETRACTOR} - {stance}:
        assert differing(stances(stance), stances(other)) > 0.1


@pytest.mark.parametrize("ink", INKS)
def test_inks_of_words_are_dark_enough(ink: str) -> None:
    """Words keep a contrast of 4.5 to paper, which is a matter of grey, not of hue."""
    assert theme("print").contrast(ink, "surface") >= 4.5


@pytest.mark.parametrize("audience", ["internal", "executive", "ceo", "customer"])
def test_a_grey_page_keeps_its_words_dark(audience: str) -> None:
    """Rendered in grey, what is printed in words on each page of each variant stands out.

    For every letter the darkest grey inside its box is far from the lightest one, whatever colour
    either had: dark on paper, or white on a dark cover.
    """
    document = (
        customer_document(papers.full_customer(), "A4")
        if audience == "customer"
        else internal_document(papers.full_internal(), audience, "A4")
    )
    pdf = pypdfium2.PdfDocument(rendered(document, Job())[0])
    scale, faint = 3, []
    for page in pdf:
        grey = page.render(scale=scale).to_pil().convert("L")
        high, words = grey.height, page.get_textpage()
        for i in range(0, words.count_chars(), 5):
            left, low, right, top = (side * scale for side in words.get_charbox(i))
            if right - left < 4 or top - low < 8:
                continue
            box = (round(left) - 1, round(high - top) - 1, round(right) + 1, round(high - low) + 1)
            dark, light = grey.crop(box).getextrema()
            if light - dark < 90:
                faint.append((page.get_label() or "", words.get_text_range(i, 1), light - dark))
    pdf.close()
    assert faint == []
