"""Proves the import page: nothing before the last step, questions asked, clashes refused, undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from csplanner.domain.records import Account, Person, Ticket, TimeOff
from tests.ui.importing import Importing
from ui.models.import_state import Step
from ui.widgets.cards import EmptyState

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.drivers import WindowDriver

CRM = (
    "Account Name;Acct ID;ACV (USD);Renewal;Tier;CSM owner;Link\n"
    "Ardenmoor Freight;A-0001;2,400,000;13/04/2027;A;I. Sollander;x\n"
    "Delmarra Foods;N-1;1,850,000;31/02/2027;A;T. Kelvane;x\n"
    "Boreth Grid;A-0010;n/a;06/05/2027;B;Nobody Known;x\n"
)


@pytest.fixture
def importing(driver: WindowDriver) -> Importing:
    """Stand on the page, with twelve accounts in the portfolio."""
    return Importing(driver)


def test_the_empty_page_asks_for_a_file(importing: Importing) -> None:
    """It says what to drop; nothing can be continued; kinds are words."""
    assert "Drop a CSV or XLSX here" in importing.driver.words()
    assert importing.page.acceptDrops()
    importing.forward()
    assert importing.at(Step.FILE)
    box = importing.page.file.kind
    words = [box.itemText(i) for i in range(box.count())]
    assert {"Accounts", "People of ours", "Calendar file (.ics)", "Exported folder"} <= set(words)
    assert all("_" not in word and word[0].isupper() for word in words)


def test_the_mapping_shows_how_each_column_is_read(importing: Importing, tmp_path: Path) -> None:
    """Field, samples, how read, confidence; a column left out says so; the file line tells all."""
    importing.text(tmp_path, CRM)
    importing.forward()
    row = importing.row("ACV (USD)")
    assert row.box.currentText() == "ARR"
    assert [label.text() for label in row.samples] == ["2,400,000", "1,850,000"]
    assert row.reads.text() == "money"
    assert importing.row("Link").box.currentText() == "Do not import"
    assert importing.row("Tier").reads.text() == "2 values to match"
    line = importing.page.mapping.line
    said = (line.encoding.text(), line.separator.text(), line.header.text(), line.mapped.text())
    assert said == ("UTF-8", "Semicolon", "Header in row 1", "6 of 7 mapped")
    assert line.count.text() == "3 rows, 7 columns"


def test_how_the_file_is_read_can_be_changed(importing: Importing, tmp_path: Path) -> None:
    """Another separator reads the file anew; what was found comes back with 'As found'."""
    importing.text(tmp_path, "name;note, long\nArdenmoor Freight;x\n")
    importing.forward()
    line = importing.page.mapping.line
    menu = line.separator.menu()
    next(action for action in menu.actions() if action.text() == "Comma").trigger()
    importing.driver.settle()
    assert line.separator.text() == "Comma"
    assert [row.column.match.header for row in importing.page.mapping.rows] == ["name;note", "long"]
    menu.deleteLater()
    again = line.separator.menu()
    next(action for action in again.actions() if action.text() == "As found").trigger()
    importing.driver.settle()
    assert line.separator.text() == "Semicolon"
    again.deleteLater()


def test_two_columns_on_one_field_are_marked_and_refused(
    importing: Importing, tmp_path: Path
) -> None:
    """Both rows are marked, the sentence names them, and one cannot go on until one is changed."""
    importing.text(tmp_path, CRM)
    importing.forward()
    importing.choose("Link", "arr")
    marked = [row for row in importing.page.mapping.rows if row.reads.text().startswith("two")]
    assert [row.column.match.header for row in marked] == ["ACV (USD)", "Link"]
    assert "'ACV (USD)' and 'Link' would both fill ARR" in importing.driver.words()
    importing.forward()
    assert importing.at(Step.MAP)
    QTest.keyClick(importing.row("Link").box, Qt.Key.Key_Delete)
    importing.driver.settle()
    assert importing.page.mapping.trouble.text() == ""
    importing.forward()
    assert importing.at(Step.REVIEW)


def test_columns_that_clash_by_themselves_are_shown_to_be_mended(
    importing: Importing, tmp_path: Path
) -> None:
    """A file with two columns for one field gets as far as the mapping, and no further."""
    importing.text(tmp_path, "name,ARR,Annual recurring revenue\nArdenmoor Freight,1,2\n")
    assert "would both fill ARR" in importing.page.file.trouble.text()
    importing.forward()
    assert importing.at(Step.MAP)
    importing.forward()
    assert importing.at(Step.MAP)
    importing.choose("Annual recurring revenue", "")
    importing.forward()
    assert importing.at(Step.REVIEW)


@pytest.mark.parametrize(("answer", "month"), [("dmy", 4), ("mdy", 3)])
def test_ambiguous_dates_are_asked_about(
    importing: Importing, tmp_path: Path, answer: str, month: int
) -> None:
    """The page asks and waits; the answer decides which day is written."""
    importing.text(tmp_path, "external_id,Renewal\nA-0001,03/04/2028\nA-0002,05/06/2028\n")
    importing.forward()
    assert "03/04/2028 could be 3 Apr 2028 or 4 Mar 2028" in importing.driver.words()
    importing.forward()
    assert importing.at(Step.MAP)
    importing.page.mapping.questions.answers["Renewal", answer].click()
    importing.driver.settle()
    assert "could be" not in importing.driver.words()
    importing.to_the_end()
    account = next(a for a in importing.driver.workspace.all(Account) if a.external_id == "A-0001")
    assert account.renewal_date is not None
    assert (account.renewal_date.month, account.renewal_date.year) == (month, 2028)


def test_rows_are_decided_on_and_counts_are_the_real_ones(
    importing: Importing, tmp_path: Path
) -> None:
    """Errors are listed with a fix; using one moves the counts; the run does what they say."""
    importing.text(tmp_path, CRM)
    importing.forward()
    importing.forward()
    decisions = importing.page.review.decisions
    assert decisions.isVisible()
    columns = [decision.problem.column for decision in decisions.table.rows]
    assert sorted(columns) == ["ACV (USD)", "Renewal"]
    assert importing.counts() == (0, 1, 0, 2)
    before = importing.driver.workspace.count(Account)
    decisions.use_all()
    importing.driver.settle()
    assert [decision.problem.column for decision in decisions.table.rows] == ["CSM owner"]
    importing.driver.press("U", on=decisions.view)
    importing.driver.settle()
    assert importing.counts() == (1, 2, 0, 0)
    assert importing.driver.workspace.count(Account) == before
    importing.to_the_end()
    told = importing.page.flow.written
    assert told is not None
    assert (told.new, told.changed, told.unchanged, told.rejected) == (1, 2, 0, 0)
    assert importing.driver.workspace.count(Account) == before + 1
    assert importing.driver.notice == "Imported: 1 new, 2 changed"


def test_undo_takes_the_import_back_and_twice_is_nothing(
    importing: Importing, tmp_path: Path
) -> None:
    """One undo, from the notice; a second import of the same file has nothing to write."""
    path = importing.text(tmp_path, "external_id,name\nN-1,Delmarra Foods\n")
    before = importing.driver.workspace.count(Account)
    importing.to_the_end()
    assert importing.driver.workspace.count(Account) == before + 1
    importing.driver.window.notices.button.click()
    importing.driver.settle()
    assert importing.driver.workspace.count(Account) == before
    importing.page.last.other.click()
    importing.add(path)
    importing.to_the_end()
    importing.page.last.other.click()
    importing.add(path)
    for _ in range(3):
        importing.forward()
    assert importing.page.last.title.text() == "Nothing to write"
    assert not importing.page.last.start.isEnabled()


def test_nothing_is_written_before_the_last_step(importing: Importing, tmp_path: Path) -> None:
    """Through every step up to the last the journal stays as it was; going back works."""
    importing.text(tmp_path, "external_id,name\nN-1,Delmarra Foods\n")
    before = importing.driver.workspace.history(limit=1)
    for _ in range(3):
        importing.forward()
    assert importing.at(Step.IMPORT)
    assert importing.driver.workspace.history(limit=1) == before
    importing.driver.press("Alt+Left")
    assert importing.at(Step.REVIEW)
    importing.driver.click("Start over")
    assert importing.page.flow.request.files == ()
    assert importing.driver.workspace.history(limit=1) == before


def test_rejected_rows_are_saved_to_be_mended(importing: Importing, tmp_path: Path) -> None:
    """The good rows are written, the bad ones go to a file that says what is wrong."""
    importing.text(tmp_path, "external_id,name,arr\nN-1,Delmarra Foods,5\nN-2,Calyxa Rail,many\n")
    importing.to_the_end()
    assert importing.page.last.rejects.isVisible()
    importing.page.last.save_rejects(tmp_path / "bad.csv")
    lines = (tmp_path / "bad.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("csplanner_problem")
    assert lines[1].startswith("N-2,Calyxa Rail,many,arr: expected a number")
    assert importing.driver.notice == "Wrote bad.csv"


def test_a_value_of_a_list_is_matched_in_the_inspector(
    importing: Importing, tmp_path: Path
) -> None:
    """Choosing what a value means is what gets written."""
    importing.text(tmp_path, "external_id,Tier\nA-0001,A\n")
    importing.forward()
    importing.row("Tier").box.setFocus()
    QApplication.processEvents()
    inspector: Any = importing.page.inspector()
    inspector.boxes["A"].choose("growth")
    importing.driver.settle()
    assert importing.row("Tier").reads.text() != "1 value to match"
    importing.to_the_end()
    account = next(a for a in importing.driver.workspace.all(Account) if a.external_id == "A-0001")
    assert account.tier_override == "growth"


def test_files_are_dropped_and_named_kinds_are_taken(importing: Importing, tmp_path: Path) -> None:
    """Dropping people.csv on the page begins an import of people; it can be left out again."""
    path = tmp_path / "people.csv"
    path.write_text("name,role\nR. Vantongeren,CSM\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(300, 300), action, data, buttons, none)
    QApplication.sendEvent(importing.page, enter)
    assert enter.isAccepted()
    assert importing.page.file.drop.lit
    drop = QDropEvent(QPointF(300, 300), action, data, buttons, none)
    QApplication.sendEvent(importing.page, drop)
    importing.driver.settle()
    assert importing.page.flow.request.kind == "people"
    assert importing.page.file.kind.currentText() == "People of ours"
    importing.driver.click("Leave people.csv out")
    assert importing.page.flow.request.files == ()
    importing.add(path)
    importing.to_the_end()
    assert "R. Vantongeren" in {p.name for p in importing.driver.workspace.all(Person)}


def test_a_file_that_cannot_be_read_is_told_where_it_was_chosen(
    importing: Importing, tmp_path: Path
) -> None:
    """The service's sentence stands on the page, without words of the command line."""
    path = tmp_path / "gone.csv"
    importing.add(path)
    assert importing.page.file.trouble.text().startswith("gone.csv is not a file")
    importing.forward()
    assert importing.at(Step.FILE)
    importing.page.flow.again()
    importing.text(tmp_path, "colour,shape\nred,round\n")
    assert "does not look like accounts" in importing.page.file.trouble.text()
    assert "--" not in importing.page.file.trouble.text()


