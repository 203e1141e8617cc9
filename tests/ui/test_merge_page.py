"""Proves the merge of a colleague's folder: side by side, decided by key, one undo step."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.records import Account
from csplanner.services.export_folder import export_folder
from csplanner.services.workspace import open_workspace
from tests.ui.portfolios import TODAY
from ui.exporting import export

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.services.workspace import Workspace
    from tests.ui.drivers import WindowDriver


def change(workspace: Workspace, name: str, **values: Any) -> None:
    """Change an account by name."""
    account = next(a for a in workspace.all(Account) if a.name == name)
    with workspace.change(f"Change {name}") as work:
        work.put(replace(account, **values))


def of(driver: WindowDriver, name: str) -> Account:
    """Return an account by name."""
    return next(a for a in driver.workspace.all(Account) if a.name == name)


@pytest.fixture
def folder(driver: WindowDriver, tmp_path: Path) -> Path:
    """Return what a colleague exported, who began with the same file and changed some of it."""
    shutil.copy(driver.workspace.path, tmp_path / "colleague.csplan")
    with open_workspace(tmp_path / "colleague.csplan", Clock(TODAY)) as theirs:
        change(theirs, "Ardenmoor Freight", notes="Their words", arr=Decimal(111))
        change(theirs, "Boreth Freight", notes="Only they changed this")
        export_folder(theirs, tmp_path / "export")
    change(driver.workspace, "Ardenmoor Freight", notes="Our words", arr=Decimal(222))
    return tmp_path / "export"


def test_both_values_stand_side_by_side(driver: WindowDriver, folder: Path) -> None:
    """Only what both changed is asked; ours is kept unless theirs is taken."""
    driver.go("merge", folder=folder)
    page: Any = driver.window.pages["merge"]
    shown = {(d.field, d.ours, d.theirs) for d in page.table.rows}
    assert shown == {("notes", "Our words", "Their words"), ("arr", "222", "111")}
    assert all(d.record == "Ardenmoor Freight" for d in page.table.rows)
    assert "2 fields changed by both" in page.counts.text()
    labels = "\n".join(d.changed for d in page.table.rows)
    assert "Change Ardenmoor Freight" in labels
    assert of(driver, "Boreth Freight").notes == "", "nothing is written yet"


def test_one_field_is_taken_by_key_and_undone_in_one_step(
    driver: WindowDriver, folder: Path
) -> None:
    """Right takes theirs of the chosen field, Ctrl Enter merges, Ctrl Z takes all of it back."""
    driver.go("merge", folder=folder)
    page: Any = driver.window.pages["merge"]
    notes = next(d for d in page.table.rows if d.field == "notes")
    page.view.choose(notes.number)
    driver.press("Right", page.view)
    assert page.is_theirs(notes)
    driver.press("Ctrl+Return", page.view)
    driver.settle()
    assert (of(driver, "Ardenmoor Freight").notes, of(driver, "Ardenmoor Freight").arr) == (
        "Their words",
        Decimal(222),
    )
    assert of(driver, "Boreth Freight").notes == "Only they changed this"
    assert "Merged export" in driver.notice
    driver.press("Ctrl+Z")
    assert of(driver, "Ardenmoor Freight").notes == "Our words"
    assert of(driver, "Boreth Freight").notes == ""


def test_all_of_theirs_and_back(driver: WindowDriver, folder: Path) -> None:
    """One button decides all; R decides a whole record as the chosen field is."""
    driver.go("merge", folder=folder)
    page: Any = driver.window.pages["merge"]
    page.theirs_button.click()
    assert len(page.taken) == 2
    page.ours_button.click()
    assert not page.taken
    page.decide((page.table.shown[0],), theirs=True)
    page.view.stand_on(0)
    driver.press("R", page.view)
    assert len(page.taken) == 2


def test_a_change_meanwhile_keeps_the_decisions(driver: WindowDriver, folder: Path) -> None:
    """Somebody writes while one decides: the folder is read again, what was decided stays."""
    driver.go("merge", folder=folder)
    page: Any = driver.window.pages["merge"]
    page.decide(tuple(d for d in page.table.rows if d.field == "notes"), theirs=True)
    change(driver.workspace, "Calyxa Freight", notes="Meanwhile")
    driver.settle()
    page.merge()
    driver.settle()
    assert of(driver, "Ardenmoor Freight").notes == "Their words"
    assert of(driver, "Calyxa Freight").notes == "Meanwhile"


def test_a_folder_without_differences_says_so(driver: WindowDriver, tmp_path: Path) -> None:
    """Where nothing clashes there is nothing to decide."""
    export_folder(driver.workspace, tmp_path / "same")
    driver.go("merge", folder=tmp_path / "same")
    page: Any = driver.window.pages["merge"]
    assert page.clean.isVisible()
    assert "0 new" in page.counts.text()


def test_a_folder_that_is_none_is_told(driver: WindowDriver, tmp_path: Path) -> None:
    """A folder of other things becomes a notice, and the page stays as it was."""
    (tmp_path / "other").mkdir()
    driver.go("merge", folder=tmp_path / "other")
    assert "holds no exported file" in driver.notice
    page: Any = driver.window.pages["merge"]
    assert page.start.isVisible()


def test_a_portfolio_is_exported_from_the_window(driver: WindowDriver, tmp_path: Path) -> None:
    """The folder that a colleague merges is written from the menu."""
    export(driver.window, tmp_path / "out")
    driver.settle()
    assert (tmp_path / "out" / "accounts.csv").is_file()
    assert "Exported" in driver.notice
