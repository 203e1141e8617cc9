"""Asks how to print: printer, pages, paper, both sides, copies; internal paper asks once more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSpinBox

from csplanner.base.errors import UserMistake
from ui import formats
from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from csplanner.services.prepare_brief import Brief

DUPLEX = (
    ("none", "One side"),
    ("long", "Both sides, long edge"),
    ("short", "Both sides, short edge"),
)
_CONFIRM = "I keep this paper with us: it is internal"
_MOST_COPIES = 99


@dataclass(frozen=True, slots=True)
class PrintWish:
    """How a brief shall be printed; `pages` are numbers from 1."""

    printer: str
    pages: tuple[int, ...]
    duplex: str
    copies: int


class PrintForm(Form):
    """Asks; `do` prints and says whether it was done."""

    def __init__(self, parent: QWidget, brief: Brief, do: Callable[[PrintWish], bool]) -> None:
        super().__init__(parent, "Print brief", "Print")
        self._brief, self._do = brief, do
        self.printer = QComboBox()
        for name in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(name, name)
        self.printer.setCurrentIndex(max(0, self.printer.findData(_usual())))
        self.pages = QLineEdit()
        self.pages.setPlaceholderText(f"all {brief.pages}, or 1-4, 7")
        self.duplex = QComboBox()
        for key, words in DUPLEX:
            self.duplex.addItem(words, key)
        self.duplex.setCurrentIndex(1 if brief.pages > 1 else 0)
        self.copies = QSpinBox()
        self.copies.lineEdit().setTextMargins(8, 0, 0, 0)
        self.copies.setRange(1, _MOST_COPIES)
        form = QFormLayout()
        form.setSpacing(8)
        self._add(form, "Printer", self.printer)
        self._add(form, "Pages", self.pages)
        form.addRow(Label("Paper", "body", "text2"), Label(brief.request.paper, "body"))
        self._add(form, "Sides", self.duplex)
        self._add(form, "Copies", self.copies)
        self.body.addLayout(form)
        self.confirm = QCheckBox(_CONFIRM)
        named(self.confirm, _CONFIRM)
        self.confirm.setVisible(brief.check is None)
        self.body.addWidget(self.confirm)
        self._say_pages()

    def wish(self) -> PrintWish:
        """Return what was chosen; raises UserMistake in words."""
        from csplanner.services.page_range import page_numbers

        pages = page_numbers(self.pages.text(), self._brief.pages)
        if not self.printer.currentData():
            raise UserMistake("No printer is set up on this machine.", "Export the PDF instead.")
        if self._brief.check is None and not self.confirm.isChecked():
            raise UserMistake(
                "This paper is internal: scores, revenue and notes stand on it.",
                "Tick that it stays with us, or print the customer pack.",
            )
        return PrintWish(
            printer=str(self.printer.currentData()),
            pages=pages,
            duplex=str(self.duplex.currentData()),
            copies=self.copies.value(),
        )

    def finish(self) -> bool:
        """Print as chosen."""
        return self._do(self.wish())

    def _add(self, form: QFormLayout, words: str, widget: QWidget) -> None:
        named(widget, words)
        form.addRow(Label(words, "body", "text2"), widget)

    def _say_pages(self) -> None:
        found = formats.counted(self.printer.count(), "printer")
        if not self.printer.count():
            found = "No printer is set up here; exporting the PDF still works."
        words = f"{formats.counted(self._brief.pages, 'page')} as in the preview. {found}"
        self.body.addWidget(Label(words.rstrip(".") + ".", "note", "text2").wrapped())


def _usual() -> str:
    return str(QPrinterInfo.defaultPrinterName())
