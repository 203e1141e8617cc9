"""A locked window shows nobody, holds no key, loses nothing that was typed, and opens again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.records import Account
from csplanner.services.drafts import drafts
from csplanner.services.workspace import NotOpened, open_workspace
from csplanner.store import keys
from tests.ui.portfolios import TODAY, name_of
from ui.dialogs.log_form import LogForm
from ui.dialogs.passphrase_form import PassphraseForm
from ui.safety_actions import change_passphrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]

WORDS = "lettuce tractor violin gravel seven"


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys cost little; what they cost is measured elsewhere."""
    monkeypatch.setattr(keys, "_ARGON_TIME", 1)
    monkeypatch.setattr(keys, "_ARGON_MEMORY_KIB", 64)


@pytest.fixture
def guarded(driver: WindowDriver) -> WindowDriver:
    """Return a window on a portfolio with a passphrase."""
    assert change_passphrase(driver.window, None, WORDS)
    driver.settle()
    return driver


def _form(driver: WindowDriver) -> LogForm:
    account = driver.workspace.where(Account, name=name_of(2))[0]
    driver.go("account", account_id=account.id)
    form = LogForm(driver.account, driver.window.context, account)
    form.open()
    form.notes.setPlainText("A secret of Ardenmoor")
    return form


def _unlock(driver: WindowDriver, words: str = WORDS) -> None:
    driver.window.opening.locker.stage.words.setText(words)
    driver.window.opening.locker.stage.button.click()
    driver.settle()


def _shown_words(driver: WindowDriver) -> str:
    labels = [w for w in driver.window.findChildren(QLabel) if w.isVisible()]
    return " ".join([driver.window.windowTitle(), driver.words(), *(w.text() for w in labels)])


def test_locking_closes_the_file_and_shows_nobody(guarded: WindowDriver) -> None:
    """No workspace, the lock of the system is off, title and words are without a customer."""
    path = guarded.workspace.path
    names = [account.name for account in guarded.workspace.all(Account)]
    guarded.press("Ctrl+Shift+L")
    assert guarded.window.opening.locker.locked
    assert guarded.window.context.workspace is None
    assert guarded.window.windowTitle() == "csplanner"
    said = _shown_words(guarded)
    assert [name for name in (*names, path.stem) if name in said] == []
    open_workspace(path, Clock(TODAY), WORDS).close()
    _unlock(guarded)
    assert not guarded.window.opening.locker.locked
    assert guarded.page == "portfolio"
    assert len(guarded.portfolio.names()) == 12


def test_a_draft_survives_encrypted(guarded: WindowDriver) -> None:
    """Mid-edit it is locked all the same; the text lies in the file only, and comes back."""
    form = _form(guarded)
    path = guarded.workspace.path
    guarded.window.opening.locker.lock()
    assert not form.isVisible()
    assert form.notes.toPlainText() == ""
    assert b"secret of" not in path.read_bytes()
    with open_workspace(path, Clock(TODAY), WORDS) as found:
        (kept,) = drafts(found)
        assert "A secret of Ardenmoor" in kept.fields.values()
    _unlock(guarded)
    assert form.isVisible()
    assert form.notes.toPlainText() == "A secret of Ardenmoor"
    form.accept()
    assert guarded.notice.startswith("Logged")
    assert drafts(guarded.workspace) == ()
    form.deleteLater()


def test_a_draft_is_offered_after_the_program_ended(guarded: WindowDriver, start: Start) -> None:
    """Locked and ended: the next start offers the text."""
    path = guarded.workspace.path
    form = _form(guarded)
    guarded.window.opening.locker.lock()
    form.deleteLater()
    guarded.close()
    secret = path.with_name("words.txt")
    secret.write_text(WORDS)
    again = start(None, str(path), "--passphrase-file", str(secret))
    assert "A draft was kept: Log a touch" in again.notice
    (kept,) = drafts(again.workspace)
    assert "A secret of Ardenmoor" in kept.fields.values()


