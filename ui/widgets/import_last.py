"""The last step of an import: what will be written, the writing itself, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from csplanner.base.errors import CsplannerError
from csplanner.services.import_portfolio import write_rejects
from csplanner.services.import_words import kind_words
from ui import formats
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from csplanner.services.import_portfolio import ImportPreview
    from ui.models.import_flow import ImportFlow

_WIDE = 560


class LastStep(QWidget):
    """Says what is going to happen, runs it, and offers what comes next."""

    def __init__(self, flow: ImportFlow) -> None:
        super().__init__()
        self.flow = flow
        self.title = Label("", "page_title").wrapped()
        self.text = Label("", "body", "text2").wrapped()
        self.start = Button("Import", icon="import", keys="Ctrl Enter", kind=Kind.PRIMARY)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        named(self.bar, "Progress of the import")
        self.doing = Label("", "table", "text2")
        self.cancel = Button("Cancel the import", small=True)
        self.rejects = Button("Save rejected rows…", icon="download")
        self.undo = Button("Undo the import", icon="undo", keys="Ctrl Z")
        self.more = Button("Import more from these files", icon="refresh")
        self.other = Button("Import another file", icon="import")
        self.start.clicked.connect(flow.write)
        self.cancel.clicked.connect(flow.writer.cancel)
        self.rejects.clicked.connect(self.ask_rejects)
        self.undo.clicked.connect(self._undo)
        self.more.clicked.connect(self._more)
        self.other.clicked.connect(self._other)
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QHBoxLayout(self)
        middle = QWidget()
        middle.setMaximumWidth(_WIDE)
        column = QVBoxLayout(middle)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addStretch(2)
        for widget in (self.title, self.text):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.bar)
        line = QHBoxLayout()
        line.addWidget(self.doing, 1)
        line.addWidget(self.cancel)
        column.addLayout(line)
        left = Qt.AlignmentFlag.AlignLeft
        for button in (self.start, self.rejects, self.undo, self.more, self.other):
            column.addWidget(button, 0, left)
        column.addStretch(3)
        outer.addStretch(1)
        outer.addWidget(middle, 20)
        outer.addStretch(1)

    def refresh(self) -> None:
        """Show where the import stands."""
        flow = self.flow
        writing, done = flow.writing, flow.written
        told = done or flow.preview
        self.title.setText(self._title(told))
        self.text.setText(self._text(told))
        for widget in (self.bar, self.doing, self.cancel):
            widget.setVisible(writing is not None)
        if writing is not None:
            self.bar.setValue(round(writing.fraction * 1000))
            self.doing.setText(writing.step)
        self.start.setVisible(writing is None and done is None)
        self.start.setEnabled(flow.can_continue)
        self.rejects.setVisible(writing is None and bool(told and told.rejected))
        self.undo.setVisible(done is not None and bool(done.new or done.changed))
        self.more.setVisible(done is not None and flow.has_columns)
        self.other.setVisible(done is not None)

    def ask_rejects(self) -> None:
        """Ask for a file and write the rejected rows into it."""
        name = f"{self.flow.request.files[0].stem}-rejected.csv"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save rejected rows", name, "Table (*.csv)")
        if chosen:
            self.save_rejects(Path(chosen))

    def save_rejects(self, path: Path) -> None:
        """Write the rejected rows into a file that can be mended and imported again."""
        seen, context = self.flow.seen, self.flow.context
        if seen is None or seen.proposal is None:
            return
        try:
            written = write_rejects(seen.proposal, path)
        except CsplannerError as error:
            context.notify_error(error)
            return
        names = ", ".join(file.name for file in written)
        context.notify(f"Wrote {names}", hint="Mend the rows there and import that file.")

    def _title(self, told: ImportPreview | None) -> str:
        kind = kind_words(self.flow.request.kind)
        if told is None:
            return "Looking at the files…"
        if self.flow.written is not None:
            return f"{kind}: imported"
        if self.flow.writing is not None:
            return f"{kind}: importing"
        if not (told.new or told.changed):
            return "Nothing to write"
        return f"Import {formats.counted(told.rows - told.rejected, 'row')} into {kind.lower()}"

    def _text(self, told: ImportPreview | None) -> str:
        if told is None:
            return ""
        counts = (
            f"{formats.number(told.new)} new, {formats.number(told.changed)} changed, "
            f"{formats.number(told.unchanged)} unchanged, {formats.number(told.rejected)} rejected."
        )
        if self.flow.written is not None:
            return counts
        return (
            f"{counts} A verified copy of the portfolio is kept first. "
            "The import is one change: one Undo takes all of it back."
        )

    def _undo(self) -> None:
        self.flow.context.undo()
        self.flow.again(keep_files=True)

    def _more(self) -> None:
        self.flow.again(keep_files=True)

    def _other(self) -> None:
        self.flow.again()
