"""Limits kept before a file is read, so that a hostile one costs neither memory nor time."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20
_KEEP = 64
_CELL = re.compile(rb'[\s"]r="([A-Z]{1,3})(\d{1,7})"')
_ODS_ROW = re.compile(rb"<table:table-row([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^>]*?)(/?)>")
_ODS_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_FILLED = (b"office:value", b"<text:p")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an import accepts: bytes, rows, columns, characters a cell, and zip figures."""

    file_bytes: int = 64 << 20
    unpacked_bytes: int = 256 << 20
    entries: int = 4000
    ratio: int = 200
    ratio_from: int = 16 << 20
    rows: int = 250_000
    columns: int = 400
    cell: int = 100_000
    cells: int = 10_000_000
    ods_bytes: int = 48 << 20


LIMITS = Limits()


def _mega(count: int) -> str:
    return f"{count / (1 << 20):,.0f} MB"


def check_size(path: Path, limits: Limits = LIMITS) -> None:
    """Refuse a file that is missing, no plain file, empty or too large. Raises UserMistake."""
    try:
        if not path.is_file():
            raise UserMistake(f"{path.name} is not a file that can be read.", "Check the path.")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise UserMistake(f"{path.name} cannot be read.", "Check the path.") from error
    if size == 0:
        raise UserMistake(f"{path.name} is empty.", "Export it again from where it came.")
    if size > limits.file_bytes:
        raise UserMistake(
            f"{path.name} is {_mega(size)} large; the limit is {_mega(limits.file_bytes)}.",
            "Split it into several files.",
        )


def check_dimensions(name: str, rows: int, columns: int, limits: Limits = LIMITS) -> None:
    """Refuse more rows or columns than the limits. Raises UserMistake."""
    if rows > limits.rows:
        raise UserMistake(
            f"{name} has {rows:,} rows or more; the limit is {limits.rows:,}.",
            "Split it into several files.",
        )
    if columns > limits.columns:
        raise UserMistake(
            f"{name} has {columns:,} columns; the limit is {limits.columns:,}.",
            "Delete the columns that are not needed.",
        )
    if rows * columns > limits.cells:
        raise UserMistake(
            f"{name} spans {rows * columns:,} cells; the limit is {limits.cells:,}.",
            "Delete what stands far below or right of the table.",
        )


# What Python's unzipping raises of a broken archive, each from another place in it.
_BROKEN: tuple[type[Exception], ...] = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_BROKEN += (struct.error, OSError, EOFError, RuntimeError, ValueError, OverflowError)


def check_archive(path: Path, limits: Limits = LIMITS) -> None:
    """Refuse a zipped workbook that unpacks to too much or whose sheets are too large.

    Sizes are taken from the central directory first and then held while unpacking, so that a file
    that lies about them is refused, too. Raises UserMistake.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            _check_directory(path, infos, limits)
            for info in infos:
                _check_entry(archive, info, limits)
    except UserMistake:
        raise
    except _BROKEN as error:
        raise UserMistake(
            f"{path.name} is damaged or protected: it does not unpack.",
            "Open it in a spreadsheet program and save it again without a password.",
        ) from error


def _check_directory(path: Path, infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    if len(infos) > limits.entries:
        raise UserMistake(
            f"{path.name} holds {len(infos):,} parts; that is no usual workbook.",
            "Save the sheet that is needed as CSV.",
        )
    if unpacked > limits.unpacked_bytes:
        raise UserMistake(
            f"{path.name} unpacks to {_mega(unpacked)}; the limit is "
            f"{_mega(limits.unpacked_bytes)}.",
            "Save the sheet that is needed as CSV.",
        )
    if unpacked > limits.ratio_from and unpacked / packed > limits.ratio:
        raise UserMistake(
            f"{path.name} unpacks to {unpacked // packed} times its size: no usual workbook.",
            "Save the sheet that is needed as CSV.",
        )


def _check_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> None:
    """Unpack one part in pieces and hold what it says of its rows and columns."""
    if info.filename == "content.xml":
        _check_ods(archive, info, limits)
        return
    is_sheet = info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml")
    rows, columns, tail = 0, set[bytes](), b""
    with archive.open(info) as part:
        while piece := part.read(_CHUNK):
            if not is_sheet:
                continue
            text = tail + piece
            found = _CELL.findall(text)
            rows = max(rows, max((int(row) for _, row in found), default=0))
            columns.update(column for column, _ in found)
            tail = text[-_KEEP:]
    check_dimensions(info.filename, rows, max(map(_number_of, columns), default=0), limits)


def _check_ods(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> None:
    """Count the rows and columns of an OpenDocument sheet, repeated ones included."""
    if info.file_size > limits.ods_bytes:
        raise UserMistake(
            f"The sheet unpacks to {_mega(info.file_size)}; the limit for ODS is "
            f"{_mega(limits.ods_bytes)}.",
            "Save it as XLSX or CSV.",
        )
    rows = columns = 0
    for attributes, body in _ODS_ROW.findall(archive.read(info)):
        repeated = _ODS_ROWS.search(attributes)
        filled = any(sign in body for sign in _FILLED)
        if filled:
            columns = max(columns, _ods_width(body))
        rows += int(repeated[1]) if repeated and filled else 1
    check_dimensions("The sheet", rows, columns, limits)


def _ods_width(row: bytes) -> int:
    """Count the columns of a row up to its last filled one, as far as its cells are not blank."""
    width = 0
    for attributes, closed in _ODS_CELL.findall(row):
        repeated = _ODS_COLUMNS.search(attributes)
        blank = bool(closed) and b"office:value" not in attributes
        width += int(repeated[1]) if repeated and not blank else 1
    return width


def _number_of(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
