"""Proves packs from the window: asked for, made beside other work, and what came of each brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel

from csplanner.services.pdf_text import page_texts
from tests.ui.portfolios import TODAY
from tests.ui.test_briefs_page import Builder
from ui.dialogs.record_form import RecordForm
from ui.pages.briefs_pack import PackReport

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.drivers import WindowDriver


@pytest.fixture
def builder(sample: WindowDriver) -> Builder:
    """Return the builder on a copy of the sample."""
    made = Builder(sample)
    made.open()
    return made


def ask(builder: Builder, **chosen: str) -> str:
    """Ask for a pack, choosing in the form by key; returns what the form says is wrong."""
    said: list[str] = []

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, RecordForm)
        for key, words in chosen.items():
            box = form.inputs[key]
            assert isinstance(box, QComboBox)
            box.setCurrentIndex(next(i for i in range(box.count()) if words in box.itemText(i)))
        form.accept()
        said.append(form.wrong.text())
        if form.isVisible():
            form.reject()

    QTimer.singleShot(0, fill)
    builder.page.packs.ask("internal", "A4")
    return said[0]


def test_a_trip_becomes_one_file(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form offers trips; the file that was named holds the list and the briefs."""
    out = tmp_path / "trip.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    assert ask(builder, which="Chicago and Denver", audience="CEO") == ""
    builder.driver.settle()
    texts = page_texts(out.read_bytes())
    assert "Ardenmoor Freight" in texts[0]
    assert len(texts) == 1 + 2 * 6
    assert builder.page.packs.result is None


def test_customers_get_a_file_each_and_what_to_read_is_told(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file was asked for, and a folder made of it; a report lists each with its warning."""
    folder = tmp_path / "reviews"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    assert ask(builder, which="Chicago and Denver", audience="Customer", form="One file") == ""
    builder.driver.settle()
    report: Any = builder.page.packs.result
    assert isinstance(report, PackReport)
    words = "\n".join(label.text() for label in report.findChildren(QLabel))
    assert len(list(folder.iterdir())) == 6
    for path in folder.iterdir():
        assert path.name in words
    assert "nobody has marked as read" in words
    report.accept()


def test_a_cancelled_file_makes_nothing(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving the choice of a file is leaving the pack."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    before = set(tmp_path.iterdir())
    assert ask(builder, which="Reviews of Q") == ""
    builder.driver.settle()
    assert set(tmp_path.iterdir()) == before


def test_a_trip_offers_its_own_pack(builder: Builder) -> None:
    """From the page Trips the form begins with the trip that is shown, also one that is over."""
    builder.driver.go("trips")
    page: Any = builder.driver.window.pages["trips"]
    page.list.view.selectRow(0)
    said: list[str] = []

    def look() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, RecordForm)
        box = form.inputs["which"]
        assert isinstance(box, QComboBox)
        said.append(box.currentText())
        form.reject()

    QTimer.singleShot(0, look)
    page.acts.export_pack()
    assert page.sheet.end < TODAY
    assert f"Trip {page.sheet.id} " in said[0]
