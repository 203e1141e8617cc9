"""Proves drafts in the window: kept while one types, taken back, let go, offered again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from csplanner.base.errors import Trouble
from csplanner.domain.records import Account, Engagement
from csplanner.services.drafts import drafts
from ui.dialogs.log_form import LogForm
from ui.drafts import fields_of, fill_field, read_field
from ui.opening import Opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


def _open(driver: WindowDriver) -> LogForm:
    account = min(driver.workspace.all(Account), key=lambda account: account.name)
    driver.go("account", account_id=account.id)
    driver.window.actions_table.last = "account.log_touch"
    form = LogForm(driver.window.pages["account"], driver.window.context, account)
    form.show()
    return form


def _kept(driver: WindowDriver, form: LogForm) -> None:
    driver.qtbot.waitUntil(lambda: "Draft kept" in _told(form))


def _told(form: LogForm) -> str:
    assert form._drafts is not None
    return form._drafts.told.text()


def test_what_is_typed_is_kept_and_a_form_opened_again_takes_it_back(driver: WindowDriver) -> None:
    """A form that is torn away leaves its draft; logging it drops the draft."""
    form = _open(driver)
    form.kind.setCurrentIndex(2)
    QTest.keyClicks(form.notes, "They fear the audit")
    _kept(driver, form)
    form.deleteLater()  # as a crash would: neither accepted nor rejected
    QApplication.processEvents()
    again = _open(driver)
    assert again.notes.toPlainText() == "They fear the audit"
    assert again.kind.currentIndex() == 2
    assert _told(again).startswith("Your draft of ")
    again.accept()
    assert drafts(driver.workspace) == ()
    logged = [e for e in driver.workspace.all(Engagement) if e.notes == "They fear the audit"]
    assert len(logged) == 1
    again.deleteLater()


def test_start_afresh_empties_the_form_and_drops_the_draft(driver: WindowDriver) -> None:
    """One button, for those who want none of it."""
    form = _open(driver)
    QTest.keyClicks(form.notes, "Old words")
    _kept(driver, form)
    form.deleteLater()
    QApplication.processEvents()
    again = _open(driver)
    assert again._drafts is not None
    QTest.mouseClick(again._drafts.afresh, Qt.MouseButton.LeftButton)
    assert again.notes.toPlainText() == ""
    assert drafts(driver.workspace) == ()
    again.reject()
    again.deleteLater()


def test_escape_lets_go_with_a_way_back(driver: WindowDriver) -> None:
    """Words that were typed are not lost by a wrong key; an untouched form asks nothing."""
    form = _open(driver)
    form.reject()
    assert driver.notice == ""
    form = _open(driver)
    QTest.keyClicks(form.notes, "Nearly lost")
    form.reject()
    assert driver.notice == f"Not kept: {form.windowTitle()}"
    assert drafts(driver.workspace) == ()
    shown: list[str] = []

    def exec_(again: LogForm) -> int:
        again.show()
        shown.append(again.notes.toPlainText())
        again.accept()
        return 1

    usual, LogForm.exec = LogForm.exec, exec_  # type: ignore[method-assign, assignment]
    try:
        driver.click("Bring it back")
        driver.qtbot.waitUntil(lambda: bool(shown))
    finally:
        LogForm.exec = usual  # type: ignore[method-assign]
    assert shown == ["Nearly lost"]
    assert drafts(driver.workspace) == ()


def test_a_draft_is_offered_at_the_next_start(start: Start) -> None:
    """The notice names the form; the menu Edit leads to it, too."""
    driver = start()
    form = _open(driver)
    QTest.keyClicks(form.notes, "Before the kill")
    _kept(driver, form)
    title, path = form.windowTitle(), driver.workspace.path
    form.deleteLater()
    driver.close()
    again = start(None, str(path))
    again.qtbot.waitUntil(lambda: again.notice.startswith("A draft was kept"))
    assert again.notice == f"A draft was kept: {title}"
    table = again.window.actions_table
    assert table.get("edit.drafts").enabled
    assert isinstance(again.window.opening, Opening)


def test_every_kind_of_field_reads_back_what_was_put_in(driver: WindowDriver) -> None:
    """Fields of one name are told apart, and those that only show are left alone."""
    form = _open(driver)
    found = fields_of(form)
    assert [name for name in found if "Notes" in name] == ["Notes"]
    for widget in found.values():
        before = read_field(widget)
        assert before is not None
        fill_field(widget, before)
        assert read_field(widget) == before
    fixed = QPlainTextEdit("fixed", form)
    fixed.setAccessibleName("Fixed")
    fixed.setReadOnly(True)
    assert "Fixed" not in fields_of(form)
    form.reject()
    form.deleteLater()


def test_what_could_not_be_saved_is_said_until_something_is(driver: WindowDriver) -> None:
    """The status bar says why in words, and the time again after the next change."""
    context = driver.window.context

    def fail(_work: object) -> None:
        raise Trouble("The disk is full.", "Free some space.")

    assert not context.run_change("Fail", fail)
    assert driver.status("saved") == "Not saved: The disk is full"
    account = driver.workspace.all(Account)[0]
    assert context.run_change("Note", lambda work: work.put(replace(account, notes="x")))
    assert driver.status("saved").startswith("Saved ")
