"""The steps of one import in the window: files in, decisions taken, looked at again, written.

Widgets read its state and ask it. It looks at files in the compute lane, and writes in the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.services.import_choices import with_column, with_value
from csplanner.services.import_examine import examine, fields_of
from csplanner.services.import_mappings import fitted, is_untouched, saved, source_of
from csplanner.services.import_words import CALENDAR, FOLDER
from ui.models.import_state import NO_TASK, ImportState, Step
from ui.models.saved_mappings import SavedMappings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtCore import QObject

    from csplanner.base.errors import CsplannerError
    from csplanner.base.job import Job
    from csplanner.services.import_examine import Examined, ImportTask
    from csplanner.services.import_fixes import Decision
    from csplanner.services.import_portfolio import ImportPreview, ImportRequest
    from ui.context import Context

_LOOK = "import.look"


class ImportFlow(ImportState):
    """One import as it goes on, step by step."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(context, parent)
        self._kind_said = False
        self._mappings = SavedMappings(context.memory)
        self.writer.written.connect(self._has_written)
        self.writer.stopped.connect(self._stopped)

    def set_kind(self, kind: str) -> None:
        """Say what the files hold; what was decided of their columns is forgotten."""
        self._kind_said = True
        self._ask_anew(replace(self.request, kind=kind, mapping=NO_TASK.request.mapping))

    def set_preset(self, preset: str) -> None:
        """Say where the files come from."""
        fresh = replace(self.request, preset=preset, mapping=NO_TASK.request.mapping)
        self._ask_anew(fresh)

    def set_task(self, task: ImportTask) -> None:
        """Take another owner of a calendar, another way to read a folder, and look again."""
        self.task = task
        self.look()

    def add_files(self, files: Iterable[Path]) -> None:
        """Add files; the kind is taken from the first name where nobody has said it."""
        added = tuple(path for path in files if path not in self.request.files)
        if not added:
            return
        kind = kind_of_file(added[0], self.request.kind)
        if self._kind_said and fields_of(kind):
            kind = self.request.kind
        if kind != self.request.kind:
            self.task = replace(NO_TASK, request=replace(NO_TASK.request, kind=kind))
        self._ask_anew(replace(self.request, files=(*self.request.files, *added)))

    def remove_file(self, path: Path) -> None:
        """Leave a file out again."""
        left = tuple(file for file in self.request.files if file != path)
        self._ask_anew(replace(self.request, files=left))

    def decide(self, request: ImportRequest) -> None:
        """Take a changed request and look again."""
        self.task = replace(self.task, request=request)
        self.look()

    def choose(self, header: str, field: str) -> None:
        """Read a column into a field; two columns on one are shown, and nothing is computed."""
        request = with_column(self.request, header, field)
        self.columns = tuple(
            replace(column, match=replace(column.match, field=field))
            if column.match.header == header
            else column
            for column in self.columns
        )
        self.task = replace(self.task, request=request)
        if self.clashing:
            self.context.jobs.cancel(_LOOK)
            self.looking = False
            self.changed.emit()
        else:
            self.look()

    def use(self, decisions: Iterable[Decision]) -> None:
        """Use the fixes that some decisions propose."""
        request = self.request
        for decision in decisions:
            fix = decision.fix
            if fix is not None:
                request = with_value(request, fix.field, fix.cell, fix.instead)
        if request is not self.request:
            self.decide(request)

    def look(self) -> None:
        """Look at the files again, in the compute lane; only the newest look counts."""
        workspace, task = self.context.workspace, self.task
        if workspace is None or not task.request.files:
            self.context.jobs.cancel(_LOOK)
            self.seen, self.columns, self.looking = None, (), False
            self.changed.emit()
            return

        def work(job: Job) -> Examined:
            return examine(workspace, task, job)

        self.looking = True
        self.context.jobs.restart(
            work, self._looked, "Looking at the files", key=_LOOK, failed=self._not_looked
        )
        self.changed.emit()

    def forward(self) -> None:
        """Take the next step; from the last one, write."""
        if not self.can_continue:
            return
        if self.step is Step.IMPORT:
            self.write()
            return
        skips = self.step is Step.FILE and not self.has_columns
        self.go(Step.REVIEW if skips else Step(self.step + 1))

    def back(self) -> None:
        """Go a step back."""
        if self.step is Step.FILE or self.writing:
            return
        skips = self.step is Step.REVIEW and not self.has_columns
        self.go(Step.FILE if skips else Step(self.step - 1))

    def go(self, step: Step) -> None:
        """Show a step."""
        self.step = step
        self.moved.emit()
        self.changed.emit()

    def again(self, *, keep_files: bool = False) -> None:
        """Begin anew; with `keep_files` the same files are looked at for another kind."""
        files = self.request.files if keep_files else ()
        preset = self.request.preset if keep_files else ""
        self.context.jobs.cancel(_LOOK)
        self.written, self._kind_said = None, keep_files
        self.step = Step.FILE
        self._ask_anew(replace(NO_TASK.request, kind=self.request.kind, preset=preset, files=files))
        self.moved.emit()

    def write(self) -> None:
        """Write what was proposed."""
        proposal = self.seen.proposal if self.seen else None
        if proposal is not None and self.can_continue:
            self.writer.start(proposal)

    def keep_mapping(self, name: str) -> None:
        """Keep how the files are read, for the next ones with these headers."""
        self.used = saved(name, self.source, self.request)
        self._mappings.keep(self.used)
        self.context.notify(
            f"The mapping “{self.used.name}” is kept.",
            hint="The next file with these columns is read by it.",
        )
        self.changed.emit()

    def leave_mapping(self) -> None:
        """Read the files as they are found, without the kept mapping."""
        self.used = None
        self.decide(replace(self.request, mapping=NO_TASK.request.mapping))

    def forget_mapping(self) -> None:
        """Forget the kept mapping; the files stay read by it until something else is said."""
        if self.used is not None:
            self._mappings.forget(self.used.name)
            self.context.notify(f"The mapping “{self.used.name}” is forgotten.")
            self.used = None
            self.changed.emit()

    def _ask_anew(self, request: ImportRequest) -> None:
        self.task = replace(self.task, request=request)
        self.seen, self.columns = None, ()
        self.source, self.used = "", None
        self.look()

    def _looked(self, seen: Examined) -> None:
        self.seen, self.columns, self.looking = seen, seen.columns, False
        if not self.source and self._knows_mapping():
            return
        self.changed.emit()

    def _knows_mapping(self) -> bool:
        """Read files whose headers are known by the mapping that was kept for them."""
        tables: dict[tuple[str, str], list[str]] = {}
        for column in self.columns:
            place = (column.match.file, column.match.sheet)
            tables.setdefault(place, []).append(column.match.header)
        self.source = source_of(self.request, tables.values()) if tables else ""
        kept = self._mappings.of(self.source) if self.can_keep_mapping else None
        if kept is None or not is_untouched(self.request):
            return False
        try:
            request = fitted(kept, self.request)
        except (UserMistake, ValueError):
            self._mappings.forget(kept.name)
            return False
        self.used = kept
        self.decide(request)
        return True

    def _not_looked(self, error: CsplannerError) -> None:
        self.looking = False
        self.context.notify_error(error)
        self.changed.emit()

    def _has_written(self, told: ImportPreview) -> None:
        self.written = told
        self.go(Step.IMPORT)

    def _stopped(self) -> None:
        self.go(Step.REVIEW)
        self.look()


def kind_of_file(path: Path, otherwise: str) -> str:
    """Guess what a file holds by its name: "tickets.csv", an .ics, a folder."""
    if path.is_dir():
        return FOLDER
    if path.suffix.casefold() in {".ics", ".ical"}:
        return CALENDAR
    stem = path.stem.casefold()
    return stem if fields_of(stem) else otherwise
