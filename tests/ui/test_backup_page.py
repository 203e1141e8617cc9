"""Proves the page of backups: what it says, back up now, the check in words, a restored copy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QFileDialog

from csplanner.base.clock import Clock
from csplanner.domain.records import Account
from csplanner.services.care import Checked
from csplanner.services.workspace import Backup, open_workspace
from tests.ui.portfolios import TODAY
from ui.pages.backup import check_words, reason_words, size_words, when_words

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver
    from ui.pages.backup import BackupPage


@pytest.fixture
def page(driver: WindowDriver) -> BackupPage:
    """Return the page, before any backup."""
    driver.go("backup")
    found: Any = driver.window.page
    return found


def test_without_a_backup_it_says_so(page: BackupPage, driver: WindowDriver) -> None:
    """The empty page says what is missing, and nothing can be restored."""
    assert "There is no backup of this portfolio." in driver.words()
    assert "No backup yet" in driver.words()
    assert not driver.window.actions_table.get("backup.restore").enabled
    assert not page.table.rows


def test_back_up_now_lists_a_verified_copy(page: BackupPage, driver: WindowDriver) -> None:
    """The copy appears with its day, reason and size; the status line is about it."""
    driver.click("Back up now")
    driver.settle()
    (made,) = page.table.rows
    assert made.path.is_file()
    assert reason_words(made) == "Asked for"
    assert page.status.text().endswith("verified")
    assert page.status.text().startswith("Today, ")


def test_the_check_answers_in_words(page: BackupPage, driver: WindowDriver) -> None:
    """A sound file is said to be sound."""
    driver.click("Check portfolio")
    driver.settle()
    assert page.verdict.text().startswith("Sound:")


def test_what_is_wrong_is_told_and_what_to_do() -> None:
    """Problems are named, long lists are cut, and the advice stands last."""
    problems = tuple(f"account row {n} refers to a missing person" for n in range(20))
    found = Checked(integrity=True, foreign_keys=False, problems=problems, schema="1")
    words = check_words(found)
    assert words.startswith("account row 0 refers")
    assert "And 12 problems more." in words
    assert words.endswith("Mend what is safe: a backup is made before.")
    torn = Checked(integrity=False, foreign_keys=True, problems=("page 3",), schema="1")
    assert check_words(torn).endswith("Restore the last good backup to a copy and compare.")


def test_a_backup_is_restored_to_a_copy_that_can_be_opened(
    page: BackupPage, driver: WindowDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy holds what the portfolio held; the open one stays; the notice offers the copy."""
    driver.click("Back up now")
    driver.settle()
    accounts = driver.workspace.count(Account)
    with driver.workspace.change("Delete") as work:
        doomed = work.all(Account)[0]
        work.put(doomed)
    target = tmp_path / "copy.csplan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    driver.click("Restore to a copy…")
    driver.settle()
    assert driver.notice == "Restored to copy.csplan"
    assert page.workspace.path != target
    with open_workspace(target, Clock(TODAY)) as copy:
        assert copy.count(Account) == accounts
    driver.click("Restore to a copy…")
    driver.settle()
    assert "exists already" in driver.notice


def test_days_reasons_and_sizes_are_words() -> None:
    """Today and yesterday by name, other days by date; sizes in kB and MB."""
    noon = dt.datetime(2027, 5, 12, 12, tzinfo=dt.UTC)
    made = Backup(path=Path("a"), at=noon, reason="import", size=1)
    assert when_words(made, TODAY).startswith("Today, ")
    assert when_words(made, TODAY + dt.timedelta(days=1)).startswith("Yesterday, ")
    assert when_words(made, TODAY + dt.timedelta(days=9)).startswith("12 May, ")
    assert reason_words(made) == "Before an import"
    assert (size_words(1), size_words(3_500_000)) == ("1 kB", "3.3 MB")
