"""Proves the builder's sections, templates, texts and printing: by mouse, by key, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Account, BriefText, SectionTemplate
from csplanner.services.brief_templates import new_template, save_template
from csplanner.services.brief_texts import texts_of
from tests.ui.test_briefs_page import Builder
from ui.dialogs.print_form import PrintForm, PrintWish
from ui.dialogs.texts_form import TextsForm
from ui.pages import briefs_sections
from ui.pages.briefs_print import paint_pages
from ui.widgets.section_list import ROW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.drivers import WindowDriver
    from ui.widgets.section_list import SectionList

    Start = Callable[..., WindowDriver]


@pytest.fixture
def builder(sample: WindowDriver) -> Builder:
    """Return the builder on a copy of the sample, open for the account of the design."""
    made = Builder(sample)
    account = made.driver.workspace.where(Account, name="Ardenmoor Freight")[0]
    made.open(account_id=account.id)
    return made


def sections(builder: Builder) -> SectionList:
    """Return the list of sections."""
    return builder.page.choice.sections


def press(builder: Builder, key: Qt.Key, *, alt: bool = False) -> None:
    """Press a key on the list and wait for the preview."""
    held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(sections(builder), key, held)
    builder.driver.settle()


def test_space_switches_a_section_and_the_preview_follows(builder: Builder) -> None:
    """What is off is not in the PDF; the list says how many are on."""
    press(builder, Qt.Key.Key_Down)
    assert "At a glance, on, 2 of 13" in sections(builder).accessibleDescription()
    press(builder, Qt.Key.Key_Space)
    assert "At a glance" not in builder.brief.sections
    assert builder.page.view.pages.count == builder.brief.pages == 12
    assert "12 of 13 on" in builder.driver.words()


def test_alt_and_arrows_move_a_section(builder: Builder) -> None:
    """The order of the list is that of the pages, and ends at both ends."""
    press(builder, Qt.Key.Key_Up, alt=True)
    assert builder.brief.sections[0] == "Cover"
    press(builder, Qt.Key.Key_Down, alt=True)
    assert builder.brief.sections[:2] == ("At a glance", "Cover")


def test_the_mouse_drags_and_switches(builder: Builder) -> None:
    """A press on the toggle switches; a drag carries the row."""
    rows = sections(builder)
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(30, ROW * 12 + 15))
    builder.driver.settle()
    assert "Notes" not in builder.brief.sections
    QTest.mousePress(rows, Qt.MouseButton.LeftButton, pos=QPoint(100, ROW * 3 + 15))
    QTest.mouseMove(rows, QPoint(100, ROW * 2 + 10))
    QTest.mouseMove(rows, QPoint(100, ROW + 10))
    QTest.mouseRelease(rows, Qt.MouseButton.LeftButton, pos=QPoint(100, ROW + 10))
    builder.driver.settle()
    assert builder.brief.sections[1] == "Health explained"


def test_the_last_section_stays_on(builder: Builder) -> None:
    """A brief without any section is none."""
    rows = sections(builder)
    for at in range(13):
        rows.toggle(at)
    builder.driver.settle()
    assert rows.keys() == ("notes",)
    assert builder.brief.sections == ("Notes",)


def test_selecting_a_section_goes_to_its_page(builder: Builder) -> None:
    """The preview shows where the selected section begins."""
    for _ in range(4):
        press(builder, Qt.Key.Key_Down)
    assert builder.page.view.pages.page == dict(builder.brief.places)["burden"]


def test_a_saved_template_can_be_chosen(builder: Builder) -> None:
    """Templates of the reader are offered by name, and choosing one sets the list."""
    workspace = builder.driver.workspace
    with workspace.change("Save template") as work:
        save_template(workspace, work, new_template("Short", "x", "internal", ("notes", "agenda")))
    builder.driver.settle()
    kept = next(t for t in workspace.all(SectionTemplate) if t.name == "Short")
    offered = briefs_sections.template_choices(workspace, "internal")
    assert (kept.id, "Short") in offered
    builder.page.choice.template_chosen.emit(kept.id)
    builder.driver.settle()
    assert builder.brief.sections == ("Notes", "Agenda")
    assert len(sections(builder).rows) == 13


def test_what_was_switched_stays_while_the_portfolio_changes(builder: Builder) -> None:
    """A change elsewhere makes the preview anew, with the same sections."""
    sections(builder).toggle(12)
    builder.driver.settle()
    account = builder.driver.workspace.where(Account, name="Ardenmoor Freight")[0]
    with builder.driver.workspace.change("Note") as work:
        work.put(BriefText(id="t-1", account_id=account.id, quarter="2027Q2", part="ask", text="A"))  # type: ignore[arg-type]
    builder.driver.settle()
    assert "Notes" not in builder.brief.sections


def test_the_form_of_texts_shows_prompts_marks_and_ages(builder: Builder) -> None:
    """Each text a person must write has its field; what is saved is handed on by part."""
    account = builder.driver.workspace.where(Account, name="Ardenmoor Freight")[0]
    found = texts_of(builder.driver.workspace, account.id, "2027Q2")
    kept: list[dict[str, tuple[str, bool]]] = []
    form = TextsForm(builder.page, "Texts", found, lambda told: kept.append(told) is None)
    assert form.fields["outcome"].toPlainText().startswith("1,240 h | of dispatch time")
    assert form.marks["objective"].isChecked()
    assert "never_say" not in form.marks
    assert all(field.placeholderText() for field in form.fields.values())
    form.fields["objective"].setPlainText("Be first")
    form.accept()
    assert kept[0]["objective"] == ("Be first", True)


def test_internal_paper_asks_and_pages_are_checked(builder: Builder) -> None:
    """Without a printer, a tick, or with a page that is not there, the form says what to do."""
    form = PrintForm(builder.page, builder.brief, lambda _wish: True)
    form.printer.addItem("Paper", "Paper")
    form.printer.setCurrentIndex(form.printer.findData("Paper"))
    form.pages.setText("99")
    with pytest.raises(UserMistake, match="no page 99"):
        form.wish()
    form.pages.setText("2-3")
    with pytest.raises(UserMistake, match="internal"):
        form.wish()
    form.confirm.setChecked(True)
    assert form.wish() == PrintWish("Paper", (2, 3), "long", 1)
    again = PrintForm(builder.page, builder.brief, lambda _wish: True)
    assert not again.confirm.isChecked()
    builder.read_as("customer")
    outer = PrintForm(builder.page, builder.brief, lambda _wish: True)
    assert outer.confirm.isHidden()


def test_printed_pages_are_those_of_the_preview(builder: Builder, tmp_path: Path) -> None:
    """The chosen pages come out on their paper, one sheet each."""
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    paint_pages(printer, builder.brief, PrintWish("", (2, 13), "none", 1))
    pdf = pypdfium2.PdfDocument(path)
    assert len(pdf) == 2
    assert [round(side) for side in pdf[0].get_size()] == [595, 842]
    pdf.close()
