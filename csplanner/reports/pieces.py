"""Pieces of a paper: each document is rendered by itself, then bound into one PDF.

So the documents of a pack can be rendered side by side, and what binds them is little: pages, tags
and links are taken over as they are. One piece or many, the same input gives the same bytes.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from csplanner.reports.finish import saved, stamped
from csplanner.reports.tags import write_tags

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

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
        pdf.save(out, compress_streams=True, static_id=True)
    return out.getvalue()


def joined_pieces(pieces: Iterable[Piece], title: str, author: str, as_of: dt.date) -> bytes:
    """Bind pieces into one PDF with outline and links; each of many is a part of the outline.

    Pieces are bound as they come, so that the rest may still be made meanwhile.
    """
    import pikepdf  # noqa: PLC0415 - the same

    bound: list[Piece] = []
    firsts: list[int] = []
    with ExitStack() as open_sources, pikepdf.new() as pdf:
        structure = _Structure(pdf)
        for piece in pieces:
            source = open_sources.enter_context(pikepdf.open(BytesIO(piece.content)))
            firsts.append(len(pdf.pages))
            pdf.pages.extend(source.pages)
            structure.take(source, firsts[-1])
            bound.append(replace(piece, content=b""))
        structure.write(pdf)
        _link(pdf, bound, firsts)
        _write_outline(pdf, bound, firsts)
        for key, words in (("/Title", title), ("/Author", author), ("/Creator", "csplanner")):
            pdf.docinfo[key] = words
        stamped(pdf, as_of, title)
        return saved(pdf)


class _Structure:
    """Hangs the structures of pieces under one document, each of many a part of it."""

    def __init__(self, pdf: Any) -> None:
        from pikepdf import Array, Dictionary, Name  # noqa: PLC0415 - the same

        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._parts: list[Any] = []
        self._owners = Array()

    def take(self, source: Any, first: int) -> None:
        """Take over the structure of a source whose pages begin at `first`."""
        taken = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        self._parts.append(taken.K[0])
        nums = list(taken.ParentTree.Nums)
        for at, owners in zip(nums[::2], nums[1::2], strict=True):
            number = first + int(at)
            self._pdf.pages[number].obj.StructParents = number
            self._owners.append(number)
            self._owners.append(owners)

    def write(self, pdf: Any) -> None:
        """Hang it into the file."""
        from pikepdf import Array, Dictionary, Name  # noqa: PLC0415 - the same

        document = self._parts[0]
        if len(self._parts) > 1:
            document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
            document.K = Array(self._parts)
            for part in self._parts:
                part.S, part.P = Name.Part, document
        document.P = self._root
        self._root.K = Array([document])
        self._root.ParentTree = pdf.make_indirect(Dictionary(Nums=self._owners))
        self._root.ParentTreeNextKey = len(pdf.pages)
        pdf.Root.StructTreeRoot = self._root
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
