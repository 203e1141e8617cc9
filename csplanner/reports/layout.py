"""The frame of a paper: sheets of A4 or Letter with header, audience tag, footer, page x of y.

A document is sections of blocks; each section has a bookmark, begins a page or follows on one,
and flows on. `bound` puts several documents into one file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from csplanner.drawing.canvas import Align, Box, Style, type_style
from csplanner.reports.blocks import draw_block
from csplanner.reports.canvas import POINTS_PER_PIXEL, Frame, paper, width_of
from csplanner.reports.flow import Placed, flowed
from csplanner.reports.pieces import Piece, joined_pieces, tagged
from csplanner.reports.pieces import Start as Begin
from csplanner.reports.tags import Node, TagTree
from csplanner.reports.text import elided

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
    laid = [pages_of(document) for document in documents]
    numbering = Numbering.of([section_starts(pages) for pages in laid], list(map(len, laid)))
    pieces = [
        piece_of(
            document,
            laid[at],
            numbering,
            at,
            job.part(0.9 * at / len(laid), 0.9 * (at + 1) / len(laid)),
        )
        for at, document in enumerate(documents)
    ]
    return bind(pieces, documents[0]), numbering.total


def bind(pieces: Iterable[Piece], first: Document) -> bytes:
    """Bind rendered pieces into one PDF that is named as its first document."""
    return joined_pieces(pieces, first.title, first.author, first.as_of)


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the pages of a file are counted: the first page of each document, all, each bookmark."""

    firsts: tuple[int, ...]
    total: int
    places: Mapping[str, int]

    @classmethod
    def of(cls, starts: Sequence[Mapping[str, int]], pages: Sequence[int]) -> Numbering:
        """Count documents through, by the page of each of their sections and how many they have."""
        firsts = tuple(accumulate(pages, initial=1))[:-1]
        places = {
            bookmark(at, key): first + page - 1
            for at, (first, found) in enumerate(zip(firsts, starts, strict=True))
            for key, page in found.items()
        }
        return cls(firsts, sum(pages), places)


def piece_of(
    document: Document, pages: Sequence[Page], numbering: Numbering, at: int, job: Job
) -> Piece:
    """Render the laid-out document `at` of a file by itself."""
    first = numbering.firsts[at]
    wide, high = (side * POINTS_PER_PIXEL for side in PAPERS[document.paper])
    buffer = BytesIO()
    pdf = PdfCanvas(buffer, (wide, high), invariant=1, pageCompression=0, lang="en")
    tags = TagTree(pdf)
    frame = Frame(tags, numbering.places, at)
    nodes: dict[int, Node] = {}
    starts: list[Begin] = []
    for i, page in enumerate(pages):
        job.step(i / len(pages), f"Page {first + i} of {numbering.total}")
        starts += [
            Begin(bookmark(at, s.section.key), s.section.title, i, high - s.y * POINTS_PER_PIXEL)
            for s in page.starts
        ]
        tags.begin_page()
        frame.begin_page()
        with paper(pdf, 0, high, frame=frame) as canvas:
            _draw_page(canvas, document, page, (first + i, numbering.total), nodes)
        frame.seen(str(pdf._code))  # noqa: SLF001 - the page as drawn; ReportLab tells it nowhere
        pdf.showPage()
    pdf.save()
    return Piece(
        content=tagged(buffer.getvalue(), tags),
        title=document.title,
        pages=len(pages),
        starts=tuple(starts),
        links=tuple(frame.links),
        prints=frame.prints(),
    )


def without_blocks(document: Document) -> Document:
    """Return a document's frame: all but what stands in its sections."""
    sections = tuple(replace(s, blocks=(), backdrop=None) for s in document.sections)
    return replace(document, sections=sections)


def section_starts(pages: Sequence[Page]) -> dict[str, int]:
    """Return the page on which each section begins, by its key, from 1."""
    return {
        start.section.key: number
        for number, page in enumerate(pages, start=1)
        for start in page.starts
    }


def bookmark(at: int, key: str) -> str:
    """Return the name of the bookmark of a section of the document `at`."""
    return f"{at}-{key}"


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
