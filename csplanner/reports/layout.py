"""The frame of a paper: sheets of A4 or Letter with header, audience tag, footer, page x of y.

A document is sections of blocks; each section has a bookmark, begins a page or follows on one,
and flows on. `bound` puts several documents into one file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from csplanner.drawing.canvas import Align, Box, Style, type_style
from csplanner.reports.blocks import draw_block
from csplanner.reports.canvas import POINTS_PER_PIXEL, Frame, paper, width_of
from csplanner.reports.finish import finished
from csplanner.reports.flow import Placed, flowed
from csplanner.reports.tags import Node, TagTree
from csplanner.reports.text import elided

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from csplanner.base.job import Job
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.canvas import PaperCanvas

    Backdrop = Callable[[Canvas, Box], None]

_MM = 96 / 25.4
MARGIN = 48.0  # 12.7 mm
BODY_TOP, BODY_FOOT = 75.0, 58.0
_BETWEEN = 34.0  # between two sections on one page
PAPERS = {"A4": (210 * _MM, 297 * _MM), "Letter": (8.5 * 96, 11.0 * 96)}
_RULE = Style(stroke="ink", width=1.5)
_FOOT_RULE = Style(stroke="border2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a paper; `backdrop` replaces the header of its first page.

    `top` is where the body of that first page begins, in pixels under the sheet's edge. It begins
    on a page of its own, unless it `follows`: then it stands under the part before where all of it
    fits. `message` is its one sentence, said again in the contents.
    """

    title: str
    blocks: tuple[Block, ...]
    backdrop: Backdrop | None = None
    top: float = BODY_TOP
    key: str = ""
    message: str = ""
    follows: bool = False


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


class Start(NamedTuple):
    """Where a section begins on a page: y in pixels under the sheet's edge."""

    section: Section
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One laid-out page: its blocks with the section each belongs to, and what begins on it."""

    placed: tuple[tuple[Section, Placed], ...]
    starts: tuple[Start, ...]

    @property
    def section(self) -> Section:
        """The section at its top."""
        return self.placed[0][0] if self.placed else self.starts[0].section

    @property
    def foot(self) -> float:
        """The lower edge of its last block."""
        return max((item.y + item.height for _, item in self.placed), default=BODY_TOP)


def pages_of(document: Document) -> tuple[Page, ...]:
    """Lay the sections out on sheets."""
    wide, high = PAPERS[document.paper]
    pages: list[Page] = []
    for section in document.sections:
        if section.follows and pages and _fits_under(section, pages[-1], (wide, high)):
            pages[-1] = _under(section, pages[-1], wide - 2 * MARGIN)
            continue
        first, other = high - section.top - BODY_FOOT, high - BODY_TOP - BODY_FOOT
        flow = flowed(section.blocks, wide - 2 * MARGIN, first, other)
        for i, placed in enumerate(flow):
            top = BODY_TOP if i else section.top
            pages.append(
                Page(
                    placed=tuple((section, replace(item, y=top + item.y)) for item in placed),
                    starts=() if i else (Start(section, 0.0),),
                )
            )
    return tuple(pages)


def _fits_under(section: Section, page: Page, sheet: tuple[float, float]) -> bool:
    wide, high = sheet
    need = _BETWEEN + sum(block.height(wide - 2 * MARGIN) for block in section.blocks)
    return bool(page.placed) and page.foot + need <= high - BODY_FOOT + 0.01


def _under(section: Section, page: Page, width: float) -> Page:
    y = page.foot + _BETWEEN
    start, placed = Start(section, y - _BETWEEN / 2), list(page.placed)
    for block in section.blocks:
        high = block.height(width)
        placed.append((section, Placed(block=block, y=y, height=high)))
        y += high
    return Page(placed=tuple(placed), starts=(*page.starts, start))


def rendered(document: Document, job: Job) -> tuple[bytes, int]:
    """Return the PDF's bytes and its number of pages; the same document gives the same bytes."""
    return bound((document,), job)


