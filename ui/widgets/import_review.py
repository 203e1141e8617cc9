"""The third step of an import: how many rows do what, and which records would change how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui import formats
from ui.models.row_table import Column, RowTable
from ui.widgets.cards import EmptyState, Ground, Segmented
from ui.widgets.import_decisions import Decisions
from ui.widgets.labels import Label
from ui.widgets.layouts import clear
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from csplanner.services.import_changes import RecordChange
    from ui.models.import_flow import ImportFlow

DECIDE, CHANGES = "decide", "changes"
_FATES = (
    ("new", "New", "text"),
    ("changed", "Changed", "text"),
    ("unchanged", "Unchanged", "text2"),
    ("rejected", "Rejected", "risk"),
)


def _columns() -> tuple[Column[RecordChange], ...]:
    return (
        Column(title="Record", show=lambda c: c.title, width=260, strong=True),
        Column(title="Kind", show=lambda c: c.kind, width=120, ink=lambda _: "text2"),
        Column(
            title="",
            show=lambda c: "New" if c.new else "Changed",
            width=80,
            ink=lambda c: "good" if c.new else "watch",
            sort=lambda c: c.new,
        ),
        Column(
            title="What it says",
            show=lambda c: c.details,
            width=420,
            ink=lambda _: "text2",
            tip=lambda c: c.details,
        ),
    )


class Figure(QWidget):
    """A count and what is counted."""

    def __init__(self, words: str, ink: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.words, self._ink = words, ink
        self.number = Label("", "figure")
        column.addWidget(self.number)
        column.addWidget(Label(words, "label", "text2"))

    def say(self, count: int) -> None:
        """Show a count; one that is nothing is quiet."""
        self.number.setText(formats.number(count))
        self.number.set_ink(self._ink if count else "text3")
        self.setAccessibleName(f"{self.words}: {formats.number(count)}")


class ReviewStep(QWidget):
    """Counts over two lists: rows that need a decision, and records that would be written."""

    def __init__(self, flow: ImportFlow) -> None:
        super().__init__()
        self.flow = flow
        self.figures = {key: Figure(words, ink) for key, words, ink in _FATES}
        self.choice = Segmented(
            ((DECIDE, "To decide"), (CHANGES, "To be written")), "Which list", CHANGES
        )
        self.choice.chosen.connect(self._choose)
        self.note = Label("", "table", "text2")
        self.decisions = Decisions(flow)
        self.table: RowTable[RecordChange] = RowTable(_columns(), key=lambda change: change.id)
        self.view = TableView(self.table, "Records to be written")
        self.view.setObjectName("import_changes")
        self._same = EmptyState("Nothing to write", "Every row is in the portfolio as it is.")
        self._good = EmptyState("Nothing to decide", "Every row can be read.")
        self._stack = QStackedWidget()
        for widget in (self.view, self.decisions, self._same, self._good):
            self._stack.addWidget(widget)
        self._remarks = QVBoxLayout()
        self._shown: tuple[str, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        band = Ground("surface2", "b")
        row = QHBoxLayout(band)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(28)
        for figure in self.figures.values():
            row.addWidget(figure)
        row.addStretch(1)
        outer.addWidget(band)
        remarks = Ground("surface")
        remarks.setLayout(self._remarks)
        self._remarks.setContentsMargins(16, 8, 16, 0)
        self._remarks.setSpacing(3)
        remarks.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        outer.addWidget(remarks)
        self._remark_box = remarks
        line = Ground("surface")
        tools = QHBoxLayout(line)
        tools.setContentsMargins(16, 10, 16, 6)
        tools.setSpacing(12)
        tools.addWidget(self.choice)
        tools.addWidget(self.note)
        tools.addStretch(1)
        outer.addWidget(line)
        outer.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Show what would be done."""
        seen, preview = self.flow.seen, self.flow.preview
        for key, figure in self.figures.items():
            figure.say(getattr(preview, key) if preview else 0)
        changes = seen.changes if seen else ()
        if changes != self.table.rows:
            self.table.set_rows(changes)
        self.decisions.refresh()
        self._say_remarks(seen.remarks if seen else ())
        writes = len(seen.proposal.writes) if seen and seen.proposal else 0
        self.note.setText(note_words(len(changes), writes))
        self._show()

    def arrive(self) -> None:
        """Begin with what needs a decision, where there is any."""
        self.choice.choose(DECIDE if self.decisions.count else CHANGES, tell=False)
        self._show()

    def _choose(self, _key: str) -> None:
        self._show()

    def _show(self) -> None:
        if self.choice.on == DECIDE:
            shown: QWidget = self.decisions if self.decisions.count else self._good
        else:
            shown = self.view if self.table.rows else self._same
        self.note.setVisible(shown is self.view)
        self._stack.setCurrentWidget(shown)

    def _say_remarks(self, remarks: tuple[str, ...]) -> None:
        if remarks == self._shown:
            return
        self._shown = remarks
        clear(self._remarks)
        for remark in remarks:
            self._remarks.addWidget(Label(remark, "table", "text2").wrapped())
        self._remark_box.setVisible(bool(remarks))


def note_words(shown: int, writes: int) -> str:
    """Return how many records are to be written, and whether all of them are listed."""
    words = formats.counted(writes, "record")
    return words if shown >= writes else f"{words}, the first {formats.number(shown)} listed"
