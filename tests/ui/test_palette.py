"""Proves the command palette: what it finds, in which order, and what its keys do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.domain.records import Account
from tests.ui.portfolios import name_of
from ui.dialogs.text_found import TextFound
from ui.palette_search import Entry, plain, rank, search, span

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver


def test_it_finds_accounts_engagements_and_people(driver: WindowDriver) -> None:
    """A part of a name offers the account, its next engagements, and what can be done."""
    driver.palette.find("boreth")
    assert driver.palette.offers()[0].startswith("Boreth")
    assert driver.palette.groups()[:2] == ["Accounts", "Engagements"]
    driver.palette.press("Escape")
    driver.palette.find("tarrisk 3")
    assert "M. Tarrisk 3" in driver.palette.offers()


def test_enter_opens_and_escape_gives_the_focus_back(driver: WindowDriver) -> None:
    """Enter goes to the account; Esc leaves everything as it was, focus too."""
    before = driver.window.focusWidget()
    driver.palette.find("everlund")
    driver.palette.press("Escape")
    assert not driver.palette.is_open
    assert driver.window.focusWidget() is before
    found = driver.palette.find("everlund")
    driver.palette.press("Return")
    assert (driver.page, driver.title) == ("account", found[0])


def test_alt_and_a_number_open_that_line(driver: WindowDriver) -> None:
    """Alt+2 takes the second line without moving to it."""
    found = driver.palette.find("ardenmoor")
    driver.palette.press("Alt+2")
    assert driver.title == found[1]


def test_signs_narrow_to_commands_and_people(driver: WindowDriver) -> None:
    """`>` shows commands only, `@` people only."""
    driver.palette.find("> dark")
    assert driver.palette.groups() == ["Commands"]
    driver.palette.press("Return")
    assert driver.window.context.memory.get("theme", "") == "dark"
    driver.palette.find("@tarrisk")
    assert driver.palette.groups() == ["People"]


def test_it_knows_an_account_that_was_just_added(driver: WindowDriver) -> None:
    """The index follows each change."""
    driver.palette.find("quill")
    assert driver.palette.groups()[:1] != ["Accounts"]
    driver.palette.press("Escape")
    account = Account(id="new", name="Quillonby")  # type: ignore[arg-type]
    driver.window.context.run_change("Add", lambda work: work.put(account))
    assert driver.palette.find("quill")[0] == "Quillonby"


def test_arrows_go_round(driver: WindowDriver) -> None:
    """Up from the first line is the last one."""
    found = driver.palette.find("ardenmoor")
    driver.palette.press("Up")
    assert driver.window.palette_box.results.row == len(found) - 1
    driver.palette.press("Down")
    assert driver.window.palette_box.results.row == 0


@pytest.mark.parametrize(
    ("words", "name", "wanted"),
    [
        ("del", "delmarra foods", 0),
        ("foo", "delmarra foods", 1),
        ("marra", "delmarra foods", 2),
        ("dmfd", "delmarra foods", 3),
        ("xyz", "delmarra foods", -1),
    ],
)
def test_a_beginning_beats_a_word_beats_a_part(words: str, name: str, wanted: int) -> None:
    """The order of merit of a match."""
    assert rank(words, name) == wanted


def test_loose_matches_show_only_when_nothing_better_is_there() -> None:
    """Letters in order are a last resort."""
    names = ("Delmarra Foods", "Dunlora Elmhurst Labs")
    entries = [Entry("account", n, n, n, "", plain(n)) for n in names]
    assert [entry.text for entry in search(entries, "del")] == ["Delmarra Foods"]
    assert [entry.text for entry in search(entries, "dlabs")] == ["Dunlora Elmhurst Labs"]
    assert search(entries, " ") == []


def test_accents_and_case_are_ignored_and_marked_in_place() -> None:
    """Plain text is as long as the text, so that the mark stands on the right letters."""
    assert plain("Zürich Ålborg") == "zurich alborg"
    assert span("albo", "Zürich Ålborg") == (7, 11)
    assert len(plain(name_of(3))) == len(name_of(3))


def _with_texts(driver: WindowDriver, words: str) -> list[str]:
    driver.palette.find(words)
    rest = driver.window.palette_box._rest
    driver.qtbot.waitUntil(lambda: not rest.isActive())
    return driver.palette.offers()


def _write(driver: WindowDriver, number: int, notes: str) -> Account:
    account = next(a for a in driver.workspace.all(Account) if a.name == name_of(number))
    changed = replace(account, notes=notes)
    driver.window.context.run_change("Note", lambda work: work.put(changed))
    return changed


def test_texts_are_found_with_the_words_marked_and_lead_to_the_record(driver: WindowDriver) -> None:
    """Enter shows the account and the whole text, its words marked; Esc gives the focus back."""
    account = _write(driver, 4, "They fear the Zürich audit more than anything in the quarter")
    found = _with_texts(driver, "zurich aud")
    assert found[-1].startswith("Notes of the account, ")
    hit = driver.window.palette_box.results.hits[-1]
    assert [hit.detail[start:end] for start, end in hit.marks] == ["Zürich", "audit"]
    assert "In texts" in driver.palette.groups()
    driver.palette.press("Up")
    driver.palette.press("Return")
    assert (driver.page, driver.title) == ("account", account.name)
    driver.qtbot.waitUntil(lambda: bool(driver.shown(TextFound)))
    box = driver.shown(TextFound)[0]
    assert (box.marked, box.text.toPlainText()) == (2, account.notes)
    box.reject()


def test_a_quote_or_its_key_looks_through_texts_only(driver: WindowDriver) -> None:
    """Ctrl+Shift+F; a text that was changed or taken back is found as it is now."""
    _write(driver, 4, "Everlasting audit")
    _write(driver, 5, "No audit here")
    driver.press("Ctrl+Shift+F")
    driver.type("audit")
    assert driver.palette.groups() == ["In texts"]
    assert len(driver.palette.offers()) == 2
    driver.palette.press("Escape")
    driver.press("Ctrl+Z")
    driver.press("Ctrl+Shift+F")
    driver.type("audit")
    assert len(driver.palette.offers()) == 1
    driver.palette.press("Escape")
