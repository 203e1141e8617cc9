"""Proves encodings, separators and torn rows of text files."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.importing.reader import read_tables
from csplanner.importing.tables import ReadOptions
from csplanner.importing.text_files import decoded, separator_of

if TYPE_CHECKING:
    from pathlib import Path

NAMES = "name,city\nÉole,Gdańsk\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (NAMES.encode(), "utf-8"),
        (codecs.BOM_UTF8 + NAMES.encode(), "utf-8-sig"),
        (NAMES.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + NAMES.encode("utf-16-be"), "utf-16"),
        (NAMES.encode("cp1250"), "cp1250"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    """UTF-8 goes first, then marks, then the code page of the machine; the text is the same."""
    read = decoded(data, "a.csv", ReadOptions(code_page="cp1250"))
    assert (read.text, read.encoding) == (NAMES, encoding)


def test_the_first_bad_byte_is_named() -> None:
    """What no encoding can read names byte and line."""
    with pytest.raises(UserMistake, match="byte 0x81 in line 2"):
        decoded(b"name\n\x81\n", "a.csv", ReadOptions(code_page="cp1252"))
    with pytest.raises(UserMistake, match="no encoding"):
        decoded(b"name\n", "a.csv", ReadOptions(encoding="utf-99"))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_separators(mark: str) -> None:
    """The separator is found although the values hold others."""
    text = f'name{mark}arr{mark}notes\nAcme{mark}1.5{mark}"a, b; c"\n'
    assert separator_of(text, frozenset({"name", "arr"})) == mark


def test_one_column_needs_no_separator() -> None:
    """A single column is no puzzle."""
    assert separator_of("name\nAcme\n", frozenset({"name"})) == ","


def test_an_unclosed_quotation_mark_is_reported(tmp_path: Path) -> None:
    """A row that swallowed others is rejected, not read as one account with a long name."""
    path = tmp_path / "a.csv"
    path.write_text('name,city,notes\nA,X,1\n"B,X,1\nC,X,1\n', encoding="utf-8")
    table = read_tables(path)[0]
    assert table.faults == {3: "a quotation mark is opened and not closed: it swallows rows"}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('name,city\n"A,X\nB,X\nC,X\n', 2),
        ('name,city\nA,X\n"B,X\nC,X\n', 3),
        ('name\nA\n"B\nC\n', 3),
    ],
)
def test_narrow_files_lose_nothing_to_an_unclosed_mark(tmp_path: Path, text: str, row: int) -> None:
    """With one or two columns the last row is looked at; a stray inch mark is no fault."""
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert set(read_tables(path)[0].faults) == {row}
    path.write_text('name,city\n5" Pipes,X\nB,X\n', encoding="utf-8")
    assert read_tables(path)[0].faults == {}


def test_a_text_of_several_lines_is_no_fault(tmp_path: Path) -> None:
    """Line breaks within marks are part of the text, also where a line looks like a row."""
    path = tmp_path / "a.csv"
    path.write_text('name,city,notes\nA,X,"first\none, two, three"\n', encoding="utf-8")
    table = read_tables(path)[0]
    assert table.faults == {}
    assert table.rows[0][2] == "first\none, two, three"
