"""Proves the frame: opening, pages, keys, theme, status bar, undo, closing."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Account
from ui import theme
from ui.app import options
from ui.pages.registry import Place, entries
from ui.widgets.status_bar import OFFLINE, Fact, StatusBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


def test_a_file_named_on_the_command_line_is_opened(driver: WindowDriver) -> None:
    """The window shows the file's accounts, and says whose portfolio and which day it is."""
    assert driver.page == "portfolio"
    assert len(driver.portfolio.names()) == 12
    assert driver.window.windowTitle() == "team · csplanner"
    assert driver.status("day") == "Wed 12 May 2027"
    assert driver.status("scope").startswith("12 accounts · $")


def test_without_a_portfolio_the_welcome_page_is_shown(start: Start) -> None:
    """There is nothing to open: three ways to begin, and no page that needs a portfolio."""
    driver = start(None)
    assert driver.page == "welcome"
    driver.go("portfolio")
    assert driver.page == "welcome"


def test_the_first_frame_says_which_file_comes(start: Start, tmp_path: Path) -> None:
    """Before the file is touched, the header names it and the status bar says offline."""
    window = start(None).window
    window.teller.say_opening(tmp_path / "north.csplan")
    assert (window.header.title.text(), window.header.line.text()) == (
        "north",
        "Opening the portfolio",
    )
    assert window.status.text("offline") == "Offline"


def test_the_last_portfolio_is_opened_again(start: Start) -> None:
    """A start without a name opens what was open last."""
    first = start(12)
    path = first.workspace.path
    first.close()
    assert start(None).workspace.path == path


def test_a_file_that_is_no_portfolio_is_told_and_not_touched(start: Start, tmp_path: Path) -> None:
    """The reason is a notice that stays, on the welcome page."""
    path = tmp_path / "notes.csplan"
    path.write_bytes(b"not a portfolio " * 200)
    os.environ["CSPLANNER_PASSPHRASE"] = "a wrong one"
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("PySide6.QtWidgets.QInputDialog.getText", lambda *_: ("", False))
            driver = start(None, str(path))
    finally:
        del os.environ["CSPLANNER_PASSPHRASE"]
    assert driver.page == "welcome"
    assert "notes.csplan" in driver.notice
    assert path.read_bytes() == b"not a portfolio " * 200


def test_every_registered_page_opens_under_its_contracted_name(driver: WindowDriver) -> None:
    """`go(name)` shows a QWidget named page_<name>, from the sidebar or not."""
    for entry in entries():
        driver.go(entry.name)
        assert driver.window.findChild(QWidget, f"page_{entry.name}") is driver.window.page
        assert driver.page == entry.name


def test_the_sidebar_shows_registered_pages_only_in_order(driver: WindowDriver) -> None:
    """Every page with a place has one button; pages not built have none."""
    wanted = [f"nav_{e.name}" for e in entries() if e.place is not Place.NOWHERE]
    found = [w.objectName() for w in driver.window.sidebar.findChildren(QWidget)]
    assert [name for name in found if name.startswith("nav_")] == wanted


def test_names_of_the_contract_are_there(driver: WindowDriver) -> None:
    """The palette and the notice bar can be found by name."""
    assert driver.window.findChild(QWidget, "command_palette") is not None
    assert driver.window.findChild(QWidget, "notice_bar") is not None


def test_ctrl_numbers_go_to_pages(driver: WindowDriver) -> None:
    """Ctrl+1 is the first page of the sidebar."""
    driver.go("welcome")
    driver.press("Ctrl+1")
    assert driver.page == next(e.name for e in entries() if e.place is Place.BODY)


def test_sidebar_and_inspector_hide_and_stay_hidden(driver: WindowDriver) -> None:
    """Ctrl+B and Ctrl+I toggle, and the choice is remembered."""
    assert driver.window.inspector.isVisible()
    driver.press("Ctrl+I")
    driver.press("Ctrl+B")
    assert not driver.window.inspector.isVisible()
    assert driver.window.sidebar.width() == theme.current().size.sidebar_collapsed
    assert driver.window.context.memory.get("inspector", True) is False


