"""Proves what a preview tells of the files, and that its counts are the real run's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.importing.desk import Desk, counts

if TYPE_CHECKING:
    import pytest

CELLS = st.sampled_from(["", "Acme", "Bolt", "Cord", "A1", "5", "n/a", "2027-01-02", "x"])


def test_encoding_separator_and_header_are_told(desk: Desk) -> None:
    """The preview says how the file was read, and warns of a code page."""
    path = desk.folder / "a.csv"
    path.write_bytes("Name;Stadt\nÉole;Köln\n".encode("cp1252"))
    told = desk.take("accounts", path)
    (file,) = told.files
    assert (file.encoding, file.separator, file.header_row) == ("cp1252", "semicolon", 1)
    assert (file.rows, file.columns) == (1, 2)
    assert "not UTF-8" in told.notices[0]
    assert desk.one("accounts").name == "Éole"


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=12))
def test_a_second_import_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    """Whatever rows a file has: what was written once is unchanged, what was bad is bad again."""
    desk = Desk(tmp_path_factory.mktemp("twice"))
    text = "external_id,name,arr,renewal_date\n" + "".join(f"{','.join(r)}\n" for r in rows)
    first = desk.take_text("accounts", text)
    second = desk.take_text("accounts", text)
    assert counts(second)[:2] == (0, 0)
    assert second.rejected == first.rejected
