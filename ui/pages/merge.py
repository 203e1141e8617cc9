"""Merging a colleague's exported folder: what comes, and both values where both changed a field."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from ui import formats
from ui.actions import Action
from ui.models.row_table import RowTable
from ui.pages.base import Page
from ui.pages.merge_parts import DifferenceView, columns, counts_words, tell_of
from ui.widgets.buttons import Button
from ui.widgets.cards import EmptyState, Ground
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.base.errors import CsplannerError
    from csplanner.base.job import Job
    from csplanner.services.import_portfolio import ImportPreview
    from csplanner.services.merge_folder import Difference, MergeProposal
    from csplanner.services.workspace import Changes

_FOLDER, _KEY = "merge.folder", "merge"


class MergePage(Page):
    """Choose a folder, decide field by field, merge as one undo step."""

    name, title = "merge", "Merge a folder"

    def build(self) -> None:
        """Make the head, the table and what stands where nothing is."""
        self.proposal: MergeProposal | None = None
        self.taken: set[int] = set()
        self._folder, self._merging = Path(), False
        self._panel: InspectorBody | None = None
        self.table: RowTable[Difference] = RowTable(columns(self.is_theirs), key=lambda d: d.number)
        self.view = DifferenceView(self, self.table)
        self.view.remember(self.context.memory, "merge")
        self.view.current_row.connect(self._tell_of)
        self.counts = Label("", "body", "text2")
        self.ours_button = Button("All ours", small=True)
        self.ours_button.clicked.connect(partial(self.decide_all, theirs=False))
        self.theirs_button = Button("All theirs", small=True)
        self.theirs_button.clicked.connect(partial(self.decide_all, theirs=True))
        self.start = EmptyState(
            "Bring a colleague's portfolio in",
            "Choose a folder that they exported. What both of you changed is shown side by side;"
            " nothing is overwritten unseen.",
            ("Choose a folder\N{HORIZONTAL ELLIPSIS}", self.choose),
        )
        self.clean = EmptyState("No field was changed by both", "")
        self._stack = QStackedWidget()
        for widget in (self.start, self.view, self.clean):
            self._stack.addWidget(widget)
        tools = Ground("surface", "b")
        tools.setFixedHeight(44)
        row = QHBoxLayout(tools)
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(self.counts, 1)
        row.addWidget(self.ours_button)
        row.addWidget(self.theirs_button)
        self.tools = tools
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tools)
        column.addWidget(self._stack, 1)
        self.context.workspace_changed.connect(self._forget)
        self._show()

    def open(self, **arguments: Any) -> None:
        """Read a folder (`folder=`)."""
        if "folder" in arguments:
            self.read(Path(arguments["folder"]))

    def refresh(self, changes: Changes | None) -> None:
        """Read the folder again where the portfolio changed meanwhile; decisions are kept."""
        if changes is not None and self.proposal is not None and not self._merging:
            self.read(self._folder)
        self.header_changed.emit()

    def choose(self) -> None:
        """Ask for a folder and read it."""
        start = str(self.context.memory.get(_FOLDER, str(Path.home())))
        chosen = QFileDialog.getExistingDirectory(self, "A colleague's exported folder", start)
        if chosen:
            self.context.memory.keep(_FOLDER, str(Path(chosen).parent))
            self.read(Path(chosen))

    def read(self, folder: Path) -> None:
        """Read a folder off this thread; then show what it would bring."""
        workspace, self._folder = self.workspace, folder

        def work(job: Job) -> MergeProposal:
            from csplanner.services.merge_folder import propose

            return propose(workspace, folder, job)

        self.context.jobs.restart(work, self._take, f"Reading {folder.name}", key=_KEY)

    def _take(self, proposal: MergeProposal) -> None:
        before = self.proposal.differences if self.proposal is not None else ()
        kept = {(d.record_id, d.field) for d in before if d.number in self.taken}
        now = proposal.differences
        self.proposal = proposal
        self.taken = {d.number for d in now if (d.record_id, d.field) in kept}
        self.table.set_rows(now)
        self._show()

    def _forget(self) -> None:
        self.proposal, self.taken = None, set()
        self.table.set_rows(())
        self._show()

    def is_theirs(self, difference: Difference) -> bool:
        """Tell whether a field takes their value."""
        return difference.number in self.taken

    def decide(self, rows: tuple[Difference, ...], *, theirs: bool) -> None:
        """Keep ours or take theirs for some fields."""
        numbers = {row.number for row in rows}
        self.taken = self.taken | numbers if theirs else self.taken - numbers
        for column in (3, 4, 5):
            self.table.repaint(column)
        self._say()
        self._tell_of(rows[0])

    def decide_all(self, *, theirs: bool) -> None:
        """Decide all fields alike."""
        rows = self.table.rows
        if rows:
            self.decide(rows, theirs=theirs)

    def decide_record(self) -> None:
        """Decide all fields of the chosen record as the chosen one is."""
        chosen = self.view.selected()
        if chosen:
            same = tuple(r for r in self.table.rows if r.record_id == chosen[0].record_id)
            self.decide(same, theirs=self.is_theirs(chosen[0]))

    def merge(self) -> None:
        """Write it, as one undo step."""
        proposal, taken, workspace = self.proposal, frozenset(self.taken), self.workspace
        if proposal is None:
            return

        def work(job: Job) -> ImportPreview:
            from csplanner.services.merge_folder import merge

            return merge(workspace, proposal, taken, job)

        label, self._merging = f"Merging {proposal.folder}", True
        jobs = self.context.jobs
        jobs.start(work, self._done, label, key=_KEY, lane="writes", failed=self._failed)

    def _failed(self, error: CsplannerError) -> None:
        self._merging = False
        self.context.notify_error(error)

    def _done(self, told: ImportPreview) -> None:
        self._merging = False
        folder = self.proposal.folder if self.proposal is not None else ""
        self._forget()
        self.context.notify(
            f"Merged {folder}: {formats.number(told.new)} new,"
            f" {formats.number(told.changed)} changed",
            undo=True,
        )
        self.header_changed.emit()

    def _show(self) -> None:
        there = self.proposal is not None
        self.tools.setVisible(there)
        widget: QWidget = self.start
        if there:
            widget = self.view if self.table.rows else self.clean
        self._stack.setCurrentWidget(widget)
        proxy: QWidget | None = self.view if widget is self.view else self.start.button
        if proxy is not None:
            self.setFocusProxy(proxy)
        if widget is self.view:
            self.view.stand_on(0)
            self.view.setFocus()
        self._say()
        self.header_changed.emit()

    def _say(self) -> None:
        if self.proposal is None:
            return
        told, open_fields = self.proposal.preview, len(self.table.rows)
        self.counts.setText(counts_words(told, open_fields, len(self.taken)))
        self.clean.text.setText("; ".join(told.notices))
        for button in (self.ours_button, self.theirs_button):
            button.setVisible(open_fields > 0)

    def crumb(self) -> tuple[str, str]:
        """Return to the import."""
        return "Import", "import"

    def context_line(self) -> str:
        """Say which folder it is."""
        return self.proposal.folder if self.proposal is not None else ""

    def buttons(self) -> tuple[str, ...]:
        """Choose another folder, and merge."""
        return ("merge.choose", "merge.merge") if self.proposal is not None else ()

    def page_actions(self) -> tuple[Action, ...]:
        """Choose, decide, merge."""
        return merge_actions(self)

    def inspector(self) -> QWidget:
        """Return both values of the chosen field in full."""
        if self._panel is None:
            self._panel = InspectorBody("Chosen field")
            chosen = self.view.selected()
            self._tell_of(chosen[0] if chosen else None)
        return self._panel

    def _tell_of(self, row: Difference | None) -> None:
        if self._panel is not None:
            tell_of(self._panel.column, row, theirs=row is not None and self.is_theirs(row))


def merge_actions(page: MergePage) -> tuple[Action, ...]:
    """Return the actions of the page."""

    def there() -> bool:
        return page.proposal is not None

    return (
        Action(name="merge.choose", text="Choose a folder\N{HORIZONTAL ELLIPSIS}", run=page.choose,
               icon="folder", menu="File"),
        Action(name="merge.ours", text="Keep all of ours", icon="check",
               run=partial(page.decide_all, theirs=False), on=there),
        Action(name="merge.theirs", text="Take all of theirs", icon="check",
               run=partial(page.decide_all, theirs=True), on=there),
        Action(name="merge.record", text="Decide the whole record so", keys="R", icon="layers",
               run=page.decide_record, on=there),
        Action(name="merge.merge", text="Merge", run=page.merge, keys="Ctrl+Return", icon="layers",
               menu="File", detail="As one undo step, after a backup",
               on=lambda: there() and not page.workspace.read_only),
    )  # fmt: skip
