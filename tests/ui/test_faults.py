"""What the window does when the disk is full or the file damaged: words, a way on, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from csplanner.domain.records import Account
from ui.dialogs.record_form import Field, RecordForm, Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


def test_on_a_full_disk_the_edit_stays_in_the_form(driver: WindowDriver) -> None:
    """With no page left the notice says so; the form keeps what was typed and saves it later."""
    database = driver.workspace.database
    ((pages,),) = database.pragma("page_count")
    account = driver.workspace.all(Account)[0]
    notes = "word" * 5_000

    def save(values: dict[str, object]) -> bool:
        from dataclasses import replace

        changed = replace(account, notes=str(values["notes"]))
        return driver.window.context.run_change("Note", lambda work: work.put(changed))

    field = Field(key="notes", label="Notes", kind="long")
    form = RecordForm(driver.window, Wording(title="Note", verb="Save"), (field,), save)
    edit = form.inputs["notes"]
    assert isinstance(edit, QPlainTextEdit)
    form.open()
    edit.setPlainText(notes)
    database.pragma(f"max_page_count={pages}")
    form.accept()
    assert form.isVisible()
    assert edit.toPlainText() == notes
    assert "could not be written" in driver.notice
    assert driver.workspace.get(Account, account.id).notes == account.notes  # type: ignore[union-attr]
    database.pragma(f"max_page_count={pages + 10_000}")
    form.accept()
    assert not form.isVisible()
    assert driver.workspace.get(Account, account.id).notes == notes  # type: ignore[union-attr]
    form.deleteLater()


def test_a_damaged_file_offers_its_backup(start: Start) -> None:
    """The notice says what is lost; its button restores to a copy and opens it."""
    first = start(12)
    first.workspace.back_up("by-hand")
    path = first.workspace.path
    first.close()
    path.write_bytes(b"")
    second = start(None, str(path))
    assert second.page == "welcome"
    assert "is empty" in second.notice
    second.click("Restore it to a copy")
    second.settle()
    assert second.workspace.path.name == "team-restored.csplan"
    assert second.workspace.count(Account) == 12
    assert path.read_bytes() == b""


def test_planted_faults_are_mended_from_the_page(driver: WindowDriver) -> None:
    """The check lists them, the button mends them, and the page is clean."""
    driver.go("backup")
    raw = driver.workspace.database.connection
    raw.exec_driver_sql("UPDATE account SET preferred_weekdays = '[1'")
    driver.click("Check portfolio")
    driver.settle()
    assert "preferred_weekdays cannot be read" in driver.words()
    driver.click("Mend what is safe")
    driver.settle()
    assert "12 faults mended" in driver.notice
    assert "Sound: every page can be read" in driver.words()
    assert not driver.window.actions_table.get("backup.repair").enabled
