"""Reads a PDF back: the text of each page, and every string and stream that lies beside it."""

from __future__ import annotations

from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PDFIUM = Lock()  # one thread at a time may use PDFium
_DEPTH = 40
_NOT_TEXT = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDToGIDMap")


class Place(NamedTuple):
    """A text of a PDF and where it stands; page 0 is beside the pages."""

    page: int
    where: str
    text: str


def read_back(content: bytes) -> tuple[Place, ...]:
    """Return everything that can be read in a PDF: pages, metadata, outline, attachments, streams.

    Text that is hidden, white or outside the sheet counts like any other.
    """
    return (*_pages(content), *_beside(content))


def page_texts(content: bytes) -> tuple[str, ...]:
    """Return the text of each page."""
    return tuple(place.text for place in _pages(content))


def _pages(content: bytes) -> list[Place]:
    with PDFIUM:
        return list(_read_pages(content))


def _read_pages(content: bytes) -> Iterator[Place]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    try:
        for number in range(len(pdf)):
            page = pdf[number]
            words = page.get_textpage()
            text = words.get_text_range()
            words.close()
            page.close()
            yield Place(number + 1, f"page {number + 1}", text)
    finally:
        pdf.close()


def _beside(content: bytes) -> Iterator[Place]:
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = _font_streams(pdf)
        for thing in pdf.objects:
            strings = list(_strings(thing, 0))
            if strings:
                yield Place(0, "metadata, outline or attachment", "\n".join(strings))
            if isinstance(thing, pikepdf.Stream) and thing.objgen not in fonts:
                raw = bytes(thing.read_bytes())
                yield Place(0, "a stream", _readable(raw))


def _font_streams(pdf: Any) -> set[tuple[int, int]]:
    found = set()
    for thing in pdf.objects:
        for key in _NOT_TEXT:
            stream = thing.get(key) if hasattr(thing, "keys") else None
            if stream is not None and hasattr(stream, "objgen"):
                found.add(stream.objgen)
    return found


def _strings(thing: Any, depth: int) -> Iterator[str]:
    """Yield the strings of one object; what it points to is an object of its own."""
    import pikepdf

    inner: list[Any] = []
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        inner = [thing[key] for key in list(thing.keys())]
    elif isinstance(thing, pikepdf.Array):
        inner = list(thing)
    for part in inner:
        if depth < _DEPTH and not getattr(part, "is_indirect", False):
            yield from _strings(part, depth + 1)


def _readable(raw: bytes) -> str:
    """Return what a reader could take for text, in one byte and in two bytes a letter."""
    one = raw.decode("latin-1")
    return one if b"\x00" not in raw else f"{one.replace(chr(0), '')}\n{one}"
