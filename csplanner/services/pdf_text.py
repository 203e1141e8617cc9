"""Reads a paper back: the text of each page, and every string and stream that lies beside it."""

from __future__ import annotations

import html
import re
import zipfile
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PDFIUM = Lock()  # one thread at a time may use PDFium
_DEPTH = 40
_ZIP = b"PK\x03\x04"
_PARAGRAPH = re.compile(r"</(?:a:p|si|c:pt|row|dc:[a-z]+|cp:[a-zA-Z]+)>")
_TAG = re.compile(r"<[^>]*>")
_NAMED = re.compile(r'\b(?:descr|title|name|tooltip)="([^"]*)"')
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_SAID = re.compile(rb"/ActualText\s*<(?:feff)?((?:[0-9a-fA-F]{4})+)>", re.IGNORECASE)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NOT_TEXT = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDToGIDMap")


class Place(NamedTuple):
    """A text of a PDF and where it stands; page 0 is beside the pages."""

    page: int
    where: str
    text: str


def read_back(content: bytes) -> tuple[Place, ...]:
    """Return everything that can be read in a PDF: pages, metadata, outline, attachments, streams.

    Text that is hidden, white or outside the sheet counts like any other. Slides are read as well:
    their texts, notes, properties, names, and the workbooks behind their charts.
    """
    if content.startswith(_ZIP):
        return tuple(_slides(content))
    return (*_pages(content), *_beside(content))


def page_texts(content: bytes) -> tuple[str, ...]:
    """Return the text of each page."""
    return tuple(place.text for place in _pages(content))


def _slides(content: bytes, within: str = "") -> Iterator[Place]:
    """Yield the texts of every part of a zip of office parts; numbers of layout are no text."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            raw = parts.read(name)
            if raw.startswith(_ZIP):
                yield from _slides(raw, f"{name} in ")
            elif name.endswith((".xml", ".rels")):
                words = raw.decode("utf-8", "replace")
                lines = _TAG.sub("", _PARAGRAPH.sub("\n", words))
                said = "\n".join((lines, *_NAMED.findall(words)))
                slide = _SLIDE.fullmatch(name)
                where = f"slide {slide[1]}" if slide and not within else f"{within}{name}"
                yield Place(int(slide[1]) if slide else 0, where, html.unescape(said))
            else:
                yield Place(0, f"{within}{name}", _readable(raw))


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
            yield Place(number + 1, f"page {number + 1}", _both_ways(text))
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
        # The file's own id is sixteen bytes of a digest, which any word may be read into.
        inner = [thing[key] for key in list(thing.keys()) if key != "/ID"]
    elif isinstance(thing, pikepdf.Array):
        inner = list(thing)
    for part in inner:
        if depth < _DEPTH and not getattr(part, "is_indirect", False):
            yield from _strings(part, depth + 1)


def _readable(raw: bytes) -> str:
    """Return what a reader could take for text, in one byte and in two bytes a letter."""
    one = raw.decode("latin-1")
    said = [
        bytes.fromhex(code.decode()).decode("utf-16-be", "replace") for code in _SAID.findall(raw)
    ]
    one = "\n".join((one, *said))
    return one if b"\x00" not in raw else f"{one.replace(chr(0), '')}\n{one}"


def _both_ways(text: str) -> str:
    """Return a text, with lines that are read from right to left also turned round."""
    turned = [line[::-1] for line in text.splitlines() if _RIGHT_TO_LEFT.search(line)]
    return "\n".join((text, *turned))
