"""The frame of a paper: sheets of A4 or Letter with header, audience tag, footer, page x of y.

A document is sections of blocks; each section begins a page, has a bookmark, and flows on.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from csplanner.drawing.canvas import Align, Box, Style, type_style
from csplanner.reports.canvas import POINTS_PER_PIXEL, paper, width_of
from csplanner.reports.finish import finished
from csplanner.reports.flow import flowed
from csplanner.reports.text import elided

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from csplanner.base.job import Job
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.flow import Placed

    Backdrop = Callable[[Canvas, Box], None]

_MM = 96 / 25.4
MARGIN = 48.0  # 12.7 mm
BODY_TOP, BODY_FOOT = 75.0, 58.0
PAPERS = {"A4": (210 * _MM, 297 * _MM), "Letter": (8.5 * 96, 11.0 * 96)}
_RULE = Style(stroke="ink", width=1.5)
_FOOT_RULE = Style(stroke="border2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part that begins on a page of its own; `backdrop` replaces the header of its first page.

    `top` is where the body of that first page begins, in pixels under the sheet's edge.
    """

    title: str
    blocks: tuple[Block, ...]
    backdrop: Backdrop | None = None
    top: float = BODY_TOP


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stands on every page, and the sections. `tag` is red when `internal`, else green."""

    title: str
    author: str
    account: str
    kind: str
    tag: str
    internal: bool
    footer: str
    as_of: dt.date
    sections: tuple[Section, ...]
    paper: str = "A4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One laid-out page."""

    section: Section
    placed: tuple[Placed, ...]
    first: bool


def pages_of(document: Document) -> tuple[Page, ...]:
    """Lay the sections out on sheets."""
    wide, high = PAPERS[document.paper]
    pages = []
    for section in document.sections:
        first, other = high - section.top - BODY_FOOT, high - BODY_TOP - BODY_FOOT
        flow = flowed(section.blocks, wide - 2 * MARGIN, first, other)
        pages += [
            Page(section=section, placed=tuple(placed), first=i == 0)
            for i, placed in enumerate(flow)
        ]
    return tuple(pages)


def rendered(document: Document, job: Job) -> tuple[bytes, int]:
    """Return the PDF's bytes and its number of pages; the same document gives the same bytes."""
    pages = pages_of(document)
    buffer = BytesIO()
    wide, high = (side * POINTS_PER_PIXEL for side in PAPERS[document.paper])
    pdf = PdfCanvas(buffer, pagesize=(wide, high), invariant=1, pageCompression=1, lang="en")
    pdf.setTitle(document.title)
    pdf.setAuthor(document.author)
    pdf.setCreator("csplanner")
    for number, page in enumerate(pages, start=1):
        job.step(0.9 * number / len(pages), f"Page {number} of {len(pages)}")
        if page.first:
            pdf.bookmarkPage(f"section-{number}")
            pdf.addOutlineEntry(page.section.title, f"section-{number}", level=0)
        with paper(pdf, 0, high) as canvas:
            _draw_page(canvas, document, page, (number, len(pages)))
        pdf.showPage()
    pdf.save()
    return finished(buffer.getvalue(), document.as_of), len(pages)


def _draw_page(canvas: Any, document: Document, page: Page, place: tuple[int, int]) -> None:
    wide, high = PAPERS[document.paper]
    sheet = Box(0, 0, wide, high)
    plain = page.first and page.section.backdrop is not None
    if plain and page.section.backdrop:
        page.section.backdrop(canvas, sheet)
    else:
        _draw_header(canvas, document, page.section, wide)
    top = page.section.top if page.first else BODY_TOP
    for item in page.placed:
        item.block.draw(canvas, Box(MARGIN, top + item.y, wide - 2 * MARGIN, item.height))
    _draw_footer(canvas, document, sheet, place)


def _draw_header(canvas: Canvas, document: Document, section: Section, wide: float) -> None:
    left, right, base = MARGIN, wide - MARGIN, 52.0
    strong, plain = type_style("print_strong"), type_style("print_body", "text2")
    tone = "risk" if document.internal else "good"
    small = type_style("print_note", tone, 600)
    words = elided(document.tag, small, 170)
    pill = canvas.text_width(words, small) + 14
    canvas.rect(Box(right - pill, base - 11.5, pill, 15), Style("surface", tone, 1.1), 3)
    canvas.text((right - pill / 2, base - 0.2), words, small, Align.CENTRE)
    name = canvas.text_width(section.title, plain)
    canvas.text((right - pill - 8, base), section.title, plain, Align.RIGHT)
    room = right - pill - 8 - name - 16 - left
    account = elided(document.account, strong, room * 0.7)
    canvas.text((left, base), account, strong)
    at = left + canvas.text_width(account, strong) + 6
    kind = elided(document.kind, plain, max(0.0, left + room - at))
    if width_of(kind, plain) <= left + room - at:
        canvas.text((at, base), kind, plain)
    canvas.lines(((left, 63, right, 63),), _RULE)


def _draw_footer(canvas: Canvas, document: Document, sheet: Box, place: tuple[int, int]) -> None:
    style = type_style("print_note", "text3")
    left, right, rule = MARGIN, sheet.w - MARGIN, sheet.h - 46
    canvas.lines(((left, rule, right, rule),), _FOOT_RULE)
    number = f"{place[0]} of {place[1]}"
    canvas.text((right, rule + 17), number, style, Align.RIGHT)
    room = right - left - canvas.text_width(number, style) - 24
    canvas.text((left, rule + 17), elided(document.footer, style, room), style)


def joined(parts: Sequence[str]) -> str:
    """Return parts with a middle dot between those that say something."""
    return " · ".join(part for part in parts if part)