def test_a_calendar_is_imported_for_a_person(importing: Importing, tmp_path: Path) -> None:
    """It skips the mapping, asks whose it is, and writes time off."""
    importing.text(
        tmp_path,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Leave\r\n"
        "DTSTART;VALUE=DATE:20270705\r\nDTEND;VALUE=DATE:20270710\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n",
        "leave.ics",
    )
    assert importing.page.flow.request.kind == "calendar"
    assert "Whose calendar is it?" in importing.page.file.trouble.text()
    owner = importing.page.file.owner
    owner.choose(owner.itemData(owner.findText("I. Sollander")))
    importing.driver.settle()
    importing.forward()
    assert importing.at(Step.REVIEW)
    assert importing.page.stepper.words() == "Step 2 of 3"
    importing.to_the_end()
    (leave,) = importing.driver.workspace.all(TimeOff)
    assert (leave.start.isoformat(), leave.end.isoformat()) == ("2027-07-05", "2027-07-09")


def test_somebody_elses_change_is_looked_at_anew(importing: Importing, tmp_path: Path) -> None:
    """An edit while an import is prepared changes the counts, and the import is not stale."""
    importing.text(tmp_path, "external_id,name\nA-0001,Ardenmoor Freight\n")
    importing.forward()
    importing.forward()
    assert importing.counts() == (0, 0, 1, 0)
    account = next(a for a in importing.driver.workspace.all(Account) if a.external_id == "A-0001")
    with importing.driver.workspace.change("Rename") as work:
        work.put(replace(account, name="Another name"))
    importing.driver.qtbot.waitUntil(lambda: importing.counts() == (0, 1, 0, 0))
    importing.to_the_end()
    written = importing.driver.workspace.get(Account, account.id)
    assert written is not None
    assert written.name == "Ardenmoor Freight"