def test_the_theme_switches_while_the_window_is_open(driver: WindowDriver) -> None:
    """Dark and light change the ground that is painted, and nothing else."""

    def ground() -> str:
        picture = driver.window.grab().toImage()
        return str(picture.pixelColor(60, picture.height() // 2).name()).upper()

    driver.window.context.use_theme("dark")
    assert ground() == theme.theme("dark").colour("sidebar")
    driver.window.context.use_theme("light")
    assert ground() == theme.theme("light").colour("sidebar")


def test_undo_and_redo_by_keys_say_what_they_did(driver: WindowDriver) -> None:
    """Ctrl+Z takes a change back, Ctrl+Shift+Z does it again; the list follows at once."""
    account = driver.workspace.all(Account)[0]
    archived = replace(account, archived=True)
    driver.window.context.run_change("Remove it", lambda work: work.put(archived))
    count = len(driver.portfolio.names())
    driver.press("Ctrl+Z")
    assert driver.notice == "Undone: Remove it"
    assert len(driver.portfolio.names()) == count + 1
    driver.press("Ctrl+Shift+Z")
    assert driver.notice == "Done again: Remove it"
    assert len(driver.portfolio.names()) == count


def test_a_notice_offers_undo(driver: WindowDriver) -> None:
    """After a change the notice bar takes it back."""
    account = driver.workspace.all(Account)[0]
    archived = replace(account, archived=True)
    driver.window.context.run_change(
        "Archive it", lambda work: work.put(archived), notice="Archived one account"
    )
    assert driver.notice == "Archived one account"
    driver.click("Undo")
    restored = driver.workspace.get(Account, account.id)
    assert restored is not None
    assert not restored.archived


def test_a_change_in_a_read_only_portfolio_is_refused_in_words(driver: WindowDriver) -> None:
    """The mistake becomes a notice; nothing is raised."""
    driver.workspace.database.read_only = True
    done = driver.window.context.run_change("Try", driver.workspace.many)
    driver.workspace.database.read_only = False
    assert not done
    assert driver.notice == "This portfolio is open read-only."


def test_backing_up_by_hand_is_said_and_shown(driver: WindowDriver) -> None:
    """The status bar warns without a backup, and names it afterwards."""
    assert driver.status("backup") == "No backup"
    driver.window.actions_table.trigger("file.backup")
    driver.settle()
    assert driver.notice.startswith("Backed up and verified")
    assert driver.status("backup").startswith("Backup today")


def test_f6_moves_through_the_regions(driver: WindowDriver) -> None:
    """Six presses visit more than one region and come round."""
    names = ("sidebar", "header", "pages", "inspector", "status_bar")
    regions = {name: driver.window.findChild(QWidget, name) for name in names}
    seen = set()
    for _ in range(6):
        driver.press("F6")
        focus = driver.window.focusWidget()
        assert focus is not None
        seen |= {name for name, region in regions.items() if region and region.isAncestorOf(focus)}
    assert len(seen) >= 3


def test_closing_gives_the_file_back(driver: WindowDriver) -> None:
    """After closing another program can open the portfolio."""
    from csplanner.services.workspace import open_workspace

    path = driver.workspace.path
    driver.close()
    open_workspace(path).close()


def test_a_second_window_on_one_file_is_told_and_offered_the_backup(start: Start) -> None:
    """The second start names the holder; its button opens the newest backup read-only."""
    first = start(12)
    first.workspace.back_up("by-hand")
    path = first.workspace.path
    second = start(None, str(path))
    assert second.page == "welcome"
    assert "is open in" in second.notice
    second.click("Open the backup")
    assert second.page == "today"
    assert second.workspace.read_only
    assert second.status("saved") == "Read-only"


def test_options_are_read_and_mistakes_said() -> None:
    """A date that is none is the user's mistake, in words."""
    found = options(["a.csplan", "--today", "2027-05-12"])
    assert found.portfolio is not None
    assert found.portfolio.name == "a.csplan"
    assert str(found.today) == "2027-05-12"
    wrong = {("--today", "tomorrow"): "not a date", ("--colour",): "no option", ("-p",): "value"}
    for words, said in wrong.items():
        with pytest.raises(UserMistake, match=said):
            options(words)


def test_the_interpreter_leaves_cleanly_after_start(portfolio_of: Callable[[int], Path]) -> None:
    """`start` without an event loop, then the end of the program: status 0 and no complaint."""
    script = (
        "import sys; from ui.app import start; "
        "window = start(['csplanner', sys.argv[1]]); window.go('portfolio')"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(portfolio_of(12))],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = [line for line in found.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (found.returncode, said) == (0, [])


def test_the_first_rows_need_no_sqlalchemy(portfolio_of: Callable[[int], Path]) -> None:
    """What opens the window and lists accounts reads by SQL; the library is for writing."""
    script = (
        "import sys; from ui import opening; from ui.widgets.table_view import TableView\n"
        "opening.LANDING = ('portfolio',)\n"
        "def listed(self, event, before=TableView.paintEvent):\n"
        "    before(self, event)\n"
        "    if self.table.rowCount(): print('rows', 'sqlalchemy' in sys.modules, flush=True)\n"
        "TableView.paintEvent = listed\n"
        "from ui.app import start; window = start(['csplanner', sys.argv[1]])\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(portfolio_of(12))],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert found.stdout.splitlines()[0] == "rows False"


def test_lesser_facts_give_way_in_a_narrow_window(qtbot: QtBot) -> None:
    """The status bar cuts no fact: it leaves some out, and shows them again."""
    home, bar = QWidget(), StatusBar()
    qtbot.addWidget(home)
    bar.setParent(home)
    left = [OFFLINE, Fact("saved", "Saved 14:32", "check"), Fact("sample", "Sample data", "star")]
    bar.say(left, [Fact("scope", "42 accounts", page="portfolio"), Fact("day", "Wed 12 May")])
    bar.resize(1200, 24)
    home.show()
    items = bar.findChildren(QAbstractButton)
    assert [item.isVisible() for item in items] == [True] * 5
    kept = ("Offline", "Saved 14:32", "Wed 12 May")
    bar.resize(sum(i.sizeHint().width() + 14 for i in items if i.text() in kept) + 30, 24)
    shown = [item.text() for item in items if item.isVisible()]
    assert shown == list(kept)
    bar.resize(1200, 24)
    assert [item.isVisible() for item in items] == [True] * 5
