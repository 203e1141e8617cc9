"""The writing of an import, in the lane of writes: how far it is, how to stop it, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from csplanner.services.import_portfolio import accept

if TYPE_CHECKING:
    from csplanner.base.errors import CsplannerError
    from csplanner.base.job import Job
    from csplanner.services.import_portfolio import ImportPreview, ImportProposal
    from ui.context import Context
    from ui.jobs import Handle

_KEY = "import.write"


class ImportWriting(QObject):
    """Writes one proposal at a time.

    Signals: `changed()` as it goes on, `written(ImportPreview)`, `stopped()` when it was cancelled
    or refused and the files have to be looked at again.
    """

    changed = Signal()
    written = Signal(object)
    stopped = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.handle: Handle | None = None
        self._before = 0

    def start(self, proposal: ImportProposal) -> None:
        """Write a proposal, unless one is being written."""
        workspace = self.context.workspace
        if workspace is None or self.handle is not None:
            return

        def work(job: Job) -> ImportPreview:
            return accept(workspace, proposal, job=job)

        self._before = self._newest()
        self.handle = self.context.jobs.start(
            work, self._done, proposal.label, key=_KEY, lane="writes", failed=self._failed
        )
        self.handle.progressed.connect(self._moved_on)
        self.handle.ended.connect(self._ended)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop; everything is as it was before."""
        if self.handle is not None:
            self.handle.cancel()

    def _moved_on(self) -> None:
        self.changed.emit()

    def _done(self, told: ImportPreview) -> None:
        self.context.notify(done_words(told), undo=bool(told.new or told.changed))
        self.written.emit(told)

    def _failed(self, error: CsplannerError) -> None:
        self.context.notify_error(error)
        self.stopped.emit()

    def _ended(self) -> None:
        handle, self.handle = self.handle, None
        if handle is not None and handle.done is None:
            self._say_stopped()
            self.stopped.emit()
        self.changed.emit()

    def _newest(self) -> int:
        workspace = self.context.workspace
        newest = workspace.history(limit=1) if workspace is not None else ()
        return newest[0].id if newest else 0

    def _say_stopped(self) -> None:
        """Tell the truth of a cancel that may have come too late."""
        if self._newest() == self._before:
            self.context.notify("The import was cancelled.", hint="Nothing was changed.")
        else:
            self.context.notify("The import was written before it was cancelled.", undo=True)


def done_words(told: ImportPreview) -> str:
    """Return what an import has done, in one line."""
    parts = [(told.new, "new"), (told.changed, "changed"), (told.unchanged, "unchanged")]
    parts.append((told.rejected, "rejected"))
    said = ", ".join(f"{count:,} {word}" for count, word in parts if count)
    return f"Imported: {said or 'nothing to do'}"
