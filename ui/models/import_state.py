"""What is known of one import in the window, and what follows from it; nothing is decided here."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from csplanner.services.import_examine import (
    FIXED_PRESETS,
    ImportTask,
    clashes,
    fields_of,
    plain_words,
)
from csplanner.services.import_mappings import same
from csplanner.services.import_portfolio import ImportRequest
from csplanner.services.import_words import CALENDAR, FOLDER, field_words
from ui.models.import_writing import ImportWriting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplanner.services.import_examine import ColumnSeen, Examined
    from csplanner.services.import_mappings import SavedMapping
    from csplanner.services.import_portfolio import ImportPreview
    from ui.context import Context
    from ui.jobs import Handle

NO_TASK = ImportTask(request=ImportRequest(kind="accounts", files=()))


class Step(IntEnum):
    """The steps, in their order."""

    FILE = 0
    MAP = 1
    REVIEW = 2
    IMPORT = 3


class ImportState(QObject):
    """One import. Signals: `changed()` when anything to show differs, `moved()` at another step."""

    changed = Signal()
    moved = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.task = NO_TASK
        self.seen: Examined | None = None
        self.columns: tuple[ColumnSeen, ...] = ()
        self.step = Step.FILE
        self.looking = False
        self.written: ImportPreview | None = None
        self.source = ""
        self.used: SavedMapping | None = None
        self.writer = ImportWriting(context, self)
        self.writer.changed.connect(self.changed)

    @property
    def writing(self) -> Handle | None:
        """The writing while it runs."""
        return self.writer.handle

    @property
    def request(self) -> ImportRequest:
        """What is asked of the import as it stands."""
        return self.task.request

    @property
    def has_columns(self) -> bool:
        """Whether this kind is a table with columns to map; a calendar or a folder is none."""
        return self.request.kind not in {CALENDAR, FOLDER}

    @property
    def fixed(self) -> bool:
        """Whether the preset says itself what each column is."""
        return self.request.preset in FIXED_PRESETS

    @property
    def can_keep_mapping(self) -> bool:
        """Whether there is a source whose mapping could be kept."""
        return self.has_columns and not self.fixed and bool(self.source)

    @property
    def mapping_changed(self) -> bool:
        """Whether the files are read otherwise than the kept mapping says."""
        return self.used is not None and not same(self.used, self.request)

    @property
    def clashing(self) -> frozenset[tuple[str, str, int]]:
        """The columns that share a field with another one."""
        return clashes(self.columns) if not self.fixed else frozenset()

    @property
    def preview(self) -> ImportPreview | None:
        """What the import would do, as far as it is known."""
        return self.seen.proposal.preview if self.seen and self.seen.proposal else None

    @property
    def trouble(self) -> str:
        """What stands in the way, in a sentence; empty if nothing does."""
        words = clash_words(self.request.kind, self.columns, self.clashing)
        if words:
            return words
        mistake = self.seen.mistake if self.seen else None
        return plain_words(f"{mistake.message} {mistake.hint}".strip()) if mistake else ""

    @property
    def can_continue(self) -> bool:
        """Whether the next step can be taken."""
        if self.looking or self.writing or self.written or not self.request.files:
            return False
        preview = self.preview
        if self.step is Step.FILE:
            return preview is not None or bool(self.columns)
        if preview is None or self.clashing or preview.questions:
            return False
        return self.step is not Step.IMPORT or bool(self._writes)

    @property
    def _writes(self) -> int:
        proposal = self.seen.proposal if self.seen else None
        return len(proposal.writes) if proposal else 0

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return the fields that a column can be read into, as (name, words)."""
        return fields_of(self.request.kind)


def clash_words(
    kind: str, columns: Iterable[ColumnSeen], clashing: frozenset[tuple[str, str, int]]
) -> str:
    """Return which columns would fill one field, and what to do; nothing if none do."""
    told: dict[str, list[str]] = {}
    for column in columns:
        match = column.match
        if (match.file, match.sheet, match.index) in clashing:
            told.setdefault(match.field, []).append(f"'{match.header}'")
    if not told:
        return ""
    field, headers = next(iter(told.items()))
    return (
        f"{' and '.join(headers)} would both fill {field_words(kind, field)}. "
        "Choose another field for one of them, or leave it out."
    )
