"""Pieces of a paper: each document is rendered by itself, then bound into one PDF.

So the documents of a pack can be rendered side by side, and what binds them is little: pages, tags
and links are taken over as they are. One piece or many, the same input gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from csplanner.reports.finish import saved, stamped
from csplanner.reports.tags import write_tags

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.reports.tags import TagTree


class Start(NamedTuple):
    """Where a section begins: its bookmark, title, page of its piece from 0, y in points."""

    name: str
    title: str
    page: int
    y: float


class Link(NamedTuple):
    """A box of a page, in points from its lower left corner, that leads to a bookmark."""

    page: int
    box: tuple[float, float, float, float]
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A rendered document: its PDF with pages and tags, and what only binding can settle.

    `prints` stand for what is seen on each page: equal prints, equal pictures.
    """

    content: bytes
    title: str
    pages: int
    starts: tuple[Start, ...]
    links: tuple[Link, ...]
    prints: tuple[bytes, ...]


def tagged(raw: bytes, tags: TagTree) -> bytes:
    """Return a drawn PDF with its structure."""
    import pikepdf  # noqa: PLC0415 - loaded when a paper is made, not with the module

    with pikepdf.open(BytesIO(raw)) as pdf:
        write_tags(pdf, tags)
        out = BytesIO()
        pdf.save(out, compress_streams=False, static_id=True)
    return out.getvalue()


def joined_pieces(pieces: Sequence[Piece], title: str, author: str, as_of: dt.date) -> bytes:
    """Bind pieces into one PDF with outline and links; each of many is a part of the outline."""
    import pikepdf  # noqa: PLC0415 - the same

    with pikepdf.new() as pdf:
        sources = [pikepdf.open(BytesIO(piece.content)) for piece in pieces]
        try:
            firsts = _take_pages(pdf, sources)
            _take_tags(pdf, sources, firsts)
        finally:
            for source in sources:
                source.close()
        _link(pdf, pieces, firsts)
        _write_outline(pdf, pieces, firsts)
        for key, words in (("/Title", title), ("/Author", author), ("/Creator", "csplanner")):
            pdf.docinfo[key] = words
        stamped(pdf, as_of, title)
        return saved(pdf)


def _take_pages(pdf: Any, sources: Sequence[Any]) -> list[int]:
    """Append all pages; returns the number of each source's first page, from 0."""
    firsts = []
    for source in sources:
        firsts.append(len(pdf.pages))
        pdf.pages.extend(source.pages)
    return firsts


def _take_tags(pdf: Any, sources: Sequence[Any], firsts: Sequence[int]) -> None:
    """Hang the structures of all sources under one document, each a part of it."""
    from pikepdf import Array, Dictionary, Name  # noqa: PLC0415 - the same

    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    kids, numbers = [], Array()
    for source, first in zip(sources, firsts, strict=True):
        taken = pdf.copy_foreign(source.Root.StructTreeRoot)
        top = taken.K[0]
        if len(sources) == 1:
            root, document = taken, top
            kids = list(top.K)
        else:
            top.S, top.P = Name.Part, document
            kids.append(top)
        nums = list(taken.ParentTree.Nums)
        for at, pieces in zip(nums[::2], nums[1::2], strict=True):
            pdf.pages[first + int(at)].obj.StructParents = first + int(at)
            numbers.append(first + int(at))
            numbers.append(pieces)
    document.K = Array(kids)
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _link(pdf: Any, pieces: Sequence[Piece], firsts: Sequence[int]) -> None:
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415 - the same

    goals = {
        start.name: Array([pdf.pages[first + start.page].obj, Name.FitH, round(start.y, 2)])
        for piece, first in zip(pieces, firsts, strict=True)
        for start in piece.starts
    }
    for piece, first in zip(pieces, firsts, strict=True):
        for link in piece.links:
            if link.name not in goals:
                continue
            note = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(side, 2) for side in link.box]),
                Border=Array([0, 0, 0]),
                Contents=String(link.words),
                F=4,
                Dest=goals[link.name],
            )
            page = pdf.pages[first + link.page].obj
            page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(note)])


def _write_outline(pdf: Any, pieces: Sequence[Piece], firsts: Sequence[int]) -> None:
    from pikepdf import OutlineItem, PageLocation  # noqa: PLC0415 - the same

    with pdf.open_outline() as outline:
        for piece, first in zip(pieces, firsts, strict=True):
            items = [
                OutlineItem(start.title, first + start.page, PageLocation.FitH, top=start.y)
                for start in piece.starts
            ]
            if len(pieces) == 1:
                outline.root.extend(items)
                continue
            top = OutlineItem(piece.title, first, PageLocation.FitH, top=piece.starts[0].y)
            top.is_closed = True
            top.children.extend(items)
            outline.root.append(top)
