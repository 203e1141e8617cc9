"""Text files: their encoding, their separator, their records."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.importing.tables import SEPARATOR_NAMES
from csplanner.importing.texts import words_of

if TYPE_CHECKING:
    from csplanner.importing.limits import Limits
    from csplanner.importing.tables import ReadOptions, Table

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A file's text and the encoding it was read in."""

    text: str
    encoding: str


def decoded(data: bytes, name: str, options: ReadOptions) -> Text:
    """Decode strictly: what was said, else by mark, else UTF-8, else the code page given.

    Raises UserMistake that names the first byte that cannot be read, and its line.
    """
    if options.encoding:
        return _strict(data, name, options.encoding)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, encoding)
    try:
        return Text(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return _strict(data, name, options.code_page)


def _strict(data: bytes, name: str, encoding: str) -> Text:
    try:
        return Text(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserMistake(
            f"{name} is not {encoding}: byte 0x{data[error.start]:02x} in line {line} cannot be "
            "read.",
            "Save the file as UTF-8, or name its encoding in a file given with --map.",
        ) from error
    except LookupError as error:
        raise UserMistake(
            f"'{encoding}' is no encoding.", "Write it as utf-8 or cp1252."
        ) from error


def separator_of(text: str, known: frozenset[str]) -> str:
    """Choose among comma, semicolon, tab and bar by known headers, then by even rows."""
    return max(SEPARATOR_NAMES, key=lambda mark: _score(text, mark, known))


def _score(text: str, mark: str, known: frozenset[str]) -> tuple[int, float, int]:
    sample = text[: 1 << 16]
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark):
            if row:
                rows.append(row)
            if len(rows) >= _SAMPLE:
                break
    except csv.Error:
        return (0, 0.0, 0)
    if not rows:
        return (0, 0.0, 0)
    headers = max(
        sum(words_of(cell) in known for cell in row if cell) if len(row) > 1 else 0
        for row in rows[:20]
    )
    width, count = Counter(map(len, rows)).most_common(1)[0]
    even = count / len(rows) if width > 1 else 0.0
    return (headers, even, width)


def records_of(text: str, separator: str, name: str, limits: Limits) -> list[list[str]]:
    """Split text into records; a record's place in the list is its row in a spreadsheet."""
    before = csv.field_size_limit(limits.file_bytes)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return list(itertools.islice(reader, limits.rows + 100))
    except csv.Error as error:
        raise UserMistake(
            f"{name} cannot be split into rows: {error}.", "Save it again as CSV."
        ) from error
    finally:
        csv.field_size_limit(before)


def torn_rows(table: Table, separator: str) -> dict[int, str]:
    """Find rows in which an unclosed quotation mark has swallowed the rows behind it.

    To be asked only of a text with an odd number of marks: prose may have lines like rows, too.
    With one or two columns any line looks like a row, so only the last row is suspected there.
    """
    width = len(table.header)
    numbered = list(zip(table.numbers, table.rows, strict=True))
    torn = {}
    for number, row in numbered if width > 2 else numbered[-1:]:
        for cell in row:
            lines = cell.splitlines()
            like = [line.count(separator) == width - 1 for line in lines]
            if len(lines) > 1 and (any(like) if width > 2 else all(like[1:])):
                torn[number] = "a quotation mark is opened and not closed: it swallows rows"
    return torn