def test_idle_minutes_and_sleep_lock(
    guarded: WindowDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten minutes without a sign of life, or a clock that jumped; a key press begins them anew."""
    locker = guarded.window.opening.locker
    locker.tick()
    assert not locker.locked
    locker._alive -= 601
    QTest.keyClick(guarded.window.windowHandle(), Qt.Key.Key_Down)
    locker.tick()
    assert not locker.locked
    locker._alive -= 601
    locker.tick()
    assert locker.locked
    assert "10 minutes" in _shown_words(guarded)
    _unlock(guarded)
    locker._wall -= dt.timedelta(minutes=3)
    locker.tick()
    assert locker.locked
    assert "asleep" in _shown_words(guarded)
    _unlock(guarded)
    guarded.window.context.memory.keep("lock_minutes", "0")
    locker._alive -= 10_000
    locker.tick()
    assert not locker.locked


def test_what_has_no_passphrase_is_not_locked(driver: WindowDriver) -> None:
    """There would be nothing to open it with."""
    driver.window.opening.locker._alive -= 10_000
    driver.window.opening.locker.tick()
    driver.window.opening.locker.lock()
    assert not driver.window.opening.locker.locked
    assert not driver.window.actions_table.get("file.lock").enabled


def test_wrong_passphrases_wait_longer_and_longer(guarded: WindowDriver, qtbot: QtBot) -> None:
    """One second, two, four, at most thirty; nobody is locked out, and the right one opens."""
    guarded.window.opening.locker.lock()
    stage = guarded.window.opening.locker.stage
    waited = []
    for _ in range(8):
        _unlock(guarded, "wrong")
        waited.append(stage.waits)
        assert not stage.words.isEnabled()
        while stage.waits > 0:
            stage._second()
    assert waited == [1, 2, 4, 8, 16, 30, 30, 30]
    assert stage.words.isEnabled()
    for strange in ("", " ", "x" * 100_000, "\0", WORDS + " "):
        stage.words.setText(strange)
        stage.button.click()
        while stage.waits > 0:
            stage._second()
        assert guarded.window.opening.locker.locked
    _unlock(guarded)
    assert not guarded.window.opening.locker.locked


def test_no_key_reaches_what_lies_beneath(guarded: WindowDriver) -> None:
    """Neither palette nor undo nor pages answer while it is locked."""
    account = guarded.workspace.all(Account)[0]
    with guarded.workspace.change("Note") as work:
        work.put(replace(account, notes="kept"))
    guarded.window.opening.locker.lock()
    for keys_pressed in ("Ctrl+K", "Ctrl+Z", "Ctrl+1", "Ctrl+F"):
        guarded.press(keys_pressed, on=guarded.window.sidebar)
    assert not guarded.window.palette_box.isVisible()
    _unlock(guarded)
    assert guarded.workspace.get(Account, account.id).notes == "kept"  # type: ignore[union-attr]


def test_the_form_sets_changes_and_removes(driver: WindowDriver) -> None:
    """Weak, unlike and unknowing ones are refused; each change opens with the new one only."""
    driver.window.actions_table.trigger("file.passphrase")
    form = driver.window.findChild(PassphraseForm)
    for new, again, known, said in (
        ("password", "password", True, "Guessed within hours"),
        (WORDS, "else", True, "not the same"),
        (WORDS, WORDS, False, "Nobody can help"),
    ):
        form.new.setText(new)
        form.again.setText(again)
        form.known.setChecked(known)
        form.accept()
        assert said in form.wrong.text()
        assert form.isVisible()
    form.known.setChecked(True)
    form.accept()
    assert not form.isVisible()
    assert driver.workspace.is_protected
    path = driver.workspace.path
    with pytest.raises(UserMistake, match="not the passphrase now"):
        change_passphrase(driver.window, "wrong", None)
    change_passphrase(driver.window, WORDS, None)
    assert not driver.workspace.is_protected
    driver.close()
    open_workspace(path, Clock(TODAY)).close()


def test_the_file_does_not_open_without_it(guarded: WindowDriver) -> None:
    """The passphrase that the form set is the file's own."""
    path = guarded.workspace.path
    guarded.close()
    with pytest.raises(NotOpened):
        open_workspace(path, Clock(TODAY))


def test_the_recovery_sheet_is_written_without_the_passphrase(
    guarded: WindowDriver, tmp_path: Path
) -> None:
    """A page of lines; the words themselves are nowhere in it."""
    import pypdfium2

    from ui.safety_actions import write_sheet

    out = tmp_path / "sheet.pdf"
    write_sheet(guarded.window, out)
    document = pypdfium2.PdfDocument(out)
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    document.close()
    assert "Write the passphrase here by hand" in text
    assert "lettuce" not in text
    assert guarded.notice == "Written: sheet.pdf"
