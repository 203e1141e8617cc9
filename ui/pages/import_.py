"""Bringing a file in without harm: choose it, map its columns, decide on its rows, write it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from csplanner.services.import_words import kind_words
from ui.actions import Action
from ui.models.import_flow import ImportFlow
from ui.models.import_state import Step
from ui.pages.base import Page
from ui.widgets.import_file import FileStep
from ui.widgets.import_inspector import ImportInspector
from ui.widgets.import_last import LastStep
from ui.widgets.import_mapping import MappingStep
from ui.widgets.import_review import ReviewStep
from ui.widgets.import_stepper import Stepper

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from csplanner.services.import_examine import ColumnSeen
    from csplanner.services.workspace import Changes

STEPS = ("File", "Map columns", "Review rows", "Import")


class ImportPage(Page):
    """Four steps; nothing is written before the last one."""

    name, title = "import", "Import"

    def build(self) -> None:
        """Make the steps."""
        self.flow = ImportFlow(self.context, self)
        self.stepper = Stepper(STEPS)
        self.file = FileStep(self.flow)
        self.mapping = MappingStep(self.flow)
        self.review = ReviewStep(self.flow)
        self.last = LastStep(self.flow)
        self._inspector: ImportInspector | None = None
        self._steps = (self.file, self.mapping, self.review, self.last)
        self._stack = QStackedWidget()
        for step in self._steps:
            self._stack.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stepper)
        column.addWidget(self._stack, 1)
        self.setAcceptDrops(True)
        self.stepper.wanted.connect(self._want)
        self.mapping.chose_column.connect(self._tell_of)
        self.flow.changed.connect(self._show)
        self.flow.moved.connect(self._move)
        self.context.workspace_changed.connect(self._forget)
        self.context.theme_changed.connect(self._show)

    def open(self, **arguments: Any) -> None:
        """Take files (`files=`) and what they hold (`kind=`)."""
        if "kind" in arguments:
            self.flow.set_kind(arguments["kind"])
        self.flow.add_files(Path(name) for name in arguments.get("files", ()))

    def refresh(self, changes: Changes | None) -> None:
        """Look again after somebody else's change; our own is told by the last step."""
        flow = self.flow
        theirs = changes is not None and not flow.writing and not flow.written
        if theirs and flow.request.files:
            flow.look()
        else:
            self._show()

    def context_line(self) -> str:
        """Say which step this is and what is imported."""
        if not self.flow.request.files:
            return "Nothing is written before the last step"
        return f"{kind_words(self.flow.request.kind)} · {self.stepper.words()}"

    def page_actions(self) -> tuple[Action, ...]:
        """Start over, back, continue; use a fix, choose files."""
        flow = self.flow
        return (
            Action(
                name="import.cancel",
                text="Start over",
                run=flow.again,
                detail="Forget the files; nothing is written",
                on=lambda: bool(flow.request.files) and flow.writing is None,
            ),
            Action(
                name="import.back",
                text="Back",
                run=flow.back,
                keys="Alt+Left",
                detail="The step before",
                on=lambda: flow.step > Step.FILE and flow.writing is None and flow.written is None,
            ),
            Action(
                name="import.next",
                text="Continue",
                run=flow.forward,
                keys="Ctrl+Enter;Ctrl+Return",
                icon="arrow-right",
                detail="The next step; from the last one, import",
                on=lambda: flow.can_continue,
            ),
            *self._more_actions(),
        )

    def buttons(self) -> tuple[str, ...]:
        """Start over, back, continue; the last step has its own."""
        if self.flow.step is Step.IMPORT:
            return ("import.cancel",) if self.flow.written else ("import.cancel", "import.back")
        return ("import.cancel", "import.back", "import.next")

    def inspector(self) -> QWidget:
        """Return what tells of the chosen column and of the import."""
        if self._inspector is None:
            self._inspector = ImportInspector(self.flow)
            self._inspector.refresh()
        return self._inspector

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, at the first step."""
        if event.mimeData().hasUrls() and self.flow.writing is None:
            self.file.drop.light(lit=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Rest again."""
        self.file.drop.light(lit=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that were dropped; after an import they begin a new one."""
        self.file.drop.light(lit=False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return
        event.acceptProposedAction()
        if self.flow.written is not None:
            self.flow.again()
        if self.flow.step is not Step.FILE:
            self.flow.go(Step.FILE)
        self.flow.add_files(paths)

    def _show(self) -> None:
        step = self.flow.step
        skipped = frozenset() if self.flow.has_columns else frozenset({int(Step.MAP)})
        self.stepper.say(step, skipped=skipped, finished=self.flow.written is not None)
        self._steps[step].refresh()
        if step is not Step.MAP:
            self._tell_of(None)
        self.header_changed.emit()

    def _move(self) -> None:
        self._stack.setCurrentIndex(self.flow.step)
        self._show()
        if self.flow.step is Step.REVIEW:
            self.review.arrive()
        elif self.flow.step is Step.MAP:
            self._focus_column()

    def _focus_column(self) -> None:
        for row in self.mapping.rows:
            if row.selected:
                row.box.setFocus()
                self.mapping.area.ensureWidgetVisible(row)

    def _tell_of(self, column: ColumnSeen | None) -> None:
        if self._inspector is not None:
            self._inspector.show_column(column)

    def _want(self, step: int) -> None:
        if self.flow.writing is None:
            self.flow.go(Step(step))

    def _more_actions(self) -> tuple[Action, ...]:
        flow = self.flow
        return (
            Action(
                name="import.fix",
                text="Use the proposed fix",
                run=self._fix,
                keys="U",
                detail="For the chosen row that needs a decision",
                on=lambda: flow.step is Step.REVIEW and bool(self.review.decisions.count),
            ),
            Action(
                name="import.save_mapping",
                text="Save as mapping…",
                run=self._save_mapping,
                icon="archive",
                detail="The next file with these columns is read the same way",
                on=lambda: flow.can_keep_mapping and flow.step is Step.MAP,
            ),
            Action(
                name="import.files",
                text="Choose files to import…",
                run=self.file.ask_files,
                keys="Ctrl+Shift+O",
                icon="folder",
                menu="File",
                on=lambda: flow.step is Step.FILE,
            ),
        )

    def _save_mapping(self) -> None:
        self.inspector()
        if self._inspector is not None:
            self._inspector.mapping.ask_name()

    def _fix(self) -> None:
        self.review.decisions.use_current()

    def _forget(self) -> None:
        self.flow.again()
