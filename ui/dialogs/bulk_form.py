"""Changing one field of many accounts at once: which field, what it holds then, how many change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLineEdit

from csplanner.services.edit_accounts import EDITABLE, choices, edit_accounts, read_field
from ui import formats
from ui.dialogs.form import Form
from ui.widgets.completion import offer
from ui.widgets.field_box import FieldBox
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.context import Context

_TIER = "tier_override"


class BulkForm(Form):
    """Asks for one field and its value; it is changed for all as one undo step."""

    def __init__(
        self, parent: QWidget, context: Context, ids: Sequence[str], field: str = "owner"
    ) -> None:
        self._ids, self._context = tuple(ids), context
        count = formats.counted(len(ids), "account")
        super().__init__(parent, f"Change {count}", f"Change {count}")
        fields = [(f.name, f.label) for f in EDITABLE.values() if f.in_bulk]
        self.field = FieldBox(fields, "Field", field)
        self.field.chose.connect(self._on_field)
        self.value = QLineEdit()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why the revenue does not decide")
        self._reason_label = Label("Reason", "body", "text2")
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(Label("Field", "body", "text2"), self.field)
        form.addRow(Label("New value", "body", "text2"), self.value)
        form.addRow(self._reason_label, self.reason)
        named(self.value, "New value")
        named(self.reason, "Reason of the tier")
        self.body.addLayout(form)
        self.below = Label("", "note", "text2").wrapped()
        self.body.addWidget(self.below)
        self._on_field(field)
        self.value.setFocus()

    def _on_field(self, name: str) -> None:
        assert self._context.workspace is not None
        field = EDITABLE[name]
        known = choices(self._context.workspace, name, self._context.today)
        offer(self.value, known, "Values in use")
        self.value.clear()
        self.value.setPlaceholderText(field.hint)
        for widget in (self.reason, self._reason_label):
            widget.setVisible(name == _TIER)
        words = f"In use: {', '.join(known[:6])}." if known else ""
        self.below.setText(f"{words} An empty value clears the field. One step of undo.".strip())

    def finish(self) -> bool:
        """Change them all."""
        workspace, today = self._context.workspace, self._context.today
        assert workspace is not None
        name, text = self.field.key, self.value.text()
        read_field(workspace, name, text, today)
        values = {name: text}
        if name == _TIER and text.strip():
            values["tier_reason"] = self.reason.text()
        count = edit_accounts(workspace, self._ids, values, today)
        label = EDITABLE[name].label
        said = label if label == "ARR" else label.lower()
        if count:
            told = f"Changed the {said} of {formats.counted(count, 'account')}"
            self._context.notify(told, undo=True)
        else:
            self._context.notify(f"Nothing to change: the {said} is that already")
        return True