def test_everything_on_every_step_has_a_name_and_keys_move_rows(
    importing: Importing, tmp_path: Path
) -> None:
    """Fields say which column they are for; Down goes to the next row's field."""
    importing.text(tmp_path, CRM)
    importing.forward()
    rows = importing.page.mapping.rows
    rows[0].box.setFocus()
    QTest.keyClick(rows[0].box, Qt.Key.Key_Down)
    assert rows[1].box.hasFocus()
    assert rows[1].selected
    assert not rows[0].selected
    for row in rows:
        spoken = QAccessible.queryAccessibleInterface(row.box)
        words = spoken.text(QAccessible.Text.Description)
        assert words == row.box.accessibleName() == f"Field for column {row.column.match.header}"
    importing.forward()
    assert importing.page.review.choice.accessibleName()
    assert not importing.driver.shown(EmptyState)


def test_real_files_of_a_source_are_read_by_their_preset(
    importing: Importing, shared: Path
) -> None:
    """RavenStack's files: accounts with ARR, then tickets from the same files, all by presets."""
    importing.page.file.preset.choose("ravenstack")
    importing.add(*sorted((shared / "data" / "ravenstack").glob("*.csv")))
    importing.forward()
    assert all(not row.box.isEnabled() for row in importing.page.mapping.rows)
    importing.forward()
    assert importing.counts() == (5500, 0, 27600, 0)
    assert "58 accounts say UK" in importing.driver.words()
    importing.to_the_end()
    assert importing.driver.workspace.count(Account) == 512
    importing.page.last.more.click()
    importing.driver.settle()
    importing.page.file.kind.choose("tickets")
    importing.driver.settle()
    importing.to_the_end()
    assert importing.driver.workspace.count(Ticket) == 2000


def test_a_cancelled_import_leaves_everything_as_it_was(
    importing: Importing, tmp_path: Path
) -> None:
    """Cancelling while it runs writes nothing, says so, and offers the import again."""
    importing.text(tmp_path, "external_id,name\nN-1,Delmarra Foods\n")
    for _ in range(3):
        importing.forward()
    before = importing.driver.workspace.history(limit=1)
    importing.page.last.start.click()
    importing.page.last.cancel.click()
    importing.driver.settle()
    assert importing.driver.notice == "The import was cancelled."
    assert importing.driver.workspace.history(limit=1) == before
    assert importing.at(Step.REVIEW)
    importing.to_the_end()
    assert importing.driver.workspace.where(Account, external_id="N-1")