def bound(documents: Sequence[Document], job: Job) -> tuple[bytes, int]:
    """Bind documents into one PDF: pages counted through, each document a part of the outline."""
    laid = [(document, pages_of(document)) for document in documents]
    total = sum(len(pages) for _, pages in laid)
    buffer = BytesIO()
    first = documents[0]
    pdf = PdfCanvas(buffer, invariant=1, pageCompression=1, lang="en")
    pdf.setTitle(first.title)
    pdf.setAuthor(first.author)
    pdf.setCreator("csplanner")
    tags, places, number = TagTree(pdf), _places(laid), 0
    for at, (document, pages) in enumerate(laid):
        wide, high = (side * POINTS_PER_PIXEL for side in PAPERS[document.paper])
        pdf.setPageSize((wide, high))
        nodes: dict[int, Node] = {}
        frame = Frame(tags, places, at)
        for page in pages:
            number += 1
            job.step(0.9 * number / total, f"Page {number} of {total}")
            _outline(pdf, document, page, (at, len(laid)))
            tags.begin_page()
            with paper(pdf, 0, high, frame=frame) as canvas:
                _draw_page(canvas, document, page, (number, total), nodes)
            pdf.showPage()
    pdf.save()
    return finished(buffer.getvalue(), first.as_of, tags, first.title), total


def section_pages(document: Document) -> dict[str, int]:
    """Return the page on which each section begins, by its key."""
    places = _places([(document, pages_of(document))])
    return {name.partition("-")[2]: number for name, number in places.items()}


def bookmark(at: int, key: str) -> str:
    """Return the name of the bookmark of a section of the document `at`."""
    return f"{at}-{key}"


def _places(laid: Sequence[tuple[Document, Sequence[Page]]]) -> dict[str, int]:
    """Return the page of each section by its bookmark."""
    found, number = {}, 0
    for at, (_, pages) in enumerate(laid):
        for page in pages:
            number += 1
            for start in page.starts:
                found[bookmark(at, start.section.key)] = number
    return found


def _outline(pdf: Any, document: Document, page: Page, part: tuple[int, int]) -> None:
    at, parts = part
    _, high = PAPERS[document.paper]
    for start in page.starts:
        name = bookmark(at, start.section.key)
        pdf.bookmarkHorizontal(name, 0, (high - start.y) * POINTS_PER_PIXEL)
        level = 0
        if parts > 1:
            if start.section is document.sections[0]:
                pdf.addOutlineEntry(document.title, name, level=0, closed=True)
            level = 1
        pdf.addOutlineEntry(start.section.title, name, level=level)


def _draw_page(
    canvas: PaperCanvas,
    document: Document,
    page: Page,
    place: tuple[int, int],
    nodes: dict[int, Node],
) -> None:
    wide, high = PAPERS[document.paper]
    sheet = Box(0, 0, wide, high)
    tree = canvas.tags
    assert tree is not None
    begins = bool(page.starts) and page.starts[0].section is page.section and not page.starts[0].y
    plain = page.section.backdrop if begins else None
    with tree.artifact():
        if not plain:
            _draw_header(canvas, document, page, wide)
        _draw_footer(canvas, document, sheet, place)
    for section, item in page.placed:
        node = nodes.get(id(section))
        if node is None:
            node = nodes[id(section)] = Node("Sect")
            tree.root.kids.append(node)
        with tree.inside(node):
            if plain and section is page.section and not node.kids:
                with tree.grouped("Div"):
                    plain(canvas, sheet)
            draw_block(canvas, item.block, Box(MARGIN, item.y, wide - 2 * MARGIN, item.height))


def _draw_header(canvas: Canvas, document: Document, page: Page, wide: float) -> None:
    left, right, base = MARGIN, wide - MARGIN, 52.0
    strong, plain = type_style("print_strong"), type_style("print_body", "text2")
    tone = "risk" if document.internal else "good"
    small = type_style("print_note", tone, 600)
    words = elided(document.tag, small, 170)
    pill = canvas.text_width(words, small) + 14
    canvas.rect(Box(right - pill, base - 11.5, pill, 15), Style("surface", tone, 1.1), 3)
    canvas.text((right - pill / 2, base - 0.2), words, small, Align.CENTRE)
    titles = [page.section.title, *(s.section.title for s in page.starts if s.y)]
    title = joined(titles)
    if width_of(title, plain) > (right - left) * 0.36:
        title = elided(titles[0], plain, (right - left) * 0.4)
    name = canvas.text_width(title, plain)
    canvas.text((right - pill - 8, base), title, plain, Align.RIGHT)
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
