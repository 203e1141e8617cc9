"""Proves that rejected rows come out as they went in, with what is wrong, and can go in again."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from csplanner.importing.rejects import PROBLEM, rejected_rows
from tests.importing.desk import counts

if TYPE_CHECKING:
    from tests.importing.desk import Desk

TEXT = 'Account Name;ACV;notes\nAcme;n/a;"=1+1;\nsecond line"\nBolt;5;fine\nCord;?;-5\n'


def test_rejects_can_be_mended_and_imported_again(desk: Desk) -> None:
    """The file names the fault; mended, it brings in exactly the rows that were missing."""
    (text,) = rejected_rows(desk.take_text("accounts", TEXT))
    rows = list(csv.reader(text.splitlines(keepends=True)))
    assert rows[0] == ["Account Name", "ACV", "notes", PROBLEM]
    assert [row[0] for row in rows[1:]] == ["Acme", "Cord"]
    assert rows[1][2].startswith("'=1+1")
    assert rows[2][2] == "-5"
    assert rows[1][3].startswith("ACV: expected a number")
    mended = desk.file("mended.csv", text.replace("n/a", "7").replace("?", "8"))
    assert counts(desk.take("accounts", mended)) == (2, 0, 0, 0)
    assert desk.one("accounts", name="Acme").notes == "=1+1;\nsecond line"


def test_rejects_of_rejects_have_one_column_of_faults(desk: Desk) -> None:
    """Importing them unmended gives the same file again."""
    (first,) = rejected_rows(desk.take_text("accounts", TEXT))
    (again,) = rejected_rows(desk.take("accounts", desk.file("again.csv", first)))
    assert again == first


def test_files_with_other_headers_come_apart(desk: Desk) -> None:
    """Each header has a text of its own; without rejects only a header is left."""
    told = desk.take(
        "accounts", desk.file("a.csv", "name,arr\nA,x\n"), desk.file("b.csv", "name,acv\nB,x\n")
    )
    assert len(rejected_rows(told)) == 2
    (empty,) = rejected_rows(desk.take_text("accounts", "name,arr\nA,1\n"))
    assert empty.splitlines() == [f"name,arr,{PROBLEM}"]
