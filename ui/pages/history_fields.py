"""What a chosen change did, field by field, each with a button that puts it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout

from csplanner.base.errors import CsplannerError
from ui import formats
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from csplanner.services.field_history import FieldChange
    from csplanner.services.workspace import ChangeEntry, Workspace
    from ui.context import Context

_MOST = 40
_RECORDS = 20


class HistoryFields(QObject):
    """Fills a column with the fields of a change; `restore` puts one back and says so."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.shown: tuple[FieldChange, ...] = ()

    @property
    def _workspace(self) -> Workspace:
        assert self._context.workspace is not None
        return self._context.workspace

    def fill(self, column: QVBoxLayout, entry: ChangeEntry) -> None:
        """Add the fields of a change to a column."""
        from csplanner.services.field_history import fields_of

        every = fields_of(self._workspace, entry.id, _RECORDS)
        self.shown = every[:_MOST]
        record = ""
        for field in self.shown:
            if field.record_id != record:
                record = field.record_id
                column.addSpacing(10)
                column.addWidget(Label(field.record, "body", weight=600).wrapped())
                if field.account:
                    column.addWidget(Label(field.account, "note", "text2"))
            column.addLayout(self._line(field))
        more = entry.records - len({f.record_id for f in self.shown})
        if self.shown and more > 0:
            words = f"and {formats.counted(more, 'more record')}"
            column.addWidget(Label(words, "table", "text2"))

    def _line(self, field: FieldChange) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        words = field.field.replace("_", " ").removesuffix(" id")
        if not words:
            text = f"Was {field.after}"
        else:
            arrow = "\N{RIGHTWARDS ARROW}"
            text = f"{words}: {field.before or 'empty'} {arrow} {field.after or 'empty'}"
        label = Elided(text, "table")
        label.setToolTip(text)
        line.addWidget(label, 1)
        if field.back and not self._workspace.read_only:
            verb = "Restore" if words else "Bring back"
            button = Button(verb, icon="undo", small=True)
            button.setAccessibleName(f"{verb} {words or field.record}")
            button.clicked.connect(partial(self.restore, field))
            line.addWidget(button)
        return line

    def restore(self, field: FieldChange) -> None:
        """Put a field back; what forbids it is told."""
        from csplanner.services.field_history import restore

        try:
            restore(self._workspace, field)
        except CsplannerError as error:
            self._context.notify_error(error)
            return
        words = field.field.replace("_", " ")
        said = f"Restored {words} of {field.record}" if words else f"Brought back {field.record}"
        self._context.notify(said, undo=True)
