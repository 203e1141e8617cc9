"""Proves that hostile and mistaken files are refused before they cost memory."""

from __future__ import annotations

import resource
import zipfile
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.importing.limits import LIMITS, Limits, check_archive, check_dimensions, check_size

if TYPE_CHECKING:
    from pathlib import Path

ROW = "<table:table-row{}>{}</table:table-row>"
CELL = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'


def _archive(path: Path, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_missing_empty_and_large_files(tmp_path: Path) -> None:
    """What is no file, empty or too large is told in words."""
    (tmp_path / "empty.csv").touch()
    (tmp_path / "large.csv").write_bytes(b"x" * 100)
    for name, words in (("none.csv", "not a file"), ("empty.csv", "is empty")):
        with pytest.raises(UserMistake, match=words):
            check_size(tmp_path / name)
    with pytest.raises(UserMistake, match="the limit"):
        check_size(tmp_path / "large.csv", Limits(file_bytes=99))


def test_dimensions() -> None:
    """Rows, columns and their product have a limit each."""
    check_dimensions("a", LIMITS.rows, 1)
    for rows, columns in ((LIMITS.rows + 1, 1), (1, LIMITS.columns + 1), (200_000, 300)):
        with pytest.raises(UserMistake, match="the limit is"):
            check_dimensions("a", rows, columns)


def test_a_zip_bomb_is_refused_unread(tmp_path: Path) -> None:
    """A small file that unpacks to hundreds of megabytes is refused, and memory stays."""
    bomb = _archive(tmp_path / "bomb.xlsx", {"xl/worksheets/sheet1.xml": bytes(300 << 20)})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UserMistake, match="unpacks to"):
        check_archive(bomb)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 << 10


def test_a_suspicious_ratio_and_many_parts(tmp_path: Path) -> None:
    """A ratio that no workbook has, and thousands of parts, are refused."""
    dense = _archive(tmp_path / "dense.xlsx", {"xl/a.xml": bytes(20 << 20)})
    with pytest.raises(UserMistake, match="times its size"):
        check_archive(dense)
    many = _archive(tmp_path / "many.xlsx", {f"{n}": "" for n in range(20)})
    with pytest.raises(UserMistake, match="20 parts"):
        check_archive(many, Limits(entries=10))


def test_a_cell_far_out_is_found_in_the_sheet(tmp_path: Path) -> None:
    """One cell in the last row and column would cost a dense table of billions: refused."""
    far = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = _archive(tmp_path / "far.xlsx", {"xl/worksheets/sheet1.xml": far})
    with pytest.raises(UserMistake, match="1,048,576 rows"):
        check_archive(path)


def test_repeated_cells_of_opendocument(tmp_path: Path) -> None:
    """Filled rows repeated a million times are refused, the usual blank tail is not."""
    blank = "<table:table-cell/>"
    tail = ROW.format(' table:number-rows-repeated="1048000"', blank)
    fine = _archive(tmp_path / "a.ods", {"content.xml": ROW.format("", CELL.format("")) + tail})
    check_archive(fine)
    full = ROW.format(' table:number-rows-repeated="1048000"', CELL.format(""))
    wide = ROW.format("", CELL.format(' table:number-columns-repeated="16384"'))
    for number, content in enumerate((full, wide)):
        path = _archive(tmp_path / f"{number}.ods", {"content.xml": content})
        with pytest.raises(UserMistake, match="the limit is"):
            check_archive(path)


def test_damage_is_told(tmp_path: Path) -> None:
    """A cut archive is called damaged."""
    whole = _archive(tmp_path / "a.xlsx", {"xl/a.xml": "text" * 1000})
    (tmp_path / "cut.xlsx").write_bytes(whole.read_bytes()[:-30])
    with pytest.raises(UserMistake, match="damaged or protected"):
        check_archive(tmp_path / "cut.xlsx")
