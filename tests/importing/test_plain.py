"""Proves files without a preset and the program's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from csplanner.base.errors import UserMistake
from tests.importing.desk import counts

if TYPE_CHECKING:
    from tests.importing.desk import Desk


def test_of_a_workbook_the_sheet_that_fits_is_read(desk: Desk) -> None:
    """A sheet of remarks beside the accounts is left out, and said."""
    path = desk.folder / "crm.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Read me").write_row(0, 0, ("These are", "our accounts"))
        sheet = book.add_worksheet("Accounts")
        sheet.write_row(0, 0, ("Account Name", "ARR"))
        sheet.write_row(1, 0, ("Acme", 5000))
    told = desk.take("accounts", path)
    assert desk.one("accounts").arr == 5000
    assert told.new == 1
    assert any("'Read me' was left out" in notice for notice in told.notices)


def test_several_files_of_one_kind(desk: Desk) -> None:
    """Each file is matched by its own headers, and rows are counted together."""
    told = desk.take(
        "accounts", desk.file("a.csv", "name,arr\nA,1\n"), desk.file("b.csv", "Company;ACV\nB;2\n")
    )
    assert counts(told) == (2, 0, 0, 0)
    assert [file.separator for file in told.files] == ["comma", "semicolon"]


def test_a_file_of_something_else_is_refused(desk: Desk) -> None:
    """A table without any column that tells who is meant is no accounts file."""
    with pytest.raises(UserMistake, match="does not look like accounts"):
        desk.take_text("accounts", "when,how much\n2027-01-01,5\n")


def test_own_files_are_read_to_the_letter(desk: Desk) -> None:
    """With the own preset no header is guessed and text keeps its blanks."""
    told = desk.take_text(
        "accounts", 'Name,ACV,notes\nAcme,5,"  two\n spaces"\n', preset="csplanner"
    )
    assert counts(told) == (1, 0, 0, 0)
    account = desk.one("accounts")
    assert (account.name, account.arr, account.notes) == ("Acme", None, "  two\n spaces")
    assert [match.field for match in told.columns] == ["name", "", "notes"]
