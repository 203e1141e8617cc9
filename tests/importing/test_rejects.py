"""Proves that rejected rows come out as they went in, with what is wrong, and can go in again."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from csplanner.importing.rejects import PROBLEM, rejected_rows
from tests.importing.desk import Desk, counts

if TYPE_CHECKING:
    import pytest

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


def test_a_contradicted_row_stands_beside_the_one_that_contradicts_it(desk: Desk) -> None:
    """Unmended they change nothing; with one of them deleted, the other one counts."""
    told = desk.take_text("people", "external_id,name,title\nA1,Jo,CTO\nA1,Jo,CFO\nA2,Bo,\n")
    (text,) = rejected_rows(told)
    rows = list(csv.reader(text.splitlines(keepends=True)))
    assert [row[2] for row in rows[1:]] == ["CTO", "CFO"]
    assert "row 3 contradicts it" in rows[1][3]
    assert counts(desk.take("people", desk.file("again.csv", text))) == (0, 0, 1, 1)
    assert desk.one("people", external_id="A1").title == "CTO"
    lines = text.splitlines(keepends=True)
    mended = desk.file("mended.csv", "".join([lines[0], lines[2]]))
    assert counts(desk.take("people", mended)) == (0, 1, 0, 0)
    assert desk.one("people", external_id="A1").title == "CFO"


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "A1", "A2", "A3"]),
        st.sampled_from(["Jo", "JO", "Bo", ""]),
        st.sampled_from(["CTO", "CFO"]),
        st.sampled_from(["8", "-4", "x", ""]),
    ),
    max_size=8,
)


@given(rows=ROWS, more=ROWS)
def test_rejects_imported_unmended_write_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, ...]],
    more: list[tuple[str, ...]],
) -> None:
    """Whatever was rejected is rejected again; rows are counted once; a second time is quiet."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for lines in (rows, more):
        text = "".join(",".join(line) + "\n" for line in lines)
        told = desk.take_text("people", f"external_id,name,title,weekly_hours\n{text}")
        before = list(desk.all("people"))
        for content in rejected_rows(told):
            again = desk.take("people", desk.file("again.csv", content))
            assert (again.new, again.changed) == (0, 0)
            assert again.rejected >= told.rejected
        assert desk.all("people") == before
